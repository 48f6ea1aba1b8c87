// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/followstate.h"

#include <span>

namespace Pinion {

/// What is known of one app whose deployment does not move.
struct WaitFacts
{
    QString appId;
    const RunningApp *app = nullptr; ///< null: not read yet
    const QueueEntry *queued = nullptr; ///< null: nothing waits for its launch
    const QueueEntry *queuedFirst = nullptr; ///< the same when it was first asked about
    std::span<const InstanceRow> instances; ///< of this app
    std::span<const ReadinessResult> readiness; ///< of this app's tasks
    int failures = 0; ///< launches of the new version that ended by themselves
    QString lastExit;
    QString lastExitHost;
    bool isExitGood = false; ///< the last one ended as if its work were done
    int wanted = 0;
    int newHealthy = 0;
    int oldLeft = 0;
    std::chrono::seconds waited{0}; ///< without progress
    std::chrono::seconds stagingIsLong{60};
    QDateTime now; ///< of the clock of InstanceRow::since
};

/// Why it does not move: one sentence. WaitKind::None where nothing waits.
[[nodiscard]] WaitReason waitReason(const WaitFacts &facts);

/// "2 min", "1 min 42 s", "34 s".
[[nodiscard]] QString durationText(std::chrono::seconds time);
/// "512 MiB", "1.2 GiB", "1.72 TiB".
[[nodiscard]] QString amountText(double mebibytes);

} // namespace Pinion
