// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/imageconfig.h"

#include <QHash>
#include <QUrl>

#include <optional>

namespace Pinion {

/// Where a tag points, and how that was learned. Two of them may be compared only if their
/// profiles are equal: with another Accept list the same tag has another digest.
struct TagDigest
{
    QString digest;
    QString mediaType;
    qint64 size = 0; ///< bytes of the manifest itself
    QString profile = ManifestProfile;
    QDateTime seen; ///< UTC

    [[nodiscard]] bool isSameAs(const TagDigest &other) const
    {
        return profile == other.profile && digest == other.digest;
    }
};

/// One image of an index.
struct PlatformImage
{
    Platform platform;
    QString digest;
    QString mediaType;
};

/// What one row of a tag browser shows.
struct TagDetails
{
    TagDigest top; ///< what to pin for Docker
    ManifestKind kind = ManifestKind::Other;
    QList<Platform> platforms; ///< of an index, in its order
    QList<PlatformImage> images; ///< the same with their digests
    Platform platform; ///< the one that the rest is about
    QString platformDigest; ///< of its manifest; equals the top one where there is no index
    QString platformMediaType;
    qint64 downloadSize = 0; ///< bytes; 0: not known
    ImageConfig config;
    QString version; ///< as the image says; may be that of its base
    QString revision;
    QString source;
};

struct TagList
{
    QStringList tags; ///< in the registry's order, each once
    bool isComplete = true; ///< false: the registry hides how to go on
    int dropped = 0; ///< entries that are no tags
    QHash<QString, QDateTime> uploaded; ///< Google's registries tell with the names
};

struct RegistryInfo
{
    QUrl address;
    bool wantsLogin = false;
    QString apiVersion; ///< usually "registry/2.0"; may be empty
    QString service; ///< of its token server
};

/// How often one may still ask; Docker Hub tells it.
struct RateLimit
{
    int limit = 0;
    int remaining = 0;
    int window = 0; ///< seconds; 0: not said
};

/// From "100;w=21600" and "20;w=21600".
[[nodiscard]] std::optional<RateLimit> parseRateLimit(
    const QByteArray &limit, const QByteArray &remaining);

} // namespace Pinion
