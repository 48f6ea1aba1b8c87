// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fixes.h"
#include "rules/practice/networking.h"
#include "rules/reporter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// True for words that something else than a port follows: --timeout 10000, MAX_SIZE=10000.
bool announcesMeasure(const QString &text)
{
    static const QRegularExpression ending(
        u"(?:timeout|interval|delay|duration|period|ttl|size|max|limit|memory|heap|count|buffer|"
        u"millis|seconds|messages)[\\s\"'=]*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return ending.match(text).hasMatch();
}

/// In UTF-16 units, with quotes and blanks; keeps shell scripts of a page cheap.
constexpr qsizetype LongestAnnouncement = 64;

/// Where a port's number stands by itself, from `from` on; -1 if nowhere.
qsizetype indexOfNumber(QStringView text, const QString &number, qsizetype from = 0)
{
    for (qsizetype at = text.indexOf(number, from); at >= 0; at = text.indexOf(number, at + 1)) {
        const qsizetype end = at + number.size();
        const bool begins = at == 0 || !isWordCharacter(text[at - 1]);
        const bool ends = end == text.size() || !isWordCharacter(text[end]);
        const QStringView before = text.first(at).last(std::min(at, LongestAnnouncement));
        if (begins && ends && !announcesMeasure(before.toString()))
            return at;
    }
    return -1;
}

/// The texts and literal ports that name a number.
struct Mentions
{
    std::vector<JsonNode> inShells;
    std::vector<JsonNode> elsewhere;

    [[nodiscard]] bool isEmpty() const { return inShells.empty() && elsewhere.empty(); }
    [[nodiscard]] JsonNode first() const
    {
        return inShells.empty() ? elsewhere.front() : inShells.front();
    }
};

Mentions mentionsOf(const Workload &workload, int port)
{
    const QString number = QString::number(port);
    const QByteArray literal = number.toLatin1();
    const auto names = [&](JsonNode node) {
        return node.isString() && node.literal().contains(literal)
            && !announcesMeasure(QString::fromUtf8(node.key()))
            && indexOfNumber(node.stringOr(), number) >= 0;
    };
    Mentions mentions;
    for (const WorkloadText &text : workload.shells()) {
        if (names(text.node))
            mentions.inShells.push_back(text.node);
    }
    for (const auto *texts : {&workload.arguments(), &workload.environment()}) {
        for (const WorkloadText &text : *texts) {
            if (names(text.node))
                mentions.elsewhere.push_back(text.node);
        }
    }
    for (const WorkloadCheck &check : workload.checks()) {
        if (const JsonNode node = check.node["port"]; node.toInteger() == port)
            mentions.elsewhere.push_back(node);
    }
    return mentions;
}

void offerVariable(Finding &finding, JsonNode shell, const QString &number, size_t index)
{
    const QString variable = u"$PORT%1"_s.arg(index);
    QString text = shell.stringOr();
    for (qsizetype at = indexOfNumber(text, number); at >= 0; at = indexOfNumber(text, number, at))
        text.replace(at, number.size(), variable);
    offer(finding, u"Use %1 in the command"_s.arg(variable), false, textEdit(shell, text));
}

} // namespace

void judgeAssumedPorts(const Workload &workload, Reporter &reporter)
{
    const JsonNode isRequired = workload.node()["requirePorts"];
    if (workload.isPod() || workload.mode() != NetworkMode::Host || isRequired.toBool() == true)
        return;
    const auto &ports = workload.ports();
    for (size_t i = 0; i < ports.size(); ++i) {
        const int port = ports[i].servicePort;
        if (port <= 0)
            continue;
        const Mentions mentions = mentionsOf(workload, port);
        if (mentions.isEmpty())
            continue;
        const JsonNode place = hostPortPlace(ports[i]);
        Finding &finding = reporter.add(NetRandomPortAssumedFixed, place,
            u"Without requirePorts the task gets a random port, yet it uses %1, which Mesos has "
            u"not "
            u"reserved."_s.arg(port));
        const JsonNode first = mentions.first();
        finding.related.push_back({u"Used here"_s, first.pointer(), first.range()});
        if (mentions.elsewhere.empty() && mentions.inShells.size() == 1)
            offerVariable(finding, mentions.inShells.front(), QString::number(port), i);
        const std::optional<int> agents = workload.eligibleAgents();
        const bool hangs = wouldDeadlock(workload, workload.instances())
            || (agents && *agents < workload.instances());
        if (!hangs) {
            offer(finding, u"Reserve the port (requirePorts)"_s, false,
                settingEdits(workload.node(), JsonPointer::of("/requirePorts"), "true"));
        }
    }
}

} // namespace Pinion
