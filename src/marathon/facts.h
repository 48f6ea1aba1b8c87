// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace Pinion {

/// What a registry was found to say about one image reference.
enum class ImageEvidence : quint8 {
    NotAsked, ///< nobody looked, or the answer is unknown: rules stay silent
    Stable, ///< the tag still has the digest recorded earlier
    Moved, ///< the tag has another digest than recorded
    Gone, ///< the tag or digest was there and is not any more
};

struct ImageFacts
{
    ImageEvidence evidence = ImageEvidence::NotAsked;
    QString recordedDigest; ///< what the tag pointed to when it was first seen
    QString currentDigest;
    QString equalTag; ///< a fixed tag with the same digest, if one is known
};

/// What has been learned from outside the document. Absent entries mean "not asked".
struct Facts
{
    QHash<QString, ImageFacts> images; ///< by image reference as written

    [[nodiscard]] ImageFacts image(const QString &reference) const
    {
        return images.value(reference);
    }
};

} // namespace Pinion
