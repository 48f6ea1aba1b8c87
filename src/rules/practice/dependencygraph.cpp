// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/dependencygraph.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString parentId(const QString &id)
{
    const qsizetype slash = id.lastIndexOf(u'/');
    return slash <= 0 ? u"/"_s : id.left(slash);
}

} // namespace

std::vector<Dependency> dependenciesOf(const ScopeItem &item, const Placeholders &placeholders)
{
    std::vector<Dependency> dependencies;
    // A group's own ids count from the group itself.
    const QString &base = item.isGroup() && !item.id().isEmpty() ? item.id() : item.base;
    for (const JsonNode node : item.node()["dependencies"].children()) {
        const QString id = node.stringOr();
        if (!id.isEmpty() && !placeholders.areIn(id))
            dependencies.push_back({&item, node, absoluteId(id, base)});
    }
    return dependencies;
}

/// Looks for circles depth first, without recursion.
class DependencyGraph::Search
{
public:
    explicit Search(const DependencyGraph &graph)
        : m_graph(graph)
        , m_states(graph.m_edges.size(), State::New)
    { }

    std::vector<std::vector<Dependency>> run()
    {
        for (int node = 0; node < int(m_states.size()); ++node) {
            if (m_states[size_t(node)] == State::New)
                searchFrom(node);
        }
        return std::move(m_cycles);
    }

private:
    enum class State : quint8 { New, OnPath, Done };
    struct Step
    {
        int node = 0;
        int dependency = NoDependency; ///< by which it was reached
        size_t nextEdge = 0;
    };

    void searchFrom(int start)
    {
        enter({start, NoDependency, 0});
        while (!m_path.empty()) {
            Step &step = m_path.back();
            const std::vector<Edge> &edges = m_graph.m_edges[size_t(step.node)];
            if (step.nextEdge == edges.size()) {
                m_states[size_t(step.node)] = State::Done;
                m_path.pop_back();
                continue;
            }
            const Edge &edge = edges[step.nextEdge++];
            const State state = m_states[size_t(edge.target)];
            if (state == State::New)
                enter({edge.target, edge.dependency, 0});
            else if (state == State::OnPath)
                close(edge);
        }
    }

    void enter(Step step)
    {
        m_states[size_t(step.node)] = State::OnPath;
        m_path.push_back(step);
    }

    void close(const Edge &edge)
    {
        // Many circles in one tangle are reported by their first ones; to list all would take long.
        constexpr size_t MostCycles = 50;
        if (m_cycles.size() == MostCycles)
            return;
        std::vector<Dependency> cycle;
        auto step = std::find_if(m_path.begin(), m_path.end(),
            [&edge](const Step &each) { return each.node == edge.target; });
        for (++step; step != m_path.end(); ++step) {
            if (step->dependency != NoDependency)
                cycle.push_back(m_graph.m_dependencies[size_t(step->dependency)]);
        }
        if (edge.dependency != NoDependency)
            cycle.push_back(m_graph.m_dependencies[size_t(edge.dependency)]);
        m_cycles.push_back(std::move(cycle));
    }

    const DependencyGraph &m_graph;
    std::vector<State> m_states;
    std::vector<Step> m_path;
    std::vector<std::vector<Dependency>> m_cycles;
};

DependencyGraph::DependencyGraph(const Scope &scope)
{
    for (const ScopeItem &item : scope.items()) {
        if (item.id().isEmpty())
            continue;
        const int target = targetNode(item.id());
        const int waiting = item.isGroup() ? inheritanceNode(item.id()) : target;
        if (!item.isGroup())
            connect(target, inheritanceNode(parentId(item.id())));
        for (Dependency &dependency : dependenciesOf(item, scope.placeholders())) {
            m_dependencies.push_back(std::move(dependency));
            // The target is connected below, when all ids are known.
            m_edges[size_t(waiting)].push_back({NoDependency, int(m_dependencies.size()) - 1});
        }
    }
    for (std::vector<Edge> &edges : m_edges) {
        std::erase_if(edges, [this](const Edge &edge) {
            return edge.dependency != NoDependency
                && !knows(m_dependencies[size_t(edge.dependency)].target);
        });
        for (Edge &edge : edges) {
            if (edge.dependency != NoDependency)
                edge.target = m_targets.value(m_dependencies[size_t(edge.dependency)].target);
        }
    }
}

int DependencyGraph::targetNode(const QString &id)
{
    if (const auto known = m_targets.constFind(id); known != m_targets.constEnd())
        return *known;
    const int node = int(m_edges.size());
    m_edges.emplace_back();
    m_targets.insert(id, node);
    if (id != u"/")
        connect(targetNode(parentId(id)), node);
    return node;
}

int DependencyGraph::inheritanceNode(const QString &groupId)
{
    if (const auto known = m_inheritances.constFind(groupId); known != m_inheritances.constEnd())
        return *known;
    const int node = int(m_edges.size());
    m_edges.emplace_back();
    m_inheritances.insert(groupId, node);
    if (groupId != u"/")
        connect(node, inheritanceNode(parentId(groupId)));
    return node;
}

void DependencyGraph::connect(int from, int to, int dependency)
{
    m_edges[size_t(from)].push_back({to, dependency});
}

std::vector<std::vector<Dependency>> DependencyGraph::cycles() const
{
    return Search(*this).run();
}

} // namespace Pinion
