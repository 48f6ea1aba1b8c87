// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

namespace Pinion {

inline constexpr std::string_view PolicyRequiredLabel = "policy-required-label";
inline constexpr std::string_view PolicyAllowedRegistry = "policy-allowed-registry";
inline constexpr std::string_view PolicyIdPattern = "policy-id-pattern";
inline constexpr std::string_view PolicyForbiddenEnv = "policy-forbidden-env";
inline constexpr std::string_view PolicyInstancesRange = "policy-instances-range";
inline constexpr std::string_view PolicyRequiredConstraint = "policy-required-constraint";
inline constexpr std::string_view PolicyField = "policy-field";

/// Runs every instance that the project has configured: "policy-required-label/owner" is one of the
/// template policy-required-label. Findings carry the instance's id.
[[nodiscard]] RuleReport checkPolicies(const RuleContext &context);

} // namespace Pinion
