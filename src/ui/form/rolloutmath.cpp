// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/rolloutmath.h"

#include <algorithm>
#include <cmath>

namespace Pinion {

RolloutNumbers rolloutNumbers(
    int instances, double minimumHealth, double maximumOver, bool hasLocalVolumes)
{
    const int wanted = std::max(0, instances);
    const double floorShare = std::clamp(minimumHealth, 0.0, 1.0);
    const double overShare = std::clamp(maximumOver, 0.0, 1.0);

    RolloutNumbers numbers;
    numbers.healthyFloor = int(std::ceil(wanted * floorShare));
    numbers.atOnce = int(std::floor(wanted * (1 + overShare)));
    if (wanted > 0 && numbers.healthyFloor == numbers.atOnce) {
        if (hasLocalVolumes) {
            --numbers.healthyFloor;
        } else {
            ++numbers.atOnce;
            numbers.isForcedExtra = true;
        }
    }
    numbers.extra = numbers.atOnce - wanted;
    return numbers;
}

} // namespace Pinion
