// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule.h"

#include "rules/ruleset.h"

#include <algorithm>

namespace Pinion {

std::optional<Severity> effectiveLevel(const Rule &rule, Severity own, const RuleLevels &levels)
{
    const auto configured
        = levels.constFind(QString::fromUtf8(rule.id.data(), qsizetype(rule.id.size())));
    if (configured == levels.constEnd())
        return rule.isOnByDefault ? std::optional(own) : std::nullopt;
    if (!configured->has_value())
        return {};
    return own == rule.severity ? **configured : std::min(own, **configured);
}

Finding makeFinding(std::string_view id, JsonNode node, TextRange range, QString message)
{
    Finding finding;
    finding.rule = QString::fromUtf8(id.data(), qsizetype(id.size()));
    if (const Rule *rule = findRule(finding.rule)) {
        finding.family = rule->family;
        finding.severity = rule->severity;
    }
    finding.pointer = node.pointer();
    finding.range = range;
    finding.message = std::move(message);
    return finding;
}

Finding makeFinding(std::string_view id, JsonNode node, QString message)
{
    return makeFinding(id, node, node.range(), std::move(message));
}

} // namespace Pinion
