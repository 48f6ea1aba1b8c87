// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <memory>

QT_BEGIN_NAMESPACE
class QMimeData;
QT_END_NAMESPACE

namespace Pinion {

/// One step of taking an item out of its place and putting it at another.
struct RowMove
{
    qsizetype from = 0;
    qsizetype to = 0;

    friend bool operator==(const RowMove &, const RowMove &) = default;
};

/// The steps, one after the other, that bring the items at these places (ascending) in front of the
/// one at `before`, in their order; `before` may be the number of items. Empty if they are there.
[[nodiscard]] QList<RowMove> movesBefore(const QList<qsizetype> &places, qsizetype before);

/// Rows on their way by drag and drop; they land only in the list of `owner`, where they are from.
[[nodiscard]] std::unique_ptr<QMimeData> rowsToDrag(const void *owner, const QList<int> &rows);
/// The rows that a drop brings to `owner`, ascending; empty for anything else.
[[nodiscard]] QList<int> draggedRows(const QMimeData &data, const void *owner);
/// The type of the data above.
[[nodiscard]] QString rowMimeType();

} // namespace Pinion
