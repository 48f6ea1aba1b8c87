// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fixes.h"
#include "rules/practice/networking.h"
#include "rules/practice/shellline.h"
#include "rules/reporter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// A variable in a text that names a port of the agent where one of the container is meant.
struct PortUse
{
    qsizetype begin = 0; ///< in UTF-16 units
    qsizetype end = 0;
    QString variable;
    const WorkloadPort *port = nullptr;
};

bool isMistaken(const WorkloadPort &port)
{
    const int container = port.containerPort.value_or(0);
    return container > 0 && port.hostPort != container;
}

QString variableName(const QString &portName)
{
    QString name = portName.toUpper();
    std::replace_if(
        name.begin(), name.end(), [](QChar c) { return !c.isLetterOrNumber(); }, u'_');
    return name;
}

/// The port that $PORT, $PORTS, $PORT0, $PORT_HTTP or $PORT_8080 stands for, or null.
const WorkloadPort *portOf(const QString &variable, const std::vector<WorkloadPort> &ports)
{
    const auto fits = [&ports](auto &&predicate) -> const WorkloadPort * {
        const auto found = std::find_if(ports.begin(), ports.end(), predicate);
        return found == ports.end() ? nullptr : &*found;
    };
    if (variable == u"PORTS")
        return fits(isMistaken);
    if (variable == u"PORT")
        return ports.empty() ? nullptr : &ports.front();
    if (!variable.startsWith(u"PORT_")) {
        const size_t index = size_t(QStringView(variable).sliced(4).toUInt());
        return index < ports.size() ? &ports[index] : nullptr;
    }
    const QString name = variable.sliced(5);
    return fits([&name](const WorkloadPort &port) {
        return (!port.name.isEmpty() && variableName(port.name) == name)
            || (port.containerPort && QString::number(*port.containerPort) == name);
    });
}

bool announces(QStringView text)
{
    static const QRegularExpression words(
        u"advertise|announce|external|public|register|eureka|consul"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(text.toString()).hasMatch();
}

/// What tells the purpose of a variable: the beginning of its own word, else the word before.
QStringView purposeOf(QStringView text, qsizetype place)
{
    const auto isSpace = [](QChar c) { return c.isSpace(); };
    const auto wordBegin = [&](qsizetype end) {
        while (end > 0 && !isSpace(text[end - 1]))
            --end;
        return end;
    };
    const qsizetype begin = wordBegin(place);
    const QStringView own = text.sliced(begin, place - begin);
    if (std::any_of(own.begin(), own.end(), [](QChar c) { return c.isLetter(); }))
        return own;
    qsizetype end = begin;
    while (end > 0 && isSpace(text[end - 1]))
        --end;
    return text.sliced(wordBegin(end), end - wordBegin(end));
}

/// $HOST:$PORT0 is the agent's address with its port, and leads to the container.
bool isBehindHost(QStringView text, qsizetype place)
{
    const QStringView before = text.first(place);
    return before.endsWith(u"$HOST:") || before.endsWith(u"${HOST}:");
}

bool isPrinted(const std::vector<ShellCommand> &commands, qsizetype place)
{
    return std::any_of(commands.begin(), commands.end(), [place](const ShellCommand &command) {
        if (place < command.begin() || place >= command.end)
            return false;
        return command.program() == u"echo" || command.program() == u"printf";
    });
}

std::vector<PortUse> portUses(const QString &text, const Workload &workload, bool isShell)
{
    static const QRegularExpression variable(
        u"\\$(?:(PORTS|PORT\\d*|PORT_\\w+)(?!\\w)|\\{(PORTS|PORT\\d*|PORT_\\w+)\\})"_s);
    std::vector<PortUse> uses;
    std::vector<ShellCommand> commands;
    auto matches = variable.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString name = match.captured(1) + match.captured(2);
        const WorkloadPort *port = portOf(name, workload.ports());
        const qsizetype begin = match.capturedStart();
        if (!port || !isMistaken(*port) || isBehindHost(text, begin)
            || announces(purposeOf(text, begin)))
            continue;
        if (isShell && commands.empty())
            commands = shellCommands(text);
        if (!isPrinted(commands, begin))
            uses.push_back({begin, match.capturedEnd(), name, port});
    }
    return uses;
}

void offerLiterals(Finding &finding, JsonNode node, const std::vector<PortUse> &uses)
{
    QString text = node.stringOr();
    for (auto use = uses.rbegin(); use != uses.rend(); ++use) {
        text.replace(use->begin, use->end - use->begin,
            QString::number(use->port->containerPort.value_or(0)));
    }
    offer(finding, u"Use the port in the container"_s, false, textEdit(node, text));
}

void offerEqualPorts(Finding &finding, const std::vector<PortUse> &uses)
{
    TextEdits edits;
    for (const PortUse &use : uses) {
        const TextEdit edit{use.port->node["containerPort"].range(), "0"};
        if (std::find(edits.begin(), edits.end(), edit) == edits.end())
            edits.push_back(edit);
    }
    offer(finding, u"Make both ports the same (containerPort 0)"_s, false,
        Result<TextEdits>(std::move(edits)));
}

void judgeText(const Workload &workload, JsonNode node, bool isShell, Reporter &reporter)
{
    if (!node.literal().contains("PORT") || reporter.skipTemplatedShell(node))
        return;
    const std::vector<PortUse> uses = portUses(node.stringOr(), workload, isShell);
    if (uses.empty())
        return;
    const PortUse &use = uses.front();
    Finding &finding = reporter.add(NetPortEnvInBridge, node,
        u"$%1 is a port of the agent; in the container traffic arrives at %2, where nothing listens."_s
            .arg(use.variable)
            .arg(use.port->containerPort.value_or(0)));
    finding.range = rangeInString(node, use.begin, use.end);
    const JsonNode place = use.port->node["containerPort"];
    finding.related.push_back({u"The port in the container"_s, place.pointer(), place.range()});
    offerLiterals(finding, node, uses);
    offerEqualPorts(finding, uses);
}

} // namespace

void judgePortVariables(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod() || workload.mode() != NetworkMode::Bridge)
        return;
    const auto &ports = workload.ports();
    if (std::none_of(ports.begin(), ports.end(), isMistaken))
        return;
    for (const WorkloadText &shell : workload.shells())
        judgeText(workload, shell.node, true, reporter);
    for (const WorkloadText &argument : workload.arguments()) {
        const JsonNode before = argument.node.previousSibling();
        if (!announces(before.stringOr()))
            judgeText(workload, argument.node, false, reporter);
    }
    for (const WorkloadCheck &check : workload.checks()) {
        const JsonNode command = check.node["command"]["value"];
        if (command.isString())
            judgeText(workload, command, true, reporter);
    }
}

} // namespace Pinion
