// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exitcode.h"

#include <span>
#include <string_view>

namespace Pinion {

/// One row of the command table: what a command is called, takes, says about itself and does.
struct Command
{
    std::string_view name;
    std::string_view operands; ///< "FILE POINTER JSON"
    std::string_view summary; ///< one line for the overview
    std::string_view help; ///< paragraphs, separated by empty lines
    int leastWords = 0;
    int mostWords = 0; ///< -1: any number
    std::span<const Option> options;
    ExitCode (*run)(const Arguments &arguments, Console &console) = nullptr;
    bool isSupplied = false; ///< the program brings what it does (SuppliedCommand)
};

/// What a command of the table does, from outside this library.
struct SuppliedCommand
{
    std::string_view name;
    ExitCode (*run)(const Arguments &arguments, Console &console) = nullptr;
};

// Each lives in the file named after it; commands() lists them.
extern const Command CheckCommand;
extern const Command DiffCommand;
extern const Command PlanCommand;
extern const Command FixCommand;
extern const Command PinCommand;
extern const Command VerifyCommand;
extern const Command TagsCommand;
extern const Command LockCommand;
extern const Command DeployCommand;
extern const Command RollbackCommand;
extern const Command PrepullCommand;
extern const Command VersionsCommand;
extern const Command AppsCommand;
extern const Command StatusCommand;
extern const Command TargetsCommand;
extern const Command SetCommand;
extern const Command UnsetCommand;
extern const Command RulesCommand;
extern const Command ExplainCommand;
extern const Command SchemaCommand;
extern const Command DemoCommand;
extern const Command SandboxCommand;
extern const Command HelpCommand;

/// The command table, in the order of the overview.
[[nodiscard]] std::span<const Command *const> commands();
[[nodiscard]] const Command *findCommand(QByteArrayView name);
[[nodiscard]] QList<QByteArray> commandNames();

/// The program's help, and that of one command.
[[nodiscard]] QString overview();
[[nodiscard]] QString manual(const Command &command);

/// Runs the program with the words that follow its name. Commands that nobody supplies say so.
ExitCode run(const QList<QByteArray> &words, Console &console,
    std::span<const SuppliedCommand> supplied = {});

} // namespace Pinion
