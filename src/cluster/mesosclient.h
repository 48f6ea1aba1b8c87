// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusterline.h"
#include "marathon/facts.h"

#include <QHash>

#include <vector>

namespace Pinion {

enum class AgentState : quint8 {
    Active,
    NotRegistered, ///< known, but not back since the master changed
    Disconnected,
    Deactivated,
    Draining,
};

/// One agent as the Mesos master knows it.
struct Agent
{
    QString id;
    QString hostname; ///< what constraints compare with
    int port = 0;
    QString ip; ///< empty: not told
    AgentState state = AgentState::Active;
    QHash<QString, QString> attributes;
    QString region;
    QString zone;
    QString mesosVersion;
    AgentResources total; ///< of all roles
    AgentResources used;
    QHash<QString, AgentResources> freeByRole; ///< "*" is what nobody has reserved
    /// The master did not tell who uses what; the free resources are guessed.
    bool isEstimate = false;

    /// What is free for these roles together.
    [[nodiscard]] AgentResources freeFor(const QStringList &roles) const;
};

/// Reads the list of agents. Nothing here changes anything.
class MesosClient
{
public:
    explicit MesosClient(ClusterLine &line);
    MesosClient(const MesosClient &) = delete;
    MesosClient &operator=(const MesosClient &) = delete;

    /// By host name. `master` is what GET /v2/info told, and may be relative; the access's own
    /// address wins over it. Errors: those of MarathonClient, and NotFound where no address is
    /// known.
    [[nodiscard]] Task<std::vector<Agent>> agents(QUrl master, std::stop_token stop);

private:
    [[nodiscard]] Result<QUrl> addressOf(const QUrl &master) const;

    ClusterLine &m_line;
};

/// Errors: Protocol.
[[nodiscard]] Result<std::vector<Agent>> readAgents(const QByteArray &body);

} // namespace Pinion
