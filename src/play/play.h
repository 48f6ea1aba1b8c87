// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"

namespace Pinion {

// What the commands "demo" and "sandbox" do. The command line's library knows no sandbox; the
// program hands these to it.

[[nodiscard]] ExitCode playDemo(const Arguments &arguments, Console &console);
[[nodiscard]] ExitCode serveSandbox(const Arguments &arguments, Console &console);

/// For run().
[[nodiscard]] std::span<const SuppliedCommand> playCommands();

} // namespace Pinion
