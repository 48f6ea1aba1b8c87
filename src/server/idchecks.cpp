// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/idchecks.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QRegularExpression &segmentPattern()
{
    static const QRegularExpression pattern(
        u"\\A(?:(?:[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?"
        "|\\.\\.?)\\z"_s);
    return pattern;
}

} // namespace

void checkPathId(const QString &id, std::string_view rule, const QString &path, JsonNode place,
    Violations &found)
{
    const QStringList parts = id.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!segmentPattern().match(part).hasMatch()) {
            refuse(found, rule, path,
                u"must fully match regular expression "
                "'^(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*"
                "([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])|(\\.|\\.\\.)$'"_s,
                place);
            break;
        }
    }
    static const QStringList reserved{u"restart"_s, u"tasks"_s, u"versions"_s, u"."_s, u".."_s};
    if (!parts.isEmpty() && reserved.contains(parts.last())) {
        refuse(found, rule, path,
            u"must not end with any of the following reserved keywords: %1"_s.arg(
                reserved.join(u", "_s)),
            place);
    }
}

QString parentId(const QString &id)
{
    const qsizetype slash = id.lastIndexOf(u'/');
    return slash > 0 ? id.first(slash) : u"/"_s;
}

bool isTopLevel(const QString &id)
{
    return id.count(u'/') == 1 && id != u"/"_s;
}

QString topGroup(const QString &id)
{
    const qsizetype end = id.indexOf(u'/', 1);
    return end > 0 ? id.sliced(1, end - 1) : QString();
}

RoleChoice roleChoice(const QString &id, const ServerSettings &settings)
{
    const QString &general = settings.facts.mesosRole;
    const QString group = topGroup(id);
    if (group.isEmpty())
        return {{general}, general};
    if (settings.facts.newGroupsEnforceRole)
        return {{group}, group};
    QStringList allowed{general};
    if (group != general)
        allowed.append(group);
    return {allowed, general};
}

} // namespace Pinion
