// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/marathonversion.h"

namespace Pinion {

/// What a rolling replacement starts from.
struct RollingInput
{
    int target = 0; ///< instances that the new definition asks for
    double minimumHealth = 1; ///< of the new definition
    double maximumOver = 1; ///< of the new definition
    bool isResident = false;
    int counted = 0; ///< present instances that are taken for healthy
    int total = 0; ///< all present instances, whatever becomes of them
    MarathonVersion version;
};

/// The limits of a replacement and what dies in its first instant.
struct RollingLimits
{
    int minHealthy = 0;
    int maxCapacity = 0;
    int kill = 0;
};

/// Marathon's arithmetic, rounding errors of doubles included
/// (TaskReplaceActor.computeRestartStrategy).
[[nodiscard]] RollingLimits rollingLimits(const RollingInput &input);

} // namespace Pinion
