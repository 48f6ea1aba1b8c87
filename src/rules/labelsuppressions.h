// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

namespace Pinion {

/// Beginning of the label keys that suppress a rule: "pinion.ignore/image-latest-tag".
inline constexpr QLatin1StringView SuppressionLabel{"pinion.ignore/"};

/// A suppression that an app, a pod or a container of a pod carries as a label. Its value is a
/// reason, then fields: "vendor ships only latest; until=2026-12-31; by=ops@example.com".
struct LabelSuppression
{
    JsonNode label; ///< the value, with the key
    JsonNode place; ///< the app, pod or container that it speaks for
    const Definition *definition = nullptr;
    QString rule;
    Suppression suppression;
    QString invalidBecause; ///< not empty: it suppresses nothing, and this says why
    TextRange range; ///< what is wrong with it, or the date that counts
};

/// All of them, in the order of the text.
[[nodiscard]] std::vector<LabelSuppression> labelSuppressions(
    const Definitions &definitions, const InlineSuppressionPolicy &policy);

} // namespace Pinion
