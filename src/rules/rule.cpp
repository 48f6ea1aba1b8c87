// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule.h"

#include "rules/ruleset.h"

#include <algorithm>

namespace Pinion {

bool RuleLevels::hasInstance(const QString &templateId) const
{
    const QString prefix = templateId + u'/';
    for (auto level = m_levels.begin(); level != m_levels.end(); ++level) {
        if (level->has_value() && level.key().startsWith(prefix))
            return true;
    }
    return false;
}

std::optional<Severity> effectiveLevel(
    const Rule &rule, Severity own, const RuleLevels &levels, const QString &instance)
{
    // Asked for each rule of each document; most projects set no level.
    if (levels.isEmpty())
        return rule.isOnByDefault ? ConfiguredLevel(own) : std::nullopt;
    const QString id = instance.isEmpty()
        ? QString::fromUtf8(rule.id.data(), qsizetype(rule.id.size()))
        : instance;
    const bool isMinor = own < rule.severity;
    if (!levels.contains(id)) {
        if (!rule.isOnByDefault)
            return {};
        return isMinor && levels.containsMinor(id) ? levels.minor(id) : ConfiguredLevel(own);
    }
    const ConfiguredLevel configured = levels.value(id);
    if (!configured || !isMinor)
        return configured;
    return levels.containsMinor(id) ? levels.minor(id) : std::min(own, *configured);
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
