// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/check.h"
#include "rules/variants.h"

namespace Pinion {

/// What suppressions are matched against: one document's findings, and where each of them lies.
struct SuppressionScope
{
    const Definitions &definitions;
    const ConfigVariants &variants;
    const Facts &facts;
    QString relativePath; ///< as seen from the configuration file
    bool isValidText = true; ///< false: most rules did not run
    bool hasCompanions = false; ///< false: rules that compare documents had nothing to compare
    std::span<const qsizetype> unjudged = {}; ///< offsets of values that no rule looked at
};

/// Marks the findings that the project lives with, and answers what is wrong with its suppressions:
/// entries and labels that are invalid, that have expired, or that match nothing any more. Also
/// names what was meant to be temporary and is still there.
[[nodiscard]] Findings applySuppressions(Findings &findings, const SuppressionScope &scope);

} // namespace Pinion
