// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historycommands.h"

#include "base/textfile.h"
#include "ui/cluster/appchanger.h"
#include "ui/cluster/appfiles.h"
#include "ui/cluster/clustercommands.h"
#include "ui/deploy/reviewdialog.h"
#include "ui/diff/comparedtexts.h"
#include "ui/history/historypanel.h"
#include "ui/history/historyreader.h"
#include "ui/history/rollbackdialog.h"
#include "ui/history/takeversion.h"
#include "ui/history/versionsummary.h"
#include "ui/registry/registries.h"
#include "ui/shell/docks.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"

#include <QClipboard>
#include <QDockWidget>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMainWindow>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

HistoryCommands::HistoryCommands(
    Shell shell, TargetLink &link, FileCommands &files, ClusterCommands &cluster, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_link(link)
    , m_files(files)
    , m_cluster(cluster)
    , m_panel(new HistoryPanel(link, &shell.window))
    , m_dock(new QDockWidget(tr("History"), &shell.window))
{
    m_dock->setObjectName(u"historyDock"_s);
    m_dock->setWidget(m_panel);
    shell.window.addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    shell.window.tabifyDockWidget(&shell.problemsDock, m_dock);
    m_dock->hide();
    connect(&cluster, &ClusterCommands::versionsRequested, this, &HistoryCommands::showApp);
    connect(&link, &TargetLink::clusterEnding, this, [this] { m_scope.cancel(); });
    connect(m_panel, &HistoryPanel::rollBackRequested, this, &HistoryCommands::rollBack);
    connect(m_panel, &HistoryPanel::openRequested, this, &HistoryCommands::open);
    connect(m_panel, &HistoryPanel::saveRequested, this, &HistoryCommands::save);
    connect(m_panel, &HistoryPanel::copyRequested, this, &HistoryCommands::copy);
    connect(m_panel, &HistoryPanel::takeRequested, this, &HistoryCommands::take);
}

void HistoryCommands::say(const QString &text, bool isBad)
{
    m_shell.bar.showMessage({isBad ? Message::Kind::Warning : Message::Kind::Info, text, {}, true});
}

// ---- what is shown

void HistoryCommands::toggle()
{
    toggleDock(*m_dock);
}

void HistoryCommands::show()
{
    m_dock->show();
    m_dock->raise();
    m_panel->setFocus();
}

void HistoryCommands::showApp(const QString &id)
{
    show();
    m_panel->setApp(id);
}

void HistoryCommands::setView(DocumentView *view)
{
    if (m_view)
        m_view->document().disconnect(this);
    m_view = view;
    m_followed.clear();
    m_panel->setDocument(
        view ? &view->document() : nullptr, view ? view->analysis().config() : RuleConfig());
    if (view)
        connect(&view->document(), &AppDocument::changed, this, &HistoryCommands::followView);
    followView();
}

// The first app of the document, unless it is about the one that is shown already. Typing leads
// away from an app that was chosen elsewhere only where it changes the id.
void HistoryCommands::followView()
{
    const auto snapshot = m_view ? m_view->document().lastValidSnapshot() : nullptr;
    if (!snapshot)
        return;
    const auto &items = snapshot->definitions.items;
    const auto app = std::find_if(items.begin(), items.end(), [](const Definition &definition) {
        return definition.root == SchemaRoot::App && !definition.id.isEmpty();
    });
    const bool isOther = app != items.end() && std::exchange(m_followed, app->id) != app->id;
    if (isOther && !defines(*snapshot, m_panel->appId()))
        m_panel->setApp(app->id);
}

// ---- a version as a document

void HistoryCommands::open()
{
    const HistoryRow *row = m_panel->selected();
    if (!row || row->kind == HistoryRow::Kind::Document)
        return;
    const QString id = m_panel->appId();
    const QString name = row->name;
    DocumentView *view = m_files.openText(row->definition);
    view->document().setUntitledName(tr("%1 of %2").arg(id.section(u'/', -1), name));
    view->bar().showNote(
        tr("A copy of the version of %1. Editing it changes nothing on the target.").arg(name));
}

void HistoryCommands::save()
{
    const HistoryRow *row = m_panel->selected();
    if (!row)
        return;
    auto *dialog = new QFileDialog(&m_shell.window, tr("Save version as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(m_panel->appId().section(u'/', -1) + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, bytes = row->definition](const QString &path) {
            const Result<void> written = writeFile(path, bytes);
            if (!written)
                say(written.error().text(), true);
        });
    dialog->open();
}

void HistoryCommands::copy()
{
    if (const HistoryRow *row = m_panel->selected())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(row->definition));
}

void HistoryCommands::take()
{
    const HistoryRow *row = m_panel->selected();
    if (!row || !m_view)
        return;
    AppDocument &document = m_view->document();
    const RuleConfig &config = m_view->analysis().config();
    const Result<QByteArray> text = withVersion(document.tree(), m_panel->appId(), row->definition,
        {config.version, config.facts.server, config.parameters.placeholders});
    if (!text)
        return say(text.error().text(), true);
    const TextEdit edit = difference(document.bytes(), *text);
    if (edit.range.isEmpty() && edit.text.isEmpty())
        return say(tr("The document means the same already."), false);
    const Result<void> applied
        = document.apply(tr("take the version of %1").arg(row->name), {edit});
    if (!applied)
        say(applied.error().text(), true);
}

// ---- the way back

void HistoryCommands::rollBack()
{
    if (!m_panel->isVisible()) {
        const QString id = m_cluster.meantApp();
        if (!id.isEmpty())
            m_panel->setApp(id);
        show();
    }
    const std::vector<HistoryRow> &rows = m_panel->model().rows();
    const HistoryRow *current = m_panel->current();
    const HistoryRow *chosen = m_panel->selected();
    if (current && (!chosen || chosen->kind != HistoryRow::Kind::Earlier)) {
        const HistoryRow *before = current + 1;
        chosen = before < rows.data() + rows.size() && !before->definition.isEmpty() ? before
                                                                                     : nullptr;
    }
    const RunningApp *now = m_link.app(m_panel->appId());
    const RunningApp *earlier = chosen ? m_panel->reader().definition(chosen->version) : nullptr;
    if (!now || !earlier)
        return say(tr("Select the version to go back to in History."), false);
    const HistoryRow *next = chosen - 1; // the rows begin with the newest
    const bool hasNext = chosen > rows.data() && !next->version.isEmpty();
    WayBack way{*now, *earlier, false, {}};
    askAboutWay(way, hasNext ? instantOf(next->version) : QDateTime::currentDateTimeUtc());
}

void HistoryCommands::askAboutWay(const WayBack &way, const QDateTime &until)
{
    const Target *target = m_link.targets().current();
    const RuleConfig config = m_view ? m_view->analysis().config() : RuleConfig();
    const auto texts
        = comparedVersions({way.now.definition, readableDefinition(way.earlier.definition), {}},
            config, {config.version, config.facts.server, config.parameters.placeholders});
    auto *dialog = new RollBackDialog(*target, way,
        earlierImage(way.earlier, until, m_shell.registries.ledger()), changesInShort(*texts),
        &m_shell.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_link, &TargetLink::clusterEnding, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (m_link.cluster())
            review(this, dialog->way(), m_scope.token());
    });
    dialog->open();
}

QCoro::Task<void> HistoryCommands::review(HistoryCommands *self, WayBack way, std::stop_token stop)
{
    RunningQuestion question;
    question.ids = {way.now.id};
    question.wantsAgents = true;
    Result<RunningBodies> running = co_await readRunning(*self->m_link.cluster(), question, stop);
    if (stop.stop_requested())
        co_return;
    if (running)
        self->showReview(way, *running);
    else
        self->say(running.error().text(), true);
}

// The version takes the place of the file: what is shown, checked and sent is that text.
void HistoryCommands::showReview(const WayBack &way, const RunningBodies &running)
{
    const Target *target = m_link.targets().current();
    const Result<QByteArray> text = definitionFor(way);
    if (!target || !text)
        return say(text ? tr("The target is no longer chosen.") : text.error().text(), true);
    AppDocument document;
    document.loadUntitled(*text);
    Analysis analysis(document);
    analysis.runNow();
    const RuleConfig &config = analysis.config();
    const ServerSettings server
        = running.settings({config.version, config.facts.server, config.parameters.placeholders});
    auto texts = std::make_shared<const ComparedTexts>(
        ComparedTexts::Other{
            running.text, BodyOrigin::Served, tr("What runs on %1").arg(target->name)},
        document.snapshot(), config, server);
    Result<ReviewCase> review
        = ReviewCase::of(analysis, *target, std::move(texts), running, server.version);
    if (!review)
        return say(review.error().text(), true);
    auto *dialog = new ReviewDialog(std::move(*review), {}, &m_shell.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_link, &TargetLink::clusterEnding, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Result<WritePermit> permit = dialog->permit();
        const ReviewCase &seen = dialog->review();
        if (permit)
            m_cluster.changer().deploy(seen.request, *permit, seen.before);
        else
            say(permit.error().text(), true);
    });
    dialog->open();
}

} // namespace Pinion

#include "moc_historycommands.cpp"
