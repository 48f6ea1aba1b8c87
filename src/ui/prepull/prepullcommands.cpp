// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/prepullcommands.h"

#include "deploy/guard.h"
#include "ui/prepull/prepullsession.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"

#include <QInputDialog>
#include <QMainWindow>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QStringList changedIds()
{
    return {u"/pinion/prepull"_s};
}

} // namespace

PrepullCommands::PrepullCommands(Shell shell, TargetLink &link, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_link(link)
    , m_journal(journalFolder())
{
    connect(&link, &TargetLink::stateChanged, this, &PrepullCommands::lookForLeftovers);
    connect(&link, &TargetLink::clusterEnding, this, &PrepullCommands::letGo);
}

PrepullCommands::~PrepullCommands() = default;

QString PrepullCommands::journalFolder() const
{
    return m_shell.workspace.paths().dataFolder + "/prepulls"_L1;
}

PrepullSubject PrepullCommands::subjectInFront(const QString &app) const
{
    const DocumentView *view = m_shell.tabs.current();
    if (!view || !view->document().isValid())
        return {};
    const auto snapshot = view->document().snapshot();
    PrepullSubject subject = PrepullSubject::of(snapshot->definitions, app);
    subject.isInFront = !subject.image.isEmpty();
    return subject;
}

void PrepullCommands::open()
{
    const DocumentView *view = m_shell.tabs.current();
    QString app;
    if (view && view->document().isValid()) {
        const auto snapshot = view->document().snapshot();
        const Definition *at = snapshot->definitions.enclosing(view->currentPointer());
        app = at ? at->id : QString();
    }
    show(subjectInFront(app));
}

void PrepullCommands::openFor(const QString &app)
{
    show(subjectInFront(app));
}

void PrepullCommands::openForRunning(const QString &app)
{
    const RunningApp *running = m_link.app(app);
    if (!running)
        return show({});
    const JsonTree tree = JsonTree::parse(running->definition);
    show(PrepullSubject::of(findDefinitions(tree), app));
}

void PrepullCommands::show(const PrepullSubject &subject)
{
    if (m_wizard) {
        m_wizard->raise();
        m_wizard->activateWindow();
        return;
    }
    const Target *target = m_shell.targets.current();
    if (!target) {
        m_shell.bar.showMessage({Message::Kind::Info,
            tr("Choose a target first: the image is stored on its nodes."), {}, true});
        return;
    }
    auto *session = new PrepullSession(m_shell.targets, *target, journalFolder(), m_pace);
    m_wizard = new PrepullWizard(session, subject, &m_shell.window);
    m_wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_wizard, &PrepullWizard::pinRequested, this, &PrepullCommands::pinRequested);
    connect(m_wizard, &PrepullWizard::deployRequested, this, &PrepullCommands::deployRequested);
    m_wizard->show();
}

// ---- what earlier runs have left

PrepullRecord PrepullCommands::here() const
{
    PrepullRecord record;
    if (const Target *target = m_shell.targets.current()) {
        record.target = target->name;
        for (const QUrl &url : target->urls)
            record.addresses.append(url.toString());
    }
    return record;
}

void PrepullCommands::lookForLeftovers()
{
    const Target *target = m_shell.targets.current();
    if (m_link.state() != LinkState::Connected || !target || m_askedFor == target->name)
        return;
    m_askedFor = target->name;
    lookNow(this, m_scope.token());
}

QCoro::Task<void> PrepullCommands::lookNow(PrepullCommands *self, std::stop_token stop)
{
    const Result<std::vector<RunningApp>> helpers
        = co_await self->m_link.cluster()->marathon().labelledApps(u"PINION_KIND==prepull"_s, stop);
    if (stop.stop_requested() || !helpers)
        co_return;
    const std::vector<PrepullRecord> left
        = leftovers(self->m_journal.entries(), *helpers, self->here(), self->m_clock.now());
    if (!left.empty())
        self->offer(left);
}

void PrepullCommands::offer(const std::vector<PrepullRecord> &left)
{
    QStringList lines;
    for (const PrepullRecord &record : left)
        lines.append(record.image.isEmpty() ? record.runId : record.image);
    m_shell.bar.showMessage({Message::Kind::Warning,
        tr("A pre-pull on %1 was cut short, and its helper is still there: %2.")
            .arg(left.front().target, lines.join(u", "_s)),
        {{tr("Remove it"), [this, left] { remove(left); }}}, true});
}

void PrepullCommands::remove(const std::vector<PrepullRecord> &left)
{
    const Target *target = m_shell.targets.current();
    if (!target || !m_link.cluster() || !m_link.info())
        return;
    if (!DeployGuard::asksFor(*target, DeployAction::Deploy)) {
        removeTyped(left, {});
        return;
    }
    auto *ask = new QInputDialog(&m_shell.window);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setObjectName(u"typeToRemove"_s);
    ask->setWindowTitle(tr("Remove what is left on %1").arg(target->name));
    ask->setLabelText(tr("Type “%1” to remove the helper from %2.")
                          .arg(DeployGuard::nameToType(changedIds()), target->name));
    ask->setOkButtonText(tr("Remove"));
    connect(ask, &QInputDialog::textValueSelected, this,
        [this, left](const QString &typed) { removeTyped(left, typed); });
    ask->open();
}

void PrepullCommands::removeTyped(const std::vector<PrepullRecord> &left, const QString &typed)
{
    const Target *target = m_shell.targets.current();
    if (!target || !m_link.cluster() || !m_link.info() || m_run)
        return;
    const Result<WritePermit> permit
        = DeployGuard::permit(*target, DeployAction::Deploy, changedIds(), typed);
    if (permit)
        removeNow(this, left, *permit, m_scope.token());
    else
        m_shell.bar.showMessage({Message::Kind::Warning, permit.error().text(), {}, true});
}

QCoro::Task<void> PrepullCommands::removeNow(PrepullCommands *self, std::vector<PrepullRecord> left,
    WritePermit permit, std::stop_token stop)
{
    QString problem;
    for (const PrepullRecord &record : left) {
        PrepullPlan plan;
        plan.runId = record.runId;
        plan.via = record.via;
        SchedulerPlace place;
        place.url = record.scheduler;
        auto machine = PrepullMachine::make(
            *self->m_link.cluster(), *self->m_link.info(), plan, place, permit);
        if (!machine) {
            problem = machine.error().text();
            continue;
        }
        self->m_machine = std::move(*machine);
        self->m_run = std::make_unique<PrepullRun>(
            self->m_machine->backend(), self->m_clock, self->m_journal, self->m_pace);
        co_await self->m_run->cleanUpAfter(record);
        if (stop.stop_requested())
            co_return;
        if (!self->m_run->status().isClean && self->m_run->status().cleaningError)
            problem = self->m_run->status().cleaningError->text();
    }
    self->letGo();
    self->m_shell.bar.showMessage(problem.isEmpty()
            ? Message{Message::Kind::Info,
                tr("Nothing is left of earlier pre-pulls on %1.").arg(permit.target()), {}, true}
            : Message{Message::Kind::Warning, problem, {}, true});
}

void PrepullCommands::letGo()
{
    m_scope.cancel();
    m_run.reset();
    m_machine.reset();
    m_askedFor.clear();
}

} // namespace Pinion

#include "moc_prepullcommands.cpp"
