// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterdelegate.h"

#include "ui/form/imagebadge.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace Pinion {

namespace {

constexpr int IconSize = 16;

Theme::Role roleOf(StatusShape shape)
{
    switch (shape) {
    case StatusShape::Good:
        return Theme::Role::Good;
    case StatusShape::Bad:
        return Theme::Role::Error;
    case StatusShape::Waits:
    case StatusShape::Delayed:
        return Theme::Role::Warning;
    case StatusShape::Busy:
        return Theme::Role::Advice;
    case StatusShape::Plain:
    case StatusShape::Off:
        break;
    }
    return Theme::Role::HelpText;
}

Theme::Role roleOf(ImageBadge::Shape shape)
{
    switch (shape) {
    case ImageBadge::Shape::Ring:
    case ImageBadge::Shape::Lock:
        return Theme::Role::Good;
    case ImageBadge::Shape::Loop:
    case ImageBadge::Shape::LoopMark:
        return Theme::Role::Warning;
    case ImageBadge::Shape::Cross:
        return Theme::Role::Error;
    default:
        return Theme::Role::HelpText;
    }
}

void paintShape(QPainter &painter, StatusShape shape, const QRectF &box)
{
    const QPointF middle = box.center();
    switch (shape) {
    case StatusShape::Good:
        painter.drawEllipse(box);
        painter.drawPolyline(QPolygonF({QPointF(5.2, 8.2), QPointF(7.2, 10.2), QPointF(10.8, 6)}));
        break;
    case StatusShape::Plain:
        painter.drawEllipse(box.adjusted(2, 2, -2, -2));
        break;
    case StatusShape::Busy:
        painter.drawArc(box, 90 * 16, -270 * 16);
        painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.left() + 3, middle.y() - 2));
        break;
    case StatusShape::Waits: // a clock
        painter.drawEllipse(box);
        painter.drawPolyline(QPolygonF({QPointF(8, 4.8), middle, QPointF(10.4, 9.4)}));
        break;
    case StatusShape::Delayed: // an hourglass
        painter.drawPolygon(
            QPolygonF({QPointF(4, 3), QPointF(12, 3), QPointF(4, 13), QPointF(12, 13)}));
        break;
    case StatusShape::Bad:
        painter.drawPolygon(QPolygonF(
            {QPointF(5.3, 2.5), QPointF(10.7, 2.5), QPointF(13.5, 5.3), QPointF(13.5, 10.7),
                QPointF(10.7, 13.5), QPointF(5.3, 13.5), QPointF(2.5, 10.7), QPointF(2.5, 5.3)}));
        painter.drawLine(QPointF(6, 6), QPointF(10, 10));
        painter.drawLine(QPointF(10, 6), QPointF(6, 10));
        break;
    case StatusShape::Off:
        painter.drawLine(QPointF(6, 4), QPointF(6, 12));
        painter.drawLine(QPointF(10, 4), QPointF(10, 12));
        break;
    }
}

} // namespace

StatusShape shapeOf(AppStatus status)
{
    switch (status) {
    case AppStatus::Suspended:
        return StatusShape::Off;
    case AppStatus::Deploying:
        return StatusShape::Busy;
    case AppStatus::Unhealthy:
        return StatusShape::Bad;
    case AppStatus::Delayed:
        return StatusShape::Delayed;
    case AppStatus::Waiting:
        return StatusShape::Waits;
    case AppStatus::Running:
        break;
    }
    return StatusShape::Good;
}

StatusShape shapeOf(InstanceState state)
{
    switch (state) {
    case InstanceState::Healthy:
        return StatusShape::Good;
    case InstanceState::Running:
        return StatusShape::Plain;
    case InstanceState::Staging:
    case InstanceState::Starting:
        return StatusShape::Busy;
    case InstanceState::WaitingForNode:
    case InstanceState::Unreachable:
        return StatusShape::Waits;
    case InstanceState::Unhealthy:
    case InstanceState::Failed:
        return StatusShape::Bad;
    case InstanceState::Killing:
    case InstanceState::Gone:
        break;
    }
    return StatusShape::Off;
}

QPixmap statusPixmap(StatusShape shape, const QColor &color, qreal ratio)
{
    QPixmap pixmap(QSize(IconSize, IconSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    paintShape(painter, shape, QRectF(2.5, 2.5, 11, 11));
    return pixmap;
}

ClusterDelegate::ClusterDelegate(Roles roles, QWidget *view)
    : QStyledItemDelegate(view)
    , m_roles(roles)
{ }

QSize ClusterDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(0, RowHeight));
}

std::optional<StatusShape> ClusterDelegate::shapeAt(const QModelIndex &index) const
{
    const QVariant status = m_roles.status ? index.data(m_roles.status) : QVariant();
    if (status.isValid())
        return shapeOf(AppStatus(status.toInt()));
    const QVariant state = m_roles.instance ? index.data(m_roles.instance) : QVariant();
    if (state.isValid())
        return shapeOf(InstanceState(state.toInt()));
    return std::nullopt;
}

void ClusterDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme = Theme::of(option->widget);
    const bool isSelected = option->state.testFlag(QStyle::State_Selected);
    const auto ink = [&](Theme::Role role) {
        return isSelected ? option->palette.color(QPalette::HighlightedText) : theme.color(role);
    };
    QPixmap pixmap;
    if (const std::optional<StatusShape> shape = shapeAt(index)) {
        pixmap = statusPixmap(*shape, ink(roleOf(*shape)), option->widget->devicePixelRatioF());
    } else if (const QVariant badge = m_roles.badge ? index.data(m_roles.badge) : QVariant();
               badge.isValid()) {
        const auto mark = ImageBadge::Shape(badge.toInt());
        if (mark != ImageBadge::Shape::None)
            pixmap = badgePixmap(mark, ink(roleOf(mark)), option->widget);
    }
    if (pixmap.isNull())
        return;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(IconSize, IconSize);
    option->icon = QIcon(pixmap);
}

} // namespace Pinion

#include "moc_clusterdelegate.cpp"
