// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fetch.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/secrets.h"
#include "rules/practice/shellline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The program, looked for behind sudo and env.
QString programOf(const ShellCommand &command)
{
    const QString program = command.program();
    if (program != u"sudo" && program != u"env")
        return program;
    for (const QString &word : command.arguments()) {
        if (!word.startsWith(u'-') && !word.contains(u'='))
            return word.section(u'/', -1);
    }
    return {};
}

bool downloads(const ShellCommand &command)
{
    const QString program = programOf(command);
    return program == u"curl" || program == u"wget";
}

bool interprets(const ShellCommand &command)
{
    static const QStringList programs{
        u"sh"_s, u"bash"_s, u"dash"_s, u"ash"_s, u"zsh"_s, u"python"_s, u"python2"_s, u"python3"_s};
    return programs.contains(programOf(command));
}

/// The command that runs what another one downloads, or null.
const ShellCommand *interpreterOfDownload(const std::vector<ShellCommand> &commands)
{
    bool isDownload = false;
    for (const ShellCommand &command : commands) {
        if (isDownload && interprets(command))
            return &command;
        isDownload |= downloads(command);
        if (command.separator != ShellSeparator::Pipe)
            isDownload = false;
    }
    return nullptr;
}

} // namespace

void judgePipeToShell(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod() || workload.shells().empty())
        return;
    const JsonNode node = workload.shells().front().node;
    const QString line = node.stringOr();
    const bool mayDownload = line.contains("curl"_L1) || line.contains("wget"_L1);
    if (!mayDownload || !line.contains(u'|'))
        return;
    const std::vector<ShellCommand> commands = shellCommands(line);
    const ShellCommand *interpreter = interpreterOfDownload(commands);
    if (!interpreter || reporter.skipTemplatedShell(node))
        return;
    Finding &finding = reporter.add(PipeToShell, node,
        u"%1 runs what the network sends at this moment; each restart may run something else."_s
            .arg(programOf(*interpreter)));
    finding.range = rangeInString(node, interpreter->begin(), interpreter->end);
    const auto edits = [rewrite = Rewrite(node)](const QString &answer) -> Result<TextEdits> {
        if (answer.trimmed().isEmpty() || interpreterOfDownload(shellCommands(answer)))
            return fail(ErrorKind::Invalid, u"A command without the download is needed."_s,
                u"Build what it installs into the image, or fetch one version of it."_s);
        Rewrite steps = rewrite;
        return steps.setText({}, answer.trimmed()).edits();
    };
    const QString rest = interpreter->separator == ShellSeparator::End || holdsSecret(line)
        ? QString()
        : line.sliced(std::min(interpreter->end + 1, line.size()));
    static const QString separators = u" \t\n;&|"_s;
    const auto begin = std::find_if_not(
        rest.begin(), rest.end(), [](QChar c) { return separators.contains(c); });
    offer(finding, u"Start what the image holds…"_s,
        {u"Which command starts the app without the download?"_s, rest.sliced(begin - rest.begin()),
            edits});
}

} // namespace Pinion
