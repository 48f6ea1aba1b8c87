// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

namespace Pinion {

inline constexpr std::string_view DuplicateKeyRule = "meta-duplicate-key";
inline constexpr std::string_view UnknownFieldRule = "meta-unknown-field";

/// Finds objects with the same key twice, in any text.
[[nodiscard]] RuleReport checkDuplicateKeys(const RuleContext &context);

/// Walks every app, pod and group beside its schema. Answers the schema-… rules and
/// meta-unknown-field in one pass.
[[nodiscard]] RuleReport checkSchema(const RuleContext &context);

} // namespace Pinion
