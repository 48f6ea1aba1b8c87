// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

namespace Pinion {

/// What a registry is asked for, always this one list and in this order: with another list the same
/// tag has another digest. Digests compare only where this stayed the same; ManifestProfile names
/// it.
[[nodiscard]] QByteArray manifestAccept();
inline constexpr QLatin1StringView ManifestProfile("index-manifest-1");

/// "linux/arm64/v8", in the words of the image specification. Empty members: not said.
struct Platform
{
    QString os;
    QString architecture;
    QString variant;

    [[nodiscard]] QString text() const;
    [[nodiscard]] static Platform parse(const QString &text);
    /// Whether an image for this one runs where `wanted` is wanted; arm64 means v8, arm means v7.
    [[nodiscard]] bool suits(const Platform &wanted) const;
    friend bool operator==(const Platform &, const Platform &) = default;
};

/// Points to a blob or a manifest.
struct Descriptor
{
    QString mediaType;
    QString digest;
    qint64 size = 0; ///< bytes of that very blob or manifest
    Platform platform;
    QMap<QString, QString> annotations;
};

enum class ManifestKind {
    Image,
    Index, ///< one image per platform
    Schema1, ///< Docker's first form, obsolete
    Other, ///< a chart, a signature …: not to be run
};

/// What a manifest says, of any of the five media types.
struct Manifest
{
    ManifestKind kind = ManifestKind::Other;
    QString mediaType;
    QString digest; ///< of the bytes; of schema 1 what the registry says
    Descriptor config; ///< of an image
    QList<Descriptor> layers; ///< of an image
    QList<Descriptor> children; ///< of an index, without attestations
    QMap<QString, QString> annotations;
    QDateTime schema1Created;
    Platform schema1Platform;

    /// What a pull of the image transfers; 0 for an index.
    [[nodiscard]] qint64 downloadSize() const;
    /// The entry of an index for a platform: the exact variant before one that merely suits.
    [[nodiscard]] const Descriptor *childFor(const Platform &wanted) const;
};

/// Errors: Protocol.
[[nodiscard]] Result<Manifest> parseManifest(
    const QByteArray &bytes, const QByteArray &contentType);

/// Docker's schema 2 for one platform: the only form that Mesos' own runtime can pull by digest.
[[nodiscard]] bool isSchema2Image(const QString &mediaType);

} // namespace Pinion
