// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/enveditor.h"

#include "json/jsonstring.h"
#include "ui/form/appreading.h"
#include "ui/form/envpaste.h"
#include "ui/form/pastedialog.h"
#include "ui/form/treescript.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Pinion {

EnvEditor::EnvEditor(
    FormBinder &formBinder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : TableEditor(formBinder, spec, std::move(pointer), parent)
    , m_filter(new QLineEdit(this))
    , m_sort(addButton(tr("Sort A–Z")))
    , m_reveal(addButton(tr("Show hidden values")))
    , m_paste(addButton(tr("Paste many…")))
{
    m_filter->setPlaceholderText(tr("Filter variables…"));
    m_filter->setAccessibleName(tr("Filter variables"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumHeight(28);
    column()->insertWidget(0, m_filter);
    proxy()->setFilterKeyColumn(-1);
    proxy()->setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy()->setFilterRole(Qt::EditRole);
    m_sort->setCheckable(true);
    m_sort->setToolTip(tr("Only the view is sorted; the file keeps its order"));
    m_reveal->setCheckable(true);
    m_paste->setToolTip(tr("Lines of a .env file, export commands or a JSON object"));
    connect(
        m_filter, &QLineEdit::textChanged, proxy(), &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { updateButtons(); });
    connect(m_sort, &QPushButton::toggled, this, [this](bool isSorted) {
        proxy()->sort(isSorted ? 0 : -1);
        updateButtons();
    });
    connect(m_reveal, &QPushButton::toggled, this,
        [this](bool isShown) { model()->setRevealed(isShown); });
    connect(m_paste, &QPushButton::clicked, this,
        [this] { openPaste(QGuiApplication::clipboard()->text()); });
    updateButtons();
}

CellDelegate::Choice EnvEditor::choices(const QModelIndex &source) const
{
    const TableColumn &column = model()->columns()[source.column()];
    CellDelegate::Choice choice;
    choice.mayHaveLines
        = column.kind == TableColumn::Kind::Value && !model()->rowNode(source.row()).isObject();
    if (column.kind == TableColumn::Kind::Kind) {
        choice.isFree = false;
        choice.entries = {{tr("value"), {}}, {tr("secret"), {}}};
    } else if (column.kind == TableColumn::Kind::Value
        && model()->rowNode(source.row()).isObject()) {
        for (const QString &name : secretNames(binder().appNode()))
            choice.entries.append({name, {}});
    }
    return choice;
}

void EnvEditor::updateButtons()
{
    TableEditor::updateButtons();
    constexpr int WorthFiltering = 8;
    const bool isMany = model()->rowCount() >= WorthFiltering;
    m_filter->setVisible(isMany || !m_filter->text().isEmpty());
    m_sort->setVisible(model()->rowCount() > 1);
    m_reveal->setVisible(model()->rowCount() > 0);
    m_paste->setEnabled(binder().isEditable());
}

void EnvEditor::openPaste(const QString &text)
{
    if (!binder().isEditable())
        return;
    QStringList present;
    for (const JsonNode variable : binder().node(pointer()).children())
        present += QString::fromUtf8(variable.key());
    auto *dialog = new PasteDialog(text, present, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { takeOver(dialog->variables()); });
    dialog->open();
}

void EnvEditor::takeOver(const QList<PastedVariable> &variables)
{
    if (variables.isEmpty())
        return;
    const QString title = tr("Paste %n variable(s)", nullptr, int(variables.size()));
    binder().edit(title, [&](TreeScript &script) {
        Result<void> done;
        for (qsizetype i = 0; done && i < variables.size(); ++i)
            done = script.set(
                pointer().child(variables[i].name.toUtf8()), encodeString(variables[i].value));
        return done;
    });
}

bool EnvEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == view() && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste)) {
        openPaste(QGuiApplication::clipboard()->text());
        return true;
    }
    return TableEditor::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_enveditor.cpp"
