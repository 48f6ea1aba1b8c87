// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/runspec.h"

#include <QMap>

namespace Pinion {

struct AgentAttribute
{
    QString name;
    QString text;
    std::optional<double> scalar = {}; ///< instead of the text
    bool isRanges = false; ///< the text is "[1-10, 20-30]"
};

/// A machine of the cluster, as its Mesos agent tells the master.
struct SandboxAgent
{
    QString id; ///< given by the master
    QString hostname;
    QString address = QStringLiteral("127.0.0.1");
    int port = 5051; ///< of the agent's own HTTP API
    SandboxResources unreserved{8, 30720, 204800, 0};
    QMap<QString, SandboxResources> reserved = {}; ///< by role
    /// What frameworks other than this Marathon use of the unreserved.
    SandboxResources usedByOthers = {};
    int firstPort = 31000;
    int lastPort = 32000;
    std::vector<AgentAttribute> attributes = {};
    QString region = {};
    QString zone = {};
    bool isConnected = true; ///< else the master keeps it listed, without tasks or offers
    bool isDraining = false; ///< in maintenance
    Millis registeredAt = 0;
};

/// What is free on an agent, and what of it runs there.
struct SandboxOffer
{
    const SandboxAgent *agent = nullptr;
    QMap<QString, SandboxResources> free; ///< by role
    QList<int> takenPorts;
};

/// Why an offer is not taken, in the order in which Marathon counts them
/// (NoOfferMatchReason.reasonFunnelPriority).
enum class OfferRefusal : quint8 {
    UnfulfilledRole,
    UnfulfilledConstraint,
    NoCorrespondingReservationFound,
    AgentMaintenance,
    InsufficientCpus,
    InsufficientMemory,
    InsufficientDisk,
    InsufficientGpus,
    InsufficientPorts,
    DeclinedScarceResources,
};
inline constexpr int OfferRefusalCount = 10;
[[nodiscard]] QString refusalName(OfferRefusal refusal);

struct OfferMatch
{
    std::vector<OfferRefusal> refusals; ///< all of them, in order; empty: it fits
    QString role; ///< whose resources are taken
    QList<int> ports;
};

/// Judges an offer for one more instance. `placed`: agents of the app's instances that there are.
/// `avoidsGpuAgents`: machines with devices are kept for apps that want some.
[[nodiscard]] OfferMatch matchOffer(const RunSpec &spec, const SandboxOffer &offer,
    const std::vector<const SandboxAgent *> &placed, bool avoidsGpuAgents);

} // namespace Pinion
