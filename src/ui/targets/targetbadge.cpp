// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetbadge.h"

#include "marathon/schema.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>

namespace Pinion {

namespace {

constexpr int GroundMargin = 12;
constexpr int ChevronWidth = 14;
constexpr int ChevronHeight = 12;
constexpr int Ratios[] = {1, 2, 3};

QPixmap badge(const TargetKindSpec &spec, int ratio)
{
    QPixmap pixmap(TargetIconSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all(QPointF(0, 0), QSizeF(TargetIconSize));
    const QRectF box = spec.hasChevrons ? all : all.adjusted(8, 0, -8, 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(targetColor(spec.kind));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QPen(Qt::white, 1.5));
    if (spec.hasChevrons) {
        drawChevrons(painter, QRectF(3, 4, 8, 10), true);
        drawChevrons(painter, QRectF(all.right() - 11, 4, 8, 10), false);
    }
    QFont font = QGuiApplication::font();
    font.setPixelSize(11);
    font.setBold(true);
    painter.setFont(font);
    painter.drawText(all, Qt::AlignCenter, text(spec.badge));
    return pixmap;
}

QPixmap smallBadge(const TargetKindSpec &spec, int ratio)
{
    constexpr int Side = 20;
    QPixmap pixmap(QSize(Side, Side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(targetColor(spec.kind));
    if (spec.hasChevrons)
        painter.drawPolygon(QPolygonF({QPointF(0, 10), QPointF(4, 2), QPointF(16, 2),
            QPointF(20, 10), QPointF(16, 18), QPointF(4, 18)}));
    else
        painter.drawRoundedRect(QRectF(0, 2, Side, 16), 3, 3);
    QFont font = QGuiApplication::font();
    font.setPixelSize(10);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(QRectF(0, 0, Side, Side), Qt::AlignCenter, text(spec.badge));
    return pixmap;
}

} // namespace

QColor targetColor(TargetKind kind)
{
    return QColor::fromRgb(QRgb(kindSpec(kind).stripColor));
}

QIcon targetIcon(TargetKind kind)
{
    QIcon icon;
    // In a selected row, too: styles would dye it there.
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected}) {
        for (const int ratio : Ratios) {
            icon.addPixmap(badge(kindSpec(kind), ratio), mode);
            icon.addPixmap(smallBadge(kindSpec(kind), ratio), mode);
        }
    }
    return icon;
}

QString kindInCapitals(TargetKind kind)
{
    return text(kindSpec(kind).title).toUpper();
}

QRect paintTargetGround(QPainter &painter, const QRect &area, const TargetKindSpec &spec)
{
    painter.fillRect(area, targetColor(spec.kind));
    painter.setPen(QPen(Qt::white, 2));
    const QRect inside = area.adjusted(GroundMargin, 0, -GroundMargin, 0);
    if (!spec.hasChevrons)
        return inside;
    const QRectF box(
        inside.left(), area.center().y() - (ChevronHeight - 1) / 2.0, ChevronWidth, ChevronHeight);
    drawChevrons(painter, box, true);
    drawChevrons(painter, box.translated(inside.width() - ChevronWidth, 0), false);
    return inside.adjusted(ChevronWidth + 8, 0, -ChevronWidth - 8, 0);
}

void drawChevrons(QPainter &painter, const QRectF &box, bool pointsRight)
{
    const qreal half = box.width() / 2;
    for (const qreal left : {box.left(), box.left() + half}) {
        const qreal tip = pointsRight ? left + half - 1 : left + 1;
        const qreal tail = pointsRight ? left + 1 : left + half - 1;
        QPainterPath path(QPointF(tail, box.top()));
        path.lineTo(tip, box.center().y());
        path.lineTo(tail, box.bottom());
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
}

} // namespace Pinion
