// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--port", "N",
        "serve staging here, production and the registry at the next two; any free ones by "
        "default"},
    Option{"--marathon-version", "VERSION", "behave as this release, 1.4 to 1.11; 1.10 by default"},
    Option{"--agents", "N", "machines in each cluster; 4 by default"},
};

} // namespace

constinit const Command SandboxCommand{
    .name = "sandbox",
    .operands = "",
    .summary = "serves two Marathons and a registry to try things on, until Ctrl+C",
    .help = "Starts the clusters and the registry of the demo and tells where they are, for other "
            "clients: a staging and a production Marathon that judge, deploy and fail like real "
            "ones, each with a Mesos master, and a registry. They listen on this machine only, run "
            "nothing, and forget everything at the end.",
    .leastWords = 0,
    .mostWords = 0,
    .options = Options,
    .isSupplied = true,
};

} // namespace Pinion
