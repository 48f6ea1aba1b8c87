// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deploychart.h"

#include "deploy/followreason.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Line
{
    int FollowSample::*count;
    Theme::Role role;
    Qt::PenStyle style;
    const char *name;
};

// The later ones are drawn over the earlier ones.
constexpr std::array Lines{
    Line{&FollowSample::oldRunning, Theme::Role::HelpText, Qt::DotLine,
        QT_TRANSLATE_NOOP("Pinion::DeployChart", "old")},
    Line{&FollowSample::newRunning, Theme::Role::Advice, Qt::DashLine,
        QT_TRANSLATE_NOOP("Pinion::DeployChart", "new")},
    Line{&FollowSample::newHealthy, Theme::Role::Good, Qt::SolidLine,
        QT_TRANSLATE_NOOP("Pinion::DeployChart", "new and healthy")},
};

QPen penOf(const Line &line, const Theme &theme)
{
    return {theme.color(line.role), 2, line.style, Qt::FlatCap, Qt::MiterJoin};
}

} // namespace

DeployChart::DeployChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"deployChart"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    setAccessibleName(sentence());
}

void DeployChart::setSamples(std::vector<FollowSample> samples, int wanted, const QDateTime &end)
{
    m_samples = std::move(samples);
    m_wanted = wanted;
    m_end = end;
    setAccessibleName(sentence());
    setToolTip(sentence());
    update();
}

QString DeployChart::sentence() const
{
    if (m_samples.empty())
        return tr("Nothing has happened yet.");
    const FollowSample &last = m_samples.back();
    return tr("%1 old, %2 new, %3 of them healthy; %4 are wanted.")
        .arg(last.oldRunning)
        .arg(last.newRunning)
        .arg(last.newHealthy)
        .arg(m_wanted);
}

int DeployChart::most() const
{
    int most = std::max(1, m_wanted);
    for (const FollowSample &sample : m_samples)
        most = std::max({most, sample.oldRunning, sample.newRunning});
    return most;
}

void DeployChart::drawGrid(QPainter &painter, const QRectF &area) const
{
    const Theme theme = Theme::of(this);
    QColor faint = theme.color(Theme::Role::ControlBorder);
    faint.setAlphaF(0.35F);
    painter.setPen(QPen(faint, 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const qreal wanted = area.bottom() - area.height() * m_wanted / most();
    painter.drawLine(QPointF(area.left(), wanted), QPointF(area.right(), wanted));
    painter.setPen(theme.color(Theme::Role::HelpText));
    const int line = fontMetrics().height();
    painter.drawText(QRectF(0, wanted - line / 2.0, area.left() - 6, line),
        Qt::AlignRight | Qt::AlignVCenter, QString::number(m_wanted));
    painter.drawText(QRectF(0, area.bottom() - line / 2.0, area.left() - 6, line),
        Qt::AlignRight | Qt::AlignVCenter, u"0"_s);
    if (!m_samples.empty())
        painter.drawText(QRectF(area.left(), area.bottom() + 2, area.width(), line), Qt::AlignRight,
            durationText(std::chrono::seconds(m_samples.front().at.secsTo(m_end))));
}

void DeployChart::drawLegend(QPainter &painter, const QRectF &area) const
{
    const Theme theme = Theme::of(this);
    qreal x = area.left();
    for (const Line &line : Lines) {
        const QString name = tr(line.name);
        painter.setPen(penOf(line, theme));
        painter.drawLine(QPointF(x, area.center().y()), QPointF(x + 18, area.center().y()));
        painter.setPen(theme.color(Theme::Role::Text));
        const int width = fontMetrics().horizontalAdvance(name);
        painter.drawText(QRectF(x + 22, area.top(), width + 2, area.height()),
            Qt::AlignLeft | Qt::AlignVCenter, name);
        x += width + 38;
    }
}

/// Numbers of instances change at a moment: the line has steps, no slopes.
void DeployChart::drawLine(
    QPainter &painter, const QRectF &area, Count count, const QPen &pen) const
{
    const QDateTime began = m_samples.front().at;
    const qreal whole = std::max<qreal>(1, began.msecsTo(m_end));
    const auto place = [&](const QDateTime &at, int value) {
        return QPointF(area.left() + area.width() * began.msecsTo(at) / whole,
            area.bottom() - area.height() * value / most());
    };
    QPainterPath path(place(began, m_samples.front().*count));
    for (const FollowSample &sample : m_samples) {
        path.lineTo(place(sample.at, 0).x(), path.currentPosition().y());
        path.lineTo(place(sample.at, sample.*count));
    }
    path.lineTo(area.right(), path.currentPosition().y());
    painter.setPen(pen);
    painter.drawPath(path);
}

void DeployChart::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = fontMetrics().height();
    const QRectF area = QRectF(rect()).adjusted(
        fontMetrics().horizontalAdvance(QString::number(most())) + 12, line + 12, -8, -line - 8);
    drawLegend(painter, QRectF(8, 2, width() - 16, line + 4));
    drawGrid(painter, area);
    if (m_samples.empty())
        return;
    for (const Line &shown : Lines)
        drawLine(painter, area, shown.count, penOf(shown, Theme::of(this)));
}

} // namespace Pinion

#include "moc_deploychart.cpp"
