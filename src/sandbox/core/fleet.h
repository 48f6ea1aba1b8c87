// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"

namespace Pinion {

/// The life of instances: from Scheduled to forgotten, with exactly the events that Marathon
/// publishes on the way.
class Fleet
{
public:
    explicit Fleet(SandboxState &state)
        : m_state(state)
    { }

    /// A new instance that waits for an offer.
    SandboxInstance &schedule(const RunSpecPtr &spec);
    /// Brings a stopped instance of a resident app back, with its reservation.
    void revive(SandboxInstance &instance, const RunSpecPtr &spec);
    /// Uses an offer for a waiting instance.
    void launch(SandboxInstance &instance, const SandboxAgent &agent, const OfferMatch &match);
    /// Gives an instance another goal and kills what runs. What does not run is forgotten at once:
    /// the reference is dead afterwards, unless the goal is Stopped.
    void stop(SandboxInstance &instance, Goal goal);
    /// Kills without another goal, so that it is launched again.
    void kill(SandboxInstance &instance);
    /// An end that nobody ordered. Before 1.8 the instance is replaced by another one.
    void end(SandboxInstance &instance, Condition condition, const QString &message);
    /// What the health checks of an instance find.
    void reportHealth(SandboxInstance &instance, bool isHealthy);
    void reportReadiness(SandboxInstance &instance, bool isReady);
    void loseAgent(const QString &agentId);
    /// Lets tasks die that ignored their kill.
    void allowDeath(const QString &specId);

    /// Carries out the earliest move that is due; false if none is.
    bool turn();
    [[nodiscard]] std::optional<Millis> nextDue() const;

private:
    void perform(SandboxInstance &instance, Move move);
    void run(SandboxInstance &instance);
    void die(SandboxInstance &instance);
    void becomeInactive(SandboxInstance &instance);
    void expunge(SandboxInstance &instance);
    void giveUpStaging(SandboxInstance &instance);
    void reportMesosHealth(SandboxInstance &instance, bool isHealthy);
    void reportOwnHealth(SandboxInstance &instance, bool isHealthy);
    void killUnhealthy(SandboxInstance &instance);
    void replaceEnded(SandboxInstance &instance);
    void forget(SandboxInstance &instance);
    void delayLaunches(const RunSpec &spec);
    void restartDelay(const RunSpec &spec);
    void release(SandboxInstance &instance);
    void setHealth(SandboxInstance &instance, bool isHealthy);

    SandboxState &m_state;
};

} // namespace Pinion
