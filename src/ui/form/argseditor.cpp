// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/argseditor.h"

#include "ui/form/shellwords.h"
#include "ui/form/splitdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString clipboardText()
{
    return QGuiApplication::clipboard()->text().trimmed();
}

} // namespace

ArgsEditor::ArgsEditor(
    FormBinder &formBinder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : TableEditor(formBinder, spec, std::move(pointer), parent)
    , m_paste(addButton(tr("Paste command line…")))
{
    m_paste->setToolTip(tr("Splits it into arguments where a shell would"));
    connect(m_paste, &QPushButton::clicked, this,
        [this] { openSplit(clipboardText(), model()->rowCount(), false); });
    delegate()->setPasteHandler(
        [this](const QModelIndex &cell, const QLineEdit &line) { return pasteInto(cell, line); });
    updateButtons();
}

void ArgsEditor::updateButtons()
{
    TableEditor::updateButtons();
    m_paste->setEnabled(binder().isEditable());
}

void ArgsEditor::openSplit(const QString &text, int row, bool isInPlace)
{
    if (!binder().isEditable())
        return;
    auto *dialog = new SplitDialog(text, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row, isInPlace] {
        const int present = model()->rowCount(); // the file may have changed meanwhile
        model()->insertValues(qMin(row, present), dialog->values(), isInPlace && row < present);
    });
    dialog->open();
}

/// Into an empty line, text that a shell would split; anything else is pasted as it is.
bool ArgsEditor::pasteInto(const QModelIndex &cell, const QLineEdit &line)
{
    const QString text = clipboardText();
    if (!line.text().isEmpty() || splitShellWords(text).words.size() < 2)
        return false;
    openSplit(text, proxy()->mapToSource(cell).row(), true);
    return true;
}

bool ArgsEditor::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPaste = watched == view() && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste);
    if (!isPaste)
        return TableEditor::eventFilter(watched, event);
    const QModelIndex current = view()->currentIndex();
    const int row = current.isValid() ? proxy()->mapToSource(current).row() + 1 : 0;
    openSplit(clipboardText(), row, false);
    return true;
}

} // namespace Pinion

#include "moc_argseditor.cpp"
