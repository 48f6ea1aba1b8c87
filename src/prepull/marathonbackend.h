// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "prepull/backend.h"
#include "prepull/marathonapp.h"
#include "prepull/tasklogs.h"

namespace Pinion {

/// Pulls by an app that is removed afterwards. Nothing in Marathon runs once, so the command stays
/// until then. The cluster must outlive it.
class MarathonPrepull final : public PrepullBackend
{
public:
    /// `info`: of the server; its version decides upon the profile.
    MarathonPrepull(Cluster &cluster, const ServerInfo &info, PrepullPlan plan, WritePermit permit);

    [[nodiscard]] Placement placement() const override;
    [[nodiscard]] Task<void> begin(QStringList hosts, std::stop_token stop) override;
    [[nodiscard]] bool mayHaveSent() const override { return m_asked > 0; }
    [[nodiscard]] Task<PrepullReport> look(std::stop_token stop) override;
    [[nodiscard]] Task<QByteArray> words(QString host, std::stop_token stop) override;
    [[nodiscard]] Task<int> remove(std::stop_token stop) override;

private:
    [[nodiscard]] Task<void> create(QString id, QByteArray body, std::stop_token stop);
    [[nodiscard]] Task<void> grow(std::stop_token stop);
    [[nodiscard]] Task<std::vector<RunningApp>> helpers(std::stop_token stop);
    void noteTasks(const std::vector<RunningApp> &helpers);

    MarathonClient &m_client;
    TaskLogs m_logs;
    QString m_frameworkId;
    PrepullPlan m_plan;
    MarathonProfile m_profile;
    WritePermit m_permit;
    int m_asked = 0;
    QHash<QString, MesosTask> m_tasks; ///< the last one on each host
};

} // namespace Pinion
