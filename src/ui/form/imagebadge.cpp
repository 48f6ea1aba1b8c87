// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/imagebadge.h"

#include "marathon/imagereference.h"
#include "marathon/pathglob.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

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

ImageBadge badgeByName(const TagVerdict &verdict)
{
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

bool isImmutableByProject(const QString &image, const TagPolicy &policy)
{
    if (policy.immutableRepositories.isEmpty())
        return false;
    const Result<ImageReference> reference = ImageReference::parse(image);
    return reference && std::ranges::any_of(policy.immutableRepositories, [&](const QString &glob) {
        return pathGlobMatches(glob, reference->repository())
            || pathGlobMatches(glob, reference->written);
    });
}

/// Nothing for what only the name can tell.
ImageBadge badgeByEvidence(const QString &image, const TagPolicy &policy, const ImageReport &report)
{
    using Shape = ImageBadge::Shape;
    const ImageEvidence evidence = report.facts.evidence;
    if (evidence == ImageEvidence::Missing || evidence == ImageEvidence::Gone)
        return {Shape::Cross, Words::tr("Not there"),
            Words::tr("The registry does not have this image, so no agent can pull it anew.")};
    if (image.contains(u'@'))
        return {};
    if (report.evidence.hasMoved())
        return {Shape::LoopMark, Words::tr("Moved before"),
            Words::tr("This tag was seen to point to another image until %1.")
                .arg(QLocale().toString(report.evidence.movedOn, QLocale::ShortFormat))};
    if (report.evidence.isLocked)
        return {Shape::Lock, Words::tr("Fixed by registry"),
            Words::tr("The registry lets nobody overwrite this tag.")};
    if (isImmutableByProject(image, policy))
        return {Shape::Lock, Words::tr("Fixed by registry"),
            Words::tr("The project says that tags of this repository are never overwritten.")};
    return {};
}

QString lastLook(const ImageReport &report)
{
    if (!report.seen.isValid())
        return {};
    const QString time = QLocale().toString(report.seen.toLocalTime().time(), QLocale::ShortFormat);
    const QString digest = report.facts.currentDigest;
    return digest.isEmpty() ? Words::tr("Last looked up %1.").arg(time)
                            : Words::tr("Last looked up %1: %2.").arg(time, digest.left(19) + u'…');
}

} // namespace

ImageBadge imageBadge(const QString &image, const TagPolicy &policy, const ImageReport &report)
{
    if (image.isEmpty())
        return {};
    ImageBadge badge = badgeByEvidence(image, policy, report);
    if (badge.shape == ImageBadge::Shape::None)
        badge = badgeByName(classifyImage(image, policy));
    const QString look = lastLook(report);
    if (!look.isEmpty())
        badge.explanation += u' ' + look;
    return badge;
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
    case ImageBadge::Shape::LoopMark:
        paintLoop(painter, box);
        painter.drawLine(QPointF(8, 5.5), QPointF(8, 8.5));
        painter.drawPoint(QPointF(8, 11));
        break;
    case ImageBadge::Shape::Lock:
        painter.drawRect(QRectF(3, 7.5, 10, 6));
        painter.drawArc(QRectF(5, 2.5, 6, 9), 0, 180 * 16);
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
