// SPDX-License-Identifier: GPL-3.0-or-later
// The rules on everything that would exist together.
#include "server/judgegroup.h"

#include "marathon/definition.h"

#include <QHash>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QStringList dependenciesOf(JsonNode node, const QString &base, const Placeholders &placeholders)
{
    QStringList ids;
    for (const JsonNode dependency : node["dependencies"].children()) {
        const QString id = dependency.stringOr();
        if (!id.isEmpty() && !placeholders.areIn(id))
            ids.append(absoluteId(id, base));
    }
    return ids;
}

QStringList externalVolumesOf(JsonNode app, const Placeholders &placeholders)
{
    QStringList names;
    for (const JsonNode volume : app["container"]["volumes"].children()) {
        const JsonNode external = volume["external"];
        const QString name = external["name"].stringOr();
        const bool isShared = external["shared"].toBool().value_or(false);
        if (!name.isEmpty() && !placeholders.areIn(name) && !isShared)
            names.append(name);
    }
    return names;
}

/// Who waits for whom. An app stands for itself; a group is two nodes: what its members wait for,
/// and its members as somebody else's condition. So a cycle always runs through an app.
class Waits
{
public:
    explicit Waits(const Inventory &inventory)
    {
        for (const Inventory::Item &app : inventory.apps)
            nodeOf(app.id, app.place);
        for (const Inventory::Item &group : inventory.groups)
            addGroup(inventory, group);
        for (const Inventory::Item &app : inventory.apps)
            addEdges(m_nodes.value(app.id), app.dependencies);
    }

    /// Something on a cycle, or a node that does not exist.
    [[nodiscard]] JsonNode onCycle() const
    {
        enum State : quint8 { New, Open, Done };
        std::vector<State> states(m_places.size(), New);
        for (int start = 0; start < int(m_places.size()); ++start) {
            std::vector<std::pair<int, size_t>> path;
            if (states[size_t(start)] == New)
                path.emplace_back(start, 0);
            while (!path.empty()) {
                auto &[node, next] = path.back();
                states[size_t(node)] = Open;
                if (next == m_edges[size_t(node)].size()) {
                    states[size_t(node)] = Done;
                    path.pop_back();
                    continue;
                }
                const int target = m_edges[size_t(node)][next++];
                if (states[size_t(target)] == Open)
                    return m_places[size_t(node)];
                if (states[size_t(target)] == New)
                    path.emplace_back(target, 0);
            }
        }
        return {};
    }

private:
    int nodeOf(const QString &name, JsonNode place)
    {
        const auto found = m_nodes.constFind(name);
        if (found != m_nodes.constEnd())
            return *found;
        m_nodes.insert(name, int(m_places.size()));
        m_places.push_back(place);
        m_edges.emplace_back();
        return int(m_places.size()) - 1;
    }

    // '>' cannot occur in an id.
    static QString membersOf(const QString &group) { return u'>' + group; }

    void addGroup(const Inventory &inventory, const Inventory::Item &group)
    {
        const int members = nodeOf(membersOf(group.id), group.place);
        const int waiting = nodeOf(group.id + u'>', group.place);
        const QString prefix = group.id == u"/"_s ? group.id : group.id + u'/';
        for (const Inventory::Item &app : inventory.apps) {
            if (!app.id.startsWith(prefix))
                continue;
            m_edges[size_t(members)].push_back(m_nodes.value(app.id));
            if (!group.dependencies.isEmpty())
                m_edges[size_t(m_nodes.value(app.id))].push_back(waiting);
        }
        m_late.emplace_back(waiting, group.dependencies);
    }

    void addEdges(int node, const QStringList &targets)
    {
        for (const auto &[waiting, dependencies] : std::exchange(m_late, {}))
            addEdges(waiting, dependencies);
        for (const QString &target : targets) {
            for (const QString &name : {target, membersOf(target)}) {
                if (const auto found = m_nodes.constFind(name); found != m_nodes.constEnd())
                    m_edges[size_t(node)].push_back(*found);
            }
        }
    }

    QHash<QString, int> m_nodes;
    std::vector<JsonNode> m_places;
    std::vector<std::vector<int>> m_edges;
    std::vector<std::pair<int, QStringList>> m_late; ///< until all groups have their nodes
};

void checkCycles(const Inventory &inventory, Violations &found)
{
    const auto waits = [](const Inventory::Item &item) { return !item.dependencies.isEmpty(); };
    const bool isIdle = std::none_of(inventory.apps.begin(), inventory.apps.end(), waits)
        && std::none_of(inventory.groups.begin(), inventory.groups.end(), waits);
    if (isIdle)
        return;
    if (const JsonNode place = Waits(inventory).onCycle()) {
        const JsonNode dependencies = place["dependencies"];
        refuse(found, "server-dependency-cycle", u"/"_s,
            u"Dependency graph has cyclic dependencies."_s, dependencies ? dependencies : place,
            true);
    }
}

/// Of two kinds that may not share an id.
void checkTwins(const std::vector<Inventory::Item> &some,
    const std::vector<Inventory::Item> &others, const QString &message, Violations &found)
{
    QHash<QString, const Inventory::Item *> byId;
    for (const Inventory::Item &item : others)
        byId.insert(item.id, &item);
    for (const Inventory::Item &item : some) {
        if (!byId.contains(item.id))
            continue;
        const JsonNode id = item.place["id"];
        refuse(found, "server-group-same-id", item.path.isEmpty() ? u"/"_s : item.path, message,
            id ? id : item.place);
    }
}

void checkVolumes(const Inventory &inventory, Violations &found)
{
    QMap<QString, QStringList> users;
    for (const Inventory::Item &app : inventory.apps) {
        for (const QString &name : app.externalVolumes)
            users[name].append(app.id);
    }
    for (const Inventory::Item &app : inventory.apps) {
        for (const QString &name : app.externalVolumes) {
            QStringList others = users.value(name);
            others.removeAll(app.id);
            if (others.isEmpty())
                continue;
            refuse(found, "server-volume-shared-by-apps",
                u"%1/apps(%2)/container"_s.arg(app.path).arg(app.place.indexInParent()),
                u"Volume name '%1' in %2 conflicts with volume(s) of same name in app(s): %3"_s.arg(
                    name, app.id, others.join(u", ")),
                app.place["container"], true);
        }
    }
}

} // namespace

Inventory inventoryOf(JsonNode body, const QString &path, const Placeholders &placeholders)
{
    Inventory inventory;
    for (const GroupPlace &group : groupsOf(body, path, placeholders)) {
        for (const JsonNode app : group.node["apps"].children()) {
            const QString id = app["id"].stringOr();
            if (id.isEmpty() || placeholders.areIn(id))
                continue;
            inventory.apps.push_back(
                {absoluteId(id, group.id), app, dependenciesOf(app, group.id, placeholders),
                    group.path, externalVolumesOf(app, placeholders)});
        }
        const bool isEmpty
            = group.node["apps"].childCount() == 0 && group.node["groups"].childCount() == 0;
        if (!isEmpty || !group.node["dependencies"].isAbsent()) {
            inventory.groups.push_back(
                {group.id, group.node, dependenciesOf(group.node, group.id, placeholders),
                    group.path.section(u'/', 0, -2), {}});
        }
    }
    return inventory;
}

Violations judgeInventory(const Inventory &inventory)
{
    Violations found;
    checkCycles(inventory, found);
    checkTwins(inventory.pods, inventory.apps, u"Applications and Pods may not share the same id"_s,
        found);
    checkTwins(inventory.apps, inventory.groups,
        u"Groups and Applications may not have the same identifier."_s, found);
    checkTwins(inventory.pods, inventory.groups,
        u"Groups and Pods may not have the same identifier."_s, found);
    checkVolumes(inventory, found);
    return found;
}

} // namespace Pinion
