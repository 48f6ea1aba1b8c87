// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace Pinion {

/// Reads a file's bytes exactly as they are: no decoding, no line-end conversion.
/// Errors: NotFound, Io (folder, no permission, larger than 2 GiB, unreadable).
[[nodiscard]] Result<QByteArray> readFile(const QString &path);

/// Replaces a file's bytes in one step: either the old or the new content is on disk, never a part.
/// Keeps the permissions of an existing file and writes through a symbolic link to its target.
/// Errors: Io, with the file's name and the reason (disk full, read-only, no such folder).
[[nodiscard]] Result<void> writeFile(const QString &path, const QByteArray &bytes);

} // namespace Pinion
