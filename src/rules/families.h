// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

#include <span>

namespace Pinion {

// The rows that each family's file contributes to the catalogue; ruleset.cpp joins them.

[[nodiscard]] std::span<const Rule> syntaxRules();
[[nodiscard]] std::span<const Rule> schemaRules();
[[nodiscard]] std::span<const Rule> imageRules();
[[nodiscard]] std::span<const Rule> deployRules();
[[nodiscard]] std::span<const Rule> healthRules();
[[nodiscard]] std::span<const Rule> resourceRules();
[[nodiscard]] std::span<const Rule> networkingRules();
[[nodiscard]] std::span<const Rule> placementRules();
[[nodiscard]] std::span<const Rule> groupRules();
[[nodiscard]] std::span<const Rule> namingRules();
[[nodiscard]] std::span<const Rule> policyTemplates();
[[nodiscard]] std::span<const Rule> hygieneRules();
[[nodiscard]] std::span<const Rule> securityRules();
[[nodiscard]] std::span<const Rule> volumeRules();
[[nodiscard]] std::span<const Rule> lifecycleRules();
[[nodiscard]] std::span<const Rule> fetchRules();
[[nodiscard]] std::span<const Rule> loadBalancerRules();
[[nodiscard]] std::span<const Rule> policyRules();

} // namespace Pinion
