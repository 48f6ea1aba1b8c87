// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/pathglob.h"
#include "rules/practice/fixes.h"
#include "rules/practice/placement.h"
#include "rules/reporter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// How many instances share an agent when they are spread as widely as the agents allow.
QString perAgent(double instances, double agents)
{
    return shown(std::ceil(instances / std::max(1.0, std::min(instances, agents))));
}

QByteArray atMost(bool isPod, double instances, double agents)
{
    return constraintLiteral(isPod, u"hostname"_s, u"MAX_PER"_s, perAgent(instances, agents));
}

bool isHeldTogether(const Workload &workload)
{
    const auto &constraints = workload.constraints();
    return std::any_of(constraints.begin(), constraints.end(), [](const WorkloadConstraint &each) {
        return each.field == u"hostname" && each.op == u"CLUSTER";
    });
}

bool isAllowedSingle(const Workload &workload, const Reporter &reporter)
{
    const QStringList globs = reporter.texts(PlaceSingleInstance, "allowSingle");
    return std::any_of(globs.begin(), globs.end(), [&workload](const QString &glob) {
        return pathGlobMatches(glob, workload.definition().id);
    });
}

/// More instances, and a constraint in the same step that keeps them apart.
FixQuestion askInstances(const Workload &workload)
{
    const bool isPod = workload.isPod();
    const bool isSpread = workload.isSpread();
    const double agents = workload.eligibleAgents().value_or(1'000'000);
    return askNumber(u"How many instances should run?"_s, u"2"_s, 2,
        [isPod, isSpread, agents, part = Snapshot(workload.node())](qint64 count) {
            Rewrite rewrite = part.rewrite();
            rewrite.set(JsonPointer::of(isPod ? "/scaling/instances" : "/instances"),
                QByteArray::number(count));
            if (!isSpread) {
                rewrite.append(constraintsPointer(isPod), atMost(isPod, double(count), agents));
            }
            return rewrite.edits();
        });
}

void offerSpread(Finding &finding, const Workload &workload, int zones)
{
    if (isHeldTogether(workload))
        return; // one of the two constraints would have to go
    const bool isPod = workload.isPod();
    const double n = workload.instances();
    const JsonPointer constraints = constraintsPointer(isPod);
    if (const std::optional<int> agents = workload.eligibleAgents()) {
        offer(finding, u"Allow %1 per agent"_s.arg(perAgent(n, *agents)), false,
            Rewrite(workload.node()).append(constraints, atMost(isPod, n, *agents)).edits());
    } else {
        offer(finding, u"Spread over agents…"_s,
            askNumber(u"How many agents can take it?"_s, shown(n), 1,
                [isPod, n, constraints, part = Snapshot(workload.node())](qint64 count) {
                    return part.rewrite()
                        .append(constraints, atMost(isPod, n, double(count)))
                        .edits();
                }));
    }
    if (zones > 1) {
        const QByteArray literal
            = constraintLiteral(isPod, u"@zone"_s, u"GROUP_BY"_s, QString::number(zones));
        offer(finding, u"Spread over %1 zones"_s.arg(zones), false,
            Rewrite(workload.node()).append(constraints, literal).edits());
    }
}

} // namespace

void judgeSingleInstance(const Workload &workload, Reporter &reporter)
{
    const bool isMeant = workload.isFramework() || workload.isResident()
        || workload.hasExternalVolume() || workload.pinnedHost();
    if (workload.instances() != 1 || !workload.isExposed() || isMeant)
        return;
    const JsonNode place = workload.instancesPlace();
    if ((workload.isPartial() && !place.isNumber()) || isAllowedSingle(workload, reporter))
        return;
    const QString message
        = u"The only instance of a service that others reach: losing its agent is an outage."_s;
    Finding &finding = place.isNumber() ? reporter.add(PlaceSingleInstance, place, message)
                                        : reporter.addMissing(PlaceSingleInstance, place, message);
    if (workload.fixedPorts().empty())
        offer(finding, u"Run more instances…"_s, askInstances(workload));
}

void judgeSpread(const Workload &workload, Reporter &reporter)
{
    const bool concerns = workload.instances() >= 2 && !workload.isSpread()
        && !workload.pinnedHost() && workload.fixedPorts().empty();
    const JsonNode written = workload.constraintsNode();
    if (!concerns || (workload.isPartial() && !written))
        return;
    const JsonNode place = workload.instancesPlace();
    const QString message = u"%1 may land on one agent; its loss takes the whole service."_s.arg(
        allInstances(workload.instances()));
    Finding &finding = written ? reporter.addAtKey(PlaceNoSpread, written, message)
                               : reporter.add(PlaceNoSpread, place, message);
    if (!workload.isExposed())
        finding.severity = Severity::Info;
    offerSpread(finding, workload, reporter.context().facts.cluster.zones);
}

void judgePinnedHost(const Workload &workload, Reporter &reporter)
{
    const WorkloadConstraint *pin = workload.pinnedHost();
    if (!pin || workload.isResident() || workload.instances() == 0)
        return;
    if (!workload.hostVolumes().empty()
        && lastingHostVolume(workload, reporter.texts(PlacePinnedHost, "ephemeralPaths")))
        return; // the pin holds the app to its data
    Finding &finding = reporter.add(PlacePinnedHost, pin->node,
        u"Pinned to %1: when that agent is drained, renamed or lost, the app has nowhere to go."_s
            .arg(pin->value.value_or(QString())));
    const bool knowsIs = reporter.context().version >= MarathonVersion{1, 5, 0};
    const QString op = knowsIs ? u"IS"_s : u"CLUSTER"_s;
    offer(finding, u"Pin to an attribute instead…"_s,
        askText(u"Which attribute of agents, and which value?"_s, u"disk=ssd"_s,
            [isPod = workload.isPod(), range = pin->node.range(), op](
                const QString &answer) -> Result<TextEdits> {
                const qsizetype mark = answer.indexOf(u'=');
                const QString field = answer.left(mark).trimmed();
                const QString value = answer.mid(mark + 1).trimmed();
                const bool isHost = field == u"hostname" || field == u"@hostname";
                if (mark < 1 || field.isEmpty() || value.isEmpty() || isHost) {
                    return fail(ErrorKind::Invalid,
                        u"“%1” is not an attribute and its value."_s.arg(answer),
                        u"Type them with = between: disk=ssd."_s);
                }
                return TextEdits{{range, constraintLiteral(isPod, field, op, value)}};
            }));
}

} // namespace Pinion
