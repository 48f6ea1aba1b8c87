// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers, what it allows, and how it ends.
#include "document/workspace.h"
#include "ui/cluster/clustercommands.h"
#include "ui/deploy/deploycommands.h"
#include "ui/deploy/deploypanel.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/editor/jsonpane.h"
#include "ui/findings/projectwatch.h"
#include "ui/history/historycommands.h"
#include "ui/registry/imagecommands.h"
#include "ui/shell/appearance.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/messagebar.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targets.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView GeometryKey{"window/geometry"};
constexpr QLatin1StringView StateKey{"window/state"};
constexpr QLatin1StringView RatiosKey{"window/splitter"};
constexpr QLatin1StringView FolderKey{"window/folder"};

} // namespace

void MainWindow::restoreState()
{
    const QSettings settings(m_workspace.paths().windowFile(), QSettings::IniFormat);
    if (!restoreGeometry(settings.value(GeometryKey).toByteArray())) {
        const QSize available = screen()->availableSize();
        resize(std::min(1440, available.width() - 40), std::min(900, available.height() - 60));
    }
    QMainWindow::restoreState(settings.value(StateKey).toByteArray());
    const QString folder = settings.value(FolderKey).toString();
    if (QFileInfo(folder).isDir())
        m_filesPanel->setFolder(folder);

    const QByteArray ratios = settings.value(RatiosKey).toByteArray();
    connect(m_tabs, &DocumentTabs::viewAdded, this, [this, ratios](DocumentView *added) {
        // A new view takes after the one in front, or after the last run.
        const QByteArray own = currentView() ? currentView()->splitterRatios() : QByteArray();
        added->setSplitterRatios(own.isEmpty() ? ratios : own);
    });

    const bool hasRecovery = !m_workspace.recovery().leftBehind().empty();
    const AppDocument *front = m_workspace.restoreSession();
    for (DocumentView *view : m_tabs->views())
        view->restoreCursor(m_workspace.cursor(view->document()));
    if (front)
        m_tabs->bringToFront(*front);
    m_tabs->showStartPage(hasRecovery);
}

void MainWindow::saveState()
{
    QSettings settings(m_workspace.paths().windowFile(), QSettings::IniFormat);
    settings.setValue(GeometryKey, saveGeometry());
    settings.setValue(StateKey, QMainWindow::saveState());
    settings.setValue(FolderKey, m_filesPanel->folder());
    if (const DocumentView *view = currentView(); view && !view->splitterRatios().isEmpty())
        settings.setValue(RatiosKey, view->splitterRatios());
}

void MainWindow::resetLayout()
{
    QMainWindow::restoreState(m_defaultState);
    for (DocumentView *view : m_tabs->views())
        view->resetSplitter();
}

// ---- what is possible now

void MainWindow::updateActions()
{
    Needs state;
    const DocumentView *view = currentView();
    const QList<AppDocument *> documents = m_workspace.documents();
    state.setFlag(Need::AnyDirty,
        std::any_of(documents.begin(), documents.end(),
            [](const AppDocument *document) { return document->isDirty(); }));
    state.setFlag(Need::Target, m_targets.current() != nullptr);
    state.setFlag(Need::Folder, !m_filesPanel->folder().isEmpty());
    const QString image = m_imageCommands->currentImage();
    QString undoText;
    QString redoText;
    if (view) {
        AppDocument &document = view->document();
        const QUndoStack &stack = *document.undoStack();
        state.setFlag(Need::Document);
        state.setFlag(Need::Form, view->form() != nullptr);
        state.setFlag(Need::ValidText, document.isValid());
        state.setFlag(Need::File, !document.path().isEmpty());
        state.setFlag(Need::Dirty, document.isDirty());
        state.setFlag(Need::CanUndo, stack.canUndo());
        state.setFlag(Need::CanRedo, stack.canRedo());
        state.setFlag(Need::Image, !image.isEmpty());
        state.setFlag(Need::AnyFinding, view->analysis().counts().total() > 0);
        undoText = stack.undoText();
        redoText = stack.redoText();
    }
    m_actions->setState(state);
    m_deployCommands->update(*m_actions->action("deploy.now"));
    m_actions->action("deploy.revert")->setEnabled(m_deployPanel->canRevert());
    m_actions->action("edit.undo")
        ->setText(undoText.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(undoText));
    m_actions->action("edit.redo")
        ->setText(redoText.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(redoText));
    const auto check
        = [this](std::string_view id, bool on) { m_actions->action(id)->setChecked(on); };
    const auto checkMode
        = [&](std::string_view id, ViewMode mode) { check(id, view && view->viewMode() == mode); };
    checkMode("view.form", ViewMode::Form);
    checkMode("view.split", ViewMode::Split);
    checkMode("view.text", ViewMode::Text);
    check("view.problems", m_problemsDock->isVisible());
    check("view.files", m_filesDock->isVisible());
    check("view.deployments", m_deployDock->isVisible());
    check("view.activity", m_activityDock->isVisible());
    check("view.changes", m_reviewCommands->dock().isVisible());
    check("view.cluster", m_clusterCommands->dock().isVisible());
    check("view.history", m_historyCommands->dock().isVisible());
    check("view.fullScreen", isFullScreen());
    check("app.lookUp", m_imageCommands->isLookedUp(image));
    check("edit.tabMovesFocus", view && view->json().tabMovesFocus());
}

// ---- events

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        m_workspace.checkDisk();
        if (m_projectWatch)
            m_projectWatch->look();
        m_targets.reload();
    } else if (event->type() == QEvent::WindowStateChange && m_actions) {
        updateActions();
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::any_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            openFile(url.toLocalFile());
    }
    event->acceptProposedAction();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_deployments->isWriting() && !m_mayQuit) {
        m_bar->showMessage({Message::Kind::Warning,
            tr("A change is being sent, and its answer is still to come. Whoever quits now does "
               "not see whether it was taken; the next start looks for it."),
            {{tr("Quit all the same"), [this] { quitWhileWriting(); }}}, true});
        event->ignore();
        return;
    }
    const bool keepsUnsaved = m_preferences.hotExit();
    m_mayQuit = m_mayQuit || (keepsUnsaved && endRun(true));
    event->setAccepted(m_mayQuit);
    if (!m_mayQuit && !keepsUnsaved)
        m_fileCommands->askBeforeQuit([this] { quitWithout(); });
}

void MainWindow::quitWhileWriting()
{
    m_mayQuit = endRun(true);
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

// Queued: the question may be answered while the window is being asked to close.
void MainWindow::quitWithout()
{
    m_mayQuit = endRun(false);
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

// Nothing that was typed may get lost without a word: if it cannot be kept, the window stays.
bool MainWindow::endRun(bool keepUnsaved)
{
    // The editor tells of cursor moves when it paints; the last one may still be to come.
    for (const DocumentView *open : m_tabs->views())
        m_workspace.setCursor(open->document(), open->json().cursorOffset());
    const DocumentView *view = currentView();
    const Result<void> kept
        = m_workspace.endSession(view ? &view->document() : nullptr, keepUnsaved);
    if (!kept && keepUnsaved) {
        m_bar->showMessage({Message::Kind::Error,
            tr("Unsaved changes cannot be kept for the next start. %1").arg(kept.error().text()),
            {{tr("Save all"), [this] { m_fileCommands->saveAll(); }},
                {tr("Quit without them"), [this] { quitWithout(); }}},
            true});
        return false;
    }
    saveState();
    return true;
}

} // namespace Pinion
