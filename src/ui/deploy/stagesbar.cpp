// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/stagesbar.h"

#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int SignSize = 16;

QString stateWord(StageState state)
{
    switch (state) {
    case StageState::NotStarted:
        return StagesBar::tr("not started");
    case StageState::Running:
        return StagesBar::tr("running");
    case StageState::Done:
        return StagesBar::tr("done");
    case StageState::Waiting:
        return StagesBar::tr("waiting");
    case StageState::Failed:
        break;
    }
    return StagesBar::tr("failed");
}

Theme::Role roleOf(StageState state)
{
    switch (state) {
    case StageState::NotStarted:
        return Theme::Role::ControlBorder;
    case StageState::Running:
        return Theme::Role::Advice;
    case StageState::Done:
        return Theme::Role::Good;
    case StageState::Waiting:
        return Theme::Role::Warning;
    case StageState::Failed:
        break;
    }
    return Theme::Role::Error;
}

} // namespace

StagesBar::StagesBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"stagesBar"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (std::size_t i = 0; i < m_stages.size(); ++i)
        m_stages[i].kind = StageKind(i);
    setAccessibleName(sentence());
}

void StagesBar::setStages(const std::array<Stage, 4> &stages)
{
    m_stages = stages;
    setAccessibleName(sentence());
    setToolTip(sentence());
    update();
}

QString StagesBar::nameOf(const Stage &stage)
{
    switch (stage.kind) {
    case StageKind::Sent:
        return tr("Sent");
    case StageKind::Planned:
        return tr("Planned");
    case StageKind::Replacing:
        return tr("Replacing");
    case StageKind::Verified:
        break;
    }
    return tr("Verified");
}

QString StagesBar::sentence() const
{
    QStringList parts;
    for (const Stage &stage : m_stages) {
        QString part = tr("%1: %2").arg(nameOf(stage), stateWord(stage.state));
        if (!stage.text.isEmpty())
            part += u" ("_s + stage.text + u')';
        parts.append(part);
    }
    return parts.join(u". "_s);
}

QSize StagesBar::sizeHint() const
{
    return {480, std::max(28, fontMetrics().height() + 8)};
}

QSize StagesBar::minimumSizeHint() const
{
    return {320, sizeHint().height()};
}

void StagesBar::drawSign(QPainter &painter, const QRectF &box, StageState state) const
{
    const QColor color = Theme::of(this).color(roleOf(state));
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    const QRectF ring = box.adjusted(1, 1, -1, -1);
    const QPointF middle = ring.center();
    if (state == StageState::Failed) {
        painter.drawLine(ring.topLeft() + QPointF(2, 2), ring.bottomRight() - QPointF(2, 2));
        painter.drawLine(ring.topRight() + QPointF(-2, 2), ring.bottomLeft() + QPointF(2, -2));
        return;
    }
    if (state == StageState::Done) {
        painter.drawPolyline(QPolygonF({QPointF(ring.left(), middle.y() + 1),
            QPointF(middle.x() - 2, ring.bottom() - 2), QPointF(ring.right(), ring.top() + 2)}));
        return;
    }
    painter.drawEllipse(ring);
    if (state == StageState::Running) {
        painter.setBrush(color);
        painter.drawPie(ring, 90 * 16, -180 * 16);
    } else if (state == StageState::Waiting) {
        painter.drawLine(middle, QPointF(middle.x(), ring.top() + 3));
        painter.drawLine(middle, QPointF(ring.right() - 4, middle.y()));
    }
}

void StagesBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(this);
    const qreal step = qreal(width()) / qreal(m_stages.size());
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const Stage &stage = m_stages[i];
        const QRectF cell(qreal(i) * step, 0, step, height());
        drawSign(painter, QRectF(cell.left(), (height() - SignSize) / 2.0, SignSize, SignSize),
            stage.state);
        QFont name = font();
        name.setBold(stage.state == StageState::Running || stage.state == StageState::Waiting);
        painter.setFont(name);
        const QFontMetrics metrics(name);
        const bool isAhead = stage.state == StageState::NotStarted;
        painter.setPen(theme.color(isAhead ? Theme::Role::HelpText : Theme::Role::Text));
        QRectF room = cell.adjusted(SignSize + 6, 0, -8, 0);
        painter.drawText(room, Qt::AlignVCenter, nameOf(stage));
        room.setLeft(room.left() + metrics.horizontalAdvance(nameOf(stage)) + 8);
        painter.setFont(font());
        painter.setPen(theme.color(Theme::Role::HelpText));
        painter.drawText(room, Qt::AlignVCenter,
            fontMetrics().elidedText(stage.text, Qt::ElideRight, int(room.width())));
    }
}

} // namespace Pinion

#include "moc_stagesbar.cpp"
