// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/badgedelegate.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int IconSize = 16;
constexpr int Gap = 4;
constexpr int Margin = 8;
constexpr int RowHeight = 32;

} // namespace

QString accessibleText(const QString &title, SectionBadge badge)
{
    if (badge.count == 0)
        return title;
    return u"%1, %2"_s.arg(title, levelCount(badge.level, badge.count));
}

void BadgeDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const auto badge = index.data(BadgeRole).value<SectionBadge>();
    const QString number = badge.count > 0 ? QString::number(badge.count) : QString();
    const int badgeWidth = badge.count > 0
        ? IconSize + Gap + item.fontMetrics.horizontalAdvance(number) + Margin
        : Margin;
    const QString title = item.text;
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const Theme theme = Theme::of(item.widget);
    const QColor text = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor accent = isSelected ? text : theme.color(levelColor(badge.level));
    if (index.data(MarkRole).toBool())
        painter->fillRect(QRect(item.rect.left(), item.rect.top() + 4, 3, item.rect.height() - 8),
            isSelected ? text : theme.color(Theme::Role::Advice));

    painter->setFont(item.font);
    painter->setPen(text);
    const QRect titleRect = item.rect.adjusted(Margin + Gap, 0, -badgeWidth - Gap, 0);
    painter->drawText(titleRect, Qt::AlignVCenter | Qt::AlignLeft,
        item.fontMetrics.elidedText(title, Qt::ElideRight, titleRect.width()));
    if (badge.count == 0)
        return;
    const QRect badgeRect(
        item.rect.right() - badgeWidth, item.rect.top(), badgeWidth, item.rect.height());
    const QPixmap shape = themePixmap(
        levelShape(badge.level), accent, IconSize, painter->device()->devicePixelRatioF());
    painter->drawPixmap(badgeRect.left(), badgeRect.center().y() - IconSize / 2 + 1, shape);
    painter->setPen(accent);
    painter->drawText(badgeRect.adjusted(IconSize + Gap, 0, 0, 0), Qt::AlignVCenter, number);
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + IconSize, qMax(size.height(), RowHeight)};
}

} // namespace Pinion

#include "moc_badgedelegate.cpp"
