// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/placement.h"

#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "rules/practice/fixes.h"
#include "rules/reporter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion GroupByDivides{1, 11, 0};

/// What limits the number of instances, and where it is written.
struct Ceiling
{
    JsonNode place;
    QString reason; ///< "one per agent"
    double most = 0;
    bool isHostConstraint = false;
};

std::optional<Ceiling> ceilingOf(
    const WorkloadConstraint &constraint, std::optional<int> agents, int zones)
{
    if (constraint.op == u"UNIQUE" && constraint.field == u"@zone" && zones >= 0)
        return Ceiling{constraint.node, u"one per zone and %1 zones"_s.arg(zones), double(zones)};
    if (!agents || constraint.field != u"hostname")
        return {};
    if (constraint.op == u"UNIQUE") {
        return Ceiling{constraint.node, u"one per agent and %1"_s.arg(counted(*agents, u"agent"_s)),
            double(*agents), true};
    }
    bool isNumber = false;
    const double each = constraint.value.value_or(QString()).toDouble(&isNumber);
    if (constraint.op != u"MAX_PER" || !isNumber)
        return {};
    return Ceiling{constraint.node,
        u"%1 per agent and %2"_s.arg(shown(each), counted(*agents, u"agent"_s)), each * *agents,
        true};
}

/// The tightest limit on the number of instances.
std::optional<Ceiling> lowestCeiling(const Workload &workload, int zones)
{
    const std::optional<int> agents = workload.eligibleAgents();
    std::optional<Ceiling> lowest;
    const auto consider = [&lowest](std::optional<Ceiling> ceiling) {
        if (ceiling && (!lowest || ceiling->most < lowest->most))
            lowest = std::move(ceiling);
    };
    for (const WorkloadConstraint &constraint : workload.constraints())
        consider(ceilingOf(constraint, agents, zones));
    const std::vector<WorkloadPort> fixed = workload.fixedPorts();
    if (agents && !fixed.empty()) {
        consider(Ceiling{hostPortPlace(fixed.front()),
            u"port %1 once per agent and %2"_s.arg(
                QString::number(fixed.front().hostPort.value_or(0)), counted(*agents, u"agent"_s)),
            double(*agents)});
    }
    return lowest;
}

/// As many instances as fit, one fewer where a deployment needs a spare agent.
double fittingInstances(const Workload &workload, double most)
{
    const bool needsSpare = !workload.fixedPorts().empty() && wouldDeadlock(workload, most);
    return needsSpare ? most - 1 : most;
}

void offerToFit(Finding &finding, const Workload &workload, const Ceiling &ceiling)
{
    const double fitting = fittingInstances(workload, ceiling.most);
    if (fitting >= 1) {
        offer(finding, u"Run %1"_s.arg(counted(fitting, u"instance"_s)), false,
            settingEdits(workload.node(),
                JsonPointer::of(workload.isPod() ? "/scaling/instances" : "/instances"),
                shown(fitting).toLatin1()));
    }
    const int agents = workload.eligibleAgents().value_or(0);
    if (!ceiling.isHostConstraint || agents < 1 || !workload.fixedPorts().empty())
        return;
    const QString each = shown(std::ceil(workload.instances() / agents));
    offer(finding, u"Allow %1 per agent"_s.arg(each), false,
        TextEdit{ceiling.place.range(),
            constraintLiteral(workload.isPod(), u"hostname"_s, u"MAX_PER"_s, each)});
}

Result<TextEdits> groupCountEdits(const WorkloadConstraint &constraint, const QString &count)
{
    const QByteArray literal = encodeString(count);
    if (constraint.node.isObject())
        return settingEdits(constraint.node, JsonPointer::of("/value"), literal);
    if (const JsonNode written = constraint.node.element(2))
        return TextEdits{{written.range(), literal}};
    const qsizetype end = constraint.node.lastChild().range().end;
    return TextEdits{{{end, end}, ", " + literal}};
}

bool holdsOneValue(const WorkloadConstraint &constraint)
{
    return constraint.op == u"CLUSTER" || constraint.op == u"IS";
}

/// Why two constraints on one field can never both hold; empty if they can.
QString contradiction(const WorkloadConstraint &a, const WorkloadConstraint &b, double instances)
{
    if (a.field != b.field)
        return {};
    const bool excludes
        = (a.op == u"LIKE" && b.op == u"UNLIKE") || (a.op == u"UNLIKE" && b.op == u"LIKE");
    if (excludes && a.value && a.value == b.value)
        return u"LIKE and UNLIKE with one pattern: no agent is both"_s;
    if (holdsOneValue(a) && holdsOneValue(b)) {
        const bool differ = a.value && b.value && !a.value->isEmpty() && !b.value->isEmpty()
            && *a.value != *b.value;
        return differ ? u"%1 cannot be %2 and %3"_s.arg(a.field, *a.value, *b.value) : QString();
    }
    const WorkloadConstraint &limit = holdsOneValue(a) ? b : a;
    if (!(holdsOneValue(a) || holdsOneValue(b)) || !(instances >= 2))
        return {};
    if (limit.op == u"UNIQUE" && limit.field == u"hostname")
        return u"all on one agent, yet one per agent"_s;
    bool isNumber = false;
    const double most = limit.value.value_or(QString()).toDouble(&isNumber);
    if (limit.op == u"MAX_PER" && isNumber && instances > most) {
        return u"all on one %1, yet at most %2 on each"_s.arg(limit.field, shown(most));
    }
    return {};
}

void offerToDrop(Finding &finding, const WorkloadConstraint &constraint)
{
    QStringList words{constraint.field, constraint.op};
    if (constraint.value)
        words.append(*constraint.value);
    offer(finding, u"Drop %1"_s.arg(words.join(u' ')), false, removeNode(constraint.node));
}

/// LIKE of one literal name pins as well, which the comparison by operators does not see.
bool isUniquePin(const Workload &workload, const WorkloadConstraint &a, const WorkloadConstraint &b)
{
    const WorkloadConstraint *pin = workload.pinnedHost();
    if (!pin || pin->op != u"LIKE" || !(workload.instances() >= 2))
        return false;
    const auto pairs = [pin](const WorkloadConstraint &one, const WorkloadConstraint &other) {
        return one.node == pin->node && other.field == u"hostname" && other.op == u"UNIQUE";
    };
    return pairs(a, b) || pairs(b, a);
}

void judgePinnedPort(const Workload &workload, Reporter &reporter)
{
    const WorkloadConstraint *pin = workload.pinnedHost();
    const std::vector<WorkloadPort> fixed = workload.fixedPorts();
    if (!pin || fixed.empty() || !(workload.instances() >= 2))
        return;
    const JsonNode port = hostPortPlace(fixed.front());
    Finding &finding = reporter.add(PlaceUnsatisfiable, pin->node,
        u"%1 on one agent, which has port %2 only once; the deployment never ends."_s.arg(
            counted(workload.instances(), u"instance"_s),
            QString::number(fixed.front().hostPort.value_or(0))));
    finding.related.push_back({u"The fixed port"_s, port.pointer(), port.range()});
    offerFreePorts(finding, workload);
}

} // namespace

void judgeAgentCount(const Workload &workload, Reporter &reporter)
{
    const int zones = reporter.context().facts.cluster.zones;
    const std::optional<Ceiling> ceiling = lowestCeiling(workload, zones);
    const double n = workload.instances();
    if (!ceiling || !(n > ceiling->most))
        return;
    Finding &finding = reporter.add(PlaceUniqueExceedsAgents, ceiling->place,
        u"%1, but %2: the last ones never start, and the deployment never ends."_s.arg(
            counted(n, u"instance"_s), ceiling->reason));
    const JsonNode instances = workload.instancesPlace();
    if (instances.isNumber()) {
        finding.related.push_back(
            {u"The number of instances"_s, instances.pointer(), instances.range()});
    }
    offerToFit(finding, workload, *ceiling);
}

void judgeGroupBy(const Workload &workload, Reporter &reporter)
{
    if (workload.instances() == 0)
        return;
    const int zones = reporter.context().facts.cluster.zones;
    const bool divides = reporter.context().version >= GroupByDivides;
    for (const WorkloadConstraint &constraint : workload.constraints()) {
        const bool isCounted = constraint.value && !constraint.value->isEmpty();
        if (constraint.op != u"GROUP_BY" || isCounted)
            continue;
        Finding &finding = reporter.add(PlaceGroupByNoValue, constraint.node,
            u"Without the number of values of %1, Marathon knows only those it has seen; instances "
            u"pile up."_s.arg(constraint.field));
        if (!divides)
            finding.severity = Severity::Warning;
        const bool isKnown = constraint.field == u"@zone" && zones > 0;
        if (isKnown) {
            offer(finding, u"Group by %1 zones"_s.arg(zones), false,
                groupCountEdits(constraint, QString::number(zones)));
        }
        // The edits for a stand-in tell where an answer goes.
        const Result<TextEdits> pattern = groupCountEdits(constraint, u"@"_s);
        if (!pattern)
            continue;
        offer(finding, u"Write the number of values…"_s,
            askNumber(u"How many values of %1 are there?"_s.arg(constraint.field),
                QString::number(isKnown ? zones : 3), 1,
                [edits = *pattern](qint64 count) -> Result<TextEdits> {
                    TextEdits counted = edits;
                    for (TextEdit &edit : counted)
                        edit.text.replace("@", QByteArray::number(count));
                    return counted;
                }));
    }
}

void judgeContradictions(const Workload &workload, Reporter &reporter)
{
    if (workload.instances() == 0)
        return;
    const auto &constraints = workload.constraints();
    for (size_t i = 1; i < constraints.size(); ++i) {
        for (size_t k = 0; k < i; ++k) {
            const WorkloadConstraint &first = constraints[k];
            const WorkloadConstraint &second = constraints[i];
            QString why = contradiction(first, second, workload.instances());
            if (why.isEmpty() && isUniquePin(workload, first, second))
                why = u"all on one agent, yet one per agent"_s;
            if (why.isEmpty())
                continue;
            Finding &finding = reporter.add(PlaceUnsatisfiable, second.node,
                u"No offer can satisfy both constraints: %1."_s.arg(why));
            finding.related.push_back(
                {u"The other one"_s, first.node.pointer(), first.node.range()});
            offerToDrop(finding, second);
            offerToDrop(finding, first);
        }
    }
    judgePinnedPort(workload, reporter);
}

} // namespace Pinion
