// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <chrono>

namespace Pinion {

/// Goes on after the time. Errors: Cancelled, at once when stop is requested.
[[nodiscard]] Task<void> delay(std::chrono::milliseconds time, std::stop_token stop);

} // namespace Pinion
