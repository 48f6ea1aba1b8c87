// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/diffcell.h"

#include "ui/diff/difflines.h"

#include <QFontMetricsF>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Where the value begins behind its key; 0 without one.
qsizetype valueStart(const RowCell &cell)
{
    if (!cell.isOpening || !cell.node.hasKey())
        return 0;
    return cell.node.keyRange().length() + 2;
}

Theme::Role valueRole(QByteArrayView value)
{
    if (value.startsWith('"'))
        return Theme::Role::JsonText;
    if (value.startsWith('t') || value.startsWith('f') || value.startsWith('n'))
        return Theme::Role::JsonLiteral;
    if (!value.isEmpty() && (value[0] == '-' || (value[0] >= '0' && value[0] <= '9')))
        return Theme::Role::JsonNumber;
    return Theme::Role::Text;
}

/// Draws parts of one line from left to right.
class CellPainter
{
public:
    CellPainter(QPainter &painter, const QRectF &rect, const CellLook &look)
        : m_painter(painter)
        , m_rect(rect)
        , m_look(look)
        , m_metrics(look.font)
        , m_x(rect.left() + m_metrics.horizontalAdvance(u' ') * look.depth * DiffIndent)
    { }

    void draw(const QByteArray &utf8, Theme::Role role, bool isMarked)
    {
        if (utf8.isEmpty())
            return;
        const QString text = QString::fromUtf8(utf8).replace(u'\t', u' ');
        QFont font = m_look.font;
        font.setBold(isMarked);
        font.setUnderline(isMarked && m_look.isAfter);
        font.setStrikeOut(isMarked && !m_look.isAfter);
        // A bold face may be wider; what follows starts where this one ends.
        const qreal width = QFontMetricsF(font).horizontalAdvance(text);
        const QRectF place(m_x, m_rect.top(), width, m_rect.height());
        if (isMarked)
            m_painter.fillRect(place.adjusted(0, 1, 0, -1),
                m_look.theme.color(
                    m_look.isAfter ? Theme::Role::DiffWordAdded : Theme::Role::DiffWordRemoved));
        m_painter.setFont(font);
        m_painter.setPen(m_look.theme.color(isMarked ? Theme::Role::Text : role));
        m_painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
        m_x += width;
    }

private:
    QPainter &m_painter;
    QRectF m_rect;
    const CellLook &m_look;
    QFontMetricsF m_metrics;
    qreal m_x;
};

} // namespace

QColor cellBackground(const CellLook &look, bool hasText)
{
    switch (look.kind) {
    case RowKind::Same:
        break;
    case RowKind::Added:
    case RowKind::Removed:
    case RowKind::Changed:
        if (!hasText)
            return look.theme.color(Theme::Role::Window);
        return look.theme.color(look.isAfter ? Theme::Role::DiffAdded : Theme::Role::DiffRemoved);
    case RowKind::Moved:
        return look.theme.color(Theme::Role::DiffChanged);
    }
    return look.theme.color(Theme::Role::Base);
}

void paintCell(QPainter &painter, const QRectF &rect, const RowCell &cell, const CellLook &look)
{
    CellPainter parts(painter, rect, look);
    const qsizetype start = valueStart(cell);
    const Theme::Role role = valueRole(QByteArrayView(cell.text).sliced(start));
    parts.draw(cell.text.left(start), Theme::Role::JsonKey, false);
    qsizetype done = start;
    for (const TextRange &mark : cell.marks) {
        parts.draw(cell.text.mid(done, mark.begin - done), role, false);
        parts.draw(cell.text.mid(mark.begin, mark.length()), role, true);
        done = mark.end;
    }
    const bool hasComma = cell.text.endsWith(',') && done < cell.text.size();
    const qsizetype end = cell.text.size() - (hasComma ? 1 : 0);
    parts.draw(cell.text.mid(done, end - done), role, false);
    if (hasComma)
        parts.draw(",", Theme::Role::Text, false);
}

} // namespace Pinion
