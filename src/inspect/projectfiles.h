// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

namespace Pinion {

/// A file as it is on disk; a later look tells whether it has changed since.
struct FileStamp
{
    QString path;
    qint64 modified = 0; ///< ms since the epoch
    qint64 size = -1; ///< -1: there is no such file

    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};
using FileStamps = std::vector<FileStamp>;

/// What decides how the document at `path` is checked: every place where a .pinion.json would count
/// and what those extend, the image lock and the baseline. Also tells of files that cannot be read,
/// so that their mending is noticed.
[[nodiscard]] FileStamps configStamps(const QString &path);

/// The other documents of its scopes.
[[nodiscard]] FileStamps companionStamps(const QString &path, const RuleConfig &config);

} // namespace Pinion
