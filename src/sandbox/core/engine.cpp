// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/engine.h"

#include "sandbox/core/deploymentevents.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr Millis CountInterval = 300'000; // --scale_apps_interval

/// What a count of an app's instances counts.
bool isPresent(const SandboxInstance &instance)
{
    return instance.goal == Goal::Running && instance.condition != Condition::UnreachableInactive;
}

} // namespace

bool isHealthyAndReady(const SandboxInstance &instance)
{
    const RunSpec &spec = *instance.spec;
    return instance.condition == Condition::Running
        && (spec.healthChecks.empty() || instance.health == true)
        && (spec.readinessChecks.empty() || instance.isReady);
}

bool DeploymentEngine::turn()
{
    if (!m_empty.empty()) {
        publishDeploymentEnd(m_state, "deployment_success", m_empty.front());
        m_empty.erase(m_empty.begin());
        return true;
    }
    for (SandboxDeployment &deployment : m_state.deployments) {
        if (advance(deployment))
            return true;
    }
    return recount();
}

std::optional<Millis> DeploymentEngine::nextDue() const
{
    return m_state.nextCount;
}

void DeploymentEngine::finishEmpty(SandboxDeployment deployment)
{
    m_empty.push_back(std::move(deployment));
}

void DeploymentEngine::resume()
{
    m_state.deployments.remove_if([](const SandboxDeployment &deployment) {
        return deployment.phase == DeploymentPhase::Canceling;
    });
    m_state.checkedVersions.clear();
    for (SandboxDeployment &deployment : m_state.deployments) {
        deployment.phase = DeploymentPhase::Scheduled;
        deployment.step = -1;
        deployment.progress.clear();
    }
}

bool DeploymentEngine::advance(SandboxDeployment &deployment)
{
    const auto isListed = [this](const QString &id) {
        return std::any_of(m_state.deployments.begin(), m_state.deployments.end(),
            [&id](const SandboxDeployment &other) { return other.id == id; });
    };
    const QStringList &others = deployment.waitsFor;
    switch (deployment.phase) {
    case DeploymentPhase::Canceling: {
        const SandboxDeployment ended = deployment;
        remove(deployment);
        publishDeploymentEnd(
            m_state, "deployment_failed", ended, u"The upgrade has been cancelled"_s);
        return true;
    }
    case DeploymentPhase::Scheduled:
        if (std::any_of(others.begin(), others.end(), isListed))
            return false;
        deployment.phase = DeploymentPhase::Deploying;
        beginStep(deployment, 0);
        return true;
    case DeploymentPhase::Deploying:
        return work(deployment);
    }
    Q_UNREACHABLE();
}

void DeploymentEngine::remove(const SandboxDeployment &deployment)
{
    m_state.deployments.remove_if(
        [&deployment](const SandboxDeployment &other) { return &other == &deployment; });
}

void DeploymentEngine::beginStep(SandboxDeployment &deployment, int step)
{
    deployment.step = step;
    const PlannedStep &planned = deployment.steps.at(size_t(step));
    deployment.progress.assign(planned.size(), ActionProgress());
    publishStepEvent(m_state, "deployment_info", deployment);
    for (const PlannedAction &action : planned)
        registerChecks(action, deployment);
}

void DeploymentEngine::registerChecks(
    const PlannedAction &action, const SandboxDeployment &deployment)
{
    const RunSpecPtr spec = deployment.after.spec(action.id);
    const bool hasTasks = action.kind == ActionKind::Scale || action.kind == ActionKind::Restart;
    if (!spec || !hasTasks)
        return;
    const std::pair key(spec->id, spec->versions.lastConfigChangeAt);
    if (m_state.checkedVersions.contains(key))
        return;
    m_state.checkedVersions.insert(key);
    for (const HealthCheckSpec &check : spec->healthChecks)
        publishCheckAdded(m_state, *spec, check);
}

/// One thing of the running step, or the way to the next one.
bool DeploymentEngine::work(SandboxDeployment &deployment)
{
    const PlannedStep planned = deployment.steps.at(size_t(deployment.step));
    bool isDone = true;
    for (size_t i = 0; i < planned.size(); ++i) {
        ActionProgress &progress = deployment.progress.at(i);
        const PlannedAction &action = planned[i];
        const RunSpecPtr target = deployment.after.spec(action.id);
        if (progress.isDone)
            continue;
        bool isBusy = false;
        switch (action.kind) {
        case ActionKind::Start:
            progress.isDone = true;
            break;
        case ActionKind::Stop:
            isBusy = stopAll(action, progress);
            break;
        case ActionKind::Scale:
            isBusy = scale(deployment, target, progress);
            break;
        case ActionKind::Restart:
            isBusy = replace(target, progress);
            break;
        }
        if (isBusy)
            return true;
        isDone = isDone && progress.isDone;
    }
    if (!isDone)
        return false;
    publishStepEvent(m_state, "deployment_step_success", deployment);
    if (deployment.step + 1 < int(deployment.steps.size())) {
        beginStep(deployment, deployment.step + 1);
        return true;
    }
    const SandboxDeployment ended = deployment;
    remove(deployment);
    publishDeploymentEnd(m_state, "deployment_success", ended);
    return true;
}

bool DeploymentEngine::stopAll(const PlannedAction &action, ActionProgress &progress)
{
    const std::vector<SandboxInstance *> instances = m_state.instancesOf(action.id);
    if (!progress.isBegun) {
        progress.isBegun = true;
        const size_t checks = instances.empty() ? 0 : instances.front()->spec->healthChecks.size();
        for (size_t i = 0; i < checks; ++i)
            publishAppEvent(m_state, "remove_health_check_event", action.id);
        for (SandboxInstance *instance : instances)
            m_fleet.stop(*instance, Goal::Decommissioned);
        return true;
    }
    if (!instances.empty())
        return false;
    std::erase_if(
        m_state.delays, [&action](const auto &entry) { return entry.first.first == action.id; });
    m_state.lastFailures.erase(action.id);
    publishAppEvent(m_state, "app_terminated_event", action.id);
    progress.isDone = true;
    return true;
}

bool DeploymentEngine::scale(
    const SandboxDeployment &deployment, const RunSpecPtr &target, ActionProgress &progress)
{
    if (!progress.isBegun) {
        progress.isBegun = true;
        beginScale(deployment, target, progress);
        return true;
    }
    const auto isGone = [this](const QString &id) { return !m_state.instance(id); };
    erase_if(progress.victims, [this, &isGone](const QString &id) {
        return isGone(id) || isTerminal(m_state.instance(id)->condition);
    });
    if (erase_if(progress.awaited, isGone) > 0)
        return launchMissing(target, progress);
    erase_if(progress.awaited,
        [this](const QString &id) { return isHealthyAndReady(*m_state.instance(id)); });
    progress.isDone = progress.victims.isEmpty() && progress.awaited.isEmpty();
    return false;
}

bool DeploymentEngine::launchMissing(const RunSpecPtr &target, ActionProgress &progress)
{
    const auto instances = m_state.instancesOf(target->id);
    const auto present = std::count_if(instances.begin(), instances.end(),
        [](const SandboxInstance *instance) { return isPresent(*instance); });
    for (auto i = present; i < target->instances; ++i)
        progress.awaited.insert(addInstance(target).id);
    return present < target->instances;
}

bool DeploymentEngine::recount()
{
    if (m_state.now >= m_state.nextCount) {
        m_state.nextCount = m_state.now + CountInterval;
        for (const auto &[id, spec] : m_state.root.specs)
            m_state.uncounted.insert(id);
    }
    QStringList ids(m_state.uncounted.begin(), m_state.uncounted.end());
    m_state.uncounted.clear();
    ids.sort();
    const QSet<QString> locked = m_state.locked();
    bool isBusy = false;
    for (const QString &id : ids) {
        if (!locked.contains(id) && m_state.root.spec(id))
            isBusy = recountApp(id) || isBusy;
    }
    return isBusy;
}

} // namespace Pinion
