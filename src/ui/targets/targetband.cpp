// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetband.h"

#include "ui/targets/targetbadge.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Pinion {

TargetBand::TargetBand(const Target &target, QWidget *parent)
    : QWidget(parent)
    , m_target(target)
{
    setObjectName(u"targetBand"_s);
    setAccessibleName(text());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
}

QString TargetBand::text() const
{
    return tr("%1 · %2 · %3").arg(kindInCapitals(m_target.kind), m_target.name, m_target.host());
}

QSize TargetBand::sizeHint() const
{
    return {400, QFontMetrics(font()).height() + 16};
}

void TargetBand::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect room = paintTargetGround(painter, rect(), kindSpec(m_target.kind));
    painter.setPen(Qt::white);
    painter.drawText(room, Qt::AlignCenter,
        QFontMetrics(font()).elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace Pinion

#include "moc_targetband.cpp"
