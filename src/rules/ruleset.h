// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

#include <span>

namespace Pinion {

/// Every rule, in the order of the reference: syntax, refused, practice, policy.
[[nodiscard]] std::span<const Rule> allRules();
/// Finds a rule by its id, an earlier one, or that of an instance of a policy template:
/// "policy-required-label/owner" is a matter of the row policy-required-label.
[[nodiscard]] const Rule *findRule(QStringView id);
/// True for rows that say nothing until a project names an instance with its own parameters.
[[nodiscard]] bool isPolicyTemplate(const Rule &rule);

/// The rule reference (docs/rules.md) as Markdown.
[[nodiscard]] QString ruleReference();

} // namespace Pinion
