// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fixes.h"
#include "rules/practice/networking.h"
#include "rules/reporter.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// True if a check, a command or a label refers to a port by its index.
bool isReferredTo(const Workload &workload, qsizetype index)
{
    const QString number = QString::number(index);
    const auto &checks = workload.checks();
    const bool isChecked = std::any_of(checks.begin(), checks.end(), [index](const auto &check) {
        return check.node["portIndex"].toInteger().value_or(0) >= index;
    });
    const auto names = [&number](const WorkloadText &text) {
        const QString line = text.node.stringOr();
        return line.contains(u"PORT"_s + number) || line.contains(u"PORT_"_s);
    };
    const auto labels = workload.labels().children();
    const bool isLabelled = std::any_of(labels.begin(), labels.end(), [&number](JsonNode label) {
        return label.key().startsWith(QString(u"HAPROXY_"_s + number + u'_').toUtf8());
    });
    return isChecked || isLabelled
        || std::any_of(workload.shells().begin(), workload.shells().end(), names)
        || std::any_of(workload.arguments().begin(), workload.arguments().end(), names);
}

/// Two mappings of one port, one for each protocol, can be a single one.
void offerMerge(Finding &finding, const Workload &workload, const WorkloadPort &first,
    const WorkloadPort &second)
{
    const qsizetype index = second.node.indexInParent();
    const bool isOfBothProtocols = (first.protocol == u"tcp" && second.protocol == u"udp")
        || (first.protocol == u"udp" && second.protocol == u"tcp");
    if (!isOfBothProtocols || first.containerPort != second.containerPort
        || isReferredTo(workload, index))
        return;
    Rewrite steps(workload.node());
    steps.set(pointerWithin(workload.node(), first.node).child("protocol"), "\"udp,tcp\"");
    steps.remove(pointerWithin(workload.node(), second.node));
    offer(finding, u"Make them one mapping for udp,tcp"_s, true, steps.edits());
}

} // namespace

void judgeDuplicateHostPorts(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod() || workload.mode() == NetworkMode::Host)
        return;
    QHash<int, WorkloadPort> seen;
    for (const WorkloadPort &port : workload.fixedPorts()) {
        const int number = *port.hostPort;
        const auto other = seen.constFind(number);
        if (other == seen.constEnd()) {
            seen.insert(number, port);
            continue;
        }
        const JsonNode place = hostPortPlace(port);
        Finding &finding = reporter.add(NetDuplicateHostPort, place,
            u"Two mappings want host port %1; Mesos refuses every launch."_s.arg(number));
        const JsonNode first = hostPortPlace(*other);
        finding.related.push_back({u"The other mapping"_s, first.pointer(), first.range()});
        offerMerge(finding, workload, *other, port);
        if (place.isNumber())
            finding.fixes.push_back(
                {u"Let Mesos choose the second port"_s, false, {{place.range(), "0"}}, {}});
    }
}

void judgeFixedHostPorts(const Workload &workload, Reporter &reporter)
{
    const std::vector<WorkloadPort> fixed = workload.fixedPorts();
    if (fixed.empty() || workload.runsInPublicRole())
        return;
    const auto &ranges = reporter.context().facts.cluster.portRanges;
    const QJsonValue allowed = reporter.parameter(NetFixedHostPort, "allowedPorts");
    std::vector<WorkloadPort> judged;
    std::copy_if(fixed.begin(), fixed.end(), std::back_inserter(judged),
        [&allowed](
            const WorkloadPort &port) { return !allowed.toArray().contains(*port.hostPort); });
    if (judged.empty())
        return;
    const auto isOutside = [&ranges](const WorkloadPort &port) {
        return !ranges.empty()
            && std::none_of(ranges.begin(), ranges.end(),
                [&port](const PortRange &range) { return range.contains(*port.hostPort); });
    };
    const auto outside = std::find_if(judged.begin(), judged.end(), isOutside);
    const WorkloadPort &port = outside == judged.end() ? judged.front() : *outside;
    Finding &finding = reporter.add(NetFixedHostPort, hostPortPlace(port),
        outside == judged.end()
            ? u"Host port %1 is fixed, so only one instance fits on each agent."_s.arg(
                *port.hostPort)
            : u"No agent offers host port %1, so nothing ever starts."_s.arg(*port.hostPort));
    if (outside == judged.end())
        finding.severity = Severity::Info;
    offerFreePorts(finding, workload);
}

} // namespace Pinion
