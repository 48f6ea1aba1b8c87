// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/targets/targets.h"

namespace Pinion {

enum class LinkState : quint8 {
    NoTarget,
    Connecting,
    Connected,
    SignedOut, ///< it wants a sign-in, or another one
    Offline,
};

/// The connection of the window to the chosen target: what state it is in, and what runs there as
/// far as lists tell. Kept fresh by the event stream, or by the clock where there is none.
class TargetLink : public QObject
{
    Q_OBJECT

public:
    explicit TargetLink(Targets &targets, QObject *parent = nullptr);
    ~TargetLink() override;

    [[nodiscard]] Targets &targets() const { return m_targets; }
    [[nodiscard]] LinkState state() const { return m_state; }
    /// Why it is not connected, in whole sentences; empty while it is.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Since when the state is as it is.
    [[nodiscard]] const QDateTime &since() const { return m_since; }
    /// Null while nothing is chosen or its login is being looked up. Goes with the choice: see
    /// clusterEnding().
    [[nodiscard]] Cluster *cluster() const { return m_cluster.get(); }

    /// What the lists of the target told last. Empty before the first answer.
    [[nodiscard]] const std::optional<ServerInfo> &info() const { return m_info; }
    [[nodiscard]] bool hasLists() const { return m_hasLists; }
    [[nodiscard]] const std::vector<RunningApp> &apps() const { return m_apps; } ///< without tasks
    [[nodiscard]] const RunningApp *app(const QString &id) const;
    [[nodiscard]] const std::vector<Deployment> &deployments() const { return m_deployments; }
    [[nodiscard]] const QDateTime &listedAt() const { return m_listedAt; }

    /// Lets go of the cluster and begins anew, with the login as it is now.
    void reconnect();
    /// Asks for the lists now.
    void refresh();

signals:
    void stateChanged();
    void listsChanged();
    /// Whoever uses the cluster has to let go of it.
    void clusterEnding();
    void clusterChanged();

private:
    void enter(LinkState state, const QString &problem = {});
    void takeFailure(const Error &error);
    void takeEvent(const MarathonEvent &event);
    static QCoro::Task<void> connectTo(TargetLink *self, Target target, std::stop_token stop);
    static QCoro::Task<void> look(TargetLink *self, std::stop_token stop);

    Targets &m_targets;
    LinkState m_state = LinkState::NoTarget;
    QString m_problem;
    QDateTime m_since;
    std::optional<ServerInfo> m_info;
    std::vector<RunningApp> m_apps; ///< by id
    std::vector<Deployment> m_deployments;
    QDateTime m_listedAt;
    bool m_hasLists = false;
    bool m_isLooking = false;
    bool m_looksAgain = false;
    QTimer m_soon; ///< one look for a burst of events
    std::unique_ptr<Cluster> m_cluster;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
