// SPDX-License-Identifier: GPL-3.0-or-later
#include "play/play.h"

#include "cli/command.h"

// No QCoreApplication: nothing here needs an event loop, and files, folders and resources work
// without one.
int main(int argc, char *argv[])
{
    // Compiling a pattern to machine code costs more than the few matches of one run.
    if (qEnvironmentVariableIsEmpty("QT_ENABLE_REGEXP_JIT"))
        qputenv("QT_ENABLE_REGEXP_JIT", "0");
    const QList<QByteArray> words(argv + std::min(argc, 1), argv + argc);
    Pinion::Console console;
    const Pinion::ExitCode code = Pinion::run(words, console, Pinion::playCommands());
    if (!console.flush())
        return int(Pinion::ExitCode::Unreadable);
    return int(code);
}
