// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/inspector.h"

#include "base/textfile.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The nearest configuration file in the document's folder or above; empty if there is none.
QString nearestConfig(const QString &path)
{
    if (path.isEmpty())
        return {};
    QDir folder = QFileInfo(path).absoluteDir();
    do {
        const QString candidate = folder.filePath(ConfigFileName);
        if (QFileInfo(candidate).isFile())
            return candidate;
    } while (folder.cdUp());
    return {};
}

} // namespace

Result<RuleConfig> configFor(const QString &path)
{
    const QString configPath = nearestConfig(path);
    if (configPath.isEmpty())
        return RuleConfig::builtIn();
    return readFile(configPath).and_then([&configPath](const QByteArray &bytes) {
        return RuleConfig::parse(bytes, configPath);
    });
}

QString configPathFor(const QString &path)
{
    const QString configPath = nearestConfig(path);
    if (!configPath.isEmpty() || path.isEmpty())
        return configPath;
    return QFileInfo(path).absoluteDir().filePath(ConfigFileName);
}

CheckResult inspect(const JsonTree &tree, const QString &path, const RuleConfig &config,
    const std::atomic_bool *cancelled)
{
    QString relativePath;
    if (!path.isEmpty() && !config.path.isEmpty()) {
        const QDir folder = QFileInfo(config.path).absoluteDir();
        relativePath = folder.relativeFilePath(QFileInfo(path).absoluteFilePath());
    }
    return check(tree, config, Facts(), relativePath, cancelled);
}

} // namespace Pinion
