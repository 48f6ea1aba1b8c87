// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/follower.h"
#include "deploy/followreason.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct ActionWord
{
    QLatin1StringView begin;
    QLatin1StringView word;
};

constexpr std::array ActionWords{
    ActionWord{"Start"_L1, "start"_L1},
    ActionWord{"Restart"_L1, "restart"_L1},
    ActionWord{"Scale"_L1, "scale"_L1},
    ActionWord{"Stop"_L1, "stop"_L1},
};

bool countsAsRunning(InstanceState state)
{
    return state == InstanceState::Running || state == InstanceState::Healthy
        || state == InstanceState::Unhealthy;
}

} // namespace

QString planText(const std::vector<DeploymentStep> &steps)
{
    QStringList words;
    for (const ActionWord &action : ActionWords) {
        for (const DeploymentStep &step : steps) {
            const bool has = std::any_of(step.begin(), step.end(),
                [&](const DeploymentAction &row) { return row.action.startsWith(action.begin); });
            if (has && !words.contains(action.word))
                words.append(action.word);
        }
    }
    return words.join(u" and "_s);
}

QString instanceStateText(InstanceState state)
{
    switch (state) {
    case InstanceState::WaitingForNode:
        return u"waiting for a node"_s;
    case InstanceState::Staging:
        return u"fetching the image"_s;
    case InstanceState::Starting:
        return u"starting"_s;
    case InstanceState::Running:
        return u"running"_s;
    case InstanceState::Healthy:
        return u"healthy"_s;
    case InstanceState::Unhealthy:
        return u"unhealthy"_s;
    case InstanceState::Killing:
        return u"stopping"_s;
    case InstanceState::Failed:
        return u"failed"_s;
    case InstanceState::Unreachable:
        return u"unreachable"_s;
    case InstanceState::Gone:
        break;
    }
    return u"gone"_s;
}

bool DeploymentFollower::wantsQueue(const QDateTime &now) const
{
    return !isEnd(m_state.phase) && !m_hasEnded
        && m_movedAt.secsTo(now) >= m_patience.reasonAfter.count();
}

void DeploymentFollower::refresh(const QDateTime &now)
{
    count();
    noteProgress(now);
    noteLaunches();
    if (m_hasEnded && !isEnd(m_state.phase))
        judgeEnd(now);
    sample(now);
    listInstances();
    explain(now);
    describeStages();
}

void DeploymentFollower::count()
{
    m_state.wanted = m_state.newRunning = m_state.newHealthy = m_state.oldLeft = 0;
    for (auto &[id, app] : m_apps) {
        const int wanted
            = app.last && !app.isMissing && !m_followed.removes ? app.last->instances : 0;
        const bool hasChecks = app.last && app.last->healthChecks > 0;
        int live = 0;
        int running = 0;
        int healthy = 0;
        for (auto &[instanceId, instance] : m_instances) {
            InstanceRow &row = instance.row;
            if (row.appId != id)
                continue;
            row.isNew = isCurrent(app, instance.version) && !m_followed.removes;
            if (row.state == InstanceState::Gone || row.state == InstanceState::WaitingForNode)
                continue;
            if (!row.isNew) {
                ++m_state.oldLeft;
                continue;
            }
            ++live;
            running += countsAsRunning(row.state) ? 1 : 0;
            healthy += row.state == InstanceState::Healthy
                    || (!hasChecks && row.state == InstanceState::Running)
                ? 1
                : 0;
        }
        m_state.wanted += wanted;
        m_state.newRunning += std::min(running, wanted);
        m_state.newHealthy += std::min(healthy, wanted);
        m_state.oldLeft += std::max(0, live - wanted); // when scaling down
    }
}

void DeploymentFollower::noteProgress(const QDateTime &now)
{
    // An app that crashes comes up again and again, which is no progress.
    const bool hasMoved = m_state.newHealthy > m_bestHealthy || m_state.newRunning > m_bestRunning
        || (m_leastOld >= 0 && m_state.oldLeft < m_leastOld);
    m_bestHealthy = std::max(m_bestHealthy, m_state.newHealthy);
    m_bestRunning = std::max(m_bestRunning, m_state.newRunning);
    m_leastOld = m_leastOld < 0 ? m_state.oldLeft : std::min(m_leastOld, m_state.oldLeft);
    m_mostOld = std::max(m_mostOld, m_state.oldLeft);
    if (hasMoved)
        m_movedAt = now;
    const int total = m_state.wanted + m_mostOld;
    if (total > 0) {
        const double done = m_state.newHealthy + m_mostOld - m_state.oldLeft;
        m_state.progress = std::clamp(std::max(m_state.progress, done / total), 0.0, 1.0);
    }
}

/// What the queue said before a launch is of the time before it.
void DeploymentFollower::noteLaunches()
{
    const auto hasNode = [](const auto &instance) {
        const InstanceRow &row = instance.second.row;
        return row.isNew && row.state != InstanceState::WaitingForNode
            && row.state != InstanceState::Gone && row.state != InstanceState::Failed;
    };
    const auto launched = int(std::count_if(m_instances.begin(), m_instances.end(), hasNode));
    if (launched > m_launched) {
        for (auto &[id, app] : m_apps)
            app.queued.reset();
    }
    m_launched = launched;
}

void DeploymentFollower::sample(const QDateTime &now)
{
    const FollowSample next{now, m_state.oldLeft, m_state.newRunning, m_state.newHealthy};
    if (!m_state.samples.empty()) {
        const FollowSample &last = m_state.samples.back();
        const bool isSame = last.oldRunning == next.oldRunning && last.newRunning == next.newRunning
            && last.newHealthy == next.newHealthy;
        if (isSame)
            return;
    }
    m_state.samples.push_back(next);
}

void DeploymentFollower::listInstances()
{
    m_state.instances.clear();
    for (const auto &[id, instance] : m_instances)
        m_state.instances.push_back(instance.row);
    std::stable_sort(m_state.instances.begin(), m_state.instances.end(),
        [](const InstanceRow &one, const InstanceRow &other) { return one.isNew && !other.isNew; });
}

void DeploymentFollower::explain(const QDateTime &now)
{
    m_state.waiting.reset();
    if (!wantsQueue(now))
        return;
    const std::chrono::seconds waited(m_movedAt.secsTo(now));
    for (const auto &[id, app] : m_apps) {
        std::vector<InstanceRow> rows;
        QStringList tasks;
        for (const InstanceRow &row : m_state.instances) {
            if (row.appId == id) {
                rows.push_back(row);
                tasks.append(row.taskId);
            }
        }
        std::vector<ReadinessResult> readiness;
        std::copy_if(m_readiness.begin(), m_readiness.end(), std::back_inserter(readiness),
            [&](const ReadinessResult &result) { return tasks.contains(result.taskId); });
        WaitFacts facts;
        facts.appId = id;
        facts.app = app.last ? &*app.last : nullptr;
        facts.queued = app.queued ? &*app.queued : nullptr;
        facts.queuedFirst = app.queuedFirst ? &*app.queuedFirst : nullptr;
        facts.instances = rows;
        facts.readiness = readiness;
        facts.failures = int(app.failedTasks.size());
        facts.lastExit = app.lastExit;
        facts.lastExitHost = app.lastExitHost;
        facts.isExitGood = app.isExitGood;
        facts.wanted = m_state.wanted;
        facts.newHealthy = m_state.newHealthy;
        facts.oldLeft = m_state.oldLeft;
        facts.waited = waited;
        facts.stagingIsLong = m_patience.stagingIsLong;
        facts.now = now;
        WaitReason reason = waitReason(facts);
        if (reason.kind == WaitKind::None)
            continue;
        if (waited >= std::max(m_patience.suggestAfter, 3 * m_patience.usual))
            reason.weight = WaitWeight::SuggestsRollback;
        else if (waited >= m_patience.warnAfter)
            reason.weight = WaitWeight::Warning;
        m_state.waiting = std::move(reason);
        return;
    }
}

void DeploymentFollower::describeStages()
{
    const FollowPhase phase = m_state.phase;
    const bool isOver = m_hasEnded || isEnd(phase);
    const bool isGood = phase == FollowPhase::Verified || phase == FollowPhase::Removed
        || phase == FollowPhase::NothingToDo;
    const bool isBad = isEnd(phase) && !isGood;
    auto &[sent, planned, replacing, verified] = m_state.stages;
    sent = {StageKind::Sent, StageState::Done, QString()};
    planned = {StageKind::Planned, StageState::Running, planText(m_steps)};
    if (!m_steps.empty() || isOver)
        planned.state = StageState::Done;
    replacing = {StageKind::Replacing, StageState::NotStarted, QString()};
    if (m_state.wanted > 0)
        replacing.text = u"%1 of %2"_s.arg(m_state.newHealthy).arg(m_state.wanted);
    if (phase == FollowPhase::Replacing)
        replacing.state = m_state.waiting ? StageState::Waiting : StageState::Running;
    else if (isOver)
        replacing.state = isBad && !m_hasEnded ? StageState::Failed : StageState::Done;
    verified = {StageKind::Verified, StageState::NotStarted, QString()};
    if (phase == FollowPhase::Verifying)
        verified.state = StageState::Running;
    else if (isEnd(phase))
        verified.state = isGood ? StageState::Done : StageState::Failed;
}

} // namespace Pinion
