// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>

#include <memory>

QT_BEGIN_NAMESPACE
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace Ui {
class ShortcutsDialog;
}

namespace Pinion {

class ActionSet;
class Preferences;

/// Changes the shortcuts of actions. A key that another action has is reported, and given to the
/// new one only on demand.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(ActionSet &actions, Preferences &preferences, QWidget *parent = nullptr);
    ~ShortcutsDialog() override;

private:
    void load();
    void showCurrent();
    void keyTyped(const QKeySequence &key);
    void assign();
    [[nodiscard]] QAction *currentAction() const;
    void filter(const QString &typed);

    ActionSet &m_actions;
    Preferences &m_preferences;
    std::unique_ptr<Ui::ShortcutsDialog> m_ui;
};

/// All shortcuts on one page, for reading and printing.
void showShortcutList(const ActionSet &actions, QWidget *parent);

} // namespace Pinion
