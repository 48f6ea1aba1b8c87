// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "deploy/forecast.h"
#include "json/jsontree.h"

#include <map>

namespace Pinion {

/// What of a target a document is to be compared with.
struct RunningQuestion
{
    QStringList ids; ///< of apps, absolute
    QString group; ///< of a document that is a group; empty: it is none
    bool wantsAgents = false; ///< also what room there is

    /// Errors: Invalid for what is no Marathon definition, for pods and for apps without an id.
    [[nodiscard]] static Result<RunningQuestion> about(const JsonTree &document);
};

/// The answer: what runs there now, as the server stores it.
struct RunningBodies
{
    /// JSON to compare with (BodyOrigin::Served): a list of apps, or the group; an empty list where
    /// nothing of it runs.
    QByteArray text;
    std::map<QString, RunningApp> apps; ///< by id; those of a group too
    ServerInfo info; ///< the initial value where the server does not tell
    std::vector<Agent> agents; ///< empty: not asked, or not told

    /// What a forecast wants to know of an app.
    [[nodiscard]] RunningState stateOf(const QString &id) const;
    /// What the agents have free for an app of this role.
    [[nodiscard]] std::vector<AgentRoom> roomFor(const QString &id, const QString &role) const;
    /// `told` with what the server says of itself.
    [[nodiscard]] ServerSettings settings(ServerSettings told) const;
};

/// Reads only. The cluster must outlive the task. Errors: those of MarathonClient; what is not
/// there is no error, nor is a Mesos that does not answer.
[[nodiscard]] Task<RunningBodies> readRunning(
    Cluster &cluster, RunningQuestion question, std::stop_token stop);

} // namespace Pinion
