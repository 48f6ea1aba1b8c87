// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/instance.h"
#include "sandbox/http/sandboxmessage.h"
#include "sandbox/registry/registrymanners.h"

#include <QMap>
#include <QStringList>

#include <map>

namespace Pinion {

/// An image to push. Everything but the name may be left as it is.
struct SandboxImage
{
    QString version; ///< its label org.opencontainers.image.version; also makes it differ
    QString created = QStringLiteral("2024-03-01T08:00:00Z");
    QStringList platforms = {QStringLiteral("linux/amd64")}; ///< several: a list of manifests
    qint64 layerSize = 41'943'040;
    /// What containers of it do.
    std::optional<TaskScript> behaviour = {};
};

/// What a registry holds, without sockets: repositories, tags that can move, manifests that stay,
/// and its HTTP API v2 as a function. Blobs are configurations; layers only have sizes.
class RegistryStore
{
public:
    /// Stores an image and points the tag at it, wherever that pointed before. Answers its digest.
    QString push(const QString &repository, const QString &tag, const SandboxImage &image);
    void removeTag(const QString &repository, const QString &tag);
    /// The digest behind a tag or a digest; empty: there is none.
    [[nodiscard]] QString digestOf(const QString &repository, const QString &reference) const;
    [[nodiscard]] std::optional<TaskScript> behaviourOf(const QString &digest) const;

    [[nodiscard]] SandboxAnswer answer(const SandboxRequest &request);
    RegistryManners manners;

private:
    struct Manifest
    {
        QByteArray bytes;
        QByteArray type;
        QString firstChild; ///< of a list: the image for clients that know no lists
    };
    struct Repository
    {
        QMap<QString, QString> tags; ///< to digests
        QStringList manifests;
    };

    QString storeImage(Repository &repository, const SandboxImage &image, const QString &platform);
    QString store(Repository &repository, const QByteArray &bytes, const QByteArray &type);
    [[nodiscard]] SandboxAnswer plainAnswer(const SandboxRequest &request);
    [[nodiscard]] SandboxAnswer tagList(const SandboxRequest &request, const QString &name) const;
    [[nodiscard]] SandboxAnswer manifest(
        const SandboxRequest &request, const QString &name, const QString &reference) const;
    [[nodiscard]] SandboxAnswer blob(const SandboxRequest &request, const QString &digest) const;
    [[nodiscard]] QByteArray asSent(QByteArray bytes) const;
    [[nodiscard]] SandboxAnswer putManifest(
        const SandboxRequest &request, const QString &name, const QString &reference);
    [[nodiscard]] SandboxAnswer catalog() const;

    std::map<QString, Repository> m_repositories;
    std::map<QString, Manifest> m_manifests; ///< by digest
    std::map<QString, QByteArray> m_blobs; ///< by digest
    std::map<QString, TaskScript> m_behaviours; ///< by digest
};

} // namespace Pinion
