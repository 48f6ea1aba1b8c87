// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/follower.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isTerminal(const QString &state)
{
    static const QStringList terminal{u"TASK_FAILED"_s, u"TASK_FINISHED"_s, u"TASK_ERROR"_s,
        u"TASK_LOST"_s, u"TASK_DROPPED"_s, u"TASK_GONE"_s, u"TASK_GONE_BY_OPERATOR"_s,
        u"TASK_UNKNOWN"_s, u"TASK_KILLED"_s};
    return terminal.contains(state);
}

bool isUp(InstanceState state)
{
    return state == InstanceState::Running || state == InstanceState::Healthy
        || state == InstanceState::Unhealthy;
}

InstanceState upState(std::optional<bool> health)
{
    if (!health)
        return InstanceState::Running;
    return *health ? InstanceState::Healthy : InstanceState::Unhealthy;
}

/// No result for some check counts as none: after a start and after a change of the leader.
std::optional<bool> healthOf(const AppTask &task, int checks)
{
    if (checks == 0)
        return std::nullopt;
    const bool isBad = std::any_of(task.health.begin(), task.health.end(),
        [](const HealthResult &result) { return !result.isAlive; });
    if (isBad)
        return false;
    return task.isHealthy(checks) ? std::optional(true) : std::nullopt;
}

QString lastCause(const AppTask &task)
{
    for (const HealthResult &result : task.health) {
        if (!result.isAlive && !result.lastFailureCause.isEmpty())
            return result.lastFailureCause;
    }
    return {};
}

} // namespace

DeploymentFollower::DeploymentFollower(
    FollowedDeployment followed, FollowPatience patience, QDateTime now)
    : m_followed(std::move(followed))
    , m_patience(patience)
    , m_movedAt(now)
{
    m_state.began = now;
    for (const QString &id : m_followed.apps)
        m_apps[id];
    refresh(now);
}

bool DeploymentFollower::isOurs(const MarathonEvent &event) const
{
    return !event.deploymentId.isEmpty() && event.deploymentId == m_followed.id;
}

/// Scaling makes a version, too, but leaves alone what runs with the configuration before.
bool DeploymentFollower::isCurrent(const App &app, const AppVersion &version) const
{
    if (version.isEmpty())
        return false;
    const AppVersion wanted = app.last ? app.last->version : m_followed.version;
    if (sameVersion(version, wanted))
        return true;
    if (!app.last || app.isRestarted || app.last->lastConfigChangeAt.isEmpty())
        return false;
    const QDateTime changed = instantOf(app.last->lastConfigChangeAt);
    return changed.isValid() && !sameVersion(app.last->lastConfigChangeAt, wanted)
        && instantOf(version) >= changed;
}

void DeploymentFollower::onEvent(const MarathonEvent &event, const QDateTime &now)
{
    if (isEnd(m_state.phase))
        return;
    switch (event.kind) {
    case EventKind::StepBegan:
    case EventKind::StepSucceeded:
    case EventKind::StepFailed:
    case EventKind::DeploymentSucceeded:
    case EventKind::DeploymentFailed:
        if (isOurs(event))
            takeDeploymentEvent(event, now);
        break;
    case EventKind::TaskStatus:
    case EventKind::InstanceChanged:
    case EventKind::InstanceHealth:
    case EventKind::HealthCheckFailed:
    case EventKind::UnhealthyKill:
        if (m_apps.contains(event.appId))
            takeInstanceEvent(event, now);
        break;
    default:
        break;
    }
    refresh(now);
}

void DeploymentFollower::takeDeploymentEvent(const MarathonEvent &event, const QDateTime &now)
{
    if (event.kind == EventKind::DeploymentFailed) {
        // Whether it was only stopped, or also changed by others, the apps tell.
        m_cancelledBy = event.message.isEmpty() ? u"it was cancelled"_s
                                                : QString(u'"' + event.message + u'"');
        markGone(now);
        return;
    }
    if (event.kind == EventKind::DeploymentSucceeded) {
        if (event.steps.empty())
            end(FollowPhase::NothingToDo,
                u"Nothing to deploy: %1 already runs this definition."_s.arg(m_followed.target),
                now);
        else
            markGone(now);
        return;
    }
    const auto step = std::find(event.steps.begin(), event.steps.end(), event.currentStep);
    const int number = step == event.steps.end() ? 0 : int(step - event.steps.begin()) + 1;
    takePlan(event.steps, number, now);
}

void DeploymentFollower::takePlan(
    const std::vector<DeploymentStep> &steps, int currentStep, const QDateTime &now)
{
    m_steps = steps;
    m_state.totalSteps = int(steps.size());
    if (currentStep > m_state.currentStep) {
        m_state.currentStep = currentStep;
        m_movedAt = now;
    }
    for (const DeploymentStep &step : steps) {
        for (const DeploymentAction &action : step) {
            const auto app = m_apps.find(action.app);
            if (app != m_apps.end() && action.action.startsWith("Restart"_L1))
                app->second.isRestarted = true;
        }
    }
    if (m_state.phase == FollowPhase::Planned && currentStep > 0)
        m_state.phase = FollowPhase::Replacing;
}

DeploymentFollower::Instance &DeploymentFollower::instanceOf(
    const QString &id, const QString &appId)
{
    Instance &instance = m_instances[id];
    instance.row.id = id;
    instance.row.shortId = u'…' + id.right(4);
    instance.row.appId = appId;
    return instance;
}

void DeploymentFollower::setState(Instance &instance, InstanceState state, const QDateTime &now)
{
    if (instance.row.state == state)
        return;
    instance.row.state = state;
    instance.row.since = now;
}

void DeploymentFollower::takeInstanceEvent(const MarathonEvent &event, const QDateTime &now)
{
    if (event.instanceId.isEmpty())
        return;
    const bool isKnown = m_instances.contains(event.instanceId);
    Instance &instance = instanceOf(event.instanceId, event.appId);
    App &app = m_apps[event.appId];
    if (!isKnown)
        instance.row.since = now;
    if (!event.version.isEmpty())
        instance.version = event.version;
    if (!event.taskId.isEmpty())
        instance.row.taskId = event.taskId;
    if (!event.host.isEmpty())
        instance.row.host = event.host;
    switch (event.kind) {
    case EventKind::InstanceChanged:
        takeCondition(instance, isKnown, event.state, now);
        break;
    case EventKind::InstanceHealth:
        instance.health = event.isHealthy;
        if (isUp(instance.row.state))
            setState(instance, upState(instance.health), now);
        break;
    case EventKind::UnhealthyKill:
        instance.row.lastMessage = event.message;
        takeFailure(app, instance, event.taskId, event.message);
        break;
    case EventKind::TaskStatus:
        if (!event.message.isEmpty())
            instance.row.lastMessage = event.message;
        if (isTerminal(event.state) && event.state != "TASK_KILLED"_L1) {
            takeFailure(app, instance, event.taskId, event.message);
            app.isExitGood = event.state == "TASK_FINISHED"_L1;
        }
        break;
    default:
        break;
    }
}

void DeploymentFollower::takeCondition(
    Instance &instance, bool isKnown, const QString &condition, const QDateTime &now)
{
    const bool isNew = isCurrent(m_apps[instance.row.appId], instance.version);
    // The first ones are told to stop before there is any other news of them.
    const bool wasUp = isUp(instance.row.state) || !isKnown;
    if (condition == "Scheduled"_L1) {
        // A second time it means that the launch is no longer wanted.
        const bool isAgain = instance.row.state == InstanceState::WaitingForNode
            && instance.row.since.isValid() && instance.row.since < now;
        setState(instance, isAgain ? InstanceState::Gone : InstanceState::WaitingForNode, now);
    } else if (condition == "Provisioned"_L1 || condition == "Staging"_L1) {
        if (instance.row.state == InstanceState::Failed)
            ++instance.row.restarts;
        instance.health.reset();
        setState(instance, InstanceState::Staging, now);
    } else if (condition == "Starting"_L1) {
        setState(instance, InstanceState::Starting, now);
    } else if (condition == "Running"_L1) {
        // Said again of an old instance, it means that this one has to stop.
        setState(
            instance, !isNew && wasUp ? InstanceState::Killing : upState(instance.health), now);
    } else if (condition == "Killing"_L1) {
        setState(instance, InstanceState::Killing, now);
    } else if (condition.startsWith("Unreachable"_L1)) {
        setState(instance, InstanceState::Unreachable, now);
    } else if (condition == "Killed"_L1 || !isNew) {
        setState(instance, InstanceState::Gone, now);
    } else {
        instance.health.reset();
        setState(instance, InstanceState::Failed, now);
    }
}

/// Status and health tell of one end in several events; it counts once.
void DeploymentFollower::takeFailure(
    App &app, const Instance &instance, const QString &taskId, const QString &what)
{
    if (!isCurrent(app, instance.version) || taskId.isEmpty())
        return;
    if (!app.failedTasks.contains(taskId))
        app.failedTasks.append(taskId);
    if (!what.isEmpty())
        app.lastExit = what;
    app.lastExitHost = instance.row.host;
}

void DeploymentFollower::onApp(const RunningApp &answer, const QDateTime &now)
{
    const auto found = m_apps.find(answer.id);
    if (found == m_apps.end() || isEnd(m_state.phase))
        return;
    App &app = found->second;
    app.last = answer;
    app.isMissing = false;
    app.isSeenAfterEnd = m_hasEnded;
    for (auto &[id, instance] : m_instances) {
        if (instance.row.appId == answer.id)
            instance.isListed = false;
    }
    for (const AppTask &task : answer.tasks)
        takeTask(task, app, now);
    for (auto &[id, instance] : m_instances) {
        const bool isWaiting = instance.row.state == InstanceState::WaitingForNode;
        if (instance.row.appId == answer.id && !instance.isListed && !isWaiting)
            setState(instance, InstanceState::Gone, now);
    }
    takeLastFailure(app);
    refresh(now);
}

void DeploymentFollower::takeTask(const AppTask &task, App &app, const QDateTime &now)
{
    const bool isKnown = m_instances.contains(task.instanceId);
    Instance &instance = instanceOf(task.instanceId, app.last->id);
    InstanceRow &row = instance.row;
    instance.isListed = true;
    if (!task.version.isEmpty())
        instance.version = task.version;
    if (isKnown && task.incarnation > instance.incarnation)
        row.restarts += row.state == InstanceState::Failed ? 0 : 1;
    instance.incarnation = task.incarnation;
    row.taskId = task.id;
    row.host = task.host;
    row.agentId = task.agentId;
    instance.health = healthOf(task, app.last->healthChecks);
    if (const QString cause = lastCause(task); !cause.isEmpty())
        row.lastMessage = cause;
    InstanceState state = InstanceState::Staging;
    if (task.isRunning())
        state = row.state == InstanceState::Killing ? row.state : upState(instance.health);
    else if (task.state == "TASK_STARTING"_L1)
        state = InstanceState::Starting;
    else if (task.state == "TASK_KILLING"_L1)
        state = InstanceState::Killing;
    else if (task.state == "TASK_UNREACHABLE"_L1)
        state = InstanceState::Unreachable;
    else if (isTerminal(task.state))
        state = InstanceState::Failed; // listed all the same: it waits for its relaunch
    if (state == InstanceState::Failed && task.state != "TASK_KILLED"_L1) {
        takeFailure(app, instance, task.id, QString());
        app.isExitGood = task.state == "TASK_FINISHED"_L1;
    }
    setState(instance, state, now);
    if (!isKnown)
        row.since = QDateTime();
}

/// Where no event told of it. The server keeps only the last one.
void DeploymentFollower::takeLastFailure(App &app)
{
    const std::optional<TaskFailure> &failure = app.last->lastFailure;
    if (!failure || !sameVersion(failure->version, app.last->version))
        return;
    if (!m_followed.isReverse && !sameVersion(failure->version, m_followed.version))
        return;
    if (!failure->taskId.isEmpty() && !app.failedTasks.contains(failure->taskId))
        app.failedTasks.append(failure->taskId);
    app.lastExit = failure->message;
    app.lastExitHost = failure->host;
}

void DeploymentFollower::onAppMissing(const QString &id, const QDateTime &now)
{
    const auto found = m_apps.find(id);
    if (found == m_apps.end() || isEnd(m_state.phase))
        return;
    found->second.isMissing = true;
    found->second.isSeenAfterEnd = m_hasEnded;
    for (auto &[key, instance] : m_instances) {
        if (instance.row.appId == id)
            setState(instance, InstanceState::Gone, now);
    }
    refresh(now);
}

void DeploymentFollower::onQueue(const std::vector<QueueEntry> &queue, const QDateTime &now)
{
    for (auto &[id, app] : m_apps) {
        const auto entry = std::find_if(queue.begin(), queue.end(),
            [&id = id](const QueueEntry &row) { return row.appId == id; });
        app.queued = entry == queue.end() ? std::nullopt : std::optional(*entry);
        if (app.queued && !app.queuedFirst)
            app.queuedFirst = app.queued;
    }
    refresh(now);
}

void DeploymentFollower::onDeployments(
    const std::vector<Deployment> &deployments, const QDateTime &now)
{
    if (isEnd(m_state.phase) || m_hasEnded)
        return;
    const auto ours = std::find_if(
        deployments.begin(), deployments.end(), [this](const Deployment &deployment) {
            return m_followed.id.isEmpty() ? sameVersion(deployment.version, m_followed.version)
                                           : deployment.id == m_followed.id;
        });
    if (ours == deployments.end()) {
        if (++m_absent >= m_patience.absentPolls)
            markGone(now);
    } else {
        m_absent = 0;
        m_followed.id = ours->id;
        m_readiness = ours->readiness;
        takePlan(ours->steps, ours->currentStep, now);
    }
    refresh(now);
}

void DeploymentFollower::onTick(const QDateTime &now)
{
    if (!isEnd(m_state.phase))
        refresh(now);
}

} // namespace Pinion
