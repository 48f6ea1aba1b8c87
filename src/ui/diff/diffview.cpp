// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/diffview.h"

#include "ui/shell/appearance.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

DiffView::DiffView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"changesText"_s);
    setAccessibleName(tr("Both texts"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setZoom(0);
}

void DiffView::setTexts(std::shared_ptr<const ComparedTexts> texts)
{
    // A new comparison of the same document keeps the reader's place.
    const std::optional<ChangeIndex> kept = currentChange();
    m_lines.setTexts(std::move(texts));
    m_isReadToEnd = false;
    m_current = 0;
    relayOut();
    if (kept && m_lines.texts() && m_lines.lineOf(*kept) >= 0)
        m_current = m_lines.lineOf(*kept);
    else if (const int first = m_lines.nextChanged(-1, 1); first >= 0)
        m_current = first;
    noteEnd();
    describe();
    emit currentChangeChanged();
}

void DiffView::setShowsFilledIn(bool shows)
{
    m_lines.setShowsFilledIn(shows);
    relayOut();
}

void DiffView::setColumns(Columns columns)
{
    m_columns = columns;
    relayOut();
}

void DiffView::setZoom(int steps)
{
    m_font = fixedFont(steps);
    m_lineHeight = QFontMetrics(m_font).height() + 4;
    relayOut();
}

void DiffView::toggleFolds()
{
    const std::optional<ChangeIndex> kept = currentChange();
    m_lines.setExpandsAll(!m_lines.expandsAll());
    relayOut();
    if (kept)
        showChange(*kept);
}

bool DiffView::stepChange(int direction)
{
    const int next = m_lines.nextChanged(m_current, direction);
    if (next < 0)
        return false;
    setCurrent(next);
    return true;
}

void DiffView::showChange(ChangeIndex change)
{
    if (currentChange() == change)
        return;
    if (const int line = m_lines.lineOf(change); line >= 0)
        setCurrent(line);
}

std::optional<ChangeIndex> DiffView::currentChange() const
{
    return m_lines.texts() ? m_lines.changeAt(m_current) : std::nullopt;
}

// ---- layout

void DiffView::relayOut()
{
    const bool fits = viewport()->width() >= RoomForTwo;
    m_lines.setColumns(m_columns == Columns::AsFits ? fits : m_columns == Columns::Two);
    m_current = std::clamp(m_current, 0, std::max(0, int(m_lines.lines().size()) - 1));
    updateScrollBars();
    viewport()->update();
    emit laidOut();
}

int DiffView::visibleLines() const
{
    return std::max(1, viewport()->height() / m_lineHeight);
}

void DiffView::updateScrollBars()
{
    const int count = int(m_lines.lines().size());
    verticalScrollBar()->setPageStep(visibleLines());
    verticalScrollBar()->setRange(0, std::max(0, count - visibleLines()));
    const int side = viewport()->width() / (m_lines.areTwoColumns() ? 2 : 1) - gutterWidth();
    const int widest = QFontMetrics(m_font).averageCharWidth() * (m_lines.longest() + 2);
    horizontalScrollBar()->setPageStep(std::max(1, side));
    horizontalScrollBar()->setRange(0, std::max(0, widest - side));
    horizontalScrollBar()->setSingleStep(QFontMetrics(m_font).averageCharWidth() * 4);
}

void DiffView::setCurrent(int line)
{
    const int count = int(m_lines.lines().size());
    if (count == 0)
        return;
    const std::optional<ChangeIndex> before = currentChange();
    m_current = std::clamp(line, 0, count - 1);
    // A change that is gone to stands in the upper third, with what comes before it.
    const int top = verticalScrollBar()->value();
    if (m_current < top || m_current >= top + visibleLines())
        verticalScrollBar()->setValue(m_current - visibleLines() / 3);
    viewport()->update();
    describe();
    if (before != currentChange())
        emit currentChangeChanged();
}

/// Screen readers read the description of what has the focus.
void DiffView::describe()
{
    const std::optional<ChangeIndex> change = currentChange();
    setAccessibleDescription(
        change ? changeText(*m_lines.texts(), *change) : tr("No change on this line"));
}

void DiffView::noteEnd()
{
    const bool isAtEnd
        = m_lines.texts() && verticalScrollBar()->value() == verticalScrollBar()->maximum();
    if (!isAtEnd || m_isReadToEnd || !isVisible())
        return;
    m_isReadToEnd = true;
    emit readToEnd();
}

// ---- input

void DiffView::activate(int line)
{
    if (line < 0 || line >= int(m_lines.lines().size()))
        return;
    const DiffLine at = m_lines.lines()[size_t(line)];
    if (at.type == DiffLine::Type::Fold) {
        m_lines.expand(at);
        relayOut();
        return;
    }
    if (at.type == DiffLine::Type::Title)
        return;
    const DiffRow &row = m_lines.row(at);
    const Comparison &comparison
        = m_lines.texts()->comparison().differences[size_t(at.difference)].comparison;
    if (const JsonNode source = comparison.after().source(row.after.node))
        emit jumpRequested(source.pointer(), source.memberRange());
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return setCurrent(m_current - 1);
    case Qt::Key_Down:
        return setCurrent(m_current + 1);
    case Qt::Key_PageUp:
        return setCurrent(m_current - visibleLines());
    case Qt::Key_PageDown:
        return setCurrent(m_current + visibleLines());
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(int(m_lines.lines().size()) - 1);
    case Qt::Key_F7:
        stepChange(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier)
            break; // Ctrl+Enter is the dialog's
        return activate(m_current);
    case Qt::Key_E:
        return toggleFolds();
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

int DiffView::lineAt(QPoint position) const
{
    return verticalScrollBar()->value() + position.y() / m_lineHeight;
}

void DiffView::mousePressEvent(QMouseEvent *event)
{
    const int line = lineAt(event->pos());
    if (line >= int(m_lines.lines().size()))
        return;
    if (m_lines.lines()[size_t(line)].type == DiffLine::Type::Fold)
        activate(line);
    else
        setCurrent(line);
}

void DiffView::mouseDoubleClickEvent(QMouseEvent *event)
{
    activate(lineAt(event->pos()));
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayOut();
    noteEnd();
}

void DiffView::scrollContentsBy(int, int)
{
    viewport()->update();
    noteEnd();
}

void DiffView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void DiffView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DiffView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace Pinion

#include "moc_diffview.cpp"
