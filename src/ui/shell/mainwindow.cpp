// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "document/workspace.h"
#include "ui/cluster/clustercommands.h"
#include "ui/deploy/deployments.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/findings/problemspanel.h"
#include "ui/findings/projectwatch.h"
#include "ui/form/formview.h"
#include "ui/history/historycommands.h"
#include "ui/registry/imagecommands.h"
#include "ui/registry/imagewatch.h"
#include "ui/shell/appearance.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/helpcommands.h"
#include "ui/shell/messagebar.h"
#include "ui/shell/preferences.h"
#include "ui/shell/startpage.h"
#include "ui/shell/statusfields.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targetlink.h"
#include "ui/targets/targetmenu.h"

#include <QAction>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Pinion {

MainWindow::MainWindow(Workspace &workspace, Preferences &preferences, Registries &registries,
    Targets &targets, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_preferences(preferences)
    , m_registries(registries)
    , m_targets(targets)
    , m_targetLink(new TargetLink(targets, this))
    , m_targetMenu(new TargetMenu(targets, this))
    , m_deployments(new Deployments(targets, this))
{
    setObjectName(u"mainWindow"_s);
    setMinimumSize(960, 600);
    setAcceptDrops(true);
    createCentral();
    createDocks();
    createCommands();
    createActions();
    createToolBar();
    createStatusBar();
    connectWorkspace();
    m_defaultState = QMainWindow::saveState();
    restoreState();
    currentViewChanged(m_tabs->current());
    m_deployments->resumeLeft();
}

MainWindow::~MainWindow()
{
    // Docks say that they hide when they go, and by then this is no MainWindow any more.
    for (const QDockWidget *dock : docks())
        dock->disconnect(this);
}

void MainWindow::connectWorkspace()
{
    m_projectWatch = new ProjectWatch(this);
    m_imageWatch = new ImageWatch(m_registries, this);
    connect(&m_registries.preferences(), &RegistryPreferences::lookUpChanged, this,
        &MainWindow::updateActions);
    connect(m_tabs, &DocumentTabs::viewAdded, this, &MainWindow::watchView);
    connect(m_tabs, &DocumentTabs::currentChanged, this, &MainWindow::currentViewChanged);
    connect(&m_workspace, &Workspace::recentFilesChanged, this, &MainWindow::updateRecent);
    connect(&m_workspace, &Workspace::manyChanged, this, &MainWindow::tellManyChanged);
    connect(&m_workspace, &Workspace::recoveryFailed, this, [this](const QString &reason) {
        m_bar->showMessage({Message::Kind::Warning,
            tr("No recovery copy can be kept, so unsaved changes would be lost in a crash. %1")
                .arg(reason),
            {}, true});
    });
    connect(
        &m_preferences, &Preferences::changed, this, [this] { applyTheme(m_preferences.theme()); });
}

// ---- documents

DocumentView *MainWindow::openFile(const QString &path, const JsonPointer &at)
{
    return m_fileCommands->openPath(path, at);
}

DocumentView *MainWindow::currentView() const
{
    return m_tabs->current();
}

void MainWindow::watchView(DocumentView *view)
{
    connect(view, &DocumentView::viewModeChanged, this, &MainWindow::updateActions);
    connect(view, &DocumentView::viewModeChanged, this, &MainWindow::updateSections);
    connect(view, &DocumentView::helpRequested, m_helpCommands, &HelpCommands::field);
    connect(view, &DocumentView::saveRequested, this,
        [this, view] { m_fileCommands->saveDocument(view->document()); });
    connect(&view->analysis(), &Analysis::changed, this, &MainWindow::updateActions);
    connect(view, &DocumentView::tagsRequested, this,
        [this, view](const JsonPointer &pointer) { m_imageCommands->pickTagAt(*view, pointer); });
    m_projectWatch->follow(view->analysis());
    m_imageWatch->follow(view->analysis());
    const AppDocument &document = view->document();
    connect(&document, &AppDocument::changed, this, &MainWindow::updateActions);
    connect(&document, &AppDocument::dirtyChanged, this, &MainWindow::updateActions);
    connect(&document, &AppDocument::dirtyChanged, this, &MainWindow::updateTitle);
    connect(&document, &AppDocument::pathChanged, this, &MainWindow::updateTitle);
    connect(&document, &AppDocument::pathChanged, this, [this, view](const QString &path) {
        if (view == currentView())
            m_targets.setDocument(path);
    });
    connect(
        view->document().undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
}

void MainWindow::currentViewChanged(DocumentView *view)
{
    m_problems->setAnalysis(view ? &view->analysis() : nullptr);
    m_status->setView(view);
    m_reviewCommands->setView(view);
    m_historyCommands->setView(view);
    m_targets.setDocument(view ? view->document().path() : QString());
    updateActions();
    updateTitle();
    updateSections();
    if (view && m_tabs->startPage().hasRecovery())
        m_bar->showMessage({Message::Kind::Warning,
            tr("Pinion closed unexpectedly. There are documents with changes that were not saved."),
            {{tr("Show list"), [this] { m_tabs->showStartPage(true); }}}, true});
    m_workspace.noteSession(view ? &view->document() : nullptr);
}

void MainWindow::updateTitle()
{
    const Target *target = m_targets.current();
    QString place;
    if (target)
        place = (target->isGuarded() ? kindInCapitals(target->kind) : target->name) + u" – "_s;
    const DocumentView *view = currentView();
    if (!view) {
        setWindowModified(false);
        setWindowFilePath({});
        setWindowTitle(place + u"Pinion"_s);
        return;
    }
    setWindowTitle(u"%1[*] – %2Pinion"_s.arg(view->document().displayName(), place));
    setWindowFilePath(view->document().path());
    setWindowModified(view->document().isDirty());
}

void MainWindow::updateSections()
{
    QMenu *menu = m_menus.sections;
    menu->clear();
    DocumentView *view = currentView();
    FormView *form = view && view->viewMode() != ViewMode::Text ? view->form() : nullptr;
    menu->setEnabled(form != nullptr);
    if (!form)
        return;
    const QList<FormView::Page> pages = form->pages();
    for (int page = 0; page < pages.size(); ++page) {
        QAction *action = menu->addAction(QString(pages.at(page).title).replace(u'&', u"&&"_s));
        if (page < 10)
            action->setShortcut(QKeySequence(u"Alt+%1"_s.arg((page + 1) % 10)));
        connect(action, &QAction::triggered, form, [form, page] { form->showPage(page); });
    }
}

void MainWindow::updateRecent()
{
    m_tabs->startPage().setRecentFiles(m_workspace.recentFiles());
    QMenu *menu = m_menus.recent;
    menu->clear();
    menu->setEnabled(!m_workspace.recentFiles().isEmpty());
    for (const QString &path : m_workspace.recentFiles()) {
        QAction *action = menu->addAction(QFileInfo(path).fileName().replace(u'&', u"&&"_s));
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
    }
    menu->setToolTipsVisible(true);
}

void MainWindow::tellManyChanged(int reloaded, int conflicting)
{
    QString text = tr(
        "%n open file(s) (was|were) changed by another program.", nullptr, reloaded + conflicting);
    if (reloaded > 0)
        text += u' ' + tr("%n without changes of yours: reloaded.", nullptr, reloaded);
    if (conflicting > 0)
        text += u' ' + tr("%n with changes of yours: their tabs ask.", nullptr, conflicting);
    m_bar->showMessage({Message::Kind::Info, text, {}, true});
}

} // namespace Pinion

#include "moc_mainwindow.cpp"
