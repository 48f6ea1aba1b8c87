// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace Pinion {

/// What stands behind a simple command of a shell line.
enum class ShellSeparator : quint8 {
    End,
    And, ///< &&
    Or, ///< ||
    Semicolon,
    Newline,
    Pipe,
    Background, ///< a single &
};

struct ShellWord
{
    QString text; ///< without its quotes
    qsizetype begin = 0; ///< in UTF-16 units of the line
};

/// A command between two separators that stand outside quotes, brackets and comments. A bracketed
/// group counts as one command.
struct ShellCommand
{
    std::vector<ShellWord> words; ///< at least one
    qsizetype end = 0; ///< behind the last word
    ShellSeparator separator = ShellSeparator::End;

    [[nodiscard]] qsizetype begin() const { return words.front().begin; }
    /// Index of the word that names the program: behind keywords such as `then` and behind
    /// assignments. The number of words if there is none.
    [[nodiscard]] size_t programIndex() const;
    [[nodiscard]] bool isExec() const;
    /// The program's name without its folder, behind `exec`; may be empty.
    [[nodiscard]] QString program() const;
    /// The words behind the program.
    [[nodiscard]] QStringList arguments() const;
};

/// Reads as much of the shell's grammar as it takes to find its simple commands.
[[nodiscard]] std::vector<ShellCommand> shellCommands(const QString &line);

/// True for words that end a compound command: fi, done, esac, } and ).
[[nodiscard]] bool closesCompound(const ShellCommand &command);
/// True for words that begin or continue one, and for brackets.
[[nodiscard]] bool belongsToCompound(const ShellCommand &command);

} // namespace Pinion
