// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deployjob.h"

#include "ui/cluster/logspage.h"

using namespace Qt::StringLiterals;

namespace Pinion {

DeployJob::DeployJob(Target target, std::unique_ptr<Cluster> cluster, RunPace pace,
    RunJournal &journal, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_cluster(std::move(cluster))
    , m_run(*m_cluster, pace, &journal)
    , m_began(QDateTime::currentDateTimeUtc())
{
    connect(&m_run, &DeployRun::changed, this, &DeployJob::changed);
    connect(&m_run, &DeployRun::ended, this, [this] {
        m_ended = QDateTime::currentDateTimeUtc();
        emit ended();
    });
    readInfo(this, m_scope.token());
}

DeployJob::~DeployJob() = default;

void DeployJob::start(DeployRequest request, WritePermit permit, BeforeRun before)
{
    m_request = request;
    m_documentPath = request.documentPath;
    m_before = std::move(before);
    m_run.start(std::move(request), std::move(permit));
}

void DeployJob::carryOut(Errand errand, const QString &app, WritePermit permit)
{
    m_errand = errand;
    m_run.carryOut(errand, app, std::move(permit));
}

void DeployJob::resume(RunJournal::Entry left)
{
    m_began = left.record.began;
    m_documentPath = left.record.documentPath;
    m_before.movingImages = left.record.movingBefore;
    m_run.resume(std::move(left), std::nullopt);
}

QCoro::Task<void> DeployJob::readInfo(DeployJob *self, std::stop_token stop)
{
    Result<ServerInfo> info = co_await self->m_cluster->marathon().info(stop);
    if (stop.stop_requested() || !info)
        co_return; // without it there are no links to logs
    self->m_info = std::move(*info);
    emit self->changed();
}

QUrl DeployJob::logsOf(const InstanceRow &instance) const
{
    AppTask task;
    task.id = instance.taskId;
    task.agentId = instance.agentId;
    return logsPage(m_info, m_cluster->line().currentUrl(), task);
}

bool DeployJob::isWriting() const
{
    return status().state == RunState::Sending || status().state == RunState::Reverting;
}

QString DeployJob::title() const
{
    const QString names = apps().join(u", "_s);
    if (m_errand == Errand::Restart)
        return tr("%1 → %2: restart").arg(names, m_target.name);
    if (m_errand == Errand::Remove)
        return tr("%1 → %2: destroy").arg(names, m_target.name);
    return u"%1 → %2"_s.arg(names, m_target.name);
}

std::chrono::seconds DeployJob::duration() const
{
    const QDateTime end = isOver() ? m_ended : QDateTime::currentDateTimeUtc();
    return std::chrono::seconds(std::max<qint64>(0, m_began.secsTo(end)));
}

Result<WritePermit> DeployJob::permit(DeployAction action, const QString &typed) const
{
    return DeployGuard::permit(m_target, action, apps(), typed);
}

Result<void> DeployJob::revert(const QString &typed)
{
    Result<WritePermit> leave = permit(DeployAction::Revert, typed);
    if (!leave)
        return tl::make_unexpected(leave.error());
    if (!status().canRevert)
        return {};
    m_began = QDateTime::currentDateTimeUtc(); // how long the way back takes
    m_run.revert(std::move(*leave));
    return {};
}

Result<void> DeployJob::abandon(const QString &typed)
{
    Result<WritePermit> leave = permit(DeployAction::Abandon, typed);
    if (!leave)
        return tl::make_unexpected(leave.error());
    if (status().state == RunState::Following)
        m_run.abandon(std::move(*leave));
    return {};
}

Result<void> DeployJob::tryNow(const QString &typed)
{
    Result<WritePermit> leave = permit(DeployAction::Nudge, typed);
    if (!leave)
        return tl::make_unexpected(leave.error());
    if (status().state == RunState::Following)
        m_run.tryNow(std::move(*leave));
    return {};
}

Result<void> DeployJob::startWhenUnlocked(const QString &typed)
{
    Result<WritePermit> leave = permit(DeployAction::Deploy, typed);
    if (!leave)
        return tl::make_unexpected(leave.error());
    if (m_request && status().result == RunResult::Locked)
        m_run.startWhenUnlocked(*m_request, std::move(*leave));
    return {};
}

Result<void> DeployJob::startByForce(const QString &typed)
{
    Result<WritePermit> leave = permit(DeployAction::Replace, typed);
    if (!leave)
        return tl::make_unexpected(leave.error());
    if (m_request && status().result == RunResult::Locked)
        m_run.startByForce(*m_request, std::move(*leave));
    return {};
}

void DeployJob::check()
{
    if (status().result == RunResult::AnswerLost)
        m_run.check();
}

} // namespace Pinion

#include "moc_deployjob.cpp"
