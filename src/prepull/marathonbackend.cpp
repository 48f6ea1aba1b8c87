// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/marathonbackend.h"

#include "prepull/marathonreport.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Attempts = 3;
constexpr std::chrono::milliseconds AttemptPause{2'000};

/// Nothing where a change was accepted, or what it was to do is done already.
std::optional<Error> problemOf(const Result<ChangeAnswer> &answer)
{
    if (!answer)
        return answer.error();
    if (answer->outcome == ChangeAnswer::Outcome::Accepted)
        return std::nullopt;
    return answer->refusal.error;
}

} // namespace

MarathonPrepull::MarathonPrepull(
    Cluster &cluster, const ServerInfo &info, PrepullPlan plan, WritePermit permit)
    : m_client(cluster.marathon())
    , m_logs(cluster.mesos(), info.mesosUrl)
    , m_frameworkId(info.frameworkId)
    , m_plan(std::move(plan))
    , m_profile(marathonProfile(info.version, m_plan))
    , m_permit(std::move(permit))
{ }

Placement MarathonPrepull::placement() const
{
    return m_profile.isShared ? Placement::Free : Placement::Pinned;
}

Task<void> MarathonPrepull::begin(QStringList hosts, std::stop_token stop)
{
    const bool isFirst = m_asked == 0;
    m_asked += int(hosts.size());
    if (m_profile.isShared && !isFirst)
        co_return co_await grow(stop);
    if (m_profile.isShared)
        co_return co_await create(helperRoot(m_plan.runId), sharedApp(m_plan, m_asked), stop);
    for (const QString &host : hosts) {
        const QByteArray body = pinnedApp(m_plan, host, m_profile.mode);
        const Result<void> created = co_await create(helperId(m_plan, host), body, stop);
        if (!created)
            co_return created;
    }
    co_return Result<void>();
}

/// Whether it arrived is looked up before it is sent again: an answer can get lost on its way.
Task<void> MarathonPrepull::create(QString id, QByteArray body, std::stop_token stop)
{
    Error problem(ErrorKind::Network, u"The helper could not be created."_s);
    for (int attempt = 1; attempt <= Attempts; ++attempt) {
        const Result<ChangeAnswer> answer = co_await m_client.createApp(id, body, m_permit, stop);
        if (stop.stop_requested())
            co_return cancelled();
        const std::optional<Error> why = problemOf(answer);
        if (!why)
            co_return Result<void>();
        const bool isRefused = answer && answer->outcome == ChangeAnswer::Outcome::Refused;
        const bool isOurOwn
            = isRefused && attempt > 1 && answer->refusal.kind == RefusalKind::Conflict;
        if (isOurOwn) // the earlier one had arrived: the id is of this run alone
            co_return Result<void>();
        if (isRefused || why->kind == ErrorKind::Rejected || why->kind == ErrorKind::Tls)
            co_return tl::make_unexpected(*why);
        problem = *why;
        const Result<void> slept
            = co_await m_client.line().clock().sleep(AttemptPause * attempt, stop);
        if (!slept)
            co_return cancelled();
        const Result<RunningApp> found = co_await m_client.app(id, stop);
        if (stop.stop_requested())
            co_return cancelled();
        if (found)
            co_return Result<void>();
    }
    co_return tl::make_unexpected(problem);
}

Task<void> MarathonPrepull::grow(std::stop_token stop)
{
    // Forced: while a host waits for its task the app's own deployment has not ended, and holds
    // the lock.
    const QString root = helperRoot(m_plan.runId);
    Error problem(ErrorKind::Network, u"The helper could not be scaled."_s);
    for (int attempt = 1; attempt <= Attempts; ++attempt) {
        const Result<ChangeAnswer> answer
            = co_await m_client.scaleApp(root, m_asked, Forced::Yes, m_permit, stop);
        if (stop.stop_requested())
            co_return cancelled();
        const std::optional<Error> why = problemOf(answer);
        if (!why)
            co_return Result<void>();
        problem = *why;
        if (answer && answer->outcome == ChangeAnswer::Outcome::Refused)
            break;
        const Result<void> slept
            = co_await m_client.line().clock().sleep(AttemptPause * attempt, stop);
        if (!slept)
            co_return cancelled();
    }
    co_return tl::make_unexpected(problem);
}

Task<std::vector<RunningApp>> MarathonPrepull::helpers(std::stop_token stop)
{
    const QString selector = RunLabel + u"=="_s + m_plan.runId;
    Result<std::vector<RunningApp>> apps = co_await m_client.labelledApps(selector, stop);
    if (!apps)
        co_return apps;
    std::erase_if(*apps, [this](const RunningApp &app) {
        return !isHelperOf(app.id, m_plan.runId); // a label can be copied
    });
    co_return apps;
}

Task<PrepullReport> MarathonPrepull::look(std::stop_token stop)
{
    const Result<std::vector<RunningApp>> apps = co_await helpers(stop);
    if (!apps)
        co_return tl::make_unexpected(apps.error());
    noteTasks(*apps);
    PrepullReport report;
    report.hosts = reportsOf(*apps, m_profile.mode);
    const bool isComplete = std::all_of(apps->begin(), apps->end(),
        [](const RunningApp &app) { return int(app.tasks.size()) >= app.instances; });
    if (isComplete)
        co_return report;
    const Result<std::vector<QueueEntry>> queue = co_await m_client.queue(stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (queue) // without it the hosts wait for reasons unknown
        report.waiting = waitingReasons(*queue, m_plan.runId);
    co_return report;
}

void MarathonPrepull::noteTasks(const std::vector<RunningApp> &helpers)
{
    for (const RunningApp &helper : helpers) {
        if (const std::optional<TaskFailure> &failure = helper.lastFailure)
            m_tasks.insert(failure->host, {failure->taskId, {}, m_frameworkId, {}, {}});
        for (const AppTask &task : helper.tasks)
            m_tasks.insert(task.host, {task.id, {}, m_frameworkId, task.agentId, {}});
    }
}

Task<QByteArray> MarathonPrepull::words(QString host, std::stop_token stop)
{
    const MesosTask task = m_tasks.value(host);
    if (task.id.isEmpty() || task.frameworkId.isEmpty())
        co_return fail(ErrorKind::NotFound, u"Marathon does not tell of a task there."_s);
    const QString file = pullLogFile();
    co_return co_await m_logs.read(host, task, file, stop);
}

Task<int> MarathonPrepull::remove(std::stop_token stop)
{
    const Result<std::vector<RunningApp>> apps = co_await helpers(stop);
    if (!apps)
        co_return tl::make_unexpected(apps.error());
    const QString root = helperRoot(m_plan.runId);
    const bool isOneApp = apps->size() == 1 && apps->front().id == root;
    if (!apps->empty()) {
        Task<ChangeAnswer> order = isOneApp
            ? m_client.removeApp(root, Forced::Yes, m_permit, stop)
            : m_client.removeGroup(root, Forced::Yes, m_permit, stop);
        const Result<ChangeAnswer> answer = co_await order;
        if (stop.stop_requested())
            co_return cancelled();
        const std::optional<Error> why = problemOf(answer);
        if (why && why->kind != ErrorKind::NotFound)
            co_return tl::make_unexpected(*why);
    }
    // The definition goes first; the deployment lasts until the last task has ended.
    const Result<std::vector<Deployment>> deployments = co_await m_client.deployments(stop);
    if (!deployments)
        co_return tl::make_unexpected(deployments.error());
    const auto ending = std::count_if(
        deployments->begin(), deployments->end(), [this](const Deployment &deployment) {
            return std::any_of(deployment.affectedApps.begin(), deployment.affectedApps.end(),
                [this](const QString &id) { return isHelperOf(id, m_plan.runId); });
        });
    co_return int(apps->size()) + int(ending);
}

} // namespace Pinion
