// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/backend.h"
#include "prepull/eremetictask.h"
#include "prepull/schedulercalls.h"

namespace Pinion {

/// Pulls by one container for each host; Eremetic 0.28 or later. Its record is removed afterwards.
/// The plan must be pinned by an attribute (pinByAttribute()). The line must outlive it.
class EremeticPrepull final : public PrepullBackend
{
public:
    EremeticPrepull(ClusterLine &eremetic, PrepullPlan plan, WritePermit permit);

    [[nodiscard]] Placement placement() const override { return Placement::Pinned; }
    [[nodiscard]] Task<void> begin(QStringList hosts, std::stop_token stop) override;
    [[nodiscard]] bool mayHaveSent() const override { return m_hasSent; }
    [[nodiscard]] Task<PrepullReport> look(std::stop_token stop) override;
    [[nodiscard]] Task<QByteArray> words(QString host, std::stop_token stop) override;
    [[nodiscard]] Task<int> remove(std::stop_token stop) override;

private:
    [[nodiscard]] Task<std::vector<EremeticTask>> tasks(std::stop_token stop);
    [[nodiscard]] Task<SchedulerChange> change(
        HttpMethod method, QString path, QByteArray body, std::stop_token stop);
    [[nodiscard]] Task<bool> hasTask(QString host, std::stop_token stop);
    [[nodiscard]] HostReport reportOf(const QString &host, const EremeticTask &task) const;
    [[nodiscard]] Task<HostReport> explained(
        HostReport report, EremeticTask task, std::stop_token stop);
    [[nodiscard]] Task<QByteArray> wordsOf(QString id, std::stop_token stop);
    [[nodiscard]] Task<void> end(EremeticTask task, std::stop_token stop);

    ClusterLine &m_line;
    PrepullPlan m_plan;
    WritePermit m_permit;
    QStringList m_asked;
    bool m_hasSent = false;
    QHash<QString, QString> m_ids; ///< of the tasks by host
    QHash<QString, HostReport> m_failures; ///< that have been looked into
};

} // namespace Pinion
