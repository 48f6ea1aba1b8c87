// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/serverjudge.h"

#include <span>
#include <vector>

namespace Pinion {

/// The server's own refusals as rows of the catalogue.
[[nodiscard]] std::span<const Rule> serverRules();

/// The remedies of a refusal that is a finding of its own; they may be none.
[[nodiscard]] std::vector<Fix> serverFixes(const Refusal &refusal, const RuleContext &context);

} // namespace Pinion
