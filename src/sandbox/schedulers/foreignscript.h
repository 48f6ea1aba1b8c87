// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/agent.h"
#include "sandbox/core/sandboxtime.h"

#include <functional>

namespace Pinion {

/// What becomes of a task of another framework.
struct ForeignOutcome
{
    std::optional<int> exitCode = 0; ///< nothing: it never ends
    Millis after = 2000; ///< from its start to its end
    QByteArray words = {}; ///< that it writes
    bool failsToStart = false; ///< the container cannot be made
    bool isRefused = false; ///< by the master: TASK_ERROR
};
using ForeignScript = std::function<ForeignOutcome(const SandboxAgent &agent)>;

} // namespace Pinion
