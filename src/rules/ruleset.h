// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

#include <span>

namespace Pinion {

/// Every rule, in the order of the reference: syntax, refused, practice, policy.
[[nodiscard]] std::span<const Rule> allRules();
[[nodiscard]] const Rule *findRule(QStringView id);

/// The rule reference (docs/rules.md) as Markdown.
[[nodiscard]] QString ruleReference();

} // namespace Pinion
