// SPDX-License-Identifier: GPL-3.0-or-later
// What keys, menu and mouse do to the rows of a TableEditor.
#include "ui/form/linesdialog.h"
#include "ui/form/tableeditor.h"

#include <QKeyEvent>
#include <QMenu>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Pinion {

void TableEditor::addRow()
{
    if (!m_isEditable)
        return;
    const int row = m_model->addRow();
    if (row < 0)
        return;
    updateButtons();
    const int first = m_model->columns().first().kind == TableColumn::Kind::Index ? 1 : 0;
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(row, first));
    m_view->setFocus();
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    if (m_view->isVisible() && (m_proxy->flags(index) & Qt::ItemIsEditable))
        m_view->edit(index);
}

void TableEditor::removeSelected()
{
    std::set<int> rows;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes())
        rows.insert(m_proxy->mapToSource(index).row());
    if (rows.empty() && currentRow() >= 0)
        rows.insert(currentRow());
    if (rows.empty() || !m_isEditable)
        return;
    const int next = *rows.begin();
    m_model->removeRows(QList<int>(rows.begin(), rows.end()));
    if (m_model->rowCount() > 0) {
        const int row = std::min(next, m_model->rowCount() - 1);
        m_view->setCurrentIndex(m_proxy->mapFromSource(m_model->index(row, 0)));
    }
    updateButtons();
}

bool TableEditor::canMove() const
{
    return m_isEditable && m_proxy->sortColumn() < 0
        && m_proxy->filterRegularExpression().pattern().isEmpty();
}

void TableEditor::moveCurrent(int by)
{
    const int row = currentRow();
    const int target = row + by;
    if (row < 0 || target < 0 || target >= m_model->rowCount() || !canMove())
        return;
    const int column = m_view->currentIndex().column();
    m_model->moveRowsBefore({row}, by > 0 ? target + 1 : target);
    m_view->setCurrentIndex(m_proxy->mapFromSource(m_model->index(target, column)));
}

/// A value with line breaks, in a window of its own.
void TableEditor::editLines(const QPersistentModelIndex &cell, const QString &text)
{
    if (!cell.isValid() || !m_isEditable)
        return;
    const QModelIndex first = cell.sibling(cell.row(), 0);
    const QString name
        = first == cell ? Pinion::text(spec().label) : first.data(Qt::EditRole).toString();
    auto *dialog = new LinesDialog(name, text, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, cell] {
        if (cell.isValid())
            m_proxy->setData(cell, dialog->text());
    });
    dialog->open();
}

void TableEditor::addMenuActions(QMenu &menu)
{
    const int row = currentRow();
    if (row < 0)
        return;
    const QPersistentModelIndex cell = m_view->currentIndex();
    const bool mayEdit = m_isEditable && (cell.flags() & Qt::ItemIsEditable);
    menu.addAction(tr("Edit cell"), this, [this, cell] { m_view->edit(cell); })
        ->setEnabled(mayEdit);
    if (choices(m_proxy->mapToSource(cell)).mayHaveLines)
        menu.addAction(tr("Edit in several lines…"), this,
                [this, cell] { editLines(cell, cell.data(Qt::EditRole).toString()); })
            ->setEnabled(mayEdit);
    menu.addAction(tr("Move up"), this, [this] { moveCurrent(-1); })
        ->setEnabled(canMove() && row > 0);
    menu.addAction(tr("Move down"), this, [this] { moveCurrent(1); })
        ->setEnabled(canMove() && row + 1 < m_model->rowCount());
    menu.addAction(tr("Remove"), this, &TableEditor::removeSelected)->setEnabled(m_isEditable);
    menu.addSeparator();
}

bool TableEditor::handleKey(QKeyEvent *event)
{
    const bool isAlt = event->modifiers() == Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Insert:
        addRow();
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        removeSelected();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isAlt)
            moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
        return isAlt;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() != Qt::NoModifier || !m_isEditable)
            return false;
        m_view->edit(m_view->currentIndex());
        return true;
    default:
        return false;
    }
}

} // namespace Pinion
