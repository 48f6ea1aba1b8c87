// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "rules/nearest.h"
#include "rules/practice/dependencygraph.h"
#include "rules/practice/groups.h"
#include "rules/practice/rewrite.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr size_t MostNames = 6; ///< in one sentence
constexpr int MostGuesses = 20; ///< each looks at every id

class DependencyCheck
{
public:
    DependencyCheck(const Scope &scope, Reporter &reporter)
        : m_scope(scope)
        , m_reporter(reporter)
        , m_graph(scope)
    { }

    void run()
    {
        if (m_graph.dependencies().empty())
            return;
        for (const std::vector<Dependency> &cycle : m_graph.cycles())
            judgeCycle(cycle);
        for (const Dependency &dependency : m_graph.dependencies()) {
            if (dependency.owner->isOwn())
                judgeTarget(dependency);
        }
    }

private:
    void judgeCycle(const std::vector<Dependency> &cycle)
    {
        const auto isOwn = [](const Dependency &each) { return each.owner->isOwn(); };
        // The last one closes the circle.
        const auto closing = std::find_if(cycle.rbegin(), cycle.rend(), isOwn);
        if (closing == cycle.rend())
            return;
        const bool isAlone = cycle.size() == 1;
        Finding &finding = m_reporter.add(GroupDependencyCycle, closing->node,
            isAlone ? u"%1 waits for itself; Marathon refuses the whole deployment."_s.arg(
                closing->owner->id())
                    : u"These wait for each other, and Marathon refuses them all: %1."_s.arg(
                        shown(cycle)));
        for (const Dependency &dependency : cycle) {
            if (&dependency != &*closing)
                finding.related.push_back(placeIn(*dependency.owner, dependency.node,
                    u"%1 waits for %2"_s.arg(dependency.owner->id(), dependency.target)));
            if (isOwn(dependency) && finding.fixes.size() < MostNames)
                offer(finding,
                    u"Let %1 not wait for %2"_s.arg(dependency.owner->id(), dependency.target),
                    false, removeNode(dependency.node));
        }
    }

    static QString shown(const std::vector<Dependency> &cycle)
    {
        QStringList names;
        for (const Dependency &dependency : cycle) {
            if (size_t(names.size()) == MostNames) {
                names.append(u"…"_s);
                break;
            }
            names.append(dependency.owner->id());
        }
        names.append(cycle.front().owner->id());
        return names.join(u" → "_s);
    }

    void judgeTarget(const Dependency &dependency)
    {
        const ScopeMember *target = m_scope.member(dependency.target);
        if (!target) {
            if (!m_graph.knows(dependency.target))
                reportMissing(dependency);
        } else if (target->workload.isPod()) {
            Finding &finding = m_reporter.add(GroupDependencyMissing, dependency.node,
                u"%1 is a pod; Marathon waits for apps only, so there is no order."_s.arg(
                    dependency.target));
            offer(finding, u"Remove the dependency"_s, false, removeNode(dependency.node));
        } else {
            judgeHealth(dependency, *target);
        }
    }

    [[nodiscard]] bool isBelowOwnGroup(const QString &id) const
    {
        if (m_reporter.context().definitions.kind != DocumentKind::Group)
            return false;
        const QString &own = m_reporter.context().definitions.items.front().id;
        return own == u"/" || (!own.isEmpty() && id.startsWith(own + u'/'));
    }

    void reportMissing(const Dependency &dependency)
    {
        const RuleContext &context = m_reporter.context();
        const bool isAlone
            = context.definitions.kind == DocumentKind::App && context.companions.empty();
        if (isAlone && !context.isScopeComplete)
            return;
        const bool isCertain = isBelowOwnGroup(dependency.target) || context.isScopeComplete;
        Finding &finding = m_reporter.add(GroupDependencyMissing, dependency.node,
            isCertain
                ? u"There is no %1, so the order that this promises does not exist."_s.arg(
                    dependency.target)
                : u"%1 is not among the checked files; if it does not exist there is no order."_s
                      .arg(dependency.target));
        if (!isCertain)
            finding.severity = Severity::Info;
        if (const std::optional<QString> meant = nearest(dependency.target))
            offer(finding, u"Wait for %1"_s.arg(*meant), false, textEdit(dependency.node, *meant));
        offer(finding, u"Remove the dependency"_s, false, removeNode(dependency.node));
    }

    std::optional<QString> nearest(const QString &id)
    {
        if (m_guesses++ >= MostGuesses)
            return {};
        if (m_ids.isEmpty()) {
            for (const ScopeMember &member : m_scope.members())
                m_ids.append(member.item->id().toUtf8());
        }
        const std::optional<QByteArray> meant = nearestName(id.toUtf8(), m_ids);
        return meant ? std::optional(QString::fromUtf8(*meant)) : std::nullopt;
    }

    void judgeHealth(const Dependency &dependency, const ScopeMember &target)
    {
        const bool hasChecks = !target.workload.checks().empty()
            || target.item->node()["readinessChecks"].childCount() > 0;
        const bool isWaitingForItself = target.item == dependency.owner;
        if (hasChecks || isWaitingForItself || !(target.workload.instances() > 0))
            return;
        Finding &finding = m_reporter.add(GroupDependencyWithoutHealth, dependency.node,
            u"%1 has no health check, so this waits for its process only, not for its answer."_s
                .arg(dependency.target));
        finding.related.push_back(
            placeIn(*target.item, target.item->idNode(), u"The app without a health check"_s));
    }

    const Scope &m_scope;
    Reporter &m_reporter;
    const DependencyGraph m_graph;
    QList<QByteArray> m_ids;
    int m_guesses = 0;
};

} // namespace

void checkDependencies(const Scope &scope, Reporter &reporter)
{
    const bool hasAny = std::any_of(scope.items().begin(), scope.items().end(),
        [](const ScopeItem &item) { return item.node()["dependencies"].childCount() > 0; });
    if (hasAny)
        DependencyCheck(scope, reporter).run();
}

} // namespace Pinion
