// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "deploy/guard.h"
#include "deploy/run.h"

namespace Pinion {

// The options of the commands that deploy.
inline constexpr Option WaitOption{"--wait", "", "wait until the instances are verified"};
inline constexpr Option ConfirmOption{"--confirm", "NAME",
    "the last part of the id, which guarded targets want to see: \"orders\" for /shop/orders"};
inline constexpr Option TimeoutOption{
    "--timeout", "S", "give up waiting after so many seconds, 1800 by default"};

/// How a deployment is watched.
struct WatchOptions
{
    bool waits = false;
    bool isJson = false;
    std::chrono::seconds timeout{1800};
};

/// Errors: Invalid.
[[nodiscard]] Result<WatchOptions> watchOptions(const Arguments &arguments);

/// Sends the request and tells what comes of it: until it is accepted, or to the end. Where the
/// answer was lost it looks what became of it; nothing is sent twice. The exit code is 0 when all
/// is well, 1 when Marathon refused it or it did not end well, 4 when the target cannot be reached
/// or the end was not seen.
[[nodiscard]] ExitCode deployAndWatch(Cluster &cluster, DeployRequest request, WritePermit permit,
    const WatchOptions &options, Console &console);

} // namespace Pinion
