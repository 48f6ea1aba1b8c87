// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/projectfiles.h"

#include "base/textfile.h"
#include "inspect/imagelock.h"
#include "inspect/projectconfig.h"
#include "inspect/scopes.h"
#include "rules/configfile.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

FileStamp stampOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return {path};
    return {path, info.lastModified().toMSecsSinceEpoch(), info.size()};
}

FileStamps stampsOf(const QStringList &paths)
{
    FileStamps stamps;
    std::ranges::transform(paths, std::back_inserter(stamps), stampOf);
    return stamps;
}

/// Adds a configuration file, what it extends and the baseline that it names. Answers whether it
/// ends the walk up the folders.
bool addConfig(QStringList &paths, const QString &path)
{
    if (paths.contains(path))
        return false;
    paths.append(path);
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return false;
    const Result<ConfigFile> file = ConfigFile::parse(*bytes, path);
    if (!file)
        return false;
    const QDir folder = QFileInfo(path).absoluteDir();
    for (const ConfigExtends &base : file->extends) {
        if (!base.name.startsWith("pinion:"_L1))
            addConfig(paths, QDir::cleanPath(folder.filePath(base.name)));
    }
    for (const Setting &setting : file->settings) {
        if (setting.key == "baseline"_L1)
            paths.append(folder.filePath(setting.value.toString()));
    }
    return file->isRoot;
}

} // namespace

FileStamps configStamps(const QString &path)
{
    if (path.isEmpty())
        return {};
    QStringList paths;
    QDir folder = QFileInfo(path).absoluteDir();
    bool isRoot = false;
    do {
        const QString candidate = folder.filePath(ConfigFileName);
        isRoot = addConfig(paths, candidate);
        if (QFileInfo(candidate).isFile())
            paths.append(folder.filePath(ImageLockPath));
    } while (!isRoot && folder.cdUp());
    paths.removeDuplicates();
    return stampsOf(paths);
}

FileStamps companionStamps(const QString &path, const RuleConfig &config)
{
    return stampsOf(ScopeCache::companionPaths(path, config));
}

} // namespace Pinion
