// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/check.h"

namespace Pinion {

/// What suppressions are matched against: one document's findings, and where each of them lies.
struct SuppressionScope
{
    const Definitions &definitions;
    const RuleConfig &config;
    const Facts &facts;
    QString relativePath; ///< as seen from the configuration file
    bool isValidText = true; ///< false: most rules did not run
};

/// The innermost app, pod or group that holds a place of the text, or null.
[[nodiscard]] const Definition *definitionAt(const Definitions &definitions, TextRange range);

/// Marks the findings that the project lives with, and answers what is wrong with its suppressions:
/// entries that are invalid, that have expired, or that match nothing any more.
[[nodiscard]] Findings applySuppressions(Findings &findings, const SuppressionScope &scope);

} // namespace Pinion
