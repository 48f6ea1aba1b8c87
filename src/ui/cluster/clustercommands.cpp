// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clustercommands.h"

#include "ui/cluster/appactiondialog.h"
#include "ui/cluster/appchanger.h"
#include "ui/cluster/appdetails.h"
#include "ui/cluster/appfiles.h"
#include "ui/cluster/clusterpanel.h"
#include "ui/cluster/clusterreader.h"
#include "ui/cluster/logspage.h"
#include "ui/deploy/reviewcommands.h"
#include "ui/diff/changespane.h"
#include "ui/shell/docks.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileInfo>
#include <QMainWindow>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// How many versions are looked at for the number of instances before an app was suspended.
constexpr std::size_t MostVersions = 10;

} // namespace

ClusterCommands::ClusterCommands(Shell shell, TargetLink &link, FileCommands &files,
    ReviewCommands &review, Deployments &deployments, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_link(link)
    , m_files(files)
    , m_review(review)
    , m_panel(new ClusterPanel(link, shell.registries, &shell.window))
    , m_dock(new QDockWidget(tr("Cluster"), &shell.window))
    , m_changer(new AppChanger(link, shell.bar, deployments, this))
{
    m_dock->setObjectName(u"clusterDock"_s);
    m_dock->setWidget(m_panel);
    shell.window.addDockWidget(Qt::LeftDockWidgetArea, m_dock);
    shell.window.tabifyDockWidget(&shell.filesDock, m_dock);
    m_dock->hide();
    connect(m_panel, &ClusterPanel::wanted, this,
        [this](AppAction action) { carryOut(action, m_panel->currentApp()); });
    connect(m_panel, &ClusterPanel::editTargetRequested, this, &ClusterCommands::targetsRequested);
    connect(m_panel, &ClusterPanel::chooseTargetRequested, this,
        &ClusterCommands::chooseTargetRequested);
    connect(&link, &TargetLink::clusterEnding, this, [this] { m_scope.cancel(); });
}

void ClusterCommands::toggle()
{
    toggleDock(*m_dock);
}

void ClusterCommands::show()
{
    m_dock->show();
    m_dock->raise();
    m_panel->setFocus();
}

void ClusterCommands::say(const QString &text, bool isBad)
{
    m_shell.bar.showMessage({isBad ? Message::Kind::Warning : Message::Kind::Info, text, {}, true});
}

// ---- which app is meant

QString ClusterCommands::meantApp() const
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused && m_panel->isAncestorOf(focused))
        return m_panel->currentApp();
    const DocumentView *view = m_shell.tabs.current();
    if (!view)
        return m_dock->isVisible() ? m_panel->currentApp() : QString();
    const std::shared_ptr<const DocumentSnapshot> snapshot = view->document().lastValidSnapshot();
    if (!snapshot)
        return {};
    const Definition *definition = snapshot->definitions.enclosing(view->currentPointer());
    if (!definition && snapshot->definitions.items.size() == 1)
        definition = &snapshot->definitions.items.front();
    return definition && definition->root == SchemaRoot::App ? definition->id : QString();
}

QStringList ClusterCommands::appIds() const
{
    QStringList ids;
    for (const RunningApp &app : m_link.apps())
        ids.append(app.id);
    return ids;
}

void ClusterCommands::act(AppAction action)
{
    const QString id = meantApp();
    if (id.isEmpty())
        return say(tr("Select an app in the cluster, or open its definition."), true);
    carryOut(action, id);
}

void ClusterCommands::carryOut(AppAction action, const QString &id)
{
    const RunningApp *app = m_link.app(id);
    if (!app) {
        const Target *target = m_link.targets().current();
        return say(target ? tr("%1 does not run on %2.").arg(id, target->name)
                          : tr("Choose a target first."),
            true);
    }
    switch (action) {
    case AppAction::Open:
        return open(id);
    case AppAction::Compare:
        return compare(id);
    case AppAction::Versions:
        emit versionsRequested(id);
        return;
    case AppAction::CopyId:
        QApplication::clipboard()->setText(id);
        return;
    case AppAction::Logs:
        return openLogs(*app);
    default:
        change(action, *app);
    }
}

// ---- definitions

void ClusterCommands::locate(const QString &id, const Found &found)
{
    for (DocumentView *view : m_shell.tabs.views()) {
        if (defines(*view->document().snapshot(), id))
            return found(view);
    }
    const QStringList files = m_shell.files.files();
    if (files.isEmpty())
        return found(nullptr);
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, found] {
        watcher->deleteLater();
        const QString path = watcher->result();
        found(path.isEmpty() ? nullptr : m_files.openPath(path));
    });
    watcher->setFuture(QtConcurrent::run([files, id] { return fileDefining(files, id); }));
}

void ClusterCommands::open(const QString &id)
{
    locate(id, [this, id](DocumentView *view) {
        if (view)
            showComparison(*view, id);
        else
            openCopy(id);
    });
}

void ClusterCommands::openCopy(const QString &id)
{
    const RunningApp *app = m_link.app(id);
    const Target *target = m_link.targets().current();
    if (!app || !target)
        return; // it went while the files were looked through
    DocumentView *view = m_files.openText(readableDefinition(app->definition));
    view->document().setUntitledName(tr("%1 of %2").arg(id.section(u'/', -1), target->name));
    view->bar().showNote(tr("A copy of %1 as it runs on %2. Editing it changes nothing there.")
                             .arg(id, target->name));
}

void ClusterCommands::compare(const QString &id)
{
    locate(id, [this, id](DocumentView *view) {
        if (view)
            return showComparison(*view, id);
        m_shell.bar.showMessage({Message::Kind::Info,
            tr("No open document and no file of the folder defines %1.").arg(id),
            {{tr("Open a copy"), [this, id] { openCopy(id); }}}, true});
    });
}

void ClusterCommands::showComparison(DocumentView &view, const QString &id)
{
    const Target *target = m_link.targets().current();
    m_shell.tabs.bringToFront(view.document());
    m_review.dock().show();
    m_review.dock().raise();
    m_review.pane().compareWith(ChangesPane::Other::Target);
    m_shell.bar.showMessage({Message::Kind::Info,
        tr("%1 is defined in %2; Changes compares it with what runs on %3.")
            .arg(id, view.document().displayName(), target->name),
        {{tr("Open a copy"), [this, id] { openCopy(id); }}}, true});
}

// ---- changes

void ClusterCommands::change(AppAction action, const RunningApp &app)
{
    if (m_panel->isLocked()) {
        show();
        return say(tr("Actions on %1 are locked; unlock them in the cluster browser.")
                       .arg(m_link.targets().current()->name),
            true);
    }
    if (action == AppAction::Resume)
        resume(this, app, m_scope.token());
    else
        ask(action, app, app.instances);
}

// Marathon does not know how many there were, but the versions do.
QCoro::Task<void> ClusterCommands::resume(
    ClusterCommands *self, RunningApp app, std::stop_token stop)
{
    MarathonClient &marathon = self->m_link.cluster()->marathon();
    Result<std::vector<AppVersion>> versions = co_await marathon.versions(app.id, stop);
    if (stop.stop_requested())
        co_return;
    int instances = 0;
    const std::vector<AppVersion> known = versions.value_or(std::vector<AppVersion>());
    for (std::size_t i = 0; i < std::min(known.size(), MostVersions) && instances == 0; ++i) {
        Result<RunningApp> earlier = co_await marathon.version(app.id, known[i], stop);
        if (stop.stop_requested())
            co_return;
        if (earlier)
            instances = earlier->instances;
    }
    self->ask(AppAction::Resume, app, std::max(1, instances));
}

void ClusterCommands::ask(AppAction action, const RunningApp &app, int instances)
{
    const Target *target = m_link.targets().current();
    if (!target)
        return;
    auto *dialog = new AppActionDialog(*target, app, action, instances, &m_shell.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // What was agreed upon for one target must not reach another one.
    connect(&m_link, &TargetLink::clusterEnding, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Result<WritePermit> permit = dialog->permit();
        if (permit)
            m_changer->carryOut({dialog->action(), dialog->app(), dialog->instances(), *permit});
        else
            say(permit.error().text(), true);
    });
    dialog->open();
}

// ---- logs

void ClusterCommands::openLogs(const RunningApp &app)
{
    const AppTask *task
        = m_panel->currentApp() == app.id ? m_panel->details().currentTask() : nullptr;
    const std::optional<RunningApp> &read = m_panel->reader().app();
    if (!task && read && read->id == app.id && !read->tasks.empty())
        task = &read->tasks.front();
    const QUrl page = task && m_link.info() && m_link.cluster()
        ? logsPage(*m_link.info(), m_link.cluster()->line().currentUrl(), *task)
        : QUrl();
    if (!page.isValid())
        return say(tr("There is no instance of %1 whose logs could be opened.").arg(app.id), true);
    QDesktopServices::openUrl(page);
}

} // namespace Pinion

#include "moc_clustercommands.cpp"
