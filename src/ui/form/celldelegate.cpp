// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/celldelegate.h"

#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>

namespace Pinion {

namespace {

constexpr char LinesProperty[] = "mayHaveLines";

} // namespace

CellDelegate::CellDelegate(Choices choices, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_choices(std::move(choices))
{ }

QWidget *CellDelegate::makeLine(QWidget *parent, const Choice &choice) const
{
    auto *line = new QLineEdit(parent);
    line->setFrame(false);
    line->setProperty(LinesProperty, choice.mayHaveLines);
    if (choice.mayHaveLines)
        line->setToolTip(tr("Alt+Down: write several lines"));
    return line;
}

QWidget *CellDelegate::makeList(QWidget *parent, const Choice &choice)
{
    auto *list = new QComboBox(parent);
    list->setEditable(choice.isFree);
    list->setInsertPolicy(QComboBox::NoInsert);
    for (const Suggestion &entry : choice.entries) {
        const bool showsNote = !choice.isFree && !entry.note.isEmpty();
        list->addItem(showsNote ? entry.note : entry.value, entry.value);
        list->setItemData(list->count() - 1, entry.note, Qt::ToolTipRole);
    }
    if (QCompleter *completer = list->completer()) {
        completer->setCompletionMode(QCompleter::PopupCompletion);
        completer->setFilterMode(Qt::MatchContains);
    }
    return list;
}

QWidget *CellDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Choice choice = m_choices ? m_choices(index) : Choice();
    const QString text = index.data(Qt::EditRole).toString();
    if (choice.mayHaveLines && text.contains(u'\n')) {
        emit linesRequested(index, text);
        return nullptr;
    }
    QWidget *editor
        = choice.entries.isEmpty() ? makeLine(parent, choice) : makeList(parent, choice);
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    editor->setAutoFillBackground(true);
    auto *manners = new ControlManners(editor);
    editor->installEventFilter(manners);
    connect(manners, &ControlManners::undoRequested, this, &CellDelegate::undoRequested);
    connect(manners, &ControlManners::redoRequested, this, &CellDelegate::redoRequested);
    m_edited = index;
    return editor;
}

bool CellDelegate::eventFilter(QObject *editor, QEvent *event)
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || event->type() != QEvent::KeyPress)
        return QStyledItemDelegate::eventFilter(editor, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool wantsLines = line->property(LinesProperty).toBool()
        && key->keyCombination() == (Qt::ALT | Qt::Key_Down);
    if (wantsLines) {
        const QPersistentModelIndex index = m_edited;
        const QString text = line->text();
        emit closeEditor(line, NoHint);
        emit linesRequested(index, text);
        return true;
    }
    if (m_pasteHandler && key->matches(QKeySequence::Paste) && m_pasteHandler(m_edited, *line)) {
        emit closeEditor(line, NoHint);
        return true;
    }
    return QStyledItemDelegate::eventFilter(editor, event);
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
