// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonstring.h"
#include "rules/practice/fixes.h"
#include "rules/practice/health.h"
#include "rules/reporter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// A command that does nothing but ask one address of its own task.
struct LocalRequest
{
    qint64 port = 80;
    QString path;
};

JsonNode commandText(const Workload &workload, const WorkloadCheck &check)
{
    if (!workload.isPod())
        return check.node["command"]["value"];
    const JsonNode command = check.node["exec"]["command"];
    return command["shell"].isString() ? command["shell"] : command["argv"];
}

QString commandLine(JsonNode command)
{
    if (command.isString())
        return command.stringOr();
    QStringList words;
    for (const JsonNode word : command.children())
        words.append(word.stringOr());
    return words.join(u' ');
}

JsonNode imageOf(const Workload &workload, const WorkloadCheck &check)
{
    return workload.isPod() ? check.container["image"]["id"]
                            : workload.node()["container"]["docker"]["image"];
}

std::optional<LocalRequest> localRequest(const QString &command)
{
    static const QRegularExpression pattern(
        u"^\\s*curl(?:\\s+(?:-[fsSLk]+|--fail|--silent|--show-error))*\\s+[\"']?http://"
        "(?:localhost|127\\.0\\.0\\.1)(?::(\\d{1,5}))?(/[^\\s\"'$]*)?[\"']?\\s*$"_s);
    const auto match = pattern.match(command);
    if (!match.hasMatch())
        return {};
    LocalRequest request;
    if (match.hasCaptured(1))
        request.port = match.captured(1).toLongLong();
    request.path = match.captured(2).isEmpty() ? u"/"_s : match.captured(2);
    return request;
}

/// The index of the only port with this number inside the container.
std::optional<qsizetype> indexOfContainerPort(const std::vector<WorkloadPort> &ports, qint64 number)
{
    std::optional<qsizetype> index;
    for (size_t i = 0; i < ports.size(); ++i) {
        if (ports[i].containerPort != number)
            continue;
        if (index)
            return {};
        index = qsizetype(i);
    }
    return index;
}

void offerHttpOfApp(Finding &finding, const Workload &workload, const WorkloadCheck &check,
    const LocalRequest &request)
{
    const auto index = indexOfContainerPort(workload.ports(), request.port);
    const bool isPlaced = check.node["path"] || check.node["port"] || check.node["portIndex"];
    if (!index || isPlaced)
        return;
    Rewrite rewrite(check.node);
    rewrite.set(JsonPointer::of("/protocol"), "\"MESOS_HTTP\"")
        .setText(JsonPointer::of("/path"), request.path)
        .set(JsonPointer::of("/portIndex"), QByteArray::number(*index))
        .remove(JsonPointer::of("/command"));
    offer(finding, u"Let the agent ask %1 itself"_s.arg(request.path), false, rewrite);
}

void offerHttpOfPod(Finding &finding, const WorkloadCheck &check, const LocalRequest &request)
{
    for (const JsonNode endpoint : check.container["endpoints"].children()) {
        const QString name = endpoint["name"].stringOr();
        if (name.isEmpty() || endpoint["containerPort"].toInteger() != request.port)
            continue;
        Rewrite rewrite(check.node);
        rewrite.rename(JsonPointer::of("/exec"), "http")
            .set(JsonPointer::of("/http"),
                "{\"endpoint\": " + encodeString(name) + ", \"path\": " + encodeString(request.path)
                    + '}');
        offer(finding, u"Let the agent ask %1 itself"_s.arg(request.path), false, rewrite);
        return;
    }
}

bool isUdpOnly(const WorkloadPort &port)
{
    return port.protocol == u"udp";
}

void offerIndices(Finding &finding, const Workload &workload, const WorkloadCheck &check)
{
    const auto &ports = workload.ports();
    for (size_t i = 0; i < std::min<size_t>(ports.size(), 4); ++i) {
        if (isUdpOnly(ports[i]))
            continue;
        const QByteArray index = QByteArray::number(qsizetype(i));
        TextEdits edits;
        if (const JsonNode port = check.node["port"])
            edits = {{port.keyRange(), "\"portIndex\""}, {port.range(), index}};
        else if (const JsonNode written = check.node["portIndex"])
            edits = {{written.range(), index}};
        else
            continue;
        const QString title = u"Probe port index %1"_s.arg(i);
        offer(finding, title, false, Result<TextEdits>(std::move(edits)));
    }
}

/// A probe of Marathon's leader that goes to the agent's address, where the port is another one.
void judgeLiteralPort(const Workload &workload, const WorkloadCheck &check, Reporter &reporter)
{
    const JsonNode port = check.node["port"];
    const std::optional<qint64> number = port.toInteger();
    const bool concerns = !check.isMesosLevel() && number && check.node["portIndex"].isAbsent()
        && workload.mode() == NetworkMode::Bridge;
    if (!concerns)
        return;
    const auto &ports = workload.ports();
    const bool listens
        = std::any_of(ports.begin(), ports.end(), [number](const WorkloadPort &each) {
              return each.hostPort.value_or(0) > 0 && *each.hostPort == *number;
          });
    if (listens)
        return;
    Finding &finding = reporter.add(HealthPortUnresolvable, port,
        u"The probe goes to port %1 of the agent, where nothing listens: the task never gets "
        u"healthy."_s.arg(*number));
    if (const auto index = indexOfContainerPort(ports, *number)) {
        TextEdits edits{
            {port.keyRange(), "\"portIndex\""}, {port.range(), QByteArray::number(*index)}};
        offer(finding, u"Probe port index %1"_s.arg(*index), true,
            Result<TextEdits>(std::move(edits)));
        return;
    }
    offerIndices(finding, workload, check);
}

void judgeProtocolOfPort(const Workload &workload, const WorkloadCheck &check, Reporter &reporter)
{
    const JsonNode written = check.node["portIndex"];
    const qint64 index = written.toInteger().value_or(0);
    const auto &ports = workload.ports();
    const bool isLiteral = written.isAbsent() && !check.node["port"].isAbsent();
    if (isLiteral || index < 0 || index >= qsizetype(ports.size())
        || !isUdpOnly(ports[size_t(index)]))
        return;
    const QString message
        = u"Port index %1 is UDP only; no HTTP or TCP probe ever gets an answer."_s.arg(index);
    Finding &finding = written.isAbsent()
        ? reporter.addMissing(HealthPortUnresolvable, check.node, message)
        : reporter.add(HealthPortUnresolvable, written, message);
    offerIndices(finding, workload, check);
}

void judgeEndpoint(const WorkloadCheck &check, Reporter &reporter)
{
    const JsonNode target = check.node["http"] ? check.node["http"] : check.node["tcp"];
    const JsonNode name = target["endpoint"];
    QString other;
    bool isUdp = false;
    for (const JsonNode endpoint : check.container["endpoints"].children()) {
        const JsonNode protocol = endpoint["protocol"];
        const bool isOnlyUdp
            = protocol.childCount() == 1 && protocol.firstChild().stringOr().toLower() == u"udp";
        if (endpoint["name"].stringOr() == name.stringOr())
            isUdp = isOnlyUdp;
        else if (!isOnlyUdp)
            other = endpoint["name"].stringOr();
    }
    if (!name.isString() || !isUdp)
        return;
    Finding &finding = reporter.add(HealthPortUnresolvable, name,
        u"Endpoint %1 is UDP only; no HTTP or TCP probe ever gets an answer."_s.arg(
            name.stringOr()));
    if (!other.isEmpty()) {
        offer(finding, u"Probe endpoint %1"_s.arg(other), false,
            TextEdit{name.range(), encodeString(other)});
    }
}

} // namespace

void judgeCheckPorts(const Workload &workload, Reporter &reporter)
{
    if (workload.instances() == 0)
        return;
    for (const WorkloadCheck &check : workload.checks()) {
        if (check.protocol == CheckProtocol::Command)
            continue;
        if (workload.isPod()) {
            judgeEndpoint(check, reporter);
            continue;
        }
        judgeLiteralPort(workload, check, reporter);
        judgeProtocolOfPort(workload, check, reporter);
    }
}

void judgeCheckTools(const Workload &workload, Reporter &reporter)
{
    static const QRegularExpression tools(u"(?<![\\w.-])(curl|wget|nc|bash|python)(?![\\w.-])"_s);
    if (workload.instances() == 0)
        return;
    for (const WorkloadCheck &check : workload.checks()) {
        const bool isInImage
            = workload.engine() != Engine::None && !imageOf(workload, check).stringOr().isEmpty();
        if (check.protocol != CheckProtocol::Command || !isInImage)
            continue;
        const JsonNode command = commandText(workload, check);
        const QString line = commandLine(command);
        const auto match = tools.match(line);
        if (!match.hasMatch())
            continue;
        Finding &finding = reporter.add(HealthCommandToolInImage, command,
            u"%1 must be in the image; where it is not, the task is killed although it works."_s
                .arg(match.captured(1)));
        if (command.isString())
            finding.range = rangeInString(command, match.capturedStart(1), match.capturedEnd(1));
        const std::optional<LocalRequest> request = localRequest(line);
        if (request && workload.isPod())
            offerHttpOfPod(finding, check, *request);
        else if (request)
            offerHttpOfApp(finding, workload, check, *request);
    }
}

} // namespace Pinion
