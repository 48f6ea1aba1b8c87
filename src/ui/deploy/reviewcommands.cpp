// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/reviewcommands.h"

#include "ui/deploy/reviewdialog.h"
#include "ui/deploy/runningbases.h"
#include "ui/diff/changespane.h"
#include "ui/diff/changesview.h"
#include "ui/findings/analysis.h"
#include "ui/shell/docks.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"

#include <QDockWidget>
#include <QMainWindow>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::chrono::milliseconds SlowAnswer{500};

} // namespace

ReviewCommands::ReviewCommands(
    QMainWindow &window, MessageBar &bar, TargetLink &link, Deployments &deployments)
    : QObject(&window)
    , m_window(window)
    , m_bar(bar)
    , m_link(link)
    , m_targets(link.targets())
    , m_deployments(deployments)
    , m_bases(new RunningBases(link, deployments, this))
    , m_changes(new ChangesPane(m_targets, &window))
    , m_dock(new QDockWidget(tr("Changes"), &window))
    , m_reader(new TargetReader(m_targets, this))
{
    m_dock->setObjectName(u"changesDock"_s);
    m_dock->setWidget(m_changes);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    m_dock->hide();
    m_slow.setSingleShot(true);
    m_slow.setInterval(SlowAnswer);
    connect(m_changes, &ChangesPane::jumpRequested, this,
        [this](const JsonPointer &pointer, TextRange range) {
            if (m_view)
                m_view->jumpTo(pointer, range);
        });
    connect(m_dock, &QDockWidget::visibilityChanged, m_changes, &ChangesPane::setInSight);
    connect(&deployments, &Deployments::ended, m_changes, &ChangesPane::refresh);
    connect(m_reader, &TargetReader::answered, this, &ReviewCommands::proceed);
    connect(m_reader, &TargetReader::failed, this, [this](const Target &, const QString &reason) {
        m_slow.stop();
        say(tr("%1 Nothing was changed.").arg(reason), true);
    });
    connect(&m_slow, &QTimer::timeout, this, [this] {
        const Target *target = m_targets.current();
        say(tr("Asking %1 what runs there…").arg(target ? target->name : QString()), false);
    });
    // What was asked about another target, or another text, is of no use any more.
    connect(&m_targets, &Targets::currentChanged, this, [this] {
        m_reader->cancel();
        m_slow.stop();
    });
}

ReviewCommands::~ReviewCommands() = default;

void ReviewCommands::setView(DocumentView *view)
{
    m_view = view;
    m_changes->setAnalysis(view ? &view->analysis() : nullptr);
    m_bases->setDocument(view ? &view->document() : nullptr);
}

void ReviewCommands::toggleChanges()
{
    toggleDock(*m_dock);
}

void ReviewCommands::stepChange(int direction)
{
    bringToFront(*m_dock);
    m_changes->stepChange(direction);
}

void ReviewCommands::say(const QString &text, bool isBad)
{
    m_bar.showMessage({isBad ? Message::Kind::Warning : Message::Kind::Info, text, {}, true});
}

void ReviewCommands::review()
{
    begin(Press::Review);
}

void ReviewCommands::deploy()
{
    begin(Press::Deploy);
}

void ReviewCommands::begin(Press press)
{
    if (!m_view || m_reader->isBusy())
        return;
    const Target *target = m_targets.current();
    if (!target)
        return say(tr("Choose a target first; what is reviewed is a deployment to it."), true);
    if (!m_view->document().isValid())
        return say(tr("The text is not JSON; mend it first. Nothing was changed."), true);
    Result<RunningQuestion> question = RunningQuestion::about(m_view->document().tree());
    if (!question)
        return say(question.error().text(), true);
    question->wantsAgents = true;
    m_press = press;
    m_pressed = m_view;
    m_slow.start();
    m_reader->read(*target, *question);
}

void ReviewCommands::proceed(const Target &target, const RunningBodies &running)
{
    if (!m_slow.isActive())
        m_bar.clear();
    m_slow.stop();
    if (!m_view || m_pressed != m_view)
        return; // another document is in front by now
    Analysis &analysis = m_view->analysis();
    analysis.runNow(); // what counts is the text as it is now
    std::shared_ptr<const DocumentSnapshot> text = analysis.document().snapshot();
    if (!text->isValid())
        return say(tr("The text is not JSON; mend it first. Nothing was changed."), true);
    Result<ReviewCase> review = caseOf(text, target, running);
    if (!review)
        return say(review.error().text(), true);
    review->drifts = driftsOf(*text, m_bases->of(analysis.document(), target.name), running.apps,
        running.settings(toldServer(analysis)), SecretMask(analysis.config()));
    review->conditions.hasDrifted = !review->drifts.empty();
    if (m_press == Press::Deploy && goesAtOnce(*review, running))
        return;
    const bool canKeep = std::any_of(review->drifts.begin(), review->drifts.end(),
        [](const TargetDrift &drift) { return drift.keep.has_value(); });
    if (!canKeep)
        return show(std::move(*review), {});
    Result<ReviewCase> kept = caseOf(withKept(*text, review->drifts), target, running);
    if (!kept)
        return say(kept.error().text(), true);
    kept->drifts = review->drifts;
    kept->conditions.hasDrifted = true;
    kept->keepsDrifts = true;
    show(std::move(*review), std::move(*kept));
}

Result<ReviewCase> ReviewCommands::caseOf(std::shared_ptr<const DocumentSnapshot> text,
    const Target &target, const RunningBodies &running) const
{
    const Analysis &analysis = m_view->analysis();
    std::shared_ptr<const ComparedTexts> texts
        = compareWithRunning(analysis, std::move(text), target, running);
    if (!texts)
        return fail(ErrorKind::Invalid, tr("There is no JSON to compare. Nothing was changed."));
    const MarathonVersion version = running.settings(toldServer(analysis)).version;
    Result<ReviewCase> review = ReviewCase::of(analysis, target, texts, running, version);
    if (review) {
        review->newImages = newImages(texts->document().definitions, imagesOn(target, running));
        review->usual
            = m_targets.journal().past().usual(addressesOf(target.urls), review->request.ids());
    }
    return review;
}

/// What the target's apps use, as far as is known.
QStringList ReviewCommands::imagesOn(const Target &target, const RunningBodies &running) const
{
    QStringList images;
    for (const auto &[id, app] : running.apps)
        images.append(app.image);
    const Target *linked = m_targets.current();
    if (!linked || linked->name != target.name)
        return images;
    for (const RunningApp &app : m_link.apps())
        images.append(app.image);
    return images;
}

/// Begins the deployment if one press is enough for it.
bool ReviewCommands::goesAtOnce(const ReviewCase &review, const RunningBodies &running)
{
    DeployConditions conditions = review.conditions;
    conditions.isSeen = m_changes->haveBeenSeen(review.target, running);
    conditions.isBusy
        = conditions.isBusy || m_deployments.isBusy(review.target.name, review.request.ids());
    if (onDeployPressed(conditions).step != DeployStep::Deploy)
        return false;
    const Result<WritePermit> permit
        = DeployGuard::permit(review.target, DeployAction::Deploy, review.request.ids());
    if (!permit)
        return false;
    m_deployments.start(review.target, review.request, *permit, review.before);
    return true;
}

void ReviewCommands::show(ReviewCase review, std::optional<ReviewCase> kept)
{
    auto *dialog = new ReviewDialog(std::move(review), std::move(kept), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Result<WritePermit> permit = dialog->permit();
        const ReviewCase &seen = dialog->review();
        if (permit)
            m_deployments.start(seen.target, seen.request, *permit, seen.before);
        else
            say(permit.error().text(), true);
    });
    connect(dialog, &ReviewDialog::prepullRequested, this, &ReviewCommands::prepullRequested);
    connect(dialog, &ReviewDialog::restartRequested, this, &ReviewCommands::restartRequested);
    dialog->open();
    if (m_press == Press::Deploy)
        dialog->focusDeploy();
}

} // namespace Pinion

#include "moc_reviewcommands.cpp"
