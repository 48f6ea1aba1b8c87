// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/reviewcommands.h"

#include "deploy/guard.h"
#include "settings/keychainstore.h"
#include "ui/deploy/reviewdialog.h"
#include "ui/diff/changespane.h"
#include "ui/diff/changesview.h"
#include "ui/findings/analysis.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetbadge.h"

#include <QDockWidget>
#include <QInputDialog>
#include <QMainWindow>

using namespace Qt::StringLiterals;

namespace Pinion {

ReviewCommands::ReviewCommands(QMainWindow &window, MessageBar &bar, const QString &targetsFile)
    : QObject(&window)
    , m_window(window)
    , m_bar(bar)
    , m_logins(KeychainStore::make())
    , m_changes(new ChangesPane(&m_logins, TargetStore(targetsFile), &window))
    , m_dock(new QDockWidget(tr("Changes"), &window))
{
    m_dock->setObjectName(u"changesDock"_s);
    m_dock->setWidget(m_changes);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    m_dock->hide();
    connect(m_changes, &ChangesPane::jumpRequested, this,
        [this](const JsonPointer &pointer, TextRange range) {
            if (m_view)
                m_view->jumpTo(pointer, range);
        });
}

ReviewCommands::~ReviewCommands()
{
    // The window ends the pane later than this, and the logins that it asks for are gone by then.
    m_changes->setAnalysis(nullptr);
}

void ReviewCommands::setView(DocumentView *view)
{
    m_view = view;
    m_changes->setAnalysis(view ? &view->analysis() : nullptr);
}

void ReviewCommands::toggleChanges()
{
    m_dock->setVisible(!m_dock->isVisible());
    if (m_dock->isVisible())
        m_changes->setFocus();
}

void ReviewCommands::stepChange(int direction)
{
    m_dock->show();
    m_changes->stepChange(direction);
}

bool ReviewCommands::isDeploying() const
{
    return m_run && m_run->status().state != RunState::Ended
        && m_run->status().state != RunState::Idle;
}

void ReviewCommands::say(const QString &text, bool isBad)
{
    m_bar.showMessage({isBad ? Message::Kind::Warning : Message::Kind::Info, text, {}, true});
}

void ReviewCommands::review()
{
    if (!m_view)
        return;
    const Target *target = m_changes->target();
    const RunningBodies *running = m_changes->running();
    if (isDeploying())
        return say(tr("A deployment is under way; wait for its end."), true);
    if (!target || !running || !m_changes->changes().texts()) {
        m_dock->show();
        return say(
            tr("Choose in Changes with which target to compare; the review is about that one."),
            true);
    }
    Analysis &analysis = m_view->analysis();
    analysis.runNow();
    Result<ReviewCase> review
        = ReviewCase::of(analysis, *target, m_changes->changes().texts(), *running,
            running->info.version.isSet() ? running->info.version : analysis.config().version);
    if (!review)
        return say(review.error().text(), true);
    auto *dialog = new ReviewDialog(std::move(*review), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Result<WritePermit> permit = dialog->permit();
        if (permit)
            deploy(dialog->review(), *permit);
        else
            say(permit.error().text(), true);
    });
    dialog->open();
}

QCoro::Task<void> ReviewCommands::deploy(ReviewCase review, WritePermit permit)
{
    const std::stop_token stop = m_scope.token();
    m_target = review.target;
    m_ids = review.request.ids();
    Result<std::unique_ptr<Cluster>> cluster = co_await openCluster(m_target, &m_logins, stop);
    if (stop.stop_requested())
        co_return;
    if (!cluster) {
        say(cluster.error().text(), true);
        co_return;
    }
    m_run.reset(); // before the cluster that it uses
    m_cluster = std::move(*cluster);
    m_run = std::make_unique<DeployRun>(*m_cluster);
    connect(m_run.get(), &DeployRun::changed, this, &ReviewCommands::tell);
    DeployRequest request = review.request;
    co_await m_run->start(std::move(request), permit);
    if (!stop.stop_requested())
        m_changes->refresh();
}

void ReviewCommands::askToRevert()
{
    if (!DeployGuard::asksFor(m_target, DeployAction::Revert)) {
        revert({});
        return;
    }
    auto *ask = new QInputDialog(&m_window);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setObjectName(u"typeToRevert"_s);
    ask->setWindowTitle(tr("Roll back on %1").arg(kindInCapitals(m_target.kind)));
    ask->setLabelText(
        tr("Type “%1” to roll back on %2.").arg(DeployGuard::nameToType(m_ids), m_target.name));
    ask->setOkButtonText(tr("Roll back"));
    connect(ask, &QInputDialog::textValueSelected, this, &ReviewCommands::revert);
    ask->open();
}

void ReviewCommands::revert(const QString &typed)
{
    const Result<WritePermit> permit
        = DeployGuard::permit(m_target, DeployAction::Revert, m_ids, typed);
    if (permit)
        m_run->revert(*permit);
    else
        say(permit.error().text(), true);
}

void ReviewCommands::tell()
{
    const RunStatus &status = m_run->status();
    const bool isBad = status.state == RunState::Ended && status.result != RunResult::Verified
        && status.result != RunResult::NothingToDo && status.result != RunResult::RolledBack;
    Message message{isBad ? Message::Kind::Warning : Message::Kind::Info, status.sentence, {},
        status.state == RunState::Ended};
    if (!status.hint.isEmpty())
        message.text += u' ' + status.hint;
    if (status.canRevert)
        message.buttons.append({status.removesOnRevert ? tr("Stop and remove")
                : status.state == RunState::Ended      ? tr("Roll back")
                                                       : tr("Stop and roll back"),
            [this] { askToRevert(); }});
    if (status.result == RunResult::AnswerLost)
        message.buttons.append({tr("Check now"), [this] { m_run->check(); }});
    m_bar.showMessage(message);
}

} // namespace Pinion

#include "moc_reviewcommands.cpp"
