// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "marathon/facts.h"

#include <QDate>

namespace Pinion {

/// Where a project keeps what registries have said, seen from its configuration file.
inline constexpr QLatin1StringView ImageLockPath{".pinion/image-lock.json"};

/// How to read an image lock.
struct ImageLockPolicy
{
    int maxEvidenceDays = 30; ///< older answers count as none
    int trustAfterDays = 30; ///< a digest must have stayed for as long to be trusted
    QDate today;
};

/// What the lock calls the form of a manifest: "index" or "image".
[[nodiscard]] QString lockKind(const QString &mediaType);

/// What an image lock says about each reference as written:
///
///     {"version": 1, "images": {"registry.example.com/shop/api:2.7.1": {
///       "digest": "sha256:…", "kind": "index",
///       "firstSeen": "2026-05-02T08:00:00Z", "lastSeen": "2026-05-20T08:00:00Z",
///       "observed": {"digest": "sha256:…", "kind": "index", "at": "2026-05-20T08:00:00Z"},
///       "gone": "2026-05-21T08:00:00Z", "history": []}}}
///
/// "observed" is what the tag pointed to instead, "gone" when it was missing; both are there only
/// if that was so. Digests of different kinds cannot be compared: a registry that begins to serve
/// an index has not moved the tag. Errors: Invalid, with line and column.
[[nodiscard]] Result<QHash<QString, ImageFacts>> readImageLock(
    const QByteArray &bytes, const QString &name, const ImageLockPolicy &policy);

} // namespace Pinion
