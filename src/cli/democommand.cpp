// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

namespace Pinion {

constinit const Command DemoCommand{
    .name = "demo",
    .operands = "",
    .summary = "plays check, pin and deploy on an example in a sandbox of its own",
    .help = "Shows on a small app definition what Pinion is about: an image tag that moves, a "
            "forced pull, and how both are mended. The program brings a Marathon, its agents and "
            "a registry along, which live on this machine and only as long as the demo. Everything "
            "happens in a temporary folder that is removed at the end.",
    .leastWords = 0,
    .mostWords = 0,
    .options = {},
    .isSupplied = true,
};

} // namespace Pinion
