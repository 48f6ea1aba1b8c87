// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/imagebadge.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::ImageBadge)
};

QPixmap canvas(const QWidget *widget, int size)
{
    const qreal ratio = widget->devicePixelRatioF();
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

void paintLoop(QPainter &painter, const QRectF &box)
{
    painter.drawArc(box, 40 * 16, 280 * 16);
    const QPointF tip = box.center() + QPointF(box.width() / 2 * 0.77, -box.height() / 2 * 0.64);
    painter.drawLine(tip, tip + QPointF(0.5, -4));
    painter.drawLine(tip, tip + QPointF(-4, 0.5));
}

} // namespace

ImageBadge imageBadge(const QString &image)
{
    if (image.isEmpty())
        return {};
    const TagVerdict verdict = classifyImage(image);
    using Shape = ImageBadge::Shape;
    switch (verdict.tagClass) {
    case TagClass::Templated:
        return {Shape::Question, Words::tr("Template"),
            Words::tr("The placeholder decides which image runs.")};
    case TagClass::Invalid:
        return {Shape::Cross, Words::tr("Not valid"), verdict.invalidBecause};
    case TagClass::Digest:
    case TagClass::TagAndDigest:
        return {
            Shape::Ring, Words::tr("Pinned"), Words::tr("The digest always means the same image.")};
    case TagClass::Pinned:
        return {Shape::Equals, Words::tr("Looks fixed"),
            Words::tr("The tag is %1. Registries usually allow overwriting it.")
                .arg(verdict.reason)};
    case TagClass::NoTag:
    case TagClass::Latest:
    case TagClass::Channel:
    case TagClass::Floating:
        return {Shape::Loop, Words::tr("Moves"),
            Words::tr("The tag is %1: it can point to another image tomorrow.")
                .arg(verdict.reason)};
    case TagClass::Unknown:
        break;
    }
    return {Shape::Question, Words::tr("Unknown"),
        Words::tr("The tag does not tell whether it moves.")};
}

QPixmap badgePixmap(ImageBadge::Shape shape, const QColor &color, const QWidget *widget)
{
    constexpr int Size = 16;
    QPixmap pixmap = canvas(widget, Size);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap));
    const QRectF box(2.5, 2.5, 11, 11);
    switch (shape) {
    case ImageBadge::Shape::None:
        break;
    case ImageBadge::Shape::Ring:
        painter.drawEllipse(box);
        break;
    case ImageBadge::Shape::Equals:
        painter.drawLine(QPointF(3.5, 6), QPointF(12.5, 6));
        painter.drawLine(QPointF(3.5, 10), QPointF(12.5, 10));
        break;
    case ImageBadge::Shape::Loop:
        paintLoop(painter, box);
        break;
    case ImageBadge::Shape::Cross:
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.topRight(), box.bottomLeft());
        break;
    case ImageBadge::Shape::Question:
        painter.setFont(QFont(widget->font().family(), -1, QFont::Bold));
        painter.drawText(QRectF(0, 0, Size, Size), Qt::AlignCenter, u"?"_s);
        break;
    }
    return pixmap;
}

QIcon heartIcon(const QWidget *widget)
{
    QIcon icon;
    const auto paint = [&](const QColor &color, QIcon::Mode mode) {
        QPixmap pixmap = canvas(widget, 16);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        QPainterPath heart(QPointF(8, 13.5));
        heart.cubicTo(-2, 6, 4, -1, 8, 5);
        heart.cubicTo(12, -1, 18, 6, 8, 13.5);
        painter.drawPath(heart);
        painter.end();
        icon.addPixmap(pixmap, mode);
    };
    paint(Theme::of(widget).color(Theme::Role::Good), QIcon::Normal);
    paint(widget->palette().color(QPalette::HighlightedText), QIcon::Selected);
    return icon;
}

} // namespace Pinion
