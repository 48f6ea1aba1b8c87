// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <span>

namespace Pinion {

/// One row for each way in which Marathon refuses an app that its reader took.
[[nodiscard]] std::span<const ServerRule> appServerRules();

// The tables by theme that appServerRules() joins.
[[nodiscard]] std::span<const ServerRule> legacyServerRules();
[[nodiscard]] std::span<const ServerRule> identityServerRules();
[[nodiscard]] std::span<const ServerRule> networkServerRules();
[[nodiscard]] std::span<const ServerRule> containerServerRules();
[[nodiscard]] std::span<const ServerRule> volumeServerRules();
[[nodiscard]] std::span<const ServerRule> externalVolumeServerRules();
[[nodiscard]] std::span<const ServerRule> checkServerRules();
[[nodiscard]] std::span<const ServerRule> placementServerRules();
[[nodiscard]] std::span<const ServerRule> strategyServerRules();

} // namespace Pinion
