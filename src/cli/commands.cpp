// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/textlayout.h"
#include "marathon/schema.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Table{
    &CheckCommand,
    &DiffCommand,
    &PlanCommand,
    &FixCommand,
    &PinCommand,
    &VerifyCommand,
    &TagsCommand,
    &LockCommand,
    &DeployCommand,
    &RollbackCommand,
    &PrepullCommand,
    &VersionsCommand,
    &AppsCommand,
    &StatusCommand,
    &TargetsCommand,
    &SetCommand,
    &UnsetCommand,
    &RulesCommand,
    &ExplainCommand,
    &SchemaCommand,
    &DemoCommand,
    &SandboxCommand,
    &HelpCommand,
};

ExitCode misused(Console &console, const QString &message, const QString &seeAlso)
{
    console.complain(u"pinion-cli: %1 See \"pinion-cli %2\"."_s.arg(message, seeAlso));
    return ExitCode::Usage;
}

bool asksForHelp(const QList<QByteArray> &words)
{
    const qsizetype end = words.indexOf("--");
    const QList<QByteArray> options = words.mid(0, end);
    return options.contains("--help") || options.contains("-h");
}

QString optionsText(const Command &command)
{
    QString result;
    for (const Option &option : command.options) {
        QString name = text(option.name);
        if (option.value.starts_with('['))
            name += text(option.value);
        else if (!option.value.empty())
            name += u' ' + text(option.value);
        result += labelled(name, text(option.help), 24);
    }
    return result;
}

QString wordCountProblem(const Command &command, qsizetype given)
{
    if (command.mostWords == 0)
        return u"%1 takes no arguments."_s.arg(text(command.name));
    return u"%1 takes %2; it got %3."_s.arg(text(command.name), text(command.operands),
        given == 0       ? u"nothing"_s
            : given == 1 ? u"1 argument"_s
                         : u"%1 arguments"_s.arg(given));
}

ExitCode runSupplied(const Command &command, const Arguments &arguments, Console &console,
    std::span<const SuppliedCommand> supplied)
{
    for (const SuppliedCommand &row : supplied) {
        if (row.name == command.name)
            return row.run(arguments, console);
    }
    console.complain(u"pinion-cli: This program was built without its sandbox."_s);
    return ExitCode::Usage;
}

} // namespace

std::span<const Command *const> commands()
{
    return Table;
}

const Command *findCommand(QByteArrayView name)
{
    for (const Command *command : Table) {
        if (bytes(command->name) == name)
            return command;
    }
    return nullptr;
}

QList<QByteArray> commandNames()
{
    QList<QByteArray> names;
    for (const Command *command : Table)
        names.append(bytes(command->name));
    return names;
}

QString overview()
{
    QString result = u"pinion-cli – checks and edits Marathon app definitions\n\n"_s;
    for (const Command *command : Table)
        result += labelled(text(command->name), text(command->summary), 10);
    result += u"\nExit codes\n"_s;
    result += labelled(u"0"_s, u"nothing at or above the threshold"_s, 4);
    result
        += labelled(u"1"_s, u"findings at or above it (see --fail-on); for diff: differences"_s, 4);
    result += labelled(u"2"_s, u"wrong arguments or configuration"_s, 4);
    result += labelled(u"3"_s,
        u"a file cannot be read, is not JSON, or no Marathon document was found; "
        u"--fail-on does not change this"_s,
        4);
    result += labelled(
        u"4"_s, u"a target cannot be reached or does not let in, or its answer was lost"_s, 4);
    result
        += u"\n\"pinion-cli help COMMAND\" says more; \"pinion-cli --version\" tells the version.\n"_s;
    return result;
}

QString manual(const Command &command)
{
    QString result = u"pinion-cli %1"_s.arg(text(command.name));
    if (!command.operands.empty())
        result += u' ' + text(command.operands);
    if (!command.options.empty())
        result += u" [OPTION]…"_s;
    result += u"\n\n"_s;
    for (const QString &paragraph : text(command.help).split(u"\n\n"_s))
        result += wrapped(paragraph) + u'\n';
    if (!command.options.empty())
        result += u"Options\n"_s + optionsText(command);
    else
        result.chop(1);
    return result;
}

ExitCode run(
    const QList<QByteArray> &words, Console &console, std::span<const SuppliedCommand> supplied)
{
    if (words.isEmpty()) {
        console.complain(overview().trimmed());
        return ExitCode::Usage;
    }
    const QByteArray &name = words.first();
    if (name == "--version") {
        console.printLine(u"pinion-cli " PINION_VERSION ""_s);
        return ExitCode::Clean;
    }
    if (name == "--help" || name == "-h") {
        console.print(overview().toUtf8());
        return ExitCode::Clean;
    }
    const Command *command = findCommand(name);
    if (!command)
        return misused(console,
            u"There is no command \"%1\".%2"_s.arg(
                printable(QString::fromUtf8(name)), didYouMean(name, commandNames())),
            u"--help"_s);
    if (asksForHelp(words)) {
        console.print(manual(*command).toUtf8());
        return ExitCode::Clean;
    }
    const QString seeAlso = u"help "_s + text(command->name);
    const Result<Arguments> arguments = Arguments::parse(words.mid(1), command->options);
    if (!arguments)
        return misused(console, arguments.error().text(), seeAlso);
    const qsizetype given = arguments->words().size();
    if (given < command->leastWords || (command->mostWords >= 0 && given > command->mostWords))
        return misused(console, wordCountProblem(*command, given), seeAlso);
    return command->isSupplied ? runSupplied(*command, *arguments, console, supplied)
                               : command->run(*arguments, console);
}

} // namespace Pinion
