// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deployjob.h"

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
}

DeployJob::~DeployJob() = default;

void DeployJob::start(DeployRequest request, WritePermit permit, const QString &backTo)
{
    m_request = request;
    m_documentPath = request.documentPath;
    m_backTo = backTo;
    m_run.start(std::move(request), std::move(permit));
}

void DeployJob::resume(RunJournal::Entry left)
{
    m_began = left.record.began;
    m_documentPath = left.record.documentPath;
    m_run.resume(std::move(left), std::nullopt);
}

bool DeployJob::isWriting() const
{
    return status().state == RunState::Sending || status().state == RunState::Reverting;
}

QString DeployJob::title() const
{
    return u"%1 → %2"_s.arg(apps().join(u", "_s), m_target.name);
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
    if (status().canRevert)
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
