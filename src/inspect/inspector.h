// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspect/projectconfig.h"
#include "rules/check.h"

namespace Pinion {
class ScopeCache;

/// The check use case shared by window and command line: gathers the documents of the scope, runs
/// the rules, tells what the baseline knows. Without `scopes` a document is checked by itself. Safe
/// to call from any thread.
[[nodiscard]] CheckResult inspect(const JsonTree &tree, const QString &path,
    const RuleConfig &config, const std::atomic_bool *cancelled = nullptr,
    ScopeCache *scopes = nullptr);

} // namespace Pinion
