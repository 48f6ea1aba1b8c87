// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registrycache.h"

#include "json/jsonstring.h"
#include "registry/digest.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <filesystem>
#include <utility>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qint64 LargestFile = 64LL * 1024 * 1024;
constexpr QFile::Permissions OwnFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

std::optional<QByteArray> readSmall(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestFile)
        return std::nullopt;
    return file.readAll();
}

bool makeFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return true;
    return makeFolder(info.path()) && QDir(info.path()).mkdir(info.fileName(), OwnFolder);
}

QByteArray jsonOf(const TagDigest &tag)
{
    return "{\"digest\":" + encodeString(tag.digest)
        + ",\"mediaType\":" + encodeString(tag.mediaType)
        + ",\"size\":" + QByteArray::number(tag.size) + ",\"profile\":" + encodeString(tag.profile)
        + ",\"seen\":" + encodeString(tag.seen.toString(Qt::ISODateWithMs)) + '}';
}

TagDigest fromJson(const QJsonObject &object)
{
    TagDigest tag;
    tag.digest = object["digest"_L1].toString();
    tag.mediaType = object["mediaType"_L1].toString();
    tag.size = object["size"_L1].toInteger();
    tag.profile = object["profile"_L1].toString();
    tag.seen = QDateTime::fromString(object["seen"_L1].toString(), Qt::ISODateWithMs);
    return tag;
}

/// Replaces the file at once and does not wait for the disk: after a power failure there may be
/// less in it, which every reader here has to live with anyway.
void write(const QString &path, const QByteArray &bytes)
{
    if (!makeFolder(QFileInfo(path).path()))
        return;
    QTemporaryFile file(path + u".XXXXXX"_s); // only the user may read it
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return;
    const auto nameOf
        = [](const QString &name) { return std::filesystem::path(name.toStdU16String()); };
    const QString name = file.fileName();
    file.close();
    std::error_code failure;
    std::filesystem::rename(nameOf(name), nameOf(path), failure);
    file.setAutoRemove(bool(failure));
}

/// The time, then the names, each on its line: a repository may have tens of thousands.
QByteArray linesOf(const RegistryCache::Names &names)
{
    QStringList lines = names.tags;
    // No tag may have a line end, but a registry can list such names.
    lines.removeIf([](const QString &tag) { return tag.contains(u'\n'); });
    lines.prepend(names.seen.toString(Qt::ISODateWithMs));
    lines.append(QString()); // for the last line's end
    return lines.join(u'\n').toUtf8();
}

} // namespace

RegistryCache::RegistryCache(QString folder)
    : m_folder(std::move(folder))
{ }

RegistryCache::~RegistryCache()
{
    save();
}

QString RegistryCache::contentPath(const QString &kind, const QString &digest) const
{
    return m_folder + u'/' + kind + u'/' + digest.section(u':', 0, 0) + u'/'
        + digest.section(u':', 1);
}

QString RegistryCache::namesPath(const QString &name) const
{
    return m_folder + u"/tags/"_s + digestOf(name.toUtf8()).section(u':', 1) + u".txt"_s;
}

/// Names of repositories can be longer than names of files may be.
QString RegistryCache::repositoryPath(const QString &name) const
{
    return m_folder + u"/tags/"_s + digestOf(name.toUtf8()).section(u':', 1) + u".json"_s;
}

std::optional<QByteArray> RegistryCache::manifest(const QString &digest) const
{
    if (!isDigest(digest))
        return std::nullopt;
    std::optional<QByteArray> bytes = readSmall(contentPath(u"manifests"_s, digest));
    if (bytes && !isDigestOf(digest, *bytes))
        bytes.reset();
    return bytes;
}

void RegistryCache::keepManifest(const QString &digest, const QByteArray &bytes)
{
    if (isDigest(digest) && isDigestOf(digest, bytes))
        write(contentPath(u"manifests"_s, digest), bytes);
}

std::optional<ImageConfig> RegistryCache::config(const QString &digest, const QDateTime &now) const
{
    if (!isDigest(digest))
        return std::nullopt;
    const std::optional<QByteArray> bytes = readSmall(contentPath(u"configs"_s, digest));
    if (!bytes)
        return std::nullopt;
    const Result<ImageConfig> config = parseImageConfig(*bytes, now);
    return config ? std::optional(*config) : std::nullopt;
}

void RegistryCache::keepConfig(const QString &digest, const ImageConfig &config)
{
    if (isDigest(digest))
        write(contentPath(u"configs"_s, digest), writeImageConfig(config));
}

QByteArray RegistryCache::jsonOf(const QString &name, const Repository &repository)
{
    QByteArrayList tags;
    for (auto tag = repository.tags.begin(); tag != repository.tags.end(); ++tag)
        tags.append(encodeString(tag.key()) + ':' + Pinion::jsonOf(*tag));
    return "{\"repository\":" + encodeString(name) + ",\"tags\":{" + tags.join(',') + "}}\n";
}

RegistryCache::Repository &RegistryCache::repository(const QString &name)
{
    if (const auto known = m_repositories.find(name); known != m_repositories.end())
        return *known;
    Repository &repository = m_repositories[name];
    const std::optional<QByteArray> bytes = readSmall(repositoryPath(name));
    const QJsonObject root = QJsonDocument::fromJson(bytes.value_or(QByteArray())).object();
    const QJsonObject tags = root["tags"_L1].toObject();
    for (auto tag = tags.begin(); tag != tags.end(); ++tag)
        repository.tags.insert(tag.key(), fromJson(tag.value().toObject()));
    return repository;
}

std::optional<TagDigest> RegistryCache::tag(const QString &name, const QString &tag)
{
    const Repository &known = repository(name);
    const auto found = known.tags.constFind(tag);
    return found == known.tags.cend() ? std::nullopt : std::optional(*found);
}

void RegistryCache::keepTag(const QString &name, const QString &tag, const TagDigest &seen)
{
    Repository &known = repository(name);
    known.tags.insert(tag, seen);
    known.isChanged = true;
}

RegistryCache::Names RegistryCache::names(const QString &name)
{
    if (const auto known = m_newNames.constFind(name); known != m_newNames.cend())
        return *known;
    QStringList lines = QString::fromUtf8(readSmall(namesPath(name)).value_or(QByteArray()))
                            .split(u'\n', Qt::SkipEmptyParts);
    if (lines.isEmpty())
        return {};
    const QDateTime seen = QDateTime::fromString(lines.takeFirst(), Qt::ISODateWithMs);
    return seen.isValid() ? Names{lines, seen} : Names();
}

void RegistryCache::keepNames(const QString &name, const QStringList &tags, const QDateTime &seen)
{
    Names names{tags, seen};
    m_newNames.insert(name, names);
    // One after the other, so that the last ones stay. What is done keeps nothing of it.
    m_written = std::async(std::launch::async,
        [names, path = namesPath(name), before = std::move(m_written)]() mutable {
            if (before.valid())
                std::exchange(before, {}).wait();
            write(path, linesOf(std::exchange(names, {})));
        }).share();
}

void RegistryCache::save()
{
    for (auto entry = m_repositories.begin(); entry != m_repositories.end(); ++entry) {
        if (!entry->isChanged)
            continue;
        write(repositoryPath(entry.key()), jsonOf(entry.key(), *entry));
        entry->isChanged = false;
    }
    if (m_written.valid())
        m_written.wait();
}

} // namespace Pinion
