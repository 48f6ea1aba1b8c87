// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Pinion {

/// The tags that most likely mean the same image as `tag` now, best guess first: for 1.2 the newest
/// 1.2.x, for latest the newest version of each variant, for 3-alpine the newest 3.x.y-alpine. Ask
/// for their digests in this order and stop at the first equal one.
[[nodiscard]] QStringList likelyPins(
    const QString &tag, const QStringList &tags, qsizetype limit = 12);

/// Every tag that could take the place of `tag`, for a search without hurry; begins like
/// likelyPins().
[[nodiscard]] QStringList possiblePins(const QString &tag, const QStringList &tags);

/// Of tags with the digest of `tag`, the one to write instead: of the same variant before others,
/// of one build before a version before a date before a number. Empty when none is fixed.
[[nodiscard]] QString bestPin(const QString &tag, const QStringList &equalTags);

} // namespace Pinion
