// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/textlayout.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

ExitCode runHelp(const Arguments &arguments, Console &console)
{
    if (arguments.words().isEmpty()) {
        console.print(overview().toUtf8());
        return ExitCode::Clean;
    }
    const QByteArray &name = arguments.words().first();
    const Command *command = findCommand(name);
    if (!command) {
        console.complain(u"pinion-cli: There is no command \"%1\".%2"_s.arg(
            printable(QString::fromUtf8(name)), didYouMean(name, commandNames())));
        return ExitCode::Usage;
    }
    console.print(manual(*command).toUtf8());
    return ExitCode::Clean;
}

} // namespace

constinit const Command HelpCommand{
    .name = "help",
    .operands = "[COMMAND]",
    .summary = "explains the program or one command",
    .help = "Prints the list of commands, or all about one of them.",
    .leastWords = 0,
    .mostWords = 1,
    .options = {},
    .run = runHelp,
};

} // namespace Pinion
