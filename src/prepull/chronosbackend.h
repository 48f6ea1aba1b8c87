// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/backend.h"
#include "prepull/chronosclient.h"
#include "prepull/tasklogs.h"

namespace Pinion {

/// Pulls by one job for each host, removed afterwards. Chronos tells that a job failed, but not
/// why: that is read from what the task left on its agent. Line and client must outlive it.
class ChronosPrepull final : public PrepullBackend
{
public:
    /// `master`: of Mesos, as Marathon tells.
    ChronosPrepull(ClusterLine &chronos, MesosClient &mesos, QUrl master, PrepullPlan plan,
        WritePermit permit);

    [[nodiscard]] Placement placement() const override { return Placement::Pinned; }
    [[nodiscard]] Task<void> begin(QStringList hosts, std::stop_token stop) override;
    [[nodiscard]] bool mayHaveSent() const override { return m_hasSent; }
    [[nodiscard]] Task<PrepullReport> look(std::stop_token stop) override;
    [[nodiscard]] Task<QByteArray> words(QString host, std::stop_token stop) override;
    [[nodiscard]] Task<int> remove(std::stop_token stop) override;

private:
    [[nodiscard]] Task<void> add(QString host, std::stop_token stop);
    [[nodiscard]] Task<bool> hasJob(QString host, std::stop_token stop);
    [[nodiscard]] Task<void> checkPins(QStringList hosts, std::stop_token stop);
    [[nodiscard]] HostReport reportOf(
        const QString &host, const ChronosJob *job, const QString &state);
    [[nodiscard]] Task<HostReport> explained(HostReport report, std::stop_token stop);
    [[nodiscard]] Task<int> exitCodeOf(QString host, std::stop_token stop);
    [[nodiscard]] Task<QByteArray> fileOf(QString host, QString file, std::stop_token stop);

    ChronosClient m_chronos;
    TaskLogs m_logs;
    PrepullPlan m_plan;
    WritePermit m_permit;
    QStringList m_asked;
    bool m_hasSent = false;
    QHash<QString, QDateTime> m_idleSince; ///< launched, by what Chronos lists, but not running
    QHash<QString, HostReport> m_failures; ///< that have been looked into
};

} // namespace Pinion
