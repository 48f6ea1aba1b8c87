// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/naming.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype LongestTaskName = 54; ///< what fits a DNS label behind what Mesos-DNS adds

bool hasDottedPart(const QString &id)
{
    const QStringList parts = id.split(u'/', Qt::SkipEmptyParts);
    return std::any_of(parts.begin(), parts.end(),
        [](const QString &part) { return part != u"." && part != u".." && part.contains(u'.'); });
}

/// /shop/api is api-shop in the domain of Marathon.
QString taskName(const QString &id)
{
    QStringList parts = id.split(u'/', Qt::SkipEmptyParts);
    std::reverse(parts.begin(), parts.end());
    return parts.join(u'-');
}

void checkName(Reporter &reporter, const Definition &definition)
{
    const JsonNode id = definition.node["id"];
    if (!id.isString())
        return;
    const bool isGroup = definition.root == SchemaRoot::Group;
    // What a group's dots do to its apps is said once, at the group.
    const bool isDotted = hasDottedPart(id.stringOr());
    const QString name = taskName(definition.id);
    const bool isTooLong = !isGroup && name.size() > LongestTaskName;
    if ((!isDotted && !isTooLong) || reporter.skipTemplated(id))
        return;
    reporter.add(NameNotDnsSafe, id,
        isDotted
            ? u"The dot ends a label of DNS, so that %1 is not found under its name; only a "
              "new %2 can have another id."_s.arg(definition.id, isGroup ? u"group"_s : u"app"_s)
            : u"The host name %1 has %2 characters, and what comes after %3 is cut off."_s.arg(name)
                  .arg(name.size())
                  .arg(LongestTaskName));
}

} // namespace

RuleReport checkNames(const RuleContext &context)
{
    RuleReport report;
    Reporter reporter(context, report);
    if (!context.facts.cluster.hasServiceDiscovery)
        return report;
    for (const Definition &definition : context.definitions.items)
        checkName(reporter, definition);
    return report;
}

} // namespace Pinion
