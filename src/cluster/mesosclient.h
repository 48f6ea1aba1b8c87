// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusterline.h"
#include "marathon/facts.h"

#include <QHash>
#include <QSet>

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

/// All that tells where a task can land.
struct AgentSurvey
{
    std::vector<Agent> agents; ///< by host name
    QSet<QString> inMaintenance; ///< host names of machines whose window has begun
    QString homeRegion; ///< of the master; empty: it has none, or does not tell
};

/// What of an agent's attributes is text. The list of agents has them all, but not their types.
struct TextAttributes
{
    QString hostname;
    QHash<QString, QString> values;
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
    /// The agents with what the master says elsewhere. Errors: as for agents(); what is only
    /// missing beside them is left empty.
    [[nodiscard]] Task<AgentSurvey> survey(QUrl master, std::stop_token stop);
    /// Of all registered agents, by the operator API (GET_AGENTS), which may want a login where the
    /// list of agents does not. Errors: as for agents().
    [[nodiscard]] Task<std::vector<TextAttributes>> textAttributes(
        QUrl master, std::stop_token stop);
    /// A path of the master: "/state". Errors: as for agents().
    [[nodiscard]] Task<HttpResponse> get(QUrl master, QString path, std::stop_token stop);
    /// A path of an agent's own API, without a login unless it is on a host of the access. Any
    /// status is an answer. Errors: those of ClusterLine::readElsewhere().
    [[nodiscard]] Task<HttpResponse> getOfAgent(Agent agent, QString path, std::stop_token stop);

private:
    [[nodiscard]] Result<QUrl> addressOf(const QUrl &master, const QString &path) const;
    [[nodiscard]] Result<HttpResponse> judged(
        const QUrl &address, Result<HttpResponse> answer) const;

    ClusterLine &m_line;
};

/// Errors: Protocol.
[[nodiscard]] Result<std::vector<Agent>> readAgents(const QByteArray &body);
/// Errors: Protocol.
[[nodiscard]] Result<std::vector<TextAttributes>> readTextAttributes(const QByteArray &body);
/// The host names of GET /maintenance/status. What is no such answer has none.
[[nodiscard]] QSet<QString> readMaintenance(const QByteArray &body);
/// The master's own region, of GET /state.
[[nodiscard]] QString readHomeRegion(const QByteArray &body);

} // namespace Pinion
