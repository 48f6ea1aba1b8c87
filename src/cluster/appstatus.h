// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"

namespace Pinion {

/// How an app is doing, in one word: the first of these that holds.
enum class AppStatus : quint8 {
    Suspended, ///< no instances are wanted
    Deploying,
    Unhealthy, ///< some instances fail their health checks
    Delayed, ///< the next launch waits after failures; told by the queue alone
    Waiting, ///< fewer instances run than are wanted
    Running,
};

/// `queued`: what the launch queue tells of the app; null where it tells nothing.
[[nodiscard]] AppStatus statusOf(const RunningApp &app, const QueueEntry *queued = nullptr);

/// "suspended", "deploying", "unhealthy", "delayed", "waiting", "running": the words of
/// machine-readable output.
[[nodiscard]] QString statusName(AppStatus status);

} // namespace Pinion
