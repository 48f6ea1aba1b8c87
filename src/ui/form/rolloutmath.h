// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pinion {

/// What a rolling deploy of an app that is healthy now does, by Marathon's own arithmetic
/// (RollingUpgradePlan): the floor is rounded up, the ceiling down, and when both meet, an app
/// without local volumes may exceed the ceiling by one, lest nothing could ever move.
struct RolloutNumbers
{
    int healthyFloor = 0; ///< at least so many instances stay healthy
    int atOnce = 0; ///< at most so many run at the same time
    int extra = 0; ///< room needed beyond the wanted instances
    bool isForcedExtra = false; ///< Marathon adds the one although the file allows none

    friend bool operator==(const RolloutNumbers &, const RolloutNumbers &) = default;
};

[[nodiscard]] RolloutNumbers rolloutNumbers(
    int instances, double minimumHealth, double maximumOver, bool hasLocalVolumes);

} // namespace Pinion
