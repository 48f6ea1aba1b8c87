// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/chronosbackend.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::chrono::seconds LostAfter{60};

const ChronosJob *findJob(const std::vector<ChronosJob> &jobs, const QString &name)
{
    const auto job = std::find_if(
        jobs.begin(), jobs.end(), [&name](const ChronosJob &one) { return one.name == name; });
    return job == jobs.end() ? nullptr : &*job;
}

} // namespace

ChronosPrepull::ChronosPrepull(
    ClusterLine &chronos, MesosClient &mesos, QUrl master, PrepullPlan plan, WritePermit permit)
    : m_chronos(chronos)
    , m_logs(mesos, std::move(master))
    , m_plan(std::move(plan))
    , m_permit(std::move(permit))
{ }

Task<void> ChronosPrepull::begin(QStringList hosts, std::stop_token stop)
{
    // What answers must be a Chronos before anything is sent; this also tells which.
    const Result<std::vector<ChronosJob>> before = co_await m_chronos.jobs(stop);
    if (!before)
        co_return tl::make_unexpected(before.error());
    m_hasSent = true;
    for (const QString &host : hosts) {
        const Result<void> added = co_await add(host, stop);
        if (!added)
            co_return added;
        m_asked.append(host);
    }
    co_return co_await checkPins(hosts, stop);
}

Task<void> ChronosPrepull::add(QString host, std::stop_token stop)
{
    const QByteArray job = chronosJob(m_plan, host);
    SchedulerSend send = [this, job, stop] { return m_chronos.add(job, m_permit, stop); };
    SchedulerLookUp isThere = [this, host, stop] { return hasJob(host, stop); };
    return sendOnce(m_chronos.line().clock(), std::move(send), std::move(isThere), stop);
}

Task<bool> ChronosPrepull::hasJob(QString host, std::stop_token stop)
{
    const Result<std::vector<ChronosJob>> jobs = co_await m_chronos.jobs(stop);
    if (!jobs)
        co_return tl::make_unexpected(jobs.error());
    co_return findJob(*jobs, jobName(m_plan.runId, host)) != nullptr;
}

Task<void> ChronosPrepull::checkPins(QStringList hosts, std::stop_token stop)
{
    const Result<std::vector<ChronosJob>> jobs = co_await m_chronos.jobs(stop);
    if (!jobs)
        co_return tl::make_unexpected(jobs.error());
    for (const QString &host : hosts) {
        const ChronosJob *const job = findJob(*jobs, jobName(m_plan.runId, host));
        if (job && !isPinned(*job, m_plan.pins.value(host, host)))
            co_return fail(ErrorKind::Rejected,
                u"This Chronos cannot aim a job at a host: it dropped the constraint."_s,
                u"Chronos 2.5 or later is needed."_s);
    }
    co_return Result<void>();
}

HostReport ChronosPrepull::reportOf(
    const QString &host, const ChronosJob *job, const QString &state)
{
    const QString name = jobName(m_plan.runId, host);
    if (!job)
        return {host, name, HostState::Failed, 0, u"the job vanished from Chronos"_s};
    if (job->successes > 0)
        return {host, name, HostState::Done, DoneCode, {}};
    if (job->errors > 0)
        return {host, name, HostState::Failed, 0,
            u"the pull failed, and its agent does not tell why"_s};
    const bool isIdle = state == "idle"_L1 && !job->schedule.startsWith("R1"_L1);
    if (!isIdle) {
        m_idleSince.remove(host);
        const bool isRunning = state.endsWith("running"_L1);
        return {host, isRunning ? name : QString(),
            isRunning ? HostState::Pulling : HostState::Queued, 0, {}};
    }
    // Launched a moment ago, or lost: Chronos keeps in memory what runs.
    const QDateTime now = m_chronos.line().clock().now();
    const QDateTime since = m_idleSince.value(host, now);
    m_idleSince.insert(host, since);
    if (since.secsTo(now) < LostAfter.count())
        return {host, name, HostState::Pulling, 0, {}};
    return {host, name, HostState::Failed, 0, u"Chronos has lost the job's task"_s};
}

Task<PrepullReport> ChronosPrepull::look(std::stop_token stop)
{
    const Result<std::vector<ChronosJob>> jobs = co_await m_chronos.jobs(stop);
    if (!jobs)
        co_return tl::make_unexpected(jobs.error());
    const Result<QHash<QString, QString>> states = co_await m_chronos.states(stop);
    if (!states)
        co_return tl::make_unexpected(states.error());
    PrepullReport report;
    const QStringList asked = m_asked;
    for (const QString &host : asked) {
        const ChronosJob *const job = findJob(*jobs, jobName(m_plan.runId, host));
        HostReport told
            = reportOf(host, job, states->value(job ? job->name : QString(), u"idle"_s));
        const bool isError = told.state == HostState::Failed && job && job->errors > 0;
        if (!isError) {
            report.hosts.push_back(std::move(told));
            continue;
        }
        const Result<HostReport> reason = co_await explained(std::move(told), stop);
        if (!reason)
            co_return tl::make_unexpected(reason.error());
        report.hosts.push_back(*reason);
    }
    co_return report;
}

Task<HostReport> ChronosPrepull::explained(HostReport report, std::stop_token stop)
{
    if (const auto known = m_failures.constFind(report.host); known != m_failures.constEnd())
        co_return *known;
    const Result<int> code = co_await exitCodeOf(report.host, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (code)
        report = failureReport(report.host, report.taskId, *code, report.reason);
    m_failures.insert(report.host, report);
    co_return report;
}

/// What the job's command has left in its sandbox.
Task<QByteArray> ChronosPrepull::fileOf(QString host, QString file, std::stop_token stop)
{
    const QString name = u"ChronosTask:"_s + jobName(m_plan.runId, host);
    const Result<MesosTask> task = co_await m_logs.find(name, stop);
    if (!task)
        co_return tl::make_unexpected(task.error());
    co_return co_await m_logs.read(host, *task, file, stop);
}

Task<QByteArray> ChronosPrepull::words(QString host, std::stop_token stop)
{
    return fileOf(std::move(host), pullLogFile(), stop);
}

Task<int> ChronosPrepull::exitCodeOf(QString host, std::stop_token stop)
{
    const QString file = pullResultFile();
    const Result<QByteArray> data = co_await fileOf(host, file, stop);
    if (!data)
        co_return tl::make_unexpected(data.error());
    bool isNumber = false;
    const int code = data->trimmed().toInt(&isNumber);
    if (!isNumber)
        co_return fail(ErrorKind::Protocol, u"The result is not a number."_s);
    co_return code;
}

Task<int> ChronosPrepull::remove(std::stop_token stop)
{
    const QString prefix = jobPrefix(m_plan.runId);
    const Result<std::vector<ChronosJob>> jobs = co_await m_chronos.jobs(stop);
    if (!jobs)
        co_return tl::make_unexpected(jobs.error());
    bool isClean = true;
    for (const ChronosJob &job : *jobs) {
        if (!job.name.startsWith(prefix))
            continue;
        isClean = false;
        const Result<SchedulerChange> removed = co_await m_chronos.remove(job.name, m_permit, stop);
        if (stop.stop_requested())
            co_return cancelled();
        if (!removed)
            co_return tl::make_unexpected(removed.error());
        // Of a job that has gone meanwhile Chronos says that the request is bad.
        const bool isGone = removed->answer.status == 400;
        if (removed->outcome == SchedulerChange::Outcome::Refused && !isGone)
            co_return tl::make_unexpected(removed->error);
    }
    if (isClean)
        co_return 0;
    const Result<std::vector<ChronosJob>> after = co_await m_chronos.jobs(stop);
    if (!after)
        co_return tl::make_unexpected(after.error());
    co_return int(std::count_if(after->begin(), after->end(),
        [&prefix](const ChronosJob &job) { return job.name.startsWith(prefix); }));
}

} // namespace Pinion
