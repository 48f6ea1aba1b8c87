// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Pinion {

/// Number of single-byte insertions, deletions and replacements between two names; anything above
/// `limit` counts as `limit + 1`.
[[nodiscard]] int editDistance(QByteArrayView a, QByteArrayView b, int limit);

/// True if the names differ in letter case, '_' and '-' only.
[[nodiscard]] bool differsInSpellingOnly(QByteArrayView a, QByteArrayView b);

/// The one candidate that is meant by a mistyped name: the same but for case and underscores, else
/// the only one at the smallest distance of at most two. Nothing when several are equally near.
[[nodiscard]] std::optional<QByteArray> nearestName(
    QByteArrayView name, const QList<QByteArray> &candidates);

} // namespace Pinion
