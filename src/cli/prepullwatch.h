// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/exitcode.h"
#include "prepull/run.h"

namespace Pinion {

/// Runs it to its end and tells what is new of each host. The first interrupt (Ctrl+C) ends the
/// pulling, and what has been started is removed as always. The exit code is 0 when every chosen
/// host has the image, 1 when one has not, 4 when it could not go on or something is left.
[[nodiscard]] ExitCode pullAndWatch(PrepullRun &run, const PrepullPlan &plan,
    const PrepullRecord &record, bool isJson, Console &console);

} // namespace Pinion
