// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view NameNotDnsSafe = "name-not-dns-safe";
inline constexpr std::string_view RuntimeFields = "meta-runtime-fields";

/// Ids that cannot become host names.
[[nodiscard]] RuleReport checkNames(const RuleContext &context);
/// What only the server writes, as in exports, and whole answers of its API.
[[nodiscard]] RuleReport checkRuntimeFields(const RuleContext &context);

} // namespace Pinion
