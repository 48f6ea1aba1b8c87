// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

#include <atomic>

namespace Pinion {

/// What the rules say about one document.
struct CheckResult
{
    DocumentKind kind = DocumentKind::Other;
    Findings findings; ///< in order of position, then rule id; the suppressed ones included
    int templatedValues = 0; ///< values that were not judged because they hold placeholders
    qsizetype rulesRun = 0;
};

/// The documents that are deployed together with the checked one.
struct CheckScope
{
    std::span<const ScopedDocument> companions;
    bool isComplete = false; ///< nothing else exists in the cluster
};

/// Runs every rule that the configuration leaves on. `relativePath` is the document's path as seen
/// from the configuration file, for suppressions by file; it may be empty. The same input always
/// gives the same answer. What `config` tells about servers and images counts where `facts` has
/// learned nothing. When `cancelled` becomes true the answer is cut short and worthless.
[[nodiscard]] CheckResult check(const JsonTree &tree, const RuleConfig &config, const Facts &facts,
    const QString &relativePath = {}, const std::atomic_bool *cancelled = nullptr,
    const CheckScope &scope = {});

} // namespace Pinion
