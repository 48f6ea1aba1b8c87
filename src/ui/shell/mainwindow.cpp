// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "document/workspace.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/findings/problemspanel.h"
#include "ui/findings/projectwatch.h"
#include "ui/form/formview.h"
#include "ui/registry/imagecommands.h"
#include "ui/registry/imagewatch.h"
#include "ui/shell/appearance.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/editcommands.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/helpcommands.h"
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

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

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
}

MainWindow::~MainWindow()
{
    // Docks say that they hide when they go, and by then this is no MainWindow any more.
    for (const QDockWidget *dock : {m_problemsDock, m_filesDock, &m_reviewCommands->dock()})
        dock->disconnect(this);
}

// ---- building

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
    m_problemsDock = new QDockWidget(tr("Problems"), this);
    m_problemsDock->setObjectName(u"problemsDock"_s);
    m_problemsDock->setWidget(m_problems);
    addDockWidget(Qt::BottomDockWidgetArea, m_problemsDock);
    m_problemsDock->hide();

    m_filesPanel = new FilesPanel(this);
    m_filesDock = new QDockWidget(tr("Files"), this);
    m_filesDock->setObjectName(u"filesDock"_s);
    m_filesDock->setWidget(m_filesPanel);
    addDockWidget(Qt::LeftDockWidgetArea, m_filesDock);
    m_filesDock->hide();
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);

    const QDir settings = QFileInfo(m_workspace.paths().settingsFile).dir();
    m_reviewCommands = new ReviewCommands(*this, *m_bar, settings.filePath(u"targets.json"_s));
}

void MainWindow::createCommands()
{
    const Shell shell{*this, m_workspace, m_preferences, m_registries, m_targets, *m_tabs, *m_bar,
        *m_problemsDock, *m_problems, *m_filesDock, *m_filesPanel};
    m_fileCommands = new FileCommands(shell, this);
    m_editCommands = new EditCommands(shell, this);
    m_imageCommands = new ImageCommands(shell, m_registries, this);
    m_targetCommands = new TargetCommands(shell, *m_targetLink, *m_targetMenu, this);
    m_windowCommands = new WindowCommands(shell, *m_fileCommands, this);
    m_helpCommands = new HelpCommands(shell, *m_fileCommands, this);
    connect(m_editCommands, &EditCommands::pasteDocumentRequested, m_fileCommands,
        &FileCommands::openClipboard);
    connect(
        m_editCommands, &EditCommands::newTextRequested, m_fileCommands, &FileCommands::openText);
    connect(
        m_windowCommands, &WindowCommands::layoutResetRequested, this, &MainWindow::resetLayout);
    connect(m_imageCommands, &ImageCommands::registrySettingsRequested, m_windowCommands,
        &WindowCommands::registryPreferences);
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
    m_actions = new ActionSet({*m_fileCommands, *m_editCommands, *m_imageCommands,
                                  *m_targetCommands, *m_windowCommands, *m_reviewCommands,
                                  *m_helpCommands},
        m_preferences, this);
    m_windowCommands->setActions(*m_actions);
    m_menus = m_actions->fill(*menuBar());
    m_menus.deploy->insertMenu(m_menus.deploy->actions().value(0), m_targetMenu);
    for (const QDockWidget *dock : {m_problemsDock, m_filesDock, &m_reviewCommands->dock()})
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
    connect(m_targetMenu, &TargetMenu::editRequested, m_targetCommands, &TargetCommands::edit);
    connect(m_strip, &TargetStrip::editRequested, m_targetCommands, &TargetCommands::edit);
    connect(m_strip, &TargetStrip::chooseRequested, m_targetCommands, &TargetCommands::choose);
}

void MainWindow::createStatusBar()
{
    m_status = new StatusFields(this);
    statusBar()->addPermanentWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
    connect(m_status, &StatusFields::problemsRequested, m_windowCommands,
        &WindowCommands::toggleProblems);
    connect(m_status, &StatusFields::suppressedRequested, this, [this] {
        m_problemsDock->show();
        m_problems->showSuppressed();
    });
    connect(m_status, &StatusFields::rulesRequested, m_helpCommands, &HelpCommands::rules);
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
    const DocumentView *view = currentView();
    if (!view) {
        setWindowModified(false);
        setWindowFilePath({});
        setWindowTitle(u"Pinion"_s);
        return;
    }
    setWindowTitle(u"%1[*] – Pinion"_s.arg(view->document().displayName()));
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
