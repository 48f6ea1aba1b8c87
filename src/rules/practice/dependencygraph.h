// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/scope.h"

namespace Pinion {

/// One entry of a list of dependencies.
struct Dependency
{
    const ScopeItem *owner = nullptr; ///< the app, pod or group that waits
    JsonNode node;
    QString target; ///< absolute id
};

/// Every dependency of an item, resolved against the group around it.
[[nodiscard]] std::vector<Dependency> dependenciesOf(
    const ScopeItem &item, const Placeholders &placeholders);

/// Who waits for whom in a scope. A group stands for all its members, and an app waits for what its
/// groups wait for. Built and searched in time that grows with the number of apps and dependencies.
class DependencyGraph
{
public:
    explicit DependencyGraph(const Scope &scope);

    /// True if an app, a pod or a group has this id.
    [[nodiscard]] bool knows(const QString &id) const { return m_targets.contains(id); }
    [[nodiscard]] const std::vector<Dependency> &dependencies() const { return m_dependencies; }
    /// Circles of dependencies, each in the order of waiting. There is one for every dependency
    /// that closes a circle when the apps are looked at in their order, so that none is left when
    /// each of them has lost one dependency.
    [[nodiscard]] std::vector<std::vector<Dependency>> cycles() const;

private:
    static constexpr int NoDependency = -1;
    /// `dependency` is an index, or NoDependency for what follows from the tree of groups.
    struct Edge
    {
        int target = 0;
        int dependency = NoDependency;
    };
    class Search;

    [[nodiscard]] int targetNode(const QString &id);
    [[nodiscard]] int inheritanceNode(const QString &groupId);
    void connect(int from, int to, int dependency = NoDependency);

    std::vector<Dependency> m_dependencies;
    QHash<QString, int> m_targets; ///< what it takes to be there when somebody waits for an id
    QHash<QString, int> m_inheritances; ///< what the members of a group wait for
    std::vector<std::vector<Edge>> m_edges; ///< by node
};

} // namespace Pinion
