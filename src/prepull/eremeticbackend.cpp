// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/eremeticbackend.h"

#include "prepull/jobname.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView Tasks("/api/v1/task");

} // namespace

EremeticPrepull::EremeticPrepull(ClusterLine &eremetic, PrepullPlan plan, WritePermit permit)
    : m_line(eremetic)
    , m_plan(std::move(plan))
    , m_permit(std::move(permit))
{ }

Task<std::vector<EremeticTask>> EremeticPrepull::tasks(std::stop_token stop)
{
    Result<HttpResponse> answer = co_await readScheduler(
        m_line, PrepullVia::Eremetic, Tasks + u"?state=active,queued,terminated"_s, stop);
    if (stop.stop_requested())
        co_return cancelled();
    const bool isOld = !answer && answer.error().httpStatus == 422; // before 0.29
    if (isOld)
        answer = co_await readScheduler(m_line, PrepullVia::Eremetic, QString(Tasks), stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    co_return readEremeticTasks(answer->body);
}

Task<SchedulerChange> EremeticPrepull::change(
    HttpMethod method, QString path, QByteArray body, std::stop_token stop)
{
    return changeScheduler(
        m_line, PrepullVia::Eremetic, method, Tasks + path, std::move(body), m_permit, stop);
}

Task<void> EremeticPrepull::begin(QStringList hosts, std::stop_token stop)
{
    const Result<std::vector<EremeticTask>> before = co_await tasks(stop);
    if (!before)
        co_return tl::make_unexpected(before.error());
    m_hasSent = true;
    for (const QString &host : hosts) {
        const QByteArray body = eremeticTask(m_plan, host);
        SchedulerSend send
            = [this, body, stop] { return change(HttpMethod::Post, QString(), body, stop); };
        SchedulerLookUp isThere = [this, host, stop] { return hasTask(host, stop); };
        const Result<void> added
            = co_await sendOnce(m_line.clock(), std::move(send), std::move(isThere), stop);
        if (!added)
            co_return added;
        m_asked.append(host);
    }
    co_return Result<void>();
}

Task<bool> EremeticPrepull::hasTask(QString host, std::stop_token stop)
{
    const Result<std::vector<EremeticTask>> list = co_await tasks(stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    const QString name = eremeticName(m_plan, host);
    co_return std::any_of(list->begin(), list->end(),
        [&name](const EremeticTask &task) { return task.name == name; });
}

HostReport EremeticPrepull::reportOf(const QString &host, const EremeticTask &task) const
{
    const bool isDirect = m_plan.helperImage.isEmpty();
    HostReport report{host, task.id, HostState::Queued, 0, {}, task.retries + 1};
    if (task.status == "TASK_FINISHED"_L1) {
        report.state = HostState::Done;
        report.code = DoneCode;
    } else if (task.isOver()) {
        report.state = HostState::Failed;
        report.reason = isDirect
            ? u"the image could not be pulled, or it has no shell (%1)"_s.arg(task.status)
            : u"the helper's container failed (%1)"_s.arg(task.status);
    } else if (task.status == "TASK_QUEUED"_L1) {
        report.taskId.clear(); // nothing has taken it yet
    } else if (isDirect || task.status != "TASK_STAGING"_L1) {
        report.state = HostState::Pulling; // Docker pulls the container's own image in staging
    }
    return report;
}

Task<PrepullReport> EremeticPrepull::look(std::stop_token stop)
{
    const Result<std::vector<EremeticTask>> list = co_await tasks(stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    PrepullReport report;
    const QStringList asked = m_asked;
    for (const QString &host : asked) {
        const QString name = eremeticName(m_plan, host);
        const auto task = std::find_if(list->begin(), list->end(),
            [&name](const EremeticTask &one) { return one.name == name; });
        if (task == list->end()) {
            report.hosts.push_back(
                {host, {}, HostState::Failed, 0, u"the task vanished from Eremetic"_s});
            continue;
        }
        m_ids.insert(host, task->id);
        const Result<HostReport> told = co_await explained(reportOf(host, *task), *task, stop);
        if (!told)
            co_return tl::make_unexpected(told.error());
        report.hosts.push_back(*told);
    }
    co_return report;
}

Task<QByteArray> EremeticPrepull::wordsOf(QString id, std::stop_token stop)
{
    const QString path = Tasks + u'/' + id;
    const Result<HttpResponse> out
        = co_await readScheduler(m_line, PrepullVia::Eremetic, path + "/stdout"_L1, stop);
    if (stop.stop_requested())
        co_return cancelled();
    const Result<HttpResponse> problems
        = co_await readScheduler(m_line, PrepullVia::Eremetic, path + "/stderr"_L1, stop);
    if (stop.stop_requested())
        co_return cancelled();
    // Its agent may be out of Eremetic's reach.
    QByteArray words = out ? out->body : QByteArray();
    if (problems)
        words += problems->body;
    co_return words;
}

Task<QByteArray> EremeticPrepull::words(QString host, std::stop_token stop)
{
    const QString id = m_ids.value(host);
    if (id.isEmpty() || m_plan.helperImage.isEmpty()) // without a helper Docker's words are lost
        co_return fail(ErrorKind::NotFound, u"Eremetic keeps nothing of that host."_s);
    co_return co_await wordsOf(id, stop);
}

/// Eremetic keeps no reasons, but what the container wrote.
Task<HostReport> EremeticPrepull::explained(
    HostReport report, EremeticTask task, std::stop_token stop)
{
    if (report.state != HostState::Failed)
        co_return report;
    if (const auto known = m_failures.constFind(report.host); known != m_failures.constEnd())
        co_return *known;
    const bool hasRun = task.status == "TASK_FAILED"_L1 && !m_plan.helperImage.isEmpty();
    QByteArray words;
    if (hasRun) {
        const Result<QByteArray> log = co_await wordsOf(task.id, stop);
        if (!log)
            co_return tl::make_unexpected(log.error());
        words = *log;
    }
    if (hasRun && task.ran >= m_plan.pullTime)
        report = failureReport(report.host, report.taskId, OwnTimeLimitCode, report.reason);
    else if (!words.isEmpty())
        report = failureReport(report.host, report.taskId, pullCodeOf(words), report.reason);
    m_failures.insert(report.host, report);
    co_return report;
}

/// One step towards its end: ordered to stop, or its record deleted.
Task<void> EremeticPrepull::end(EremeticTask task, std::stop_token stop)
{
    const QString path = u'/' + task.id;
    // Of a task that has ended meanwhile a kill is answered with 500, and what still runs cannot
    // be deleted (409); the next look tells.
    Task<SchedulerChange> order = task.isDeletable()
        ? change(HttpMethod::Delete, path, QByteArray(), stop)
        : change(HttpMethod::Post, path + u"/kill"_s, QByteArray(), stop);
    const Result<SchedulerChange> answer = co_await order;
    if (stop.stop_requested())
        co_return cancelled();
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const int status = answer->answer.status;
    if (answer->outcome == SchedulerChange::Outcome::Refused && status != 409 && status != 404)
        co_return tl::make_unexpected(answer->error);
    co_return Result<void>();
}

Task<int> EremeticPrepull::remove(std::stop_token stop)
{
    const QString prefix = jobPrefix(m_plan.runId);
    const Result<std::vector<EremeticTask>> list = co_await tasks(stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    int left = 0;
    for (const EremeticTask &task : *list) {
        if (!task.name.startsWith(prefix))
            continue;
        ++left;
        const Result<void> ended = co_await end(task, stop);
        if (!ended)
            co_return tl::make_unexpected(ended.error());
    }
    co_return left; // the next look tells whether they have gone
}

} // namespace Pinion
