// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonicalgroup.h"

#include "server/canonical.h"
#include "server/canonicalparts.h"
#include "server/idchecks.h"
#include "server/judgegroup.h"

#include "marathon/definition.h"

#include <algorithm>

namespace Pinion {

namespace {

CanonicalJson dependencies(const GroupPlace &group, const ServerSettings &settings)
{
    CanonicalJson list = CanonicalJson::array();
    for (const JsonNode node : group.node["dependencies"].children()) {
        list.push_back(settings.isPlaceholder(node) ? plainValue(node)
                                                    : text(absoluteId(node.stringOr(), group.id)));
    }
    return setOf(std::move(list));
}

/// The group without the groups inside.
CanonicalJson ownPart(const GroupPlace &group, const ServerSettings &settings)
{
    const ServerSettings below = settingsBelow(group, settings);
    CanonicalJson json{{"id", text(group.id)}};
    json["dependencies"] = dependencies(group, settings);
    json["apps"] = CanonicalJson::array();
    for (const JsonNode app : group.node["apps"].children()) {
        if (app.isObject())
            json["apps"].push_back(canonical(app, below, group.id));
    }
    json["groups"] = CanonicalJson::array();
    if (isTopLevel(group.id) && settings.version >= MarathonVersion{1, 9})
        json["enforceRole"] = below.facts.newGroupsEnforceRole;
    return json;
}

} // namespace

nlohmann::ordered_json canonicalGroup(
    JsonNode group, const ServerSettings &settings, const QString &path)
{
    const std::vector<GroupPlace> places = groupsOf(group, path, settings.placeholders);
    std::vector<CanonicalJson> groups;
    for (const GroupPlace &place : places)
        groups.push_back(ownPart(place, settings));
    // Parents stand first: from the end on, each group is whole by the time that it is handed up.
    for (size_t i = places.size(); i-- > 0;) {
        CanonicalJson &inside = groups[i]["groups"];
        std::reverse(inside.begin(), inside.end());
        if (i > 0)
            groups[places[i].parent]["groups"].push_back(std::move(groups[i]));
    }
    return std::move(groups.front());
}

} // namespace Pinion
