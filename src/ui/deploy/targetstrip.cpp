// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/targetstrip.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Margin = 8;
constexpr int ChevronWidth = 14;

/// Two chevrons, pointing to the middle from the left or from the right.
void paintChevrons(QPainter &painter, const QRect &rect, bool isLeft)
{
    painter.setPen(QPen(Qt::white, 3));
    for (int i = 0; i < 2; ++i) {
        const int begin = isLeft ? rect.left() + Margin + i * ChevronWidth
                                 : rect.right() - Margin - i * ChevronWidth;
        const int tip = isLeft ? begin + ChevronWidth / 2 : begin - ChevronWidth / 2;
        QPainterPath path(QPointF(begin, rect.top() + Margin));
        path.lineTo(tip, rect.center().y());
        path.lineTo(begin, rect.bottom() - Margin);
        painter.drawPath(path);
    }
}

} // namespace

QString kindInCapitals(const Target &target)
{
    const std::string_view title = kindSpec(target.kind).title;
    return QString::fromUtf8(title.data(), qsizetype(title.size())).toUpper();
}

TargetStrip::TargetStrip(const Target &target, QWidget *parent)
    : QWidget(parent)
    , m_target(target)
{
    setObjectName(u"targetStrip"_s);
    setAccessibleName(text());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
}

QString TargetStrip::text() const
{
    return tr("%1 · %2 · %3").arg(kindInCapitals(m_target), m_target.name, m_target.host());
}

QSize TargetStrip::sizeHint() const
{
    return {400, QFontMetrics(font()).height() + 2 * Margin};
}

void TargetStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const TargetKindSpec &spec = kindSpec(m_target.kind);
    painter.fillRect(rect(), QColor::fromRgb(spec.stripColor));
    if (spec.hasChevrons) {
        paintChevrons(painter, rect(), true);
        paintChevrons(painter, rect(), false);
    }
    const int side = Margin + (spec.hasChevrons ? 3 * ChevronWidth : 0);
    const QRect inside = rect().adjusted(side, 0, -side, 0);
    painter.setPen(Qt::white);
    painter.drawText(inside, Qt::AlignCenter,
        QFontMetrics(font()).elidedText(text(), Qt::ElideRight, inside.width()));
}

} // namespace Pinion

#include "moc_targetstrip.cpp"
