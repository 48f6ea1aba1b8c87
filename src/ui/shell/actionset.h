// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actiontable.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QMenuBar;
class QWidget;
QT_END_NAMESPACE

namespace Pinion {

class Preferences;

/// The actions of one window, made from the action table, with the user's shortcuts.
class ActionSet : public QObject
{
    Q_OBJECT

public:
    ActionSet(Commands commands, Preferences &preferences, QWidget *window);

    [[nodiscard]] QAction *action(std::string_view id) const;
    [[nodiscard]] const QList<QAction *> &all() const { return m_actions; }
    /// Enables what makes sense now.
    void setState(Needs state);

    /// The submenus that the window fills itself.
    struct DataMenus
    {
        QMenu *recent = nullptr;
        QMenu *sections = nullptr;
        QMenu *deploy = nullptr; ///< the list of targets goes to its top
    };
    DataMenus fill(QMenuBar &bar) const;

    [[nodiscard]] static QString idOf(const QAction &action);
    /// The text without its mnemonic and dots, for lists.
    [[nodiscard]] static QString plainText(const QAction &action);
    [[nodiscard]] static QList<QKeySequence> defaultShortcuts(const ActionSpec &spec);
    /// The other action that already has one of these keys; null if there is none.
    [[nodiscard]] QAction *conflicting(
        const QAction &action, const QList<QKeySequence> &keys) const;

private:
    void applyShortcuts();

    Commands m_commands;
    Preferences &m_preferences;
    QList<QAction *> m_actions; ///< in the order of the table
    QHash<QString, QAction *> m_byId;
};

} // namespace Pinion
