// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/groupedits.h"

#include "server/canonicalgroup.h"

#include "marathon/definition.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

QString idOf(const Json &json)
{
    return QString::fromStdString(json.value("id", std::string()));
}

/// The object elements of a list: those that the canonical form has, in its order.
std::vector<JsonNode> objectsOf(JsonNode list)
{
    std::vector<JsonNode> objects;
    for (const JsonNode element : list.children()) {
        if (element.isObject())
            objects.push_back(element);
    }
    return objects;
}

void putApps(RootGroup &root, const QString &id, const Json &apps)
{
    for (const RunSpecPtr &spec : root.specsIn(id, false)) {
        if (!spec->isPod)
            root.specs.erase(spec->id);
    }
    for (const Json &app : apps)
        root.specs[idOf(app)] = makeRunSpec(app, {});
}

void put(RootGroup &root, JsonNode body, const Json &group)
{
    const QString id = idOf(group);
    GroupRecord &record = root.groups[id];
    if (!body["dependencies"].isAbsent()) {
        record.dependencies.clear();
        for (const Json &dependency : group["dependencies"])
            record.dependencies.append(QString::fromStdString(dependency.get<std::string>()));
    }
    if (group.contains("enforceRole"))
        record.enforcesRole = group["enforceRole"].get<bool>();
    if (!body["apps"].isAbsent())
        putApps(root, id, group["apps"]);
    if (body["groups"].isAbsent())
        return;
    QStringList kept;
    for (const Json &inside : group["groups"])
        kept.append(idOf(inside));
    for (const QString &old : root.groupsIn(id)) {
        if (!kept.contains(old))
            removeGroup(root, old);
    }
    const std::vector<JsonNode> bodies = objectsOf(body["groups"]);
    for (size_t i = 0; i < std::min(bodies.size(), group["groups"].size()); ++i)
        put(root, bodies[i], group["groups"][i]);
}

} // namespace

void mergeGroup(RootGroup &root, JsonNode body, const ServerSettings &settings, const QString &path)
{
    put(root, body, canonicalGroup(body, settings, path));
}

void removeGroup(RootGroup &root, const QString &id)
{
    std::erase_if(root.specs, [&id](const auto &one) { return isBelow(one.first, id); });
    std::erase_if(
        root.groups, [&id](const auto &one) { return one.first == id || isBelow(one.first, id); });
}

QString groupIdOf(JsonNode body, const QString &parent)
{
    return absoluteId(body["id"].stringOr(), parent);
}

} // namespace Pinion
