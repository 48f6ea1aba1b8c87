// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/chronosjob.h"
#include "prepull/schedulercalls.h"

namespace Pinion {

/// One Chronos, 2.x or 3.x: which of the two is told by its paths. The line must outlive it. Errors
/// of reads: those of readScheduler(), Protocol.
class ChronosClient
{
public:
    explicit ChronosClient(ClusterLine &line);

    /// All jobs: Chronos has no reliable selection.
    [[nodiscard]] Task<std::vector<ChronosJob>> jobs(std::stop_token stop);
    [[nodiscard]] Task<QHash<QString, QString>> states(std::stop_token stop);
    /// A job of the same name is replaced. jobs() must have been asked before, here as below.
    [[nodiscard]] Task<SchedulerChange> add(
        QByteArray job, WritePermit permit, std::stop_token stop);
    /// Kills its tasks, too.
    [[nodiscard]] Task<SchedulerChange> remove(
        QString name, WritePermit permit, std::stop_token stop);

    [[nodiscard]] ClusterLine &line() const { return m_line; }

private:
    [[nodiscard]] Task<HttpResponse> listJobs(std::stop_token stop);

    ClusterLine &m_line;
    QString m_prefix; ///< of all paths; empty: not known yet
};

} // namespace Pinion
