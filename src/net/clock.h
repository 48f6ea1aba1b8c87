// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QDateTime>

#include <chrono>

namespace Pinion {

/// The time of day and waiting, in one place so that a test can let hours pass at once. This class
/// is the real one.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;

    [[nodiscard]] virtual QDateTime now() const; ///< UTC
    /// Errors: Cancelled.
    [[nodiscard]] virtual Task<void> sleep(std::chrono::milliseconds time, std::stop_token stop);
};

} // namespace Pinion
