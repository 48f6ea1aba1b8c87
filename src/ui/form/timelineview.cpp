// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/timelineview.h"

#include "ui/form/quantity.h"
#include "ui/form/summaries.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Margin = 8;
constexpr int MostTicks = 12;
constexpr int MostSquares = 8;

QString seconds(double value)
{
    return QString::fromUtf8(numberLiteral(value)) + u" s";
}

} // namespace

SentenceDrawing::SentenceDrawing(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SentenceDrawing::setSentence(const QString &sentence)
{
    m_sentence = sentence;
    setAccessibleName(sentence);
    updateGeometry();
    update();
}

QSize SentenceDrawing::sizeHint() const
{
    return {400, heightForWidth(400)};
}

int SentenceDrawing::heightForWidth(int width) const
{
    const QRect room(0, 0, std::max(80, width - 2 * Margin), 1000);
    return pictureHeight() + fontMetrics().boundingRect(room, Qt::TextWordWrap, m_sentence).height()
        + 8;
}

void SentenceDrawing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = rect().adjusted(Margin, 0, -Margin, 0);
    paintPicture(painter, QRect(area.left(), area.top(), area.width(), pictureHeight()));
    painter.setPen(Theme::of(this).color(Theme::Role::HelpText));
    painter.drawText(area.adjusted(0, pictureHeight() + 2, 0, 0), Qt::TextWordWrap, m_sentence);
}

void TimelineView::setCheck(JsonNode check)
{
    m_grace = std::max(0.0, check["gracePeriodSeconds"].toDouble().value_or(300));
    m_interval = std::max(0.0, check["intervalSeconds"].toDouble().value_or(60));
    m_failures
        = int(std::clamp(check["maxConsecutiveFailures"].toDouble().value_or(3), 0.0, 1000.0));
    setSentence(healthTimingSentence(check));
}

void TimelineView::paintPicture(QPainter &painter, const QRect &area)
{
    const Theme theme = Theme::of(this);
    const int ticks = std::clamp(m_failures, 1, MostTicks);
    const double total = m_grace + ticks * m_interval;
    if (total <= 0)
        return;
    // Either part keeps a fifth of the width, so that neither vanishes beside the other.
    const double share = std::clamp(m_grace / total, 0.2, 0.8);
    const int y = area.top() + 22;
    const int split = area.left() + int(area.width() * share);
    painter.setPen(QPen(theme.color(Theme::Role::Good), 4));
    painter.drawLine(area.left() + 2, y, split, y);
    painter.setPen(QPen(theme.color(Theme::Role::Warning), 4));
    painter.drawLine(split, y, area.right() - 6, y);
    const double step = double(area.right() - 6 - split) / ticks;
    painter.setPen(QPen(theme.color(Theme::Role::Error), 2, Qt::SolidLine, Qt::RoundCap));
    for (int tick = 1; tick <= ticks; ++tick) {
        const QPointF at(split + tick * step, y);
        painter.drawLine(at + QPointF(-4, -4), at + QPointF(4, 4));
        painter.drawLine(at + QPointF(-4, 4), at + QPointF(4, -4));
    }
    painter.setPen(theme.color(Theme::Role::HelpText));
    painter.drawText(QRect(area.left(), area.top(), split - area.left(), 16), Qt::AlignLeft,
        fontMetrics().elidedText(
            tr("start-up, %1").arg(seconds(m_grace)), Qt::ElideRight, split - area.left() - 4));
    painter.drawText(QRect(split, area.top(), area.right() - split, 16), Qt::AlignLeft,
        tr("%1 × %2").arg(QString::number(m_failures), seconds(m_interval)));
}

void RolloutView::setRollout(int instances, const RolloutNumbers &numbers, const QString &sentence)
{
    m_instances = instances;
    m_numbers = numbers;
    setSentence(sentence);
}

void RolloutView::paintPicture(QPainter &painter, const QRect &area)
{
    if (m_instances <= 0)
        return;
    const Theme theme = Theme::of(this);
    const int wanted = std::min(m_instances, MostSquares);
    const double scale = double(wanted) / m_instances;
    const int floorSquares = std::clamp(int(m_numbers.healthyFloor * scale + 0.5), 0, wanted);
    const int extra = int(m_numbers.extra * scale + 0.5);
    const int killed = wanted - floorSquares;
    const int firstNew = std::min(wanted, killed + extra);
    struct Frame
    {
        int old;
        int fresh;
    };
    const std::array<Frame, 4> frames{Frame{wanted, 0}, Frame{floorSquares, 0},
        Frame{std::max(0, floorSquares), firstNew}, Frame{0, wanted}};
    const int frameWidth = area.width() / int(frames.size());
    const int size = std::clamp((frameWidth - 28) / std::max(1, wanted + extra) - 3, 4, 12);
    for (size_t i = 0; i < frames.size(); ++i) {
        int x = area.left() + int(i) * frameWidth;
        const auto squares = [&](int count, bool isNew) {
            for (int n = 0; n < count; ++n, x += size + 3) {
                const QRectF box(x + 0.5, area.top() + 14.5, size, size);
                painter.setPen(
                    QPen(theme.color(isNew ? Theme::Role::Good : Theme::Role::ControlBorder), 1.5));
                painter.setBrush(
                    isNew ? QBrush(Qt::NoBrush) : QBrush(theme.color(Theme::Role::ControlBorder)));
                painter.drawRect(box);
            }
        };
        squares(frames[i].old, false);
        squares(frames[i].fresh, true);
        if (i + 1 < frames.size()) {
            painter.setPen(theme.color(Theme::Role::HelpText));
            painter.drawText(
                QRect(area.left() + int(i + 1) * frameWidth - 20, area.top() + 8, 16, 20),
                Qt::AlignCenter, u"→"_s);
        }
    }
}

} // namespace Pinion

#include "moc_timelineview.cpp"
