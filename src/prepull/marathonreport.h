// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "prepull/progress.h"

namespace Pinion {

/// What the helpers of a run say about their hosts.
[[nodiscard]] std::vector<HostReport> reportsOf(
    const std::vector<RunningApp> &helpers, PullMode mode);
/// Why hosts have no task yet, by host: from the last offers that the helpers could not use.
[[nodiscard]] QHash<QString, QString> waitingReasons(
    const std::vector<QueueEntry> &queue, const QString &runId);

} // namespace Pinion
