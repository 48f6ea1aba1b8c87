// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

namespace Pinion {

inline constexpr std::string_view DuplicateKeyRule = "meta-duplicate-key";
inline constexpr std::string_view UnknownFieldRule = "meta-unknown-field";

/// Finds objects with the same key twice, in any text.
[[nodiscard]] RuleReport checkDuplicateKeys(const RuleContext &context);

/// Looks at every app, pod and group as the schema and as the server's own rules do. Answers the
/// schema-… and server-… rules and meta-unknown-field together: a fault that both know is one
/// finding, which then has the server's answer.
[[nodiscard]] RuleReport checkSchema(const RuleContext &context);

} // namespace Pinion
