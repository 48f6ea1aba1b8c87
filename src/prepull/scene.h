// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "prepull/plan.h"

namespace Pinion {

/// What a target tells that a pre-pull depends on.
struct PrepullScene
{
    ServerInfo info;
    AgentSurvey survey;
    /// Of the agents, where they were asked for; else why they are not known.
    Result<std::vector<TextAttributes>> attributes = std::vector<TextAttributes>();
};

/// Errors: those of MarathonClient::info() and MesosClient::survey().
[[nodiscard]] Task<PrepullScene> readScene(
    Cluster &cluster, bool withAttributes, std::stop_token stop);

/// Where the tasks of a back-end could land.
[[nodiscard]] std::vector<HostVerdict> judgedHosts(
    const PrepullScene &scene, PrepullVia via, const QStringList &roles = {QStringLiteral("*")});

/// The plan, with its hosts aimed at as the back-end can. `attribute`: see pinByAttribute().
/// Errors: those of planPrepull() and pinByAttribute().
[[nodiscard]] Result<PrepullPlan> planOn(const PrepullScene &scene, const PrepullWish &wish,
    const QString &attribute, const QString &runId, const QDateTime &now);

} // namespace Pinion
