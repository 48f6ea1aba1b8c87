// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/engine.h"
#include "sandbox/core/rolling.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace Pinion {

namespace {

constexpr MarathonVersion HealthAware{1, 10};

Goal stopGoal(const RunSpec &spec)
{
    return spec.isResident ? Goal::Stopped : Goal::Decommissioned;
}

bool isNew(const SandboxInstance &instance, const RunSpec &target)
{
    return instance.spec->versions.version == target.versions.version;
}

/// Old instances that could still be stopped.
std::vector<SandboxInstance *> oldOnes(SandboxState &state, const RunSpec &target)
{
    std::vector<SandboxInstance *> old = state.instancesOf(target.id);
    std::erase_if(old, [&target](const SandboxInstance *instance) {
        return isNew(*instance, target) || instance->goal != Goal::Running;
    });
    if (state.settings.version >= HealthAware) {
        std::stable_partition(old.begin(), old.end(), [&state](const SandboxInstance *instance) {
            return !countsAsHealthy(*instance, state.settings.version);
        });
    }
    return old;
}

/// Old instances whose resources are not back yet.
int activeOldOnes(SandboxState &state, const RunSpec &target)
{
    const std::vector<SandboxInstance *> all = state.instancesOf(target.id);
    return int(std::count_if(all.begin(), all.end(), [&target](const SandboxInstance *instance) {
        const Condition condition = instance->condition;
        return !isNew(*instance, target) && !isTerminal(condition)
            && condition != Condition::Unreachable && condition != Condition::UnreachableInactive;
    }));
}

int startedNewOnes(SandboxState &state, const RunSpec &target)
{
    const std::vector<SandboxInstance *> all = state.instancesOf(target.id);
    return int(std::count_if(all.begin(), all.end(), [&target](const SandboxInstance *instance) {
        return isNew(*instance, target) && instance->goal == Goal::Running;
    }));
}

/// Victims of a scaling down come in this order of what they are doing.
int killRank(Condition condition)
{
    static constexpr std::array Order{Condition::Unreachable, Condition::Staging,
        Condition::Provisioned, Condition::Starting, Condition::Running};
    if (condition == Condition::Scheduled || isTerminal(condition))
        return -1;
    return int(std::find(Order.begin(), Order.end(), condition) - Order.begin());
}

/// What is picked first: the sentenced, then by condition, then by age.
void sortForKilling(
    std::vector<SandboxInstance *> &instances, const RunSpec &spec, const QSet<QString> &sentenced)
{
    const auto key = [&](const SandboxInstance *one) {
        const Millis age = one->stagedAt != 0 ? one->stagedAt : one->scheduledAt;
        return std::tuple(!sentenced.contains(one->id), killRank(one->condition),
            spec.killsOldestFirst ? age : -age);
    };
    if (!spec.killsOldestFirst)
        std::reverse(instances.begin(), instances.end());
    std::stable_sort(instances.begin(), instances.end(),
        [&key](const SandboxInstance *a, const SandboxInstance *b) { return key(a) < key(b); });
}

std::vector<SandboxInstance *> presentOnes(SandboxState &state, const QString &id)
{
    std::vector<SandboxInstance *> present = state.instancesOf(id);
    std::erase_if(present, [](const SandboxInstance *instance) {
        return instance->goal != Goal::Running
            || instance->condition == Condition::UnreachableInactive;
    });
    return present;
}

} // namespace

bool countsAsHealthy(const SandboxInstance &instance, MarathonVersion version)
{
    const RunSpec &spec = *instance.spec;
    if (version < MarathonVersion{1, 8})
        return isActive(instance.condition);
    if (version < HealthAware)
        return true;
    if (spec.healthChecks.empty() && !spec.hasCheck && spec.readinessChecks.empty())
        return true;
    return spec.hasMesosHealth() && instance.health == true;
}

void DeploymentEngine::beginScale(
    const SandboxDeployment &deployment, const RunSpecPtr &target, ActionProgress &progress)
{
    std::vector<SandboxInstance *> present = presentOnes(m_state, target->id);
    sortForKilling(present, *target, deployment.sentenced);
    const auto sentenced
        = std::count_if(present.begin(), present.end(), [&deployment](const SandboxInstance *one) {
              return deployment.sentenced.contains(one->id);
          });
    const auto surplus
        = std::max<qsizetype>(sentenced, qsizetype(present.size()) - target->instances);
    for (qsizetype i = 0; i < surplus; ++i) {
        SandboxInstance *victim = present.at(size_t(i));
        progress.victims.insert(victim->id);
        m_fleet.stop(*victim, stopGoal(*target));
    }
    launchMissing(target, progress);
}

bool DeploymentEngine::replace(const RunSpecPtr &target, ActionProgress &progress)
{
    if (!progress.isBegun) {
        progress.isBegun = true;
        beginReplacement(target, progress);
        return true;
    }
    erase_if(progress.counted, [this](const QString &id) {
        const SandboxInstance *instance = m_state.instance(id);
        return !instance || isTerminal(instance->condition) || instance->goal != Goal::Running;
    });
    if (dropDeadOnes(*target) || countNewOnes(*target, progress) || launchNewOnes(target, progress))
        return true;
    progress.isDone
        = progress.counted.size() == target->instances && activeOldOnes(m_state, *target) == 0;
    return false;
}

void DeploymentEngine::beginReplacement(const RunSpecPtr &target, ActionProgress &progress)
{
    const std::vector<SandboxInstance *> all = m_state.instancesOf(target->id);
    const auto counted = std::count_if(all.begin(), all.end(), [this](const SandboxInstance *one) {
        return one->goal == Goal::Running && countsAsHealthy(*one, m_state.settings.version);
    });
    const RollingLimits limits
        = rollingLimits({target->instances, target->minimumHealth, target->maximumOver,
            target->isResident, int(counted), int(all.size()), m_state.settings.version});
    progress.maxCapacity = limits.maxCapacity;
    std::erase_if(
        m_state.delays, [&target](const auto &entry) { return entry.first.first == target->id; });
    for (int i = 0; i < limits.kill && stopNextOld(*target); ++i) { }
    launchNewOnes(target, progress);
}

bool DeploymentEngine::stopNextOld(const RunSpec &target)
{
    const std::vector<SandboxInstance *> old = oldOnes(m_state, target);
    if (old.empty())
        return false;
    m_fleet.stop(*old.front(), stopGoal(target));
    return true;
}

/// An old instance that has ended by itself is not launched again.
bool DeploymentEngine::dropDeadOnes(const RunSpec &target)
{
    for (SandboxInstance *instance : oldOnes(m_state, target)) {
        if (!isTerminal(instance->condition))
            continue;
        m_fleet.stop(*instance, stopGoal(target));
        return true;
    }
    return false;
}

/// Each new instance that has become healthy and ready lets one old instance go.
bool DeploymentEngine::countNewOnes(const RunSpec &target, ActionProgress &progress)
{
    for (const SandboxInstance *instance : m_state.instancesOf(target.id)) {
        if (!isNew(*instance, target) || instance->goal != Goal::Running
            || progress.counted.contains(instance->id) || !isHealthyAndReady(*instance))
            continue;
        progress.counted.insert(instance->id);
        stopNextOld(target);
        return true;
    }
    return false;
}

bool DeploymentEngine::launchNewOnes(const RunSpecPtr &target, const ActionProgress &progress)
{
    const int started = startedNewOnes(m_state, *target);
    const int room = progress.maxCapacity - activeOldOnes(m_state, *target) - started;
    const int launches = std::min(target->instances - started, std::max(0, room));
    for (int i = 0; i < launches; ++i)
        addInstance(target);
    return launches > 0;
}

/// A new instance, or one whose reservation waits for it.
SandboxInstance &DeploymentEngine::addInstance(const RunSpecPtr &target)
{
    const std::vector<SandboxInstance *> all = m_state.instancesOf(target->id);
    const auto reserved = std::find_if(all.begin(), all.end(), [](const SandboxInstance *one) {
        return one->goal == Goal::Stopped && isTerminal(one->condition);
    });
    if (reserved == all.end())
        return m_fleet.schedule(target);
    m_fleet.revive(**reserved, target);
    return **reserved;
}

bool DeploymentEngine::recountApp(const QString &id)
{
    const RunSpecPtr spec = m_state.root.spec(id);
    std::vector<SandboxInstance *> present = presentOnes(m_state, id);
    sortForKilling(present, *spec, {});
    const qsizetype surplus = qsizetype(present.size()) - spec->instances;
    for (qsizetype i = 0; i < surplus; ++i)
        m_fleet.stop(*present.at(size_t(i)), stopGoal(*spec));
    for (qsizetype i = surplus; i < 0; ++i)
        addInstance(spec);
    return surplus != 0;
}

} // namespace Pinion
