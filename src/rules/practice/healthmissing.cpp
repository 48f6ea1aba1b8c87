// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonstring.h"
#include "rules/practice/fixes.h"
#include "rules/practice/health.h"
#include "rules/reporter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QByteArray Times = R"("gracePeriodSeconds": 300, "intervalSeconds": 15, )"
                         R"("timeoutSeconds": 10, "maxConsecutiveFailures": 3})";

bool speaksTcp(const WorkloadPort &port)
{
    return port.protocol.contains(u"tcp");
}

QByteArray httpCheck(qsizetype port, const QString &path)
{
    return R"({"protocol": "MESOS_HTTP", "path": )" + encodeString(path) + R"(, "portIndex": )"
        + QByteArray::number(port) + ", " + Times;
}

QByteArray tcpCheck(qsizetype port)
{
    return R"({"protocol": "MESOS_TCP", "portIndex": )" + QByteArray::number(port) + ", " + Times;
}

QByteArray commandCheck(const QString &command)
{
    return R"({"protocol": "COMMAND", "command": {"value": )" + encodeString(command) + "}, "
        + Times;
}

QByteArray podCheck(const QByteArray &kind, const QByteArray &members)
{
    return "{\"" + kind + "\": {" + members + "}, " + Times;
}

Result<QString> asPath(const QString &answer)
{
    if (!answer.startsWith(u'/') || answer.contains(u' ')) {
        return fail(ErrorKind::Invalid, u"“%1” is not a path."_s.arg(answer),
            u"A path starts with a slash: /healthz."_s);
    }
    return answer;
}

FixQuestion askPath(const std::function<Result<TextEdits>(const QString &)> &edits)
{
    return askText(u"Which path answers 200 while all is well?"_s, u"/healthz"_s,
        [edits](const QString &answer) { return asPath(answer).and_then(edits); });
}

FixQuestion askCommand(const std::function<Result<TextEdits>(const QString &)> &edits)
{
    return askText(
        u"Which command, run inside the task, ends with 0 while all is well?"_s, {}, edits);
}

void offerAppChecks(Finding &finding, const Workload &workload, bool hasPort)
{
    const auto add = [app = Snapshot(workload.node())](const QByteArray &check) {
        return app.rewrite().set(JsonPointer::of("/healthChecks"), '[' + check + ']');
    };
    const auto &ports = workload.ports();
    const auto tcp = std::find_if(ports.begin(), ports.end(), speaksTcp);
    if (hasPort && tcp != ports.end()) {
        const qsizetype index = tcp - ports.begin();
        offer(finding, u"Add an HTTP check…"_s, askPath([add, index](const QString &path) {
            return add(httpCheck(index, path)).edits();
        }));
        offer(finding, u"Add a check that the port answers"_s, false, add(tcpCheck(index)));
        return;
    }
    offer(finding, u"Add a command check…"_s,
        askCommand([add](const QString &command) { return add(commandCheck(command)).edits(); }));
}

void offerPodChecks(Finding &finding, JsonNode container)
{
    const auto add = [snapshot = Snapshot(container)](const QByteArray &check) {
        return snapshot.rewrite().set(JsonPointer::of("/healthCheck"), check);
    };
    for (const JsonNode endpoint : container["endpoints"].children()) {
        const QString name = endpoint["name"].stringOr();
        const QByteArrayView protocol = endpoint["protocol"].literal();
        if (name.isEmpty() || (protocol.contains("udp") && !protocol.contains("tcp")))
            continue;
        const QByteArray target = "\"endpoint\": " + encodeString(name);
        offer(finding, u"Add an HTTP check…"_s, askPath([add, target](const QString &path) {
            return add(podCheck("http", target + ", \"path\": " + encodeString(path))).edits();
        }));
        offer(finding, u"Add a check that the port answers"_s, false, add(podCheck("tcp", target)));
        return;
    }
    offer(finding, u"Add a command check…"_s, askCommand([add](const QString &command) {
        return add(podCheck("exec", "\"command\": {\"shell\": " + encodeString(command) + '}'))
            .edits();
    }));
}

void judgeContainers(const Workload &workload, Reporter &reporter)
{
    for (const JsonNode container : workload.containers()) {
        if (container["endpoints"].childCount() == 0 || !container["healthCheck"].isAbsent())
            continue;
        Finding &finding = reporter.addAtKey(HealthMissing, container["endpoints"],
            u"Container %1 has endpoints but no health check; a broken version replaces good ones "
            u"unnoticed."_s.arg(container["name"].stringOr(u"?"_s)));
        offerPodChecks(finding, container);
    }
}

} // namespace

void judgeMissingChecks(const Workload &workload, Reporter &reporter)
{
    if (workload.instances() == 0 || workload.isPartial())
        return;
    if (workload.isPod()) {
        judgeContainers(workload, reporter);
        return;
    }
    if (!workload.checks().empty())
        return;
    const bool isService = workload.declaresPorts() || workload.isExposed();
    const bool hasReadiness = workload.node()["readinessChecks"].childCount() > 0;
    const JsonNode empty = workload.node()["healthChecks"];
    const QString message = isService
        ? u"Without a health check a broken version replaces all good ones, and a hung task is "
          u"never restarted."_s
        : u"Without a health check a task that hangs is never restarted."_s;
    Finding &finding = empty ? reporter.addAtKey(HealthMissing, empty, message)
                             : reporter.addMissing(HealthMissing, workload.node(), message);
    if (!isService || hasReadiness)
        finding.severity = Severity::Info;
    offerAppChecks(finding, workload, isService);
}

} // namespace Pinion
