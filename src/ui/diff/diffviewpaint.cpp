// SPDX-License-Identifier: GPL-3.0-or-later
// What a DiffView looks like.
#include "ui/diff/diffcell.h"
#include "ui/diff/diffview.h"

#include <QFontMetrics>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int OverviewWidth = 6;
constexpr int LongestValue = 60;

/// Signs beside the colours.
QString signOf(RowKind kind, bool isAfter)
{
    switch (kind) {
    case RowKind::Same:
        return {};
    case RowKind::Added:
    case RowKind::Removed:
    case RowKind::Changed:
        return isAfter ? u"+"_s : u"−"_s;
    case RowKind::Moved:
        return u"↕"_s;
    }
    return {};
}

QString shortened(const QString &text)
{
    if (text.size() <= LongestValue)
        return text;
    return text.left(LongestValue / 2) + u'…' + text.right(LongestValue / 2 - 1);
}

/// The part of a long text around the place where it begins to differ.
QString around(const QString &text, qsizetype place)
{
    if (text.size() <= LongestValue)
        return text;
    const qsizetype begin = std::clamp<qsizetype>(place - LongestValue / 3, 0, text.size());
    const QString part = text.mid(begin, LongestValue);
    return (begin > 0 ? u"…"_s : QString()) + part
        + (begin + part.size() < text.size() ? u"…"_s : QString());
}

QString fromTo(const QString &before, const QString &after)
{
    const auto shorter = std::min(before.size(), after.size());
    qsizetype same = 0;
    while (same < shorter && before[same] == after[same])
        ++same;
    return around(before, same) + u" → "_s + around(after, same);
}

} // namespace

void DiffView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme theme = Theme::of(this);
    painter.fillRect(viewport()->rect(), theme.color(Theme::Role::Base));
    const int first = verticalScrollBar()->value();
    const int count = int(m_lines.lines().size());
    for (int i = first; i < count; ++i) {
        const QRect rect(0, (i - first) * m_lineHeight, viewport()->width(), m_lineHeight);
        if (rect.top() > viewport()->height())
            break;
        paintLine(painter, i, rect);
    }
    if (count > visibleLines())
        paintOverview(painter);
}

void DiffView::paintLine(QPainter &painter, int index, const QRect &rect) const
{
    const DiffLine &line = m_lines.lines()[size_t(index)];
    const Theme theme = Theme::of(this);
    switch (line.type) {
    case DiffLine::Type::Title:
    case DiffLine::Type::Fold:
        paintBanner(painter, line, rect);
        break;
    case DiffLine::Type::Both: {
        const int half = rect.width() / 2;
        paintSide(painter, line, false, {rect.left(), rect.top(), half, rect.height()});
        paintSide(painter, line, true,
            {rect.left() + half, rect.top(), rect.width() - half, rect.height()});
        painter.setPen(theme.color(Theme::Role::ControlBorder));
        painter.drawLine(half, rect.top(), half, rect.bottom());
        break;
    }
    case DiffLine::Type::Before:
    case DiffLine::Type::After:
        paintSide(painter, line, line.type == DiffLine::Type::After, rect);
        break;
    }
    if (index != m_current)
        return;
    painter.setPen(theme.color(hasFocus() ? Theme::Role::Advice : Theme::Role::ControlBorder));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

void DiffView::paintSide(
    QPainter &painter, const DiffLine &line, bool isAfter, const QRect &rect) const
{
    const DiffRow &row = m_lines.row(line);
    const RowCell &cell = isAfter ? row.after : row.before;
    const CellLook look{Theme::of(this), m_font, isAfter, row.kind, row.depth};
    painter.fillRect(rect, cellBackground(look, cell.node.exists()));
    if (!cell.node)
        return;
    const int gutter = gutterWidth();
    const int sign = QFontMetrics(m_font).horizontalAdvance(u'M') + 8;
    painter.setFont(m_font);
    painter.setPen(look.theme.color(Theme::Role::HelpText));
    const qsizetype number = isAfter ? m_lines.texts()->documentLine(line.difference, cell.node)
                                     : m_lines.texts()->otherLine(line.difference, cell.node);
    if (number > 0 && cell.isOpening)
        painter.drawText(QRect(rect.left(), rect.top(), gutter - sign, rect.height()),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
    painter.setPen(look.theme.color(Theme::Role::Text));
    painter.drawText(QRect(rect.left() + gutter - sign, rect.top(), sign, rect.height()),
        Qt::AlignCenter, signOf(row.kind, isAfter));
    painter.save();
    const QRect text = rect.adjusted(gutter, 0, -OverviewWidth - 2, 0);
    painter.setClipRect(text);
    paintCell(painter, QRectF(text).translated(-horizontalScrollBar()->value(), 0), cell, look);
    painter.restore();
}

void DiffView::paintBanner(QPainter &painter, const DiffLine &line, const QRect &rect) const
{
    const Theme theme = Theme::of(this);
    const bool isTitle = line.type == DiffLine::Type::Title;
    painter.fillRect(
        rect, theme.color(isTitle ? Theme::Role::SelectionBand : Theme::Role::InfoBar));
    QFont bannerFont = font();
    bannerFont.setBold(isTitle);
    painter.setFont(bannerFont);
    painter.setPen(theme.color(isTitle ? Theme::Role::Text : Theme::Role::HelpText));
    QString text = titleOf(line.difference);
    if (!isTitle) {
        text = tr("⋯ %n equal line(s)", nullptr, int(line.fold.size()));
        if (!line.fold.path.isEmpty())
            text += u" · "_s + line.fold.path;
    }
    const QRect inside = rect.adjusted(isTitle ? 8 : gutterWidth(), 0, -8, 0);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(bannerFont).elidedText(text, Qt::ElideMiddle, inside.width()));
}

/// Where the changes are, over the whole length.
void DiffView::paintOverview(QPainter &painter) const
{
    const Theme theme = Theme::of(this);
    const int left = viewport()->width() - OverviewWidth;
    painter.fillRect(
        QRect(left, 0, OverviewWidth, viewport()->height()), theme.color(Theme::Role::Window));
    const auto count = double(m_lines.lines().size());
    for (size_t i = 0; i < m_lines.lines().size(); ++i) {
        const DiffLine &line = m_lines.lines()[i];
        const bool isRow = line.type != DiffLine::Type::Title && line.type != DiffLine::Type::Fold;
        if (!isRow || m_lines.row(line).kind == RowKind::Same)
            continue;
        const RowKind kind = m_lines.row(line).kind;
        const Theme::Role role = kind == RowKind::Added ? Theme::Role::Good
            : kind == RowKind::Removed                  ? Theme::Role::Error
                                                        : Theme::Role::Warning;
        const int top = int(double(i) / count * viewport()->height());
        painter.fillRect(QRect(left, top, OverviewWidth, 3), theme.color(role));
    }
}

int DiffView::gutterWidth() const
{
    const QFontMetrics metrics(m_font);
    const qsizetype lines = m_lines.texts() ? m_lines.texts()->document().lines.lineCount() : 1;
    const auto digits = QString::number(std::max<qsizetype>(lines, 100)).size();
    return metrics.horizontalAdvance(u'0') * int(digits) + metrics.horizontalAdvance(u'M') + 12;
}

QString DiffView::titleOf(int difference) const
{
    const DefinitionDifference &at = m_lines.texts()->comparison().differences[size_t(difference)];
    switch (at.kind) {
    case ChangeKind::Added:
        return tr("%1 – new").arg(at.id);
    case ChangeKind::Removed:
        return tr("%1 – gone").arg(at.id);
    case ChangeKind::Changed:
    case ChangeKind::Moved:
        break;
    }
    return tr("%1 – %n change(s)", nullptr, int(at.comparison.changes().size())).arg(at.id);
}

QString changeValues(const ComparedTexts &texts, ChangeIndex index)
{
    const Change *change = texts.change(index);
    if (!change)
        return texts.difference(index).kind == ChangeKind::Added ? DiffView::tr("new")
                                                                 : DiffView::tr("gone");
    const IsHidden isHidden = texts.isHidden();
    const auto value
        = [&isHidden](JsonNode node) { return QString::fromUtf8(shownValue(node, isHidden)); };
    switch (change->kind) {
    case ChangeKind::Added:
        return u"+ "_s + shortened(value(change->after));
    case ChangeKind::Removed:
        return u"− "_s + shortened(value(change->before));
    case ChangeKind::Changed:
        return fromTo(value(change->before), value(change->after));
    case ChangeKind::Moved:
        return DiffView::tr("place %1 → place %2")
            .arg(change->before.indexInParent() + 1)
            .arg(change->after.indexInParent() + 1);
    }
    return {};
}

QString changeText(const ComparedTexts &texts, ChangeIndex index)
{
    const Change *change = texts.change(index);
    const QString name = change ? change->label : texts.difference(index).id;
    return name + u": "_s + changeValues(texts, index);
}

} // namespace Pinion
