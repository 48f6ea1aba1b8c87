// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgegroup.h"

#include "server/idchecks.h"
#include "server/judge.h"
#include "server/reader.h"
#include "server/servertext.h"

#include "marathon/definition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// As deep as the readers go.
constexpr size_t MaxGroups = 10000;

Verdict verdictOf(Phase phase, Violations violations)
{
    Verdict verdict;
    verdict.phase = phase;
    verdict.violations = std::move(violations);
    return verdict;
}

QString idOf(JsonNode node, const Placeholders &placeholders)
{
    const QString id = node["id"].stringOr();
    return placeholders.areIn(id) ? QString() : id;
}

std::optional<bool> enforcement(JsonNode group, const QString &id, std::optional<bool> inherited)
{
    const std::optional<bool> own = group["enforceRole"].toBool();
    return own && isTopLevel(id) ? own : inherited;
}

/// Members of a group body that the server takes for set; unknown ones do not count.
bool standsAlone(JsonNode group, QByteArrayView key)
{
    static constexpr const char *Members[]
        = {"id", "apps", "groups", "dependencies", "enforceRole", "scaleBy", "version"};
    return std::none_of(std::begin(Members), std::end(Members), [&](const char *member) {
        return key != QByteArrayView(member) && !group[member].isAbsent();
    });
}

void checkIds(const GroupPlace &group, const Placeholders &placeholders, Violations &found)
{
    const JsonNode id = group.node["id"];
    if (const QString written = idOf(group.node, placeholders); !written.isEmpty())
        checkPathId(written, "server-group-id", group.path + u"/id"_s, id, found);
    if (placeholders.areIn(group.id))
        return;
    for (const JsonNode app : group.node["apps"].children()) {
        const QString written = idOf(app, placeholders);
        const bool isElsewhere
            = !written.isEmpty() && parentId(absoluteId(written, group.id)) != group.id;
        if (isElsewhere) {
            refuse(found, "server-group-app-elsewhere",
                u"%1/apps(%2)/id"_s.arg(group.path).arg(app.indexInParent()),
                u"Identifier is not child of '%1'"_s.arg(group.id), app["id"]);
        }
    }
    for (const JsonNode child : group.node["groups"].children()) {
        const QString written = idOf(child, placeholders);
        const QString childId = absoluteId(written, group.id);
        const bool isBelow = group.id == u"/"_s || childId.startsWith(group.id + u'/');
        if (!written.isEmpty() && !isBelow) {
            refuse(found, "server-group-app-elsewhere",
                u"%1/groups(%2)/id"_s.arg(group.path).arg(child.indexInParent()),
                u"Identifier is not child of '%1'"_s.arg(group.id), child["id"]);
        }
    }
}

void checkLoneMembers(const GroupPlace &group, Violations &found)
{
    for (const char *key : {"version", "scaleBy"}) {
        const JsonNode member = group.node[key];
        if (!member.isAbsent() && !standsAlone(group.node, key)) {
            refuse(found, key[0] == 'v' ? "server-group-version" : "server-group-scale",
                group.path + u'/' + QString::fromLatin1(key),
                u"not allowed in conjunction with other properties."_s, member, true);
        }
    }
}

void checkEnforceRole(const GroupPlace &group, const Placeholders &placeholders,
    std::optional<bool> stored, bool isBody, Violations &found)
{
    const JsonNode member = group.node["enforceRole"];
    const std::optional<bool> wanted = member.toBool();
    if (wanted == true && !isTopLevel(group.id) && !placeholders.areIn(group.id)) {
        refuse(found, "server-group-enforce-role", group.path + u"/enforceRole"_s,
            u"enforceRole can only be set for top-level groups, and %1 is not top-level"_s.arg(
                group.id),
            member, true);
    }
    const bool lists = !group.node["apps"].isAbsent() || !group.node["groups"].isAbsent()
        || !group.node["scaleBy"].isAbsent() || !group.node["version"].isAbsent();
    if (isBody && stored && wanted && *stored != *wanted && lists) {
        refuse(found, "server-group-enforce-role-change", u"/enforceRole"_s,
            u"enforceRole cannot be modified in a request that adds, removes or modifies services; "
            "please make these changes in separate requests."_s,
            member, true);
    }
}

} // namespace

std::vector<GroupPlace> groupsOf(
    JsonNode body, const QString &path, const Placeholders &placeholders)
{
    const QString own = absoluteId(idOf(body, placeholders), path);
    std::vector<GroupPlace> groups{{body, own, {}, enforcement(body, own, {}), 0}};
    for (size_t i = 0; i < groups.size() && groups.size() < MaxGroups; ++i) {
        const GroupPlace parent = groups[i];
        for (const JsonNode child : parent.node["groups"].children()) {
            const QString written = child["id"].stringOr();
            if (!child.isObject() || written.isEmpty() || groups.size() == MaxGroups)
                continue;
            const QString id = absoluteId(written, parent.id);
            groups.push_back(
                {child, id, u"%1/groups(%2)"_s.arg(parent.path).arg(child.indexInParent()),
                    enforcement(child, id, parent.enforcesRole), i});
        }
    }
    return groups;
}

ServerSettings settingsBelow(const GroupPlace &group, ServerSettings settings)
{
    if (group.enforcesRole)
        settings.facts.newGroupsEnforceRole = *group.enforcesRole;
    return settings;
}

Verdict judgeGroupItself(JsonNode body, const QString &path, const ServerSettings &settings,
    std::optional<bool> storedEnforceRole)
{
    Violations found;
    for (const GroupPlace &group : groupsOf(body, path, settings.placeholders)) {
        for (const JsonNode child : group.node["groups"].children()) {
            if (!child["id"].isAbsent())
                continue;
            refuse(found, "server-group-no-id", {}, u"None.get"_s, child);
            Verdict verdict = verdictOf(Phase::Conversion, std::move(found));
            verdict.refusedStatus = 500;
            return verdict;
        }
        checkIds(group, settings.placeholders, found);
        checkLoneMembers(group, found);
        if (settings.version >= MarathonVersion{1, 9})
            checkEnforceRole(
                group, settings.placeholders, storedEnforceRole, group.node == body, found);
    }
    if (found.empty())
        found = judgeInventory(inventoryOf(body, path, settings.placeholders));
    return verdictOf(Phase::RootGroup, std::move(found));
}

Verdict judgeGroup(JsonNode body, const QString &path, const ServerSettings &settings,
    std::optional<bool> storedEnforceRole)
{
    if (Violations unread = readGroup(body, settings.version); !unread.empty())
        return verdictOf(Phase::Reader, std::move(unread));
    for (const GroupPlace &group : groupsOf(body, path, settings.placeholders)) {
        const ServerSettings below = settingsBelow(group, settings);
        for (const JsonNode app : group.node["apps"].children()) {
            Verdict verdict = judgeApp(app, below, group.id);
            if (!verdict.isAccepted())
                return verdict;
        }
    }
    return judgeGroupItself(body, path, settings, storedEnforceRole);
}

Verdict judgeGroupPatch(JsonNode body, const QString &path)
{
    Violations found;
    const JsonNode member = body["enforceRole"];
    if (!body.isObject())
        refuse(found, ReadTypeRule, {}, u"error.expected.jsobject"_s, body);
    else if (!member)
        refuse(found, ReadMissingRule, u"/enforceRole"_s, u"error.path.missing"_s, body, true);
    else if (!member.isBoolean())
        refuse(found, ReadTypeRule, u"/enforceRole"_s, u"error.expected.jsboolean"_s, member);
    if (!found.empty())
        return verdictOf(Phase::Reader, std::move(found));
    if (!isTopLevel(absoluteId(path)))
        refuse(found, "server-group-patch", u"/"_s, u"Path needs to be top-level"_s, body);
    return verdictOf(Phase::RootGroup, std::move(found));
}

} // namespace Pinion
