// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/health.h"

#include "json/jsonstring.h"
#include "rules/practice/fixes.h"
#include "rules/reporter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion MesosChecks{1, 4, 0};
constexpr double SlowestGoodStart = 120;
constexpr double SlowestGoodJavaStart = 300;
constexpr double LeastMesosTimeout = 5;

/// The checks of a workload that is not parked.
std::span<const WorkloadCheck> activeChecks(const Workload &workload)
{
    if (workload.instances() == 0)
        return {};
    return workload.checks();
}

JsonNode memberOrCheck(const WorkloadCheck &check, QByteArrayView key)
{
    const JsonNode member = check.node[key];
    return member.isAbsent() ? check.node : member;
}

/// A finding about a member that may be left out: then it is marked where it would stand.
Finding &addAt(Reporter &reporter, std::string_view rule, const WorkloadCheck &check,
    QByteArrayView key, const QString &message)
{
    const JsonNode place = memberOrCheck(check, key);
    return place == check.node ? reporter.addMissing(rule, place, message)
                               : reporter.add(rule, place, message);
}

Result<TextEdits> checkEdits(
    const WorkloadCheck &check, const QByteArray &key, const QByteArray &literal)
{
    return settingEdits(check.node, JsonPointer({key}), literal);
}

QString protocolName(const WorkloadCheck &check)
{
    if (check.protocol == CheckProtocol::Command)
        return u"COMMAND"_s;
    return check.node["protocol"].stringOr(u"HTTP"_s).toUpper();
}

/// Only this check of a list, the brackets and the blanks inside them as they are.
TextEdit keepOnly(const WorkloadCheck &check)
{
    const JsonNode list = check.node.parent();
    return {{list.firstChild().range().begin, list.lastChild().range().end},
        check.node.literal().toByteArray()};
}

void offerJoinedCommands(Finding &finding, std::span<const WorkloadCheck> checks)
{
    QStringList commands;
    for (const WorkloadCheck &check : checks) {
        const QString command = check.node["command"]["value"].stringOr();
        if (check.protocol != CheckProtocol::Command || command.isEmpty())
            return;
        commands.append(command);
    }
    const JsonNode list = checks.front().node.parent();
    Rewrite first(checks.front().node);
    first.setText(JsonPointer::of("/command/value"), commands.join(u" && "_s));
    const JsonNode joined = first.at({});
    offer(finding, u"Join the commands with &&"_s, false,
        TextEdit{{list.firstChild().range().begin, list.lastChild().range().end},
            joined.literal().toByteArray()});
}

/// True if the probe of an agent would reach another port, or mean something else.
bool canBecomeMesosLevel(const Workload &workload, const WorkloadCheck &check)
{
    const bool meansAnother = check.maxFailures == 0
        || check.node["ignoreHttp1xx"].toBool().value_or(false) || workload.checks().size() > 1;
    const JsonNode port = check.node["port"];
    if (meansAnother || port.isAbsent() || workload.mode() == NetworkMode::Host)
        return !meansAnother;
    const auto &ports = workload.ports();
    return std::any_of(ports.begin(), ports.end(), [port](const WorkloadPort &each) {
        return each.containerPort && *each.containerPort == port.toInteger();
    });
}

} // namespace

void judgeExtraChecks(const Workload &workload, Reporter &reporter)
{
    const std::span<const WorkloadCheck> checks = activeChecks(workload);
    if (workload.isPod() || checks.size() < 2)
        return;
    const auto commands = std::count_if(checks.begin(), checks.end(),
        [](const WorkloadCheck &check) { return check.protocol == CheckProtocol::Command; });
    const auto mesos
        = std::count_if(checks.begin(), checks.end(), std::mem_fn(&WorkloadCheck::isMesosLevel))
        - commands;
    const bool isMixed = commands + mesos > 0 && commands + mesos < qsizetype(checks.size());
    const bool isIgnored = commands > 0 && commands + mesos > 1;
    if (mesos > 1 || !(isMixed || isIgnored))
        return; // Marathon refuses two MESOS_ checks itself
    const WorkloadCheck &second = checks[1];
    Finding &finding = reporter.add(HealthExtraChecksIgnored, second.node,
        isIgnored
            ? u"Mesos takes one check per task: of these %1 only one runs, the others never do."_s
                  .arg(checks.size())
            : u"One check is run by the agent, another by Marathon; they disagree whenever the "
              u"network does."_s);
    if (!isIgnored)
        finding.severity = Severity::Warning;
    const JsonNode first = checks[0].node;
    finding.related.push_back({u"The first check"_s, first.pointer(), first.range()});
    offerJoinedCommands(finding, checks);
    for (size_t i = 0; i < std::min<size_t>(checks.size(), 4); ++i) {
        offer(finding, u"Keep only check %1 (%2)"_s.arg(i + 1).arg(protocolName(checks[i])), false,
            keepOnly(checks[i]));
    }
}

void judgeSchedulerLevel(const Workload &workload, Reporter &reporter)
{
    if (reporter.context().version < MesosChecks)
        return;
    for (const WorkloadCheck &check : activeChecks(workload)) {
        if (check.isMesosLevel() || reporter.skipTemplated(check.node["protocol"]))
            continue;
        const QString name = protocolName(check);
        Finding &finding = addAt(reporter, HealthSchedulerLevel, check, "protocol",
            u"Marathon's leader sends this %1 probe; when it loses the network to an agent, "
            u"healthy "
            u"tasks are killed."_s.arg(name));
        if (canBecomeMesosLevel(workload, check)) {
            offer(finding, u"Let the agent probe, inside the task's network"_s, false,
                checkEdits(check, "protocol", encodeString(QString(u"MESOS_"_s + name))));
        }
    }
}

void judgeStartup(const Workload &workload, Reporter &reporter)
{
    for (const WorkloadCheck &check : activeChecks(workload)) {
        if (!(check.maxFailures >= 1))
            continue;
        const double earliestKill = check.grace + check.interval * check.maxFailures
            + (check.isMesosLevel() ? check.delay : 0);
        const bool isJava = workload.isJava();
        const double needed = reporter.number(
            HealthKillsDuringStartup, isJava ? "jvmMinStartSeconds" : "minStartSeconds");
        if (earliestKill >= needed)
            continue;
        Finding &finding = addAt(reporter, HealthKillsDuringStartup, check, "gracePeriodSeconds",
            u"A start that takes longer than %1 is killed before it can pass once, over and over."_s
                .arg(counted(earliestKill, u"second"_s)));
        const double grace = std::max(needed, isJava ? SlowestGoodJavaStart : SlowestGoodStart);
        offer(finding, u"Wait %1 seconds for the first success"_s.arg(shown(grace)), true,
            checkEdits(check, "gracePeriodSeconds", shown(grace).toLatin1()));
    }
}

void judgeZeroFailures(const Workload &workload, Reporter &reporter)
{
    for (const WorkloadCheck &check : activeChecks(workload)) {
        const JsonNode failures = check.node["maxConsecutiveFailures"];
        if (!failures.isNumber() || check.maxFailures != 0)
            continue;
        if (!check.isMesosLevel()) {
            Finding &finding = reporter.add(HealthZeroFailures, failures,
                u"0 means never kill for %1, but kill at the first failure for MESOS_ checks."_s
                    .arg(protocolName(check)));
            finding.severity = Severity::Info;
            continue;
        }
        Finding &finding = reporter.add(HealthZeroFailures, failures,
            u"0 means that the very first failed probe kills the task."_s);
        offer(finding, u"Allow three failures"_s, true, TextEdit{failures.range(), "3"});
    }
}

void judgeTimeouts(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod())
        return;
    for (const WorkloadCheck &check : activeChecks(workload)) {
        if (check.isMesosLevel() || check.timeout <= check.interval)
            continue;
        const bool isWritten = check.node["timeoutSeconds"].isNumber();
        Finding &finding = addAt(reporter, HealthTimeoutExceedsInterval, check,
            isWritten ? "timeoutSeconds" : "intervalSeconds",
            u"Probes every %1 s that wait up to %2 s overlap: a slow service gets more load."_s.arg(
                shown(check.interval), shown(check.timeout)));
        if (!isWritten)
            finding.severity = Severity::Info;
        if (check.interval < 1)
            continue;
        const double shorter = std::max(1.0, check.interval - 1);
        offer(finding, u"Wait at most %1"_s.arg(counted(shorter, u"second"_s)), true,
            checkEdits(check, "timeoutSeconds", shown(shorter).toLatin1()));
    }
}

void judgeSmallTimeouts(const Workload &workload, Reporter &reporter)
{
    for (const WorkloadCheck &check : activeChecks(workload)) {
        const JsonNode timeout = check.node["timeoutSeconds"];
        // Pods must keep the timeout below the interval.
        const double enough = workload.isPod() ? std::min(LeastMesosTimeout, check.interval - 1)
                                               : LeastMesosTimeout;
        if (!check.isMesosLevel() || !timeout.isNumber() || check.timeout >= enough)
            continue;
        Finding &finding = reporter.add(HealthMesosTimeoutSmall, timeout,
            u"Each probe starts a process on the agent; under load %1 s may pass before it asks."_s
                .arg(shown(check.timeout)));
        offer(finding, u"Wait %1 seconds"_s.arg(shown(enough)), true,
            TextEdit{timeout.range(), shown(enough).toLatin1()});
    }
}

} // namespace Pinion
