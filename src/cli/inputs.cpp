// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/inputs.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QStringList jsonFilesBelow(const QString &folder)
{
    QStringList files;
    QStringList pending{folder};
    while (!pending.isEmpty()) {
        // Without QDir::Hidden, names that start with a dot do not turn up at all.
        QDirIterator entries(pending.takeLast(), QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
        while (entries.hasNext()) {
            const QString path = entries.next();
            const QFileInfo entry = entries.fileInfo();
            if (entry.isDir()) {
                if (!entry.isSymLink() && entry.fileName() != "node_modules"_L1)
                    pending.append(path);
            } else if (path.endsWith(".json"_L1)) {
                files.append(path);
            }
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Files of "." are shown without "./" in front, as one would type them.
QString asTyped(const QString &path)
{
    return path.startsWith("./"_L1) ? path.mid(2) : path;
}

} // namespace

Inputs collectInputs(const QStringList &paths)
{
    Inputs result;
    QSet<QString> seen;
    const auto add = [&](const QString &path, int folder) {
        const qsizetype before = seen.size();
        seen.insert(path);
        if (seen.size() > before)
            result.files.push_back({path, folder});
    };

    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            add(path, -1);
            continue;
        }
        result.folders.append(path);
        const int folder = int(result.folders.size()) - 1;
        for (const QString &file : jsonFilesBelow(QDir::cleanPath(path)))
            add(asTyped(file), folder);
    }
    return result;
}

} // namespace Pinion
