// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/surroundings.h"

#include "server/idchecks.h"

#include "marathon/definition.h"

#include <vector>

namespace Pinion {

namespace {

/// The groups that list a definition, the innermost first.
std::vector<JsonNode> groupsAround(JsonNode node)
{
    std::vector<JsonNode> groups;
    for (JsonNode list = node.parent(); list.isArray();) {
        const JsonNode group = list.parent();
        if (group["id"].isAbsent())
            break;
        groups.push_back(group);
        list = group.parent();
    }
    return groups;
}

} // namespace

Surroundings surroundingsOf(JsonNode definition)
{
    Surroundings result;
    const std::vector<JsonNode> groups = groupsAround(definition);
    for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
        result.base = absoluteId((*group)["id"].stringOr(), result.base);
        const std::optional<bool> enforces = (*group)["enforceRole"].toBool();
        if (enforces && isTopLevel(result.base))
            result.enforcesRole = enforces;
    }
    return result;
}

} // namespace Pinion
