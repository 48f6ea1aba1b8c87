// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/celldelegate.h"

#include <QComboBox>
#include <QLineEdit>

namespace Pinion {

CellDelegate::CellDelegate(Choices choices, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_choices(std::move(choices))
{ }

QWidget *CellDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QString title = index.model()->headerData(index.column(), Qt::Horizontal).toString();
    const Choice choice = m_choices ? m_choices(index) : Choice();
    QWidget *editor = nullptr;
    if (choice.entries.isEmpty()) {
        auto *line = new QLineEdit(parent);
        line->setFrame(false);
        editor = line;
    } else {
        auto *combo = new QComboBox(parent);
        combo->setEditable(choice.isFree);
        for (const Suggestion &entry : choice.entries)
            combo->addItem(entry.note.isEmpty() ? entry.value : entry.note, entry.value);
        editor = combo;
    }
    editor->setAccessibleName(title);
    editor->setAutoFillBackground(true);
    auto *manners = new ControlManners(editor);
    editor->installEventFilter(manners);
    connect(manners, &ControlManners::undoRequested, this, &CellDelegate::undoRequested);
    connect(manners, &ControlManners::redoRequested, this, &CellDelegate::redoRequested);
    return editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        if (line->text() != text)
            line->setText(text);
        return;
    }
    auto *combo = qobject_cast<QComboBox *>(editor);
    combo->setCurrentIndex(combo->findData(text));
    if (combo->isEditable())
        combo->setEditText(text);
}

void CellDelegate::setModelData(
    QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *line = qobject_cast<QLineEdit *>(editor)) {
        if (line->text() != index.data(Qt::EditRole).toString())
            model->setData(index, line->text());
        return;
    }
    const auto *combo = qobject_cast<QComboBox *>(editor);
    const int chosen = combo->currentIndex();
    const bool isEntry
        = chosen >= 0 && (!combo->isEditable() || combo->itemText(chosen) == combo->currentText());
    const QString value = isEntry ? combo->itemData(chosen).toString() : combo->currentText();
    if (value != index.data(Qt::EditRole).toString())
        model->setData(index, value);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(24, 28));
}

} // namespace Pinion

#include "moc_celldelegate.cpp"
