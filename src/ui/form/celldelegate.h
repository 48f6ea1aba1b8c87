// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

#include <functional>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Pinion {

/// Makes the editor that fits a cell: a list for fixed values, a list with a free line for
/// suggestions, else a line. Undo and redo in it go to the document. Text of several lines does not
/// fit into a cell; for it, and for Alt+Down in a line, the delegate asks for another editor.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    struct Choice
    {
        QList<Suggestion> entries;
        bool isFree = true; ///< other text may be typed
        bool mayHaveLines = false; ///< a text that can go over several lines
    };
    /// What the cell offers; no entries mean a plain line.
    using Choices = std::function<Choice(const QModelIndex &)>;
    /// Asked before something is pasted into a line; true means that it was taken care of.
    using PasteHandler = std::function<bool(const QModelIndex &, const QLineEdit &)>;

    CellDelegate(Choices choices, QObject *parent);
    void setPasteHandler(PasteHandler handler) { m_pasteHandler = std::move(handler); }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(
        QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool eventFilter(QObject *editor, QEvent *event) override;

signals:
    /// The text of the cell, as far as it is typed, wants an editor with several lines.
    void linesRequested(const QPersistentModelIndex &index, const QString &text) const;
    void undoRequested();
    void redoRequested();

private:
    [[nodiscard]] QWidget *makeLine(QWidget *parent, const Choice &choice) const;
    [[nodiscard]] static QWidget *makeList(QWidget *parent, const Choice &choice);

    Choices m_choices;
    PasteHandler m_pasteHandler;
    mutable QPersistentModelIndex m_edited; ///< the cell whose editor is open
};

} // namespace Pinion
