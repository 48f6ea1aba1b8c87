// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/lifecycle.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/shellline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr double ShortestGrace = 3; ///< seconds, the default of Mesos

/// Judges one written or missing grace period. `owner` is what is marked when it is missing;
/// `pointer` leads to it from `part`.
void judgeGrace(const Workload &workload, Reporter &reporter, JsonNode part, JsonNode owner,
    const JsonPointer &pointer)
{
    const JsonNode grace = part.at(pointer);
    const std::optional<double> seconds = grace.toDouble();
    const bool isMissing = grace.isAbsent() && !workload.isPartial();
    if (!seconds && !isMissing)
        return;
    const bool isTooShort = seconds && *seconds < ShortestGrace;
    if (!isTooShort && !workload.isExposed())
        return;
    const double wanted = reporter.number(KillGraceShort, "minExposedSeconds");
    if (!isTooShort && seconds && *seconds >= wanted)
        return;
    const QString message = seconds
        ? u"%1 s after SIGTERM comes SIGKILL; requests and commits are cut at each deployment."_s
              .arg(*seconds)
        : u"Without %1 SIGKILL comes about %2 s after SIGTERM; requests are cut at each deployment."_s
              .arg(QString::fromUtf8(pointer.last()))
              .arg(ShortestGrace);
    Finding &finding = seconds ? reporter.add(KillGraceShort, grace, message)
                               : reporter.add(KillGraceShort, owner, message);
    if (!isTooShort)
        finding.severity = Severity::Info;
    const double proposed = reporter.number(KillGraceShort, "proposed");
    offer(finding, u"Give it %1 s"_s.arg(proposed), true,
        Rewrite(part).set(pointer, QByteArray::number(proposed)));
}

/// Programs that do one thing and end.
bool isFinite(const ShellCommand &command)
{
    static const QStringList programs{u"echo"_s, u"printf"_s, u"ls"_s, u"env"_s, u"date"_s,
        u"true"_s, u"cp"_s, u"mkdir"_s, u"pwd"_s, u"whoami"_s, u"hostname"_s};
    const QString program = command.program();
    const QStringList arguments = command.arguments();
    if (program == u"docker")
        return arguments.value(0) == u"pull" || arguments.value(0) == u"rmi";
    // env NAME=value program runs the program.
    if (program == u"env")
        return arguments.isEmpty();
    return programs.contains(program);
}

/// What a program that goes to the background would be in the foreground; an empty text where no
/// switch does that. Nothing for a program that stays.
std::optional<QString> foregroundForm(const ShellCommand &command)
{
    const QString program = command.program();
    const QStringList arguments = command.arguments();
    if (program == u"nginx" && arguments.isEmpty())
        return u"nginx -g 'daemon off;'"_s;
    if (program == u"httpd" && arguments.isEmpty())
        return u"httpd -D FOREGROUND"_s;
    if (program == u"apachectl" && arguments == QStringList{u"start"_s})
        return u"apachectl -D FOREGROUND"_s;
    const bool isService
        = program == u"service" && arguments.size() == 2 && arguments.last() == u"start";
    const bool isUnit = program == u"systemctl" && arguments.value(0) == u"start";
    const size_t index = command.programIndex();
    const bool isScript = index < command.words.size()
        && command.words[index].text.startsWith(u"/etc/init.d/")
        && arguments == QStringList{u"start"_s};
    const qsizetype daemonize = arguments.indexOf(u"--daemonize");
    const bool isDaemon = daemonize >= 0 && arguments.value(daemonize + 1) == u"yes";
    return isService || isUnit || isScript || isDaemon ? std::optional(QString()) : std::nullopt;
}

QString withoutTrailingAmpersand(QString line)
{
    line = line.trimmed();
    line.chop(1);
    return line.trimmed();
}

/// Reports a command that ends, with the line that does not.
void report(Reporter &reporter, JsonNode node, const ShellCommand &command, const QString &message,
    const QString &fixTitle, const QString &changed)
{
    Finding &finding = reporter.add(ExitsImmediately, node, message);
    finding.range = rangeInString(node, command.begin(), command.end);
    if (!changed.isEmpty())
        offer(finding, fixTitle, false, textEdit(node, changed));
}

void judgeLine(Reporter &reporter, JsonNode node)
{
    const QString line = node.stringOr();
    const std::vector<ShellCommand> commands = shellCommands(line);
    if (commands.empty())
        return;
    const ShellCommand &last = commands.back();
    if (last.separator == ShellSeparator::Background) {
        const bool isPlain = line.trimmed().endsWith(u'&');
        report(reporter, node, last,
            u"The last command goes to the background, so the task ends at once, again and again."_s,
            u"Run it in the foreground"_s, isPlain ? withoutTrailingAmpersand(line) : QString());
    } else if (const std::optional<QString> foreground = foregroundForm(last)) {
        QString changed;
        if (!foreground->isEmpty()) {
            changed = line;
            const qsizetype begin = last.words[last.programIndex() + (last.isExec() ? 1 : 0)].begin;
            changed.replace(begin, last.end - begin, *foreground);
        }
        report(reporter, node, last,
            u"%1 goes to the background, so the task ends at once, again and again."_s.arg(
                last.program()),
            u"Keep it in the foreground"_s, changed);
    } else if (commands.size() == 1 && isFinite(last)) {
        report(reporter, node, last,
            u"%1 ends, and Marathon starts what ends anew, for ever: it runs services, not jobs."_s
                .arg(last.program()),
            u"Wait behind it"_s, line.left(last.end) + u" && exec sleep infinity"_s);
    }
}

} // namespace

void judgeKillGrace(const Workload &workload, Reporter &reporter)
{
    const JsonNode node = workload.node();
    if (!workload.isPod()) {
        static const JsonPointer grace({"taskKillGracePeriodSeconds"});
        const JsonNode id = node["id"];
        judgeGrace(workload, reporter, node, id ? id : node, grace);
        return;
    }
    static const JsonPointer grace({"lifecycle", "killGracePeriodSeconds"});
    for (const JsonNode container : workload.containers()) {
        const JsonNode name = container["name"];
        judgeGrace(workload, reporter, container, name ? name : container, grace);
    }
}

void judgeExitsImmediately(const Workload &workload, Reporter &reporter)
{
    if (!(workload.instances() > 0))
        return;
    for (const WorkloadText &shell : workload.shells()) {
        if (!reporter.skipTemplatedShell(shell.node))
            judgeLine(reporter, shell.node);
    }
}

} // namespace Pinion
