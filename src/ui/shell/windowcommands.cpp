// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowcommands.h"

#include "ui/findings/problemspanel.h"
#include "ui/shell/actionset.h"
#include "ui/shell/docks.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/jumpbox.h"
#include "ui/shell/jumptargets.h"
#include "ui/shell/preferences.h"
#include "ui/shell/preferencesdialog.h"
#include "ui/shell/shortcutsdialog.h"

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>

#include <algorithm>

namespace Pinion {

WindowCommands::WindowCommands(
    Shell shell, FileCommands &files, ClusterCommands &cluster, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_files(files)
    , m_cluster(cluster)
    , m_jumpBox(new JumpBox(&shell.window))
{ }

void WindowCommands::setViewMode(ViewMode mode)
{
    if (DocumentView *view = m_shell.tabs.current())
        view->setViewMode(mode);
}

void WindowCommands::switchView()
{
    if (DocumentView *view = m_shell.tabs.current())
        view->switchView();
}

void WindowCommands::toggleProblems()
{
    toggleDock(m_shell.problemsDock);
}

void WindowCommands::toggleFiles()
{
    toggleDock(m_shell.filesDock);
}

// The panes of the document, then the docks, and around again.
void WindowCommands::focusPane(bool forward)
{
    DocumentView *view = m_shell.tabs.current();
    QList<QWidget *> panes = view ? view->panes() : QList<QWidget *>();
    const qsizetype ofDocument = panes.size();
    for (const QDockWidget *dock : m_shell.window.findChildren<QDockWidget *>()) {
        if (isInFront(*dock))
            panes.append(dock->widget());
    }
    if (panes.isEmpty())
        return;
    const QWidget *focused = QApplication::focusWidget();
    const auto current = std::find_if(panes.begin(), panes.end(),
        [focused](const QWidget *pane) { return pane == focused || pane->isAncestorOf(focused); });
    const qsizetype outside = forward ? -1 : 0;
    const qsizetype index = current == panes.end() ? outside : current - panes.begin();
    const qsizetype next = (index + (forward ? 1 : -1) + panes.size()) % panes.size();
    if (next < ofDocument)
        view->focusPane(panes.at(next));
    else
        panes.at(next)->setFocus(Qt::ShortcutFocusReason);
}

void WindowCommands::stepDocument(int by)
{
    m_shell.tabs.step(by);
}

void WindowCommands::zoom(int by)
{
    m_shell.preferences.setTextZoom(by == 0 ? 0 : m_shell.preferences.textZoom() + by);
}

void WindowCommands::toggleFullScreen()
{
    m_shell.window.setWindowState(m_shell.window.windowState() ^ Qt::WindowFullScreen);
}

void WindowCommands::resetLayout()
{
    emit layoutResetRequested();
}

void WindowCommands::quit()
{
    m_shell.window.close();
}

void WindowCommands::goTo()
{
    m_jumpBox->open(placesToGo(m_shell, m_files, m_cluster),
        tr("Go to a field, finding, document, file or app"));
}

void WindowCommands::runAnyAction()
{
    m_jumpBox->open(actionsToRun(*m_actions), tr("Run an action"));
}

void WindowCommands::preferences()
{
    (new PreferencesDialog(
         m_shell.preferences, m_shell.registries, m_shell.targets, &m_shell.window))
        ->open();
}

void WindowCommands::registryPreferences(const QString &domain)
{
    QWidget *front = QApplication::activeModalWidget();
    auto *dialog = new PreferencesDialog(
        m_shell.preferences, m_shell.registries, m_shell.targets, front ? front : &m_shell.window);
    dialog->showRegistry(domain);
    dialog->open();
}

void WindowCommands::editShortcuts()
{
    (new ShortcutsDialog(*m_actions, m_shell.preferences, &m_shell.window))->open();
}

void WindowCommands::listShortcuts()
{
    showShortcutList(*m_actions, &m_shell.window);
}

} // namespace Pinion

#include "moc_windowcommands.cpp"
