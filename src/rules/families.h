// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

#include <span>

namespace Pinion {

// The rows that each family's file contributes to the catalogue; ruleset.cpp joins them.

[[nodiscard]] std::span<const Rule> syntaxRules();
[[nodiscard]] std::span<const Rule> schemaRules();
[[nodiscard]] std::span<const Rule> imageRules();
[[nodiscard]] std::span<const Rule> hygieneRules();
[[nodiscard]] std::span<const Rule> policyRules();

} // namespace Pinion
