// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/levels.h"

#include <QStyledItemDelegate>

namespace Pinion {

/// The worst level in a section and how many findings have it; a count of 0 shows nothing.
struct SectionBadge
{
    FindingLevel level = FindingLevel::Advice;
    int count = 0;

    friend bool operator==(const SectionBadge &, const SectionBadge &) = default;
};

/// "Container & image, 2 errors"
[[nodiscard]] QString accessibleText(const QString &title, SectionBadge badge);

/// Draws a section's title with its badge at the right and an accent bar for the section that holds
/// the text cursor.
class BadgeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int BadgeRole = Qt::UserRole; ///< a SectionBadge
    static constexpr int MarkRole = Qt::UserRole + 1; ///< bool: holds the text cursor

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace Pinion
