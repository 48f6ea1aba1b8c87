// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the window together.
#include "document/workspace.h"
#include "ui/cluster/clustercommands.h"
#include "ui/cluster/targetimages.h"
#include "ui/deploy/activitypanel.h"
#include "ui/deploy/deploycommands.h"
#include "ui/deploy/deploypanel.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/findings/problemspanel.h"
#include "ui/history/historycommands.h"
#include "ui/prepull/prepullcommands.h"
#include "ui/registry/imagecommands.h"
#include "ui/shell/docks.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/editcommands.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/helpcommands.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/messagebar.h"
#include "ui/shell/preferences.h"
#include "ui/shell/startpage.h"
#include "ui/shell/statusfields.h"
#include "ui/shell/windowcommands.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targetcommands.h"
#include "ui/targets/targetlink.h"
#include "ui/targets/targetmenu.h"
#include "ui/targets/targetstrip.h"
#include "ui/targets/windowicon.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

void MainWindow::createCentral()
{
    auto *central = new QWidget(this);
    m_bar = new MessageBar(central);
    m_bar->setObjectName(u"windowBar"_s);
    m_strip = new TargetStrip(*m_targetLink, central);
    m_tabs = new DocumentTabs(m_workspace, m_preferences, central);
    auto *lines = new QVBoxLayout(central);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_strip);
    lines->addWidget(m_bar);
    lines->addWidget(m_tabs, 1);
    setCentralWidget(central);
}

void MainWindow::createDocks()
{
    m_problems = new ProblemsPanel(this);
    m_problems->setFocusProxy(&m_problems->view());
    m_problemsDock
        = addDock(tr("Problems"), u"problemsDock"_s, *m_problems, Qt::BottomDockWidgetArea);
    m_filesPanel = new FilesPanel(this);
    m_filesDock = addDock(tr("Files"), u"filesDock"_s, *m_filesPanel, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_reviewCommands = new ReviewCommands(*this, *m_bar, *m_targetLink, *m_deployments);
    m_deployPanel = new DeployPanel(*m_deployments, *m_targetLink, this);
    m_deployDock
        = addDock(tr("Deployments"), u"deployDock"_s, *m_deployPanel, Qt::BottomDockWidgetArea);
    auto *activity = new ActivityPanel(m_targets.activity(), this);
    m_activityDock
        = addDock(tr("Activity"), u"activityDock"_s, *activity, Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_problemsDock, &m_reviewCommands->dock());
    tabifyDockWidget(&m_reviewCommands->dock(), m_deployDock);
    tabifyDockWidget(m_deployDock, m_activityDock);
}

QDockWidget *MainWindow::addDock(
    const QString &title, const QString &objectName, QWidget &panel, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(objectName);
    dock->setWidget(&panel);
    addDockWidget(area, dock);
    dock->hide();
    return dock;
}

QList<QDockWidget *> MainWindow::docks() const
{
    return {m_problemsDock, m_filesDock, &m_reviewCommands->dock(), m_deployDock, m_activityDock,
        &m_clusterCommands->dock(), &m_historyCommands->dock()};
}

void MainWindow::createCommands()
{
    const Shell shell{*this, m_workspace, m_preferences, m_registries, m_targets, *m_tabs, *m_bar,
        *m_problemsDock, *m_problems, *m_filesDock, *m_filesPanel};
    m_fileCommands = new FileCommands(shell, this);
    m_editCommands = new EditCommands(shell, this);
    m_imageCommands = new ImageCommands(shell, m_registries, this);
    m_targetCommands = new TargetCommands(shell, *m_targetLink, *m_targetMenu, this);
    m_clusterCommands = new ClusterCommands(
        shell, *m_targetLink, *m_fileCommands, *m_reviewCommands, *m_deployments, this);
    m_historyCommands
        = new HistoryCommands(shell, *m_targetLink, *m_fileCommands, *m_clusterCommands, this);
    tabifyDockWidget(m_deployDock, &m_historyCommands->dock());
    new TargetImages(*m_targetLink, m_registries, this);
    m_deployCommands = new DeployCommands(
        shell, *m_targetLink, *m_deployments, *m_deployPanel, *m_deployDock, *m_activityDock, this);
    m_prepullCommands = new PrepullCommands(shell, *m_targetLink, this);
    m_windowCommands = new WindowCommands(shell, *m_fileCommands, *m_clusterCommands, this);
    m_helpCommands = new HelpCommands(shell, *m_fileCommands, this);
    connect(m_editCommands, &EditCommands::pasteDocumentRequested, m_fileCommands,
        &FileCommands::openClipboard);
    connect(
        m_editCommands, &EditCommands::newTextRequested, m_fileCommands, &FileCommands::openText);
    connect(
        m_windowCommands, &WindowCommands::layoutResetRequested, this, &MainWindow::resetLayout);
    connect(m_imageCommands, &ImageCommands::registrySettingsRequested, m_windowCommands,
        &WindowCommands::registryPreferences);
    connect(m_deployPanel, &DeployPanel::openRequested, this,
        [this](const QString &path) { openFile(path); });
    connect(
        m_prepullCommands, &PrepullCommands::pinRequested, m_imageCommands, &ImageCommands::pin);
    connect(m_prepullCommands, &PrepullCommands::deployRequested, m_reviewCommands,
        &ReviewCommands::review);
    connect(m_reviewCommands, &ReviewCommands::prepullRequested, m_prepullCommands,
        &PrepullCommands::openFor);
    connect(m_deployPanel, &DeployPanel::prepullRequested, m_prepullCommands,
        &PrepullCommands::openForRunning);
    connect(m_deployPanel, &DeployPanel::versionsRequested, m_historyCommands,
        &HistoryCommands::showApp);
    connect(m_reviewCommands, &ReviewCommands::restartRequested, m_clusterCommands,
        [this](const QString &id) { m_clusterCommands->carryOut(AppAction::Restart, id); });
    connect(m_problems, &ProblemsPanel::explainRequested, m_helpCommands, &HelpCommands::explain);
    connect(m_problems, &ProblemsPanel::fixMenuRequested, this,
        [this](const JsonPointer &pointer, QPoint position) {
            if (DocumentView *view = currentView())
                view->popUpFixes(pointer, position);
        });
    connect(m_problems, &ProblemsPanel::jumpRequested, this,
        [this](const JsonPointer &pointer, TextRange range) {
            if (DocumentView *view = currentView())
                view->jumpTo(pointer, range);
        });
}

void MainWindow::createActions()
{
    m_actions = new ActionSet(
        {*m_fileCommands, *m_editCommands, *m_imageCommands, *m_targetCommands, *m_deployCommands,
            *m_windowCommands, *m_reviewCommands, *m_clusterCommands, *m_historyCommands,
            *m_prepullCommands, *m_helpCommands},
        m_preferences, this);
    m_windowCommands->setActions(*m_actions);
    m_menus = m_actions->fill(*menuBar());
    m_menus.deploy->insertMenu(m_menus.deploy->actions().value(0), m_targetMenu);
    for (const QDockWidget *dock : docks())
        connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::updateActions);
    updateRecent();
}

void MainWindow::createToolBar()
{
    QToolBar *bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setIconSize(QSize(20, 20));
    for (const std::string_view id : {"file.new", "file.open", "file.save"})
        bar->addAction(m_actions->action(id));
    bar->addSeparator();
    for (const std::string_view id : {"edit.undo", "edit.redo"})
        bar->addAction(m_actions->action(id));
    bar->addSeparator();
    bar->addAction(m_actions->action("app.pickTag"));
    createTargets();
    createDeploying();
}

// At the right end of the toolbar, and the strip below it.
void MainWindow::createTargets()
{
    auto *bar = findChild<QToolBar *>(u"toolBar"_s);
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto *button = new TargetButton(m_targets, *m_targetMenu, bar);
    bar->addWidget(button);
    button->setIconSize(TargetIconSize); // a tool bar gives its own
    m_targetCommands->setAnchor(*button);
    connect(&m_targets, &Targets::currentChanged, this, &MainWindow::updateActions);
    connect(&m_targets, &Targets::currentChanged, this, &MainWindow::updateTitle);
    const auto updateIcon = [this] { setWindowIcon(iconOfWindow(m_targets.current())); };
    connect(&m_targets, &Targets::currentChanged, this, updateIcon);
    updateIcon();
    connect(m_targetMenu, &TargetMenu::editRequested, m_targetCommands, &TargetCommands::edit);
    connect(m_strip, &TargetStrip::editRequested, m_targetCommands, &TargetCommands::edit);
    connect(m_clusterCommands, &ClusterCommands::targetsRequested, m_targetCommands,
        &TargetCommands::edit);
    connect(m_clusterCommands, &ClusterCommands::chooseTargetRequested, m_targetCommands,
        &TargetCommands::choose);
    connect(&m_tabs->startPage(), &StartPage::fromClusterRequested, m_clusterCommands,
        &ClusterCommands::show);
    connect(m_strip, &TargetStrip::chooseRequested, m_targetCommands, &TargetCommands::choose);
}

void MainWindow::createDeploying()
{
    auto *bar = findChild<QToolBar *>(u"toolBar"_s);
    QAction *deploy = m_actions->action("deploy.now");
    bar->addAction(deploy);
    auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(deploy));
    button->setObjectName(u"deployButton"_s);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *more = new QMenu(tr("Deploy"), button);
    for (const std::string_view id : {"deploy.review", "view.changes", "view.deployments"})
        more->addAction(m_actions->action(id));
    button->setMenu(more);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    connect(m_targetLink, &TargetLink::stateChanged, this, &MainWindow::updateActions);
    connect(m_deployments, &Deployments::changed, this, &MainWindow::updateActions);
    connect(m_deployPanel, &DeployPanel::currentChanged, this, &MainWindow::updateActions);
}

void MainWindow::createStatusBar()
{
    m_status = new StatusFields(this);
    statusBar()->addPermanentWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
    connect(m_status, &StatusFields::problemsRequested, m_windowCommands,
        &WindowCommands::toggleProblems);
    connect(m_status, &StatusFields::suppressedRequested, this, [this] {
        bringToFront(*m_problemsDock);
        m_problems->showSuppressed();
    });
    connect(m_status, &StatusFields::rulesRequested, m_helpCommands, &HelpCommands::rules);
}

} // namespace Pinion
