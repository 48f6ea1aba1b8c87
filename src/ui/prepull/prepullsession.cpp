// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prepull/prepullsession.h"

#include "deploy/guard.h"
#include "prepull/pinning.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What is changed on the target, as DeployGuard wants to know.
QStringList changedIds()
{
    return {u"/pinion/prepull"_s};
}

} // namespace

PrepullSession::PrepullSession(Targets &targets, Target target, const QString &journalFolder,
    PrepullPace pace, QObject *parent)
    : QObject(parent)
    , m_targets(targets)
    , m_target(std::move(target))
    , m_journal(journalFolder)
    , m_pace(pace)
{ }

PrepullSession::~PrepullSession() = default;

void PrepullSession::look(const QUrl &master)
{
    if (isBusy())
        return;
    m_scope.cancel();
    m_isLooking = true;
    m_problem.clear();
    m_scene.reset();
    Target target = m_target;
    if (!master.isEmpty())
        target.mesosUrl = master;
    emit sceneChanged();
    lookNow(this, std::move(target), master, m_scope.token());
}

QCoro::Task<void> PrepullSession::lookNow(
    PrepullSession *self, Target target, QUrl master, std::stop_token stop)
{
    Result<std::unique_ptr<Cluster>> cluster
        = co_await self->m_targets.reach(std::move(target), stop);
    if (stop.stop_requested())
        co_return;
    if (!cluster) {
        self->takeProblem(cluster.error());
        co_return;
    }
    self->m_run.reset();
    self->m_machine.reset();
    self->m_cluster = std::move(*cluster);
    const Result<ServerInfo> info = co_await self->m_cluster->marathon().info(stop);
    if (stop.stop_requested())
        co_return;
    if (!info) {
        self->takeProblem(info.error());
        co_return;
    }
    Result<PrepullScene> scene = co_await readScene(*self->m_cluster, true, stop);
    if (stop.stop_requested())
        co_return;
    self->m_wantsMaster = !scene;
    if (!scene) {
        self->takeProblem(scene.error());
        co_return;
    }
    self->m_isLooking = false;
    self->m_scene = std::move(*scene);
    self->adoptRoles();
    if (!master.isEmpty())
        self->keepMaster(master);
    emit self->sceneChanged();
}

/// Nobody is asked for it again. A target of a project's file stays as its team wrote it.
void PrepullSession::keepMaster(const QUrl &master)
{
    m_target.mesosUrl = master;
    Result<std::vector<Target>> own = m_targets.own();
    if (!own || m_target.isShared)
        return;
    const auto mine = std::find_if(own->begin(), own->end(), [this](const Target &one) {
        return one.name == m_target.name && one.urls == m_target.urls;
    });
    if (mine == own->end())
        return;
    mine->mesosUrl = master;
    // Where it cannot be saved it is asked for again at another time, which is no worse than now.
    static_cast<void>(m_targets.saveOwn(*own));
}

void PrepullSession::setPlacement(const AppPlacement &placement)
{
    m_placement = placement;
    adoptRoles();
}

void PrepullSession::adoptRoles()
{
    if (m_scene)
        m_wish.roles = helperRoles(m_placement, m_scene->info.facts.mesosRole);
}

QHash<QString, QString> PrepullSession::barredHosts() const
{
    return m_scene ? m_placement.barredHosts(m_scene->survey.agents) : QHash<QString, QString>();
}

void PrepullSession::takeProblem(const Error &error)
{
    m_isLooking = false;
    m_problem = error.text();
    emit sceneChanged();
}

QStringList PrepullSession::usableHosts() const
{
    QStringList hosts;
    for (const HostVerdict &verdict : judgedHosts(*m_scene, m_wish.via, m_wish.roles)) {
        if (verdict.isUsable())
            hosts.append(verdict.hostname);
    }
    return hosts;
}

QStringList PrepullSession::draftHosts() const
{
    QStringList hosts = usableHosts();
    if (!m_wish.hosts.isEmpty())
        hosts.removeIf([this](const QString &host) { return !m_wish.hosts.contains(host); });
    return hosts;
}

QStringList PrepullSession::tellingNames() const
{
    if (!m_scene || !m_scene->attributes)
        return {};
    return tellingAttributes(*m_scene->attributes, draftHosts());
}

QString PrepullSession::objectionTo(PrepullVia via) const
{
    if (via != PrepullVia::Eremetic || !m_scene)
        return {};
    if (!m_scene->attributes)
        return m_scene->attributes.error().text();
    PrepullPlan draft;
    draft.hosts = draftHosts();
    const Result<void> pinned = pinByAttribute(draft, *m_scene->attributes);
    return pinned ? QString() : pinned.error().message;
}

QString PrepullSession::nameToType() const
{
    return DeployGuard::asksFor(m_target, DeployAction::Deploy)
        ? DeployGuard::nameToType(changedIds())
        : QString();
}

PrepullRecord PrepullSession::record() const
{
    PrepullRecord record;
    record.runId = m_plan->runId;
    record.target = m_target.name;
    for (const QUrl &url : m_target.urls)
        record.addresses.append(url.toString());
    record.via = m_plan->via;
    record.scheduler = m_plan->via == PrepullVia::Marathon ? QUrl() : m_place.url;
    record.image = m_plan->image;
    record.hosts = m_plan->hosts;
    record.began = m_plan->began;
    return record;
}

Result<void> PrepullSession::start(const QString &typed)
{
    Q_ASSERT(m_scene && m_cluster && !isBusy());
    const Result<WritePermit> permit
        = DeployGuard::permit(m_target, DeployAction::Deploy, changedIds(), typed);
    if (!permit)
        return tl::make_unexpected(permit.error());
    Result<PrepullPlan> plan = planOn(*m_scene, m_wish, m_attribute, newRunId(), m_clock.now());
    if (!plan)
        return tl::make_unexpected(plan.error());
    auto machine = PrepullMachine::make(*m_cluster, m_scene->info, *plan, m_place, *permit);
    if (!machine)
        return tl::make_unexpected(machine.error());
    m_typed = typed;
    m_plan = std::move(*plan);
    m_run.reset();
    m_machine = std::move(*machine);
    m_run = std::make_unique<PrepullRun>(m_machine->backend(), m_clock, m_journal, m_pace);
    m_hasLookedAgain = false;
    m_newHosts.clear();
    connect(m_run.get(), &PrepullRun::changed, this, &PrepullSession::followRun);
    m_run->start(*m_plan, record());
    return {};
}

Result<void> PrepullSession::retry()
{
    QStringList missing;
    for (const HostRow &row : status().rows) {
        if (row.state != HostState::Done)
            missing.append(row.host);
    }
    return pullOn(missing);
}

Result<void> PrepullSession::pullOnNew()
{
    return pullOn(m_newHosts);
}

Result<void> PrepullSession::pullOn(const QStringList &hosts)
{
    m_wish.hosts = hosts;
    return start(m_typed);
}

void PrepullSession::followRun()
{
    if (status().state == PrepullState::Ended && !std::exchange(m_hasLookedAgain, true))
        lookAgain(this, m_scope.token());
    emit runChanged();
}

/// Agents join while others pull, and some come back from a maintenance.
QCoro::Task<void> PrepullSession::lookAgain(PrepullSession *self, std::stop_token stop)
{
    Result<PrepullScene> scene = co_await readScene(*self->m_cluster, true, stop);
    if (stop.stop_requested() || !scene || self->isBusy())
        co_return;
    const QStringList before = self->usableHosts();
    self->m_scene = std::move(*scene);
    const QHash<QString, QString> barred = self->barredHosts();
    const QStringList now = self->usableHosts();
    for (const QString &host : now) {
        if (!before.contains(host) && !barred.contains(host))
            self->m_newHosts.append(host);
    }
    emit self->runChanged();
}

void PrepullSession::stop()
{
    if (m_run)
        m_run->cancel();
}

const PrepullStatus &PrepullSession::status() const
{
    static const PrepullStatus Nothing;
    return m_run ? m_run->status() : Nothing;
}

bool PrepullSession::isBusy() const
{
    const PrepullState state = status().state;
    return state == PrepullState::Pulling || state == PrepullState::CleaningUp;
}

} // namespace Pinion

#include "moc_prepullsession.cpp"
