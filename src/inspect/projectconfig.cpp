// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/projectconfig.h"

#include "base/textfile.h"
#include "inspect/imagelock.h"
#include "rules/baseline.h"
#include "rules/configstack.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Result<ConfigFile> readConfig(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    Result<ConfigFile> file = ConfigFile::parse(*bytes, path);
    if (!file)
        return file;
    if (const Result<void> bases = readBases(*file, readFile); !bases)
        return tl::make_unexpected(bases.error());
    return file;
}

/// The nearest first.
Result<std::vector<ConfigFile>> configsAbove(const QString &path)
{
    std::vector<ConfigFile> files;
    if (path.isEmpty())
        return files;
    QDir folder = QFileInfo(path).absoluteDir();
    bool isRoot = false;
    do {
        const QString candidate = folder.filePath(ConfigFileName);
        if (!QFileInfo(candidate).isFile())
            continue;
        Result<ConfigFile> file = readConfig(candidate);
        if (!file)
            return tl::make_unexpected(file.error());
        isRoot = file->isRoot;
        files.push_back(std::move(*file));
    } while (!isRoot && folder.cdUp());
    return files;
}

Result<std::vector<ConfigFile>> onlyConfig(const QString &path)
{
    std::vector<ConfigFile> files;
    Result<ConfigFile> file = readConfig(QFileInfo(path).absoluteFilePath());
    if (!file)
        return tl::make_unexpected(file.error());
    files.push_back(std::move(*file));
    return files;
}

Result<void> readLock(RuleConfig &config)
{
    if (config.path.isEmpty())
        return {};
    const QString path = QFileInfo(config.path).absoluteDir().filePath(ImageLockPath);
    if (!QFileInfo(path).isFile())
        return {};
    ImageLockPolicy policy{config.maxEvidenceDays, config.trustAfterDays,
        config.today.isValid() ? config.today : QDateTime::currentDateTimeUtc().date()};
    return readFile(path)
        .and_then([&policy](const QByteArray &bytes) {
            return readImageLock(bytes, QString(ImageLockPath), policy);
        })
        .map([&config](const QHash<QString, ImageFacts> &images) { config.facts.images = images; });
}

/// A baseline that the project names may have shrunk to nothing and be gone.
Result<void> readBaseline(RuleConfig &config, bool mustExist)
{
    if (config.baseline.isEmpty() || (!mustExist && !QFileInfo(config.baseline).isFile()))
        return {};
    const QDir folder = QFileInfo(config.baseline).absoluteDir();
    const QString name = QFileInfo(config.baseline).fileName();
    return readFile(config.baseline)
        .and_then([&name](const QByteArray &bytes) { return Baseline::parse(bytes, name); })
        .map([&config, &folder](Baseline baseline) {
            baseline.release([&folder](const QString &file) {
                return QFileInfo::exists(folder.filePath(file));
            });
            config.known = std::make_shared<const Baseline>(std::move(baseline));
        });
}

} // namespace

Result<RuleConfig> configFor(const QString &path, const ConfigRequest &request)
{
    Result<std::vector<ConfigFile>> files
        = request.file.isEmpty() ? configsAbove(path) : onlyConfig(request.file);
    if (!files)
        return tl::make_unexpected(files.error());
    RuleConfig config = RuleConfig::builtIn();
    if (!files->empty() || !request.profile.isEmpty()) {
        const QString document = path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
        config = RuleConfig::settled(
            std::make_shared<const ConfigStack>(std::move(*files), request.profile), document);
    }
    if (!request.baseline.isEmpty())
        config.baseline = QFileInfo(request.baseline).absoluteFilePath();
    if (const Result<void> lock = readLock(config); !lock)
        return tl::make_unexpected(lock.error());
    if (const Result<void> known = readBaseline(config, !request.baseline.isEmpty()); !known)
        return tl::make_unexpected(known.error());
    return config;
}

RuleConfig settledFor(const QString &path, const RuleConfig &sibling)
{
    if (!sibling.stack)
        return sibling;
    RuleConfig config = RuleConfig::settled(sibling.stack, QFileInfo(path).absoluteFilePath());
    config.facts.images = sibling.facts.images;
    config.baseline = sibling.baseline;
    config.known = sibling.known;
    config.today = sibling.today;
    return config;
}

QString configPathFor(const QString &path)
{
    if (path.isEmpty())
        return {};
    QDir folder = QFileInfo(path).absoluteDir();
    const QString own = folder.filePath(ConfigFileName);
    do {
        const QString candidate = folder.filePath(ConfigFileName);
        if (QFileInfo(candidate).isFile())
            return candidate;
    } while (folder.cdUp());
    return own;
}

} // namespace Pinion
