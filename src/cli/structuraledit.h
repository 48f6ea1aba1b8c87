// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "json/jsontree.h"

#include <functional>

namespace Pinion {

/// Makes a new text from a valid one. Errors become usage errors: the pointer or value did not fit.
using StructuralEdit
    = std::function<Result<QByteArray>(const JsonTree &tree, const JsonPointer &pointer)>;

/// Reads a file, edits it at a pointer and writes it back if a byte differs; silent on success.
ExitCode editFile(const QByteArray &fileName, const QByteArray &pointer, Console &console,
    const StructuralEdit &edit);

} // namespace Pinion
