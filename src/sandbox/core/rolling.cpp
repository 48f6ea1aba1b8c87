// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/rolling.h"

#include <algorithm>
#include <cmath>

namespace Pinion {

RollingLimits rollingLimits(const RollingInput &input)
{
    RollingLimits limits;
    limits.minHealthy = int(std::ceil(input.target * input.minimumHealth));
    limits.maxCapacity = int(input.target * (1.0 + input.maximumOver));
    limits.kill = std::max(0, input.counted - limits.minHealthy);
    if (limits.minHealthy == limits.maxCapacity && limits.maxCapacity <= input.counted) {
        // Nothing could move. A reservation cannot be had twice, so a resident app goes below.
        if (input.isResident)
            limits.kill = input.counted - limits.minHealthy + 1;
        else
            ++limits.maxCapacity;
    }
    if (input.version >= MarathonVersion{1, 10} && input.target < input.total)
        limits.kill = std::max(input.total - input.target, limits.kill);
    return limits;
}

} // namespace Pinion
