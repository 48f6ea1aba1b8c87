// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deployments.h"

#include <algorithm>

namespace Pinion {

namespace {

bool haveCommon(const QStringList &some, const QStringList &others)
{
    return std::any_of(
        some.begin(), some.end(), [&others](const QString &id) { return others.contains(id); });
}

} // namespace

Deployments::Deployments(Targets &targets, QObject *parent)
    : QObject(parent)
    , m_targets(targets)
{
    connect(&targets, &Targets::listChanged, this, &Deployments::resumeLeft);
}

Deployments::~Deployments() = default;

void Deployments::start(const Target &target, const DeployRequest &request,
    const WritePermit &permit, const BeforeRun &before)
{
    const auto send
        = [request, permit, before](DeployJob &job) { job.start(request, permit, before); };
    begin(this, target, request.ids(), send, m_scope.token());
}

void Deployments::carryOut(
    const Target &target, Errand errand, const QString &app, const WritePermit &permit)
{
    const auto ask = [errand, app, permit](DeployJob &job) { job.carryOut(errand, app, permit); };
    begin(this, target, {app}, ask, m_scope.token());
}

QCoro::Task<void> Deployments::begin(Deployments *self, Target target, QStringList apps,
    std::function<void(DeployJob &)> start, std::stop_token stop)
{
    self->m_beginning.append({target.name, apps});
    Result<std::unique_ptr<Cluster>> cluster = co_await self->m_targets.reach(target, stop);
    if (stop.stop_requested())
        co_return;
    self->m_beginning.removeOne(std::pair(target.name, apps));
    if (!cluster) {
        emit self->failed(target.name, cluster.error());
        co_return;
    }
    DeployJob *job = self->add(target, std::move(*cluster));
    start(*job);
    emit self->added(job);
}

void Deployments::resumeLeft()
{
    for (const RunJournal::Entry &left : m_targets.journal().entries()) {
        const Target *target = findTarget(m_targets.all(), left.record.target);
        if (!target || m_takenUp.contains(left.name) || isBusy(target->name, left.record.apps))
            continue;
        m_takenUp.insert(left.name);
        takeUp(this, *target, left, m_scope.token());
    }
}

QCoro::Task<void> Deployments::takeUp(
    Deployments *self, Target target, RunJournal::Entry left, std::stop_token stop)
{
    Result<std::unique_ptr<Cluster>> cluster = co_await self->m_targets.reach(target, stop);
    if (stop.stop_requested() || !cluster)
        co_return; // the record stays, and the next start tries again
    DeployJob *job = self->add(target, std::move(*cluster));
    job->resume(std::move(left));
    emit self->added(job);
}

DeployJob *Deployments::add(const Target &target, std::unique_ptr<Cluster> cluster)
{
    auto *job
        = new DeployJob(target, std::move(cluster), m_targets.runPace(), m_targets.journal(), this);
    m_jobs.insert(m_jobs.begin(), job);
    connect(job, &DeployJob::changed, this, [this, job] { emit changed(job); });
    connect(job, &DeployJob::ended, this, [this, job] {
        const Target *current = m_targets.current();
        if (job->target().isGuarded() && current && current->name == job->target().name)
            m_targets.fallBack();
        emit ended(job);
    });
    return job;
}

bool Deployments::isBusy(const QString &target, const QStringList &apps) const
{
    const bool isBeginning = std::any_of(m_beginning.begin(), m_beginning.end(),
        [&](const auto &one) { return one.first == target && haveCommon(one.second, apps); });
    return isBeginning || std::any_of(m_jobs.begin(), m_jobs.end(), [&](const DeployJob *job) {
        return !job->isOver() && job->target().name == target && haveCommon(job->apps(), apps);
    });
}

bool Deployments::isWriting() const
{
    return std::any_of(
        m_jobs.begin(), m_jobs.end(), [](const DeployJob *job) { return job->isWriting(); });
}

} // namespace Pinion

#include "moc_deployments.cpp"
