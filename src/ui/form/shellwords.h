// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Pinion {

/// A command line taken apart as a POSIX shell does (Shell Command Language, 2.2 and 2.3): quotes
/// and backslashes are resolved, a backslash at a line's end joins it with the next.
struct ShellWords
{
    QStringList words;
    /// Parts that only a shell understands, such as | or $HOME: they stay as they are written.
    QStringList shellOnly;
    bool isOpenEnded = false; ///< a quotation mark has no partner; its word goes on to the end
};
[[nodiscard]] ShellWords splitShellWords(const QString &line);

} // namespace Pinion
