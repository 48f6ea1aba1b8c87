// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/fleet.h"

namespace Pinion {

/// Carries out deployments, one small thing per turn.
class DeploymentEngine
{
public:
    DeploymentEngine(SandboxState &state, Fleet &fleet)
        : m_state(state)
        , m_fleet(fleet)
    { }

    /// Does the next thing; false when all deployments wait for tasks.
    bool turn();
    [[nodiscard]] std::optional<Millis> nextDue() const;
    /// A plan without steps, which ends before anybody could see it.
    void finishEmpty(SandboxDeployment deployment);
    /// What a new leader does: every deployment begins anew.
    void resume();

private:
    bool advance(SandboxDeployment &deployment);
    bool work(SandboxDeployment &deployment);
    void beginStep(SandboxDeployment &deployment, int step);
    void registerChecks(const PlannedAction &action, const SandboxDeployment &deployment);
    void remove(const SandboxDeployment &deployment);

    // Each answers whether it has done something, and marks the progress when all is done.
    bool stopAll(const PlannedAction &action, ActionProgress &progress);
    bool scale(
        const SandboxDeployment &deployment, const RunSpecPtr &target, ActionProgress &progress);
    bool replace(const RunSpecPtr &target, ActionProgress &progress);

    void beginScale(
        const SandboxDeployment &deployment, const RunSpecPtr &target, ActionProgress &progress);
    bool launchMissing(const RunSpecPtr &target, ActionProgress &progress);
    void beginReplacement(const RunSpecPtr &target, ActionProgress &progress);
    bool dropDeadOnes(const RunSpec &target);
    bool countNewOnes(const RunSpec &target, ActionProgress &progress);
    bool stopNextOld(const RunSpec &target);
    bool launchNewOnes(const RunSpecPtr &target, const ActionProgress &progress);
    SandboxInstance &addInstance(const RunSpecPtr &target);
    bool recount();
    bool recountApp(const QString &id);

    SandboxState &m_state;
    Fleet &m_fleet;
    std::vector<SandboxDeployment> m_empty;
};

/// True for an instance that a deployment may count on.
[[nodiscard]] bool isHealthyAndReady(const SandboxInstance &instance);
/// Whether a replacement takes an instance for healthy before it begins; depends on the release.
[[nodiscard]] bool countsAsHealthy(const SandboxInstance &instance, MarathonVersion version);

} // namespace Pinion
