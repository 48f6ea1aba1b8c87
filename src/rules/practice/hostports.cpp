// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fixes.h"
#include "rules/practice/networking.h"
#include "rules/reporter.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// True if something names the port by its index, or one behind it. Then the list must not shrink.
bool isIndexNamed(const Workload &workload, size_t index)
{
    const QByteArrayView text = workload.node().literal();
    for (size_t i = index; i < workload.ports().size(); ++i) {
        const QByteArray number = QByteArray::number(qsizetype(i));
        if (text.contains(QByteArray("PORT" + number))
            || text.contains(QByteArray("HAPROXY_" + number + '_')))
            return true;
    }
    return std::any_of(
        workload.checks().begin(), workload.checks().end(), [index](const WorkloadCheck &check) {
            return check.node["portIndex"].toInteger().value_or(0) >= qint64(index);
        });
}

bool canMerge(const Workload &workload, const WorkloadPort &first, size_t secondIndex)
{
    const WorkloadPort &second = workload.ports()[secondIndex];
    const bool isTcpAndUdp = (first.protocol == u"tcp" && second.protocol == u"udp")
        || (first.protocol == u"udp" && second.protocol == u"tcp");
    const bool saysMore = (!second.name.isEmpty() && second.name != first.name)
        || second.labels.childCount() > 0
        || (second.servicePort != 0 && second.servicePort != first.servicePort);
    return isTcpAndUdp && first.containerPort == second.containerPort && !saysMore
        && !isIndexNamed(workload, secondIndex);
}

void offerMerge(Finding &finding, const Workload &workload, const WorkloadPort &first,
    const WorkloadPort &second)
{
    const JsonNode part = workload.mappingsNode();
    Rewrite rewrite(part);
    rewrite.set(pointerWithin(part, first.node).child("protocol"), "\"udp,tcp\"")
        .remove(pointerWithin(part, second.node));
    offer(finding, u"Make it one mapping for TCP and UDP"_s, true, rewrite);
}

bool isOffered(int port, const std::vector<PortRange> &ranges)
{
    return ranges.empty() || std::any_of(ranges.begin(), ranges.end(), [port](PortRange range) {
        return range.contains(port);
    });
}

QString rangesText(const std::vector<PortRange> &ranges)
{
    QStringList texts;
    for (const PortRange range : ranges)
        texts.append(u"%1-%2"_s.arg(range.first).arg(range.last));
    return texts.join(u", "_s);
}

QString portsText(const std::vector<WorkloadPort> &ports)
{
    QStringList numbers;
    for (const WorkloadPort &port : ports) {
        const QString number = QString::number(port.hostPort.value_or(0));
        if (!numbers.contains(number))
            numbers.append(number);
    }
    if (numbers.size() == 1)
        return u"Port %1 is"_s.arg(numbers.first());
    if (numbers.size() <= 3)
        return u"Ports %1 are"_s.arg(numbers.join(u", "_s));
    return u"Port %1 and %2 more are"_s.arg(numbers.first()).arg(numbers.size() - 1);
}

} // namespace

void judgeDuplicateHostPorts(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod() || workload.mode() == NetworkMode::Host)
        return;
    const auto &ports = workload.ports();
    for (size_t i = 1; i < ports.size(); ++i) {
        const int number = ports[i].hostPort.value_or(0);
        if (number <= 0)
            continue;
        const auto end = ports.begin() + qsizetype(i);
        const auto first = std::find_if(ports.begin(), end,
            [number](const WorkloadPort &port) { return port.hostPort == number; });
        if (first == end)
            continue;
        const JsonNode place = hostPortPlace(ports[i]);
        Finding &finding = reporter.add(NetDuplicateHostPort, place,
            u"Two mappings want port %1 of the agent; Mesos refuses every launch."_s.arg(number));
        const JsonNode other = hostPortPlace(*first);
        finding.related.push_back({u"The first one"_s, other.pointer(), other.range()});
        if (canMerge(workload, *first, i))
            offerMerge(finding, workload, *first, ports[i]);
        offer(finding, u"Let Marathon choose this port"_s, false, TextEdit{place.range(), "0"});
    }
}

void judgeFixedHostPorts(const Workload &workload, Reporter &reporter)
{
    std::vector<WorkloadPort> fixed = workload.fixedPorts();
    if (fixed.empty() || workload.runsInPublicRole())
        return;
    const QJsonArray allowed = reporter.parameter(NetFixedHostPort, "allowedPorts").toArray();
    std::erase_if(fixed, [&allowed](const WorkloadPort &port) {
        return allowed.contains(port.hostPort.value_or(0));
    });
    if (fixed.empty())
        return;
    const std::vector<PortRange> &ranges = reporter.context().facts.cluster.portRanges;
    const auto outside = std::find_if(fixed.begin(), fixed.end(),
        [&](const WorkloadPort &port) { return !isOffered(port.hostPort.value_or(0), ranges); });
    const bool isOutside = outside != fixed.end();
    const JsonNode place = hostPortPlace(isOutside ? *outside : fixed.front());
    const QString message = isOutside
        ? u"Port %1 is outside %2, which agents offer; no offer will ever match."_s.arg(
            QString::number(outside->hostPort.value_or(0)), rangesText(ranges))
        : u"%1 fixed on the agent: one instance per agent, and clashes with other apps."_s.arg(
            portsText(fixed));
    Finding &finding = reporter.add(NetFixedHostPort, place, message);
    if (!isOutside)
        finding.severity = Severity::Info;
    for (const WorkloadPort &port : fixed) {
        const JsonNode other = hostPortPlace(port);
        if (other != place)
            finding.related.push_back({u"Fixed as well"_s, other.pointer(), other.range()});
    }
    offerFreePorts(finding, workload);
}

void judgeRequiredPorts(const Workload &workload, Reporter &reporter)
{
    const JsonNode isRequired = workload.node()["requirePorts"];
    if (workload.isPod() || workload.mode() == NetworkMode::Host || isRequired.toBool() != true)
        return;
    std::vector<WorkloadPort> open;
    for (const WorkloadPort &port : workload.ports()) {
        if (port.node && port.hostPort.value_or(0) == 0)
            open.push_back(port);
    }
    if (open.empty())
        return;
    Finding &finding = reporter.add(NetRequirePortsIneffective, isRequired,
        u"requirePorts works on the host's network only; here %1 random."_s.arg(
            open.size() == 1 ? u"a port stays"_s : u"%1 ports stay"_s.arg(open.size())));
    offer(
        finding, u"Write false, as Marathon does"_s, false, TextEdit{isRequired.range(), "false"});
    const std::optional<int> agents = workload.eligibleAgents();
    const bool hangs = wouldDeadlock(workload, workload.instances())
        || (agents && *agents < workload.instances());
    if (open.size() != 1 || hangs)
        return;
    const JsonPointer hostPort
        = pointerWithin(workload.node(), open.front().node).child("hostPort");
    const int number = open.front().containerPort.value_or(0);
    offer(finding, u"Fix the port in its mapping…"_s,
        askNumber(u"Which port of the agent?"_s, number > 0 ? QString::number(number) : QString(),
            1, [app = Snapshot(workload.node()), hostPort](qint64 port) -> Result<TextEdits> {
                if (port > 65535)
                    return fail(ErrorKind::Invalid, u"Ports end at 65535."_s);
                return app.rewrite().set(hostPort, QByteArray::number(port)).edits();
            }));
}

} // namespace Pinion
