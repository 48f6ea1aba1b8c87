// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/clock.h"

#include "base/delay.h"

namespace Pinion {

QDateTime Clock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

Task<void> Clock::sleep(std::chrono::milliseconds time, std::stop_token stop)
{
    return delay(time, std::move(stop));
}

} // namespace Pinion
