// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/rootgroup.h"

#include <nlohmann/json.hpp>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// How long the longest chain of dependencies below each spec is.
class Levels
{
public:
    explicit Levels(const RootGroup &root)
        : m_root(root)
    { }

    int of(const QString &id)
    {
        if (const auto known = m_levels.find(id); known != m_levels.end())
            return known->second;
        m_levels[id] = 0; // ends cycles, which validation has refused already
        int level = 0;
        for (const QString &other : needed(id))
            level = std::max(level, of(other) + 1);
        return m_levels[id] = level;
    }

private:
    /// The specs that `id` waits for: its own dependencies and those of the groups around it.
    [[nodiscard]] QSet<QString> needed(const QString &id) const
    {
        QStringList names = m_root.spec(id)->dependencies;
        for (QString group = parentId(id);; group = parentId(group)) {
            names += m_root.group(group).dependencies;
            if (group == "/"_L1)
                break;
        }
        QSet<QString> ids;
        for (const QString &name : names) {
            if (m_root.spec(name))
                ids.insert(name);
            for (const RunSpecPtr &inside : m_root.specsIn(name, true))
                ids.insert(inside->id);
        }
        ids.remove(id);
        return ids;
    }

    const RootGroup &m_root;
    std::map<QString, int> m_levels;
};

std::optional<ActionKind> actionFor(
    const RunSpecPtr &before, const RunSpec &after, bool isRestarted)
{
    if (!before)
        return ActionKind::Scale;
    const RolloutEffect effect
        = isRestarted ? RolloutEffect::Restart : effectBetween(*before, after);
    if (effect == RolloutEffect::Restart && after.instances > 0)
        return ActionKind::Restart;
    return effect == RolloutEffect::Nothing ? std::nullopt : std::optional(ActionKind::Scale);
}

} // namespace

RolloutEffect effectBetween(const RunSpec &before, const RunSpec &after)
{
    RolloutEffect effect = RolloutEffect::Nothing;
    for (const RolloutChange &change : rolloutChanges(*before.definition, *after.definition)) {
        // Of a pod the only fixed scaling there is.
        const bool isPodScaling = after.isPod && change.key == "scaling";
        effect = std::max(effect, isPodScaling ? RolloutEffect::Scale : change.effect);
    }
    return effect;
}

nlohmann::ordered_json treeJson(const RootGroup &root, const QString &id)
{
    using Json = nlohmann::ordered_json;
    Json json{{"id", id.toStdString()}, {"apps", Json::array()}, {"pods", Json::array()},
        {"groups", Json::array()}, {"dependencies", Json::array()}};
    for (const RunSpecPtr &spec : root.specsIn(id, false))
        json[spec->isPod ? "pods" : "apps"].push_back(*spec->definition);
    for (const QString &group : root.groupsIn(id))
        json["groups"].push_back(treeJson(root, group));
    for (const QString &dependency : root.group(id).dependencies)
        json["dependencies"].push_back(dependency.toStdString());
    return json;
}

bool isBelow(const QString &id, const QString &group)
{
    return group == "/"_L1 ? id != "/"_L1 : id.startsWith(group + u'/');
}

RunSpecPtr RootGroup::spec(const QString &id) const
{
    const auto found = specs.find(id);
    return found == specs.end() ? nullptr : found->second;
}

bool RootGroup::hasGroup(const QString &id) const
{
    return id == "/"_L1 || groups.contains(id) || !specsIn(id, true).empty()
        || std::any_of(groups.begin(), groups.end(),
            [&id](const auto &one) { return isBelow(one.first, id); });
}

QStringList RootGroup::groupsIn(const QString &id) const
{
    QSet<QString> found;
    const auto climb = [&](QString group) {
        while (isBelow(group, id) && parentId(group) != id)
            group = parentId(group);
        if (isBelow(group, id))
            found.insert(group);
    };
    for (const auto &[name, record] : groups)
        climb(name);
    for (const auto &[name, spec] : specs)
        climb(parentId(name));
    QStringList list(found.begin(), found.end());
    list.sort();
    return list;
}

std::vector<RunSpecPtr> RootGroup::specsIn(const QString &id, bool isDeep) const
{
    std::vector<RunSpecPtr> inside;
    for (const auto &[name, spec] : specs) {
        if (isDeep ? isBelow(name, id) : parentId(name) == id)
            inside.push_back(spec);
    }
    return inside;
}

GroupRecord RootGroup::group(const QString &id) const
{
    const auto found = groups.find(id);
    return found == groups.end() ? GroupRecord() : found->second;
}

QString PlannedAction::name() const
{
    static constexpr std::array Words{"Start"_L1, "Stop"_L1, "Scale"_L1, "Restart"_L1};
    return Words.at(size_t(kind)) + (isPod ? "Pod"_L1 : "Application"_L1);
}

std::vector<PlannedStep> plannedSteps(
    const RootGroup &before, const RootGroup &after, const QSet<QString> &restarted)
{
    PlannedStep stops;
    PlannedStep starts;
    std::map<int, PlannedStep> levels;
    Levels level(after);
    for (const auto &[id, spec] : before.specs) {
        if (!after.spec(id))
            stops.push_back({ActionKind::Stop, id, spec->isPod});
    }
    for (const auto &[id, spec] : after.specs) {
        const RunSpecPtr old = before.spec(id);
        if (!old)
            starts.push_back({ActionKind::Start, id, spec->isPod});
        if (const auto kind = actionFor(old, *spec, restarted.contains(id)))
            levels[level.of(id)].push_back({*kind, id, spec->isPod});
    }
    std::vector<PlannedStep> steps;
    for (PlannedStep *step : {&stops, &starts}) {
        if (!step->empty())
            steps.push_back(std::move(*step));
    }
    for (auto &[number, step] : levels)
        steps.push_back(std::move(step));
    return steps;
}

} // namespace Pinion
