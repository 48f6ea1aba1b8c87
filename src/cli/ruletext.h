// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

namespace Pinion {

/// "syntax", "refused", "practice", "policy": the names used in machine-readable output.
[[nodiscard]] QString familyName(RuleFamily family);
/// What the rules of a family have in common, as a heading.
[[nodiscard]] QString familyTitle(RuleFamily family);

/// All that the catalogue says about a rule, laid out for a terminal.
[[nodiscard]] QString explanation(const Rule &rule);

} // namespace Pinion
