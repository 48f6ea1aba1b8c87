// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsdialog.h"

#include "ui_shortcutsdialog.h"

#include "ui/shell/actionset.h"
#include "ui/shell/fuzzymatch.h"
#include "ui/shell/preferences.h"
#include "ui/shell/textdialog.h"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Pinion {

ShortcutsDialog::ShortcutsDialog(ActionSet &actions, Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_preferences(preferences)
    , m_ui(std::make_unique<Ui::ShortcutsDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ui->list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    load();
    connect(m_ui->list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_ui->filter, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(m_ui->key, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::keyTyped);
    connect(m_ui->assign, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_ui->clear, &QPushButton::clicked, this, [this] { m_ui->key->clear(); });
    connect(m_ui->buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
        [this] { m_preferences.resetShortcuts(); });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // The actions hear of it first: they were connected before.
    connect(&preferences, &Preferences::shortcutsChanged, this, &ShortcutsDialog::load);
    m_ui->filter->setFocus();
}

ShortcutsDialog::~ShortcutsDialog() = default;

void ShortcutsDialog::load()
{
    const QAction *current = currentAction();
    m_ui->list->clear();
    for (QAction *action : m_actions.all()) {
        const QString keys
            = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        auto *item = new QTreeWidgetItem(m_ui->list, {ActionSet::plainText(*action), keys});
        item->setData(0, Qt::UserRole, QVariant::fromValue(action));
        if (action == current)
            m_ui->list->setCurrentItem(item);
    }
    filter(m_ui->filter->text());
    showCurrent();
}

QAction *ShortcutsDialog::currentAction() const
{
    const QTreeWidgetItem *item = m_ui->list->currentItem();
    return item ? item->data(0, Qt::UserRole).value<QAction *>() : nullptr;
}

void ShortcutsDialog::filter(const QString &typed)
{
    for (int row = 0; row < m_ui->list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_ui->list->topLevelItem(row);
        const QString text = item->text(0) + u' ' + item->text(1);
        item->setHidden(!fuzzyScore(typed, text));
    }
}

void ShortcutsDialog::showCurrent()
{
    const QAction *action = currentAction();
    m_ui->key->setEnabled(action);
    m_ui->clear->setEnabled(action);
    m_ui->key->setKeySequence(action ? action->shortcut() : QKeySequence());
    keyTyped(m_ui->key->keySequence());
}

void ShortcutsDialog::keyTyped(const QKeySequence &key)
{
    const QAction *action = currentAction();
    m_ui->assign->setEnabled(action && key != action->shortcut());
    m_ui->assign->setText(tr("Assign"));
    m_ui->conflict->clear();
    if (!action || key.isEmpty())
        return;
    if (const QAction *other = m_actions.conflicting(*action, {key})) {
        m_ui->conflict->setText(
            tr("%1 already belongs to “%2”.")
                .arg(key.toString(QKeySequence::NativeText), ActionSet::plainText(*other)));
        m_ui->assign->setText(tr("Take it from there"));
    }
}

void ShortcutsDialog::assign()
{
    QAction *action = currentAction();
    const QKeySequence key = m_ui->key->keySequence();
    if (!action)
        return;
    if (const QAction *other = m_actions.conflicting(*action, {key})) {
        QList<QKeySequence> left = other->shortcuts();
        left.removeAll(key);
        m_preferences.setShortcuts(ActionSet::idOf(*other), left);
    }
    m_preferences.setShortcuts(
        ActionSet::idOf(*action), key.isEmpty() ? QList<QKeySequence>() : QList{key});
}

void showShortcutList(const ActionSet &actions, QWidget *parent)
{
    QString rows;
    for (const QAction *action : actions.all()) {
        if (action->shortcuts().isEmpty())
            continue;
        const QString keys
            = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        rows += u"<tr><td>%1&nbsp;&nbsp;&nbsp;&nbsp;</td><td><b>%2</b></td></tr>"_s.arg(
            ActionSet::plainText(*action).toHtmlEscaped(), keys.toHtmlEscaped());
    }
    rows += u"<tr><td>%1&nbsp;&nbsp;&nbsp;&nbsp;</td><td><b>Alt+1 … Alt+0</b></td></tr>"_s.arg(
        ShortcutsDialog::tr("Sections of the form").toHtmlEscaped());
    auto *dialog = new TextDialog(ShortcutsDialog::tr("Keyboard"), parent);
    dialog->setHtml(u"<table cellpadding=\"3\">%1</table>"_s.arg(rows));
    dialog->show();
}

} // namespace Pinion

#include "moc_shortcutsdialog.cpp"
