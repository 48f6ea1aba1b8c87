// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

namespace Pinion {

/// Why this profile is in force: the file and line that choose it, or that none does.
[[nodiscard]] QString profileReason(const RuleConfig &config);

} // namespace Pinion
