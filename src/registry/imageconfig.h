// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/manifest.h"

#include <QStringList>

namespace Pinion {

/// What is shown of an image's configuration. Its environment and history are not kept: people put
/// secrets there.
struct ImageConfig
{
    /// When it was built, as far as that can be believed; invalid: not recorded. Never a push date.
    QDateTime built;
    Platform platform;
    QMap<QString, QString> labels;
    QStringList exposedPorts; ///< "8080/tcp"
    bool hasHealthcheck = false;
};

/// Errors: Protocol.
[[nodiscard]] Result<ImageConfig> parseImageConfig(const QByteArray &bytes, const QDateTime &now);
/// For the cache: the same fields and nothing else.
[[nodiscard]] QByteArray writeImageConfig(const ImageConfig &config);

/// Invalid for the dates that tools write so that builds repeat (1970, 1980 …), for those before
/// Docker and for those of the future.
[[nodiscard]] QDateTime believableBuildDate(const QString &text, const QDateTime &now);

/// An `org.opencontainers.image.` entry such as "version": from the manifest's annotations, else
/// the labels, else the label of the older label-schema.
[[nodiscard]] QString imageNote(
    const QString &name, const Manifest &manifest, const ImageConfig &config);

} // namespace Pinion
