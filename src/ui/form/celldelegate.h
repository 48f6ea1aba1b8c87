// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"

#include <QStyledItemDelegate>

#include <functional>

namespace Pinion {

/// Makes the editor that fits a cell: a list for fixed values, a list with a free line for
/// suggestions, else a line. Undo and redo in it go to the document.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    struct Choice
    {
        QList<Suggestion> entries;
        bool isFree = true; ///< other text may be typed
    };
    /// What the cell offers; no entries mean a plain line.
    using Choices = std::function<Choice(const QModelIndex &)>;

    CellDelegate(Choices choices, QObject *parent);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(
        QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

signals:
    void undoRequested();
    void redoRequested();

private:
    Choices m_choices;
};

} // namespace Pinion
