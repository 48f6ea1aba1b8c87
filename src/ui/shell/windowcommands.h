// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell.h"
#include "ui/shell/viewmode.h"

#include <QObject>

namespace Pinion {

class ActionSet;
class ClusterCommands;
class FileCommands;
class JumpBox;

/// What the View menu does, and the boxes and dialogs about the window itself.
class WindowCommands : public QObject
{
    Q_OBJECT

public:
    WindowCommands(Shell shell, FileCommands &files, ClusterCommands &cluster, QObject *parent);
    /// The action lists need it; it needs the commands first.
    void setActions(ActionSet &actions) { m_actions = &actions; }

    void setViewMode(ViewMode mode);
    void switchView();
    void toggleProblems();
    void toggleFiles();
    void focusPane(bool forward);
    void stepDocument(int by);
    /// Text size: 1 larger, -1 smaller, 0 as the system has it.
    void zoom(int by);
    void toggleFullScreen();
    void resetLayout();
    void quit();

    void goTo();
    void runAnyAction();
    void preferences();
    /// The preferences of one registry, in front of whatever asked for them.
    void registryPreferences(const QString &domain);
    void editShortcuts();
    void listShortcuts();

signals:
    void layoutResetRequested();

private:
    Shell m_shell;
    FileCommands &m_files;
    ClusterCommands &m_cluster;
    ActionSet *m_actions = nullptr;
    JumpBox *m_jumpBox;
};

} // namespace Pinion
