// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/fleet.h"

namespace Pinion {

/// Brings what waits for a launch together with what the agents offer, and keeps the statistics
/// that /v2/queue shows.
class Launcher
{
public:
    Launcher(SandboxState &state, Fleet &fleet)
        : m_state(state)
        , m_fleet(fleet)
    { }

    /// One round of offers, if one is due; false if none is.
    bool turn();
    [[nodiscard]] std::optional<Millis> nextDue() const;

private:
    [[nodiscard]] std::vector<RunSpecPtr> waiting(bool isDelayed) const;
    bool offerTo(const SandboxAgent &agent, const RunSpecPtr &spec);
    void refuse(const RunSpec &spec, const SandboxOffer &offer, std::vector<OfferRefusal> reasons);
    void forgetIdleStatistics();
    void noticeEndedDelays();

    SandboxState &m_state;
    Fleet &m_fleet;
    QSet<std::pair<QString, QString>> m_refused; ///< agent and app, in this round
    QSet<QString> m_delayed; ///< apps that were delayed when last looked at
};

/// What is free on an agent now.
[[nodiscard]] SandboxOffer offerOf(const SandboxState &state, const SandboxAgent &agent);
/// What runs on an agent: by role the sum of resources, and the ports.
[[nodiscard]] QMap<QString, SandboxResources> usedOn(
    const SandboxState &state, const SandboxAgent &agent);
/// The end of an app's launch delay, if it has one that lies ahead.
[[nodiscard]] std::optional<Millis> delayedUntil(const SandboxState &state, const RunSpec &spec);

} // namespace Pinion
