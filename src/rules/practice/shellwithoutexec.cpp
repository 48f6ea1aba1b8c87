// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/lifecycle.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/secrets.h"
#include "rules/practice/shellline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isBuiltin(const QString &word)
{
    static const QStringList builtins{u"."_s, u":"_s, u"["_s, u"[["_s, u"alias"_s, u"bg"_s,
        u"break"_s, u"cd"_s, u"command"_s, u"continue"_s, u"echo"_s, u"eval"_s, u"exec"_s,
        u"exit"_s, u"export"_s, u"false"_s, u"fg"_s, u"hash"_s, u"jobs"_s, u"kill"_s, u"let"_s,
        u"local"_s, u"printf"_s, u"pwd"_s, u"read"_s, u"readonly"_s, u"return"_s, u"set"_s,
        u"shift"_s, u"source"_s, u"test"_s, u"times"_s, u"true"_s, u"type"_s, u"ulimit"_s,
        u"umask"_s, u"unset"_s, u"wait"_s};
    return builtins.contains(word);
}

/// The command that runs in the end; what closes a compound command is looked through.
const ShellCommand &lastRunning(const std::vector<ShellCommand> &commands)
{
    const auto found = std::find_if(commands.rbegin(), commands.rend(),
        [](const ShellCommand &command) { return !closesCompound(command); });
    return found == commands.rend() ? commands.back() : *found;
}

bool keepsShell(const QString &line, const std::vector<ShellCommand> &commands)
{
    const bool isSequence = commands.size() > 1
        && std::any_of(commands.begin(), commands.end() - 1, [](const ShellCommand &command) {
               return command.separator != ShellSeparator::Background;
           });
    return isSequence && !lastRunning(commands).isExec() && !line.contains("trap "_L1);
}

QString withExec(const QString &line, const std::vector<ShellCommand> &commands)
{
    const ShellCommand &last = lastRunning(commands);
    const size_t index = last.programIndex();
    QString changed = line;
    if (index < last.words.size())
        changed.insert(last.words[index].begin, u"exec "_s);
    return changed;
}

/// True if the last command may take the shell's place without any difference but the signals.
bool isExecSafe(const std::vector<ShellCommand> &commands)
{
    const ShellCommand &last = commands.back();
    const ShellSeparator before = commands[commands.size() - 2].separator;
    const bool isSequence = before == ShellSeparator::And || before == ShellSeparator::Semicolon
        || before == ShellSeparator::Newline;
    const size_t index = last.programIndex();
    if (!isSequence || last.separator == ShellSeparator::Background || index == last.words.size())
        return false;
    const QString &program = last.words[index].text;
    const bool isRedirection = program.startsWith(u'>') || program.startsWith(u'<');
    return !isRedirection && !isBuiltin(program)
        && std::none_of(commands.begin(), commands.end(), belongsToCompound);
}

} // namespace

void judgeShellWithoutExec(const Workload &workload, Reporter &reporter)
{
    if (workload.engine() != Engine::Docker || workload.shells().empty())
        return;
    const JsonNode node = workload.shells().front().node;
    const QString line = node.stringOr();
    const std::vector<ShellCommand> commands = shellCommands(line);
    if (!keepsShell(line, commands) || reporter.skipTemplatedShell(node))
        return;
    Finding &finding = reporter.add(ShellWithoutExec, node,
        u"The shell keeps running and passes no SIGTERM on; each stop ends with SIGKILL."_s);
    const ShellCommand &last = lastRunning(commands);
    finding.range = rangeInString(node, last.begin(), last.end);
    const QString changed = withExec(line, commands);
    if (isExecSafe(commands)) {
        offer(finding, u"Put exec before the last command"_s, true, textEdit(node, changed));
        return;
    }
    const auto edits = [rewrite = Rewrite(node)](const QString &answer) -> Result<TextEdits> {
        if (answer.trimmed().isEmpty() || keepsShell(answer, shellCommands(answer)))
            return fail(ErrorKind::Invalid, u"The shell would still stand in between."_s,
                u"Let the last command begin with exec, or pass signals on with trap."_s);
        Rewrite steps = rewrite;
        return steps.setText({}, answer).edits();
    };
    // What the command spells out is better not shown once more.
    const QString suggestion = holdsSecret(line) ? QString() : changed;
    offer(finding, u"Rewrite the command…"_s,
        {u"Which command should run, with exec before what serves?"_s, suggestion, edits});
}

} // namespace Pinion
