// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/jsonpointer.h"

#include <QStringList>

#include <vector>

namespace Pinion {

/// A file to open, and the value in it to go to.
struct FileTarget
{
    QString path;
    JsonPointer pointer;
};

/// What the arguments of the program ask for.
struct CommandLine
{
    std::vector<FileTarget> files;
    bool isDemo = false;
    QString answer; ///< a text to print before leaving at once (help, version); else empty
};

/// `arguments` starts with the program's name. Errors: Invalid, with a line to print.
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList &arguments);

/// Splits `FILE#/json/pointer`. A file that is really called so wins.
[[nodiscard]] FileTarget parseTarget(const QString &argument);

} // namespace Pinion
