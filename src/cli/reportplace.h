// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/filereport.h"

#include <QHash>

namespace Pinion {

/// The folder that holds the repository of `folder`: the nearest one with a .git in it or above it;
/// `folder` itself outside any repository.
[[nodiscard]] QString repositoryRoot(const QString &folder);

/// A file's path as forges want it: from the root, with forward slashes. Files outside the root
/// keep their absolute path.
[[nodiscard]] QString repositoryPath(const QString &path, const QString &root);

/// Columns as SARIF counts them, from 1 in UTF-16 code units. FileReport's own count bytes.
[[nodiscard]] TextPosition utf16Position(const FileReport &report, qsizetype offset);

/// Names findings the same in every run, wherever they have moved in their file: a hash of rule,
/// app and pointer. Of equal ones in a report, the second and later are told apart by number.
class Fingerprints
{
public:
    /// 64 hexadecimal digits. `path` may be empty.
    [[nodiscard]] QString of(const Finding &finding, const QString &path);

private:
    QHash<QString, int> m_seen;
};

/// "sec-plaintext-secret at /env/DB_PASSWORD of /shop/api", for formats that name each result.
[[nodiscard]] QString findingName(const Finding &finding);

} // namespace Pinion
