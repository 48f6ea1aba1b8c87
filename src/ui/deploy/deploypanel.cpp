// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deploypanel.h"

#include "deploy/followreason.h"
#include "ui/deploy/deploychart.h"
#include "ui/deploy/instanceview.h"
#include "ui/deploy/stagesbar.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targetlink.h"

#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::chrono::milliseconds ClockStep{1'000};
constexpr int ProgressSteps = 1'000;

Message::Kind kindOf(RunResult result)
{
    switch (result) {
    case RunResult::Verified:
    case RunResult::RolledBack:
    case RunResult::Removed:
    case RunResult::NothingToDo:
    case RunResult::NotApplied:
    case RunResult::None:
        return Message::Kind::Info;
    case RunResult::Drifted:
    case RunResult::Locked:
    case RunResult::AnswerLost:
    case RunResult::Cancelled:
    case RunResult::Superseded:
    case RunResult::Abandoned:
        return Message::Kind::Warning;
    case RunResult::Failed:
    case RunResult::Refused:
    case RunResult::EndedUnhealthy:
        break;
    }
    return Message::Kind::Error;
}

} // namespace

DeployPanel::DeployPanel(Deployments &deployments, TargetLink &link, QWidget *parent)
    : QWidget(parent)
    , m_deployments(deployments)
    , m_link(link)
    , m_list(new QListWidget(this))
    , m_empty(new QLabel(this))
    , m_detail(new QWidget(this))
{
    setObjectName(u"deployPanel"_s);
    m_list->setObjectName(u"deployList"_s);
    m_list->setAccessibleName(tr("Deployments"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(TargetIconSize);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setMinimumWidth(180);
    m_empty->setObjectName(u"deployEmptyText"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    createDetail();
    auto *right = new QWidget(this);
    m_stack = new QStackedLayout(right);
    m_stack->addWidget(m_detail);
    m_stack->addWidget(m_empty);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_list);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({240, 760});
    splitter->setChildrenCollapsible(false);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->addWidget(splitter);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, &DeployPanel::selectRow);
    connect(&deployments, &Deployments::added, this, &DeployPanel::show);
    connect(&deployments, &Deployments::changed, this, [this](const DeployJob *job) {
        if (job == m_job)
            refresh();
    });
    connect(&deployments, &Deployments::ended, this, &DeployPanel::fillList);
    connect(&link, &TargetLink::listsChanged, this, &DeployPanel::fillList);
    connect(&m_clock, &QTimer::timeout, this, &DeployPanel::tick);
    m_clock.setInterval(ClockStep);
    fillList();
}

DeployPanel::~DeployPanel() = default;

// ---- building

void DeployPanel::createDetail()
{
    auto *lines = new QVBoxLayout(m_detail);
    lines->setContentsMargins(12, 8, 12, 8);
    lines->setSpacing(6);
    createHead(*lines);
    createInstances(*lines);
    createButtons(*lines);
}

void DeployPanel::createHead(QVBoxLayout &lines)
{
    m_title = new QLabel(m_detail);
    m_title->setObjectName(u"deployTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_progress = new QProgressBar(m_detail);
    m_progress->setObjectName(u"deployProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(10);
    m_numbers = new QLabel(m_detail);
    m_numbers->setObjectName(u"deployNumbers"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_title);
    row->addWidget(m_progress, 1);
    row->addWidget(m_numbers);
    lines.addLayout(row);
    m_stages = new StagesBar(m_detail);
    lines.addWidget(m_stages);
    m_bar = new MessageBar(m_detail);
    m_bar->setObjectName(u"deployBar"_s);
    lines.addWidget(m_bar);
}

void DeployPanel::createInstances(QVBoxLayout &lines)
{
    m_instances = new InstanceView(m_detail);
    m_chart = new DeployChart(m_detail);
    auto *splitter = new QSplitter(m_detail);
    splitter->addWidget(m_instances);
    splitter->addWidget(m_chart);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({560, 260});
    splitter->setChildrenCollapsible(false);
    lines.addWidget(splitter, 1);
}

QPushButton *DeployPanel::addButton(const QString &objectName, const QString &text)
{
    auto *button = new QPushButton(text, m_detail);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    button->setMinimumHeight(28);
    return button;
}

void DeployPanel::createButtons(QVBoxLayout &lines)
{
    m_revert = addButton(u"deployRevert"_s, {});
    m_edit = addButton(u"deployEdit"_s, tr("Edit and deploy again"));
    m_check = addButton(u"deployCheck"_s, tr("Check now"));
    m_wait = addButton(u"deployWait"_s, tr("Wait and deploy then"));
    m_replace = addButton(u"deployReplace"_s, tr("Replace it…"));
    m_tryNow = addButton(u"deployTryNow"_s, tr("Try now"));
    m_prepull = addButton(u"deployPrepull"_s, tr("Pre-pull next time…"));
    m_logs = addButton(u"deployLogs"_s, tr("Open logs"));
    m_logs->setToolTip(tr("Opens the sandbox of the selected instance in Mesos."));
    m_abandon = addButton(u"deployAbandon"_s, tr("Abandon…"));
    m_details = addButton(u"deployDetails"_s, tr("Technical details"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {m_revert, m_edit, m_check, m_wait, m_replace, m_tryNow, m_prepull})
        row->addWidget(button);
    m_leaving = new QLabel(tr("It goes on without Pinion, too."), m_detail);
    m_leaving->setObjectName(u"deployLeaving"_s);
    m_leaving->setToolTip(
        tr("The cluster does not need Pinion for it. Quit if you like: the result "
           "is shown when you come back."));
    m_leaving->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_leaving);
    row->addStretch(1);
    row->addWidget(m_logs);
    row->addWidget(m_abandon);
    row->addWidget(m_details);
    lines.addLayout(row);
    connect(m_revert, &QPushButton::clicked, this, &DeployPanel::revert);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (m_job)
            emit openRequested(m_job->documentPath());
    });
    connect(m_check, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->check();
    });
    connect(m_wait, &QPushButton::clicked, this, [this] {
        guarded(DeployAction::Deploy,
            {tr("Deploy to %1").arg(m_job->target().name),
                tr("It is sent when the other deployment has ended."), tr("Deploy then")},
            &DeployJob::startWhenUnlocked);
    });
    connect(m_replace, &QPushButton::clicked, this, &DeployPanel::replace);
    connect(m_tryNow, &QPushButton::clicked, this, [this] {
        guarded(DeployAction::Nudge,
            {tr("Try now"), tr("Marathon tries the next launch at once instead of waiting."),
                tr("Try now")},
            &DeployJob::tryNow);
    });
    connect(m_prepull, &QPushButton::clicked, this, [this] {
        if (m_job && waitsForImage())
            emit prepullRequested(m_job->status().follow.waiting->appId);
    });
    connect(m_abandon, &QPushButton::clicked, this, &DeployPanel::abandon);
    connect(m_logs, &QPushButton::clicked, this, &DeployPanel::openLogs);
    connect(m_instances, &QTreeView::activated, this, &DeployPanel::openLogs);
    connect(m_instances->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this] { m_logs->setVisible(logs().isValid()); });
    connect(m_details, &QPushButton::clicked, this, &DeployPanel::showDetails);
}

// ---- showing

void DeployPanel::fillList()
{
    const QSignalBlocker silence(m_list);
    m_list->clear();
    QStringList own;
    for (const DeployJob *job : m_deployments.jobs()) {
        auto *item = new QListWidgetItem(targetIcon(job->target().kind), job->title(), m_list);
        item->setSizeHint(QSize(0, 30));
        item->setToolTip(job->status().sentence);
        own.append(job->status().deploymentId);
        if (job == m_job)
            m_list->setCurrentItem(item);
    }
    for (const Deployment &deployment : m_link.deployments()) {
        if (own.contains(deployment.id))
            continue;
        auto *item = new QListWidgetItem(
            tr("%1 (by others)").arg(deployment.affectedApps.join(u", "_s)), m_list);
        item->setSizeHint(QSize(0, 30));
        item->setFlags(Qt::NoItemFlags);
        item->setToolTip(
            tr("Step %1 of %2").arg(deployment.currentStep).arg(deployment.steps.size()));
    }
    m_list->setVisible(m_list->count() > 1 || (m_list->count() == 1 && !m_job));
    refresh();
}

void DeployPanel::selectRow(int row)
{
    const std::vector<DeployJob *> &jobs = m_deployments.jobs();
    if (row >= 0 && std::size_t(row) < jobs.size())
        show(jobs[std::size_t(row)]);
}

void DeployPanel::show(DeployJob *job)
{
    m_job = job;
    fillList();
    emit currentChanged();
}

void DeployPanel::refresh()
{
    m_stack->setCurrentIndex(m_job ? 0 : 1);
    if (!m_job) {
        const Target *target = m_link.targets().current();
        m_empty->setText(target
                ? tr("Nothing has been deployed to %1 by this window.").arg(target->name)
                : tr("Choose a target to deploy to."));
        m_clock.stop();
        return;
    }
    if (m_job->isOver())
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start();
    refreshHead();
    refreshBar();
    refreshButtons();
}

void DeployPanel::refreshHead()
{
    const RunStatus &status = m_job->status();
    const FollowState &follow = status.follow;
    m_title->setText(m_job->title());
    const bool isKnown = follow.progress >= 0;
    const bool isEnded = m_job->isOver();
    m_progress->setRange(0, isKnown || isEnded ? ProgressSteps : 0);
    if (isKnown || isEnded)
        m_progress->setValue(int(std::max(0.0, follow.progress) * ProgressSteps));
    QStringList numbers;
    if (follow.wanted > 0)
        numbers << tr("%1 of %2 new healthy").arg(follow.newHealthy).arg(follow.wanted);
    if (follow.oldLeft > 0)
        numbers << tr("%n old left", nullptr, follow.oldLeft);
    numbers << durationText(m_job->duration());
    if (status.usual.count() > 0 && !isEnded)
        numbers << tr("usually %1").arg(durationText(status.usual));
    m_numbers->setText(numbers.join(u" · "_s));
    m_stages->setStages(follow.stages);
    m_instances->table().setInstances(follow.instances);
    m_chart->setSamples(follow.samples, follow.wanted,
        isEnded && follow.ended.isValid() ? follow.ended : QDateTime::currentDateTimeUtc());
}

/// What is going on, or how it ended; why it waits.
void DeployPanel::refreshBar()
{
    const RunStatus &status = m_job->status();
    Message message{kindOf(status.result), status.sentence};
    if (!status.hint.isEmpty())
        message.text += u' ' + status.hint;
    const std::optional<WaitReason> &waiting = status.follow.waiting;
    if (!m_job->isOver() && waiting && waiting->weight != WaitWeight::Note)
        message.kind = Message::Kind::Warning;
    if (m_bar->text() != message.text || m_bar->isHidden())
        m_bar->showMessage(message);
}

bool DeployPanel::canRevert() const
{
    if (!m_job || !m_job->status().canRevert)
        return false;
    return m_job->isOver() || m_job->status().state == RunState::Following;
}

QString DeployPanel::revertText() const
{
    const bool removes = m_job->status().removesOnRevert;
    if (!m_job->isOver())
        return removes ? tr("Stop and remove the app") : tr("Stop and roll back");
    if (removes)
        return tr("Remove the app…");
    const QString tag = m_job->before().tag;
    return tag.isEmpty() ? tr("Roll back") : tr("Roll back to %1").arg(tag);
}

void DeployPanel::refreshButtons()
{
    const RunStatus &status = m_job->status();
    const bool isFollowing = status.state == RunState::Following;
    const bool hasFailed = status.result == RunResult::Refused
        || status.result == RunResult::EndedUnhealthy || status.result == RunResult::RolledBack
        || status.result == RunResult::Drifted;
    m_revert->setText(revertText());
    m_revert->setVisible(canRevert());
    m_edit->setVisible(hasFailed && !m_job->documentPath().isEmpty());
    m_check->setVisible(status.result == RunResult::AnswerLost);
    const bool isLocked = status.result == RunResult::Locked && m_job->hasRequest();
    m_wait->setVisible(isLocked);
    m_replace->setVisible(isLocked);
    m_tryNow->setVisible(isFollowing && status.follow.waiting && status.follow.waiting->canTryNow);
    m_prepull->setVisible(isFollowing && waitsForImage());
    m_leaving->setVisible(isFollowing);
    m_abandon->setVisible(isFollowing);
    m_logs->setVisible(logs().isValid());
    m_details->setVisible(!status.deploymentId.isEmpty() || !status.refusal.body.isEmpty());
}

void DeployPanel::tick()
{
    if (!m_job || !isVisible())
        return;
    refreshHead();
    m_instances->table().tick();
}

} // namespace Pinion

#include "moc_deploypanel.cpp"
