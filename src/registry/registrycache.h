// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "registry/imageconfig.h"
#include "registry/registryfacts.h"

#include <QHash>

#include <future>
#include <optional>

namespace Pinion {

/// What registries have said, on disk. Manifests are found by their digest, checked against it and
/// good for ever; of configurations only what is shown is kept; tags carry the time at which they
/// were seen. No header, login or token is ever handed to it. Folders and files are the user's own
/// (0700, 0600). A cache that cannot be written is no error, only slower.
class RegistryCache
{
public:
    explicit RegistryCache(QString folder);
    ~RegistryCache();
    RegistryCache(const RegistryCache &) = delete;
    RegistryCache &operator=(const RegistryCache &) = delete;

    [[nodiscard]] std::optional<QByteArray> manifest(const QString &digest) const;
    void keepManifest(const QString &digest, const QByteArray &bytes);

    [[nodiscard]] std::optional<ImageConfig> config(
        const QString &digest, const QDateTime &now) const;
    void keepConfig(const QString &digest, const ImageConfig &config);

    /// What was last seen under a tag; `repository` is "domain/path".
    [[nodiscard]] std::optional<TagDigest> tag(const QString &repository, const QString &tag);
    void keepTag(const QString &repository, const QString &tag, const TagDigest &seen);

    /// The names of a repository's tags, to be shown while they are asked for anew.
    struct Names
    {
        QStringList tags;
        QDateTime seen; ///< invalid: never
    };
    [[nodiscard]] Names names(const QString &repository);
    /// Writes them in the background.
    void keepNames(const QString &repository, const QStringList &tags, const QDateTime &seen);

    /// Writes what has been learned about tags, and waits for it. The destructor does it, too.
    void save();

private:
    struct Repository
    {
        QHash<QString, TagDigest> tags;
        bool isChanged = false;
    };

    [[nodiscard]] static QByteArray jsonOf(const QString &name, const Repository &repository);
    [[nodiscard]] Repository &repository(const QString &name);
    [[nodiscard]] QString namesPath(const QString &name) const;
    [[nodiscard]] QString contentPath(const QString &kind, const QString &digest) const;
    [[nodiscard]] QString repositoryPath(const QString &name) const;

    QString m_folder;
    QHash<QString, Repository> m_repositories;
    QHash<QString, Names> m_newNames; ///< of this run
    std::shared_future<void> m_written; ///< of the last names, and of all before them
};

} // namespace Pinion
