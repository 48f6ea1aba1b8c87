// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace Pinion {

/// A file to check: named by the user, or found in a folder the user named.
struct Input
{
    QString path;
    int folder = -1; ///< index into Inputs::folders; -1 for a file that was named itself
};

struct Inputs
{
    std::vector<Input> files;
    QStringList folders;
};

/// Replaces folders by the *.json files below them, sorted by path. Hidden files and folders,
/// node_modules and links to folders are left out, and so are files that occur a second time.
[[nodiscard]] Inputs collectInputs(const QStringList &paths);

} // namespace Pinion
