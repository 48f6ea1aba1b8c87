// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetlink.h"

#include <algorithm>

namespace Pinion {

namespace {

constexpr std::chrono::milliseconds BurstPause{1'000};

} // namespace

TargetLink::TargetLink(Targets &targets, QObject *parent)
    : QObject(parent)
    , m_targets(targets)
    , m_since(QDateTime::currentDateTimeUtc())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(BurstPause);
    connect(&m_soon, &QTimer::timeout, this, &TargetLink::refresh);
    connect(&targets, &Targets::currentChanged, this, &TargetLink::reconnect);
    connect(&targets, &Targets::loginChanged, this, [this](const Target &changed) {
        const Target *current = m_targets.current();
        if (current && current->credentialKey() == changed.credentialKey())
            reconnect();
    });
    reconnect();
}

TargetLink::~TargetLink()
{
    m_scope.cancel();
    if (m_cluster)
        emit clusterEnding();
}

const RunningApp *TargetLink::app(const QString &id) const
{
    const auto found = std::lower_bound(m_apps.begin(), m_apps.end(), id,
        [](const RunningApp &app, const QString &wanted) { return app.id < wanted; });
    return found != m_apps.end() && found->id == id ? &*found : nullptr;
}

void TargetLink::reconnect()
{
    m_scope.cancel();
    m_soon.stop();
    m_isLooking = false;
    m_looksAgain = false;
    if (m_cluster)
        emit clusterEnding();
    m_cluster.reset();
    m_info.reset();
    m_apps.clear();
    m_deployments.clear();
    m_hasLists = false;
    const Target *target = m_targets.current();
    enter(target ? LinkState::Connecting : LinkState::NoTarget);
    emit clusterChanged();
    emit listsChanged();
    if (target)
        connectTo(this, *target, m_scope.token());
}

QCoro::Task<void> TargetLink::connectTo(TargetLink *self, Target target, std::stop_token stop)
{
    Result<std::unique_ptr<Cluster>> cluster
        = co_await self->m_targets.reach(std::move(target), stop);
    if (stop.stop_requested())
        co_return;
    if (!cluster) {
        self->takeFailure(cluster.error());
        co_return;
    }
    self->m_cluster = std::move(*cluster);
    EventStream &events = self->m_cluster->events();
    connect(&events, &EventStream::lookAgain, self, &TargetLink::refresh);
    connect(&events, &EventStream::received, self, &TargetLink::takeEvent);
    emit self->clusterChanged();
    self->refresh();
    if (!stop.stop_requested())
        events.start();
}

void TargetLink::refresh()
{
    if (!m_cluster)
        return;
    m_looksAgain = m_isLooking;
    if (!std::exchange(m_isLooking, true))
        look(this, m_scope.token());
}

QCoro::Task<void> TargetLink::look(TargetLink *self, std::stop_token stop)
{
    MarathonClient &marathon = self->m_cluster->marathon();
    if (!self->m_info) {
        Result<ServerInfo> info = co_await marathon.info(stop);
        if (stop.stop_requested())
            co_return;
        if (!info) {
            self->takeFailure(info.error());
            co_return;
        }
        self->m_info = std::move(*info);
    }
    Result<std::vector<RunningApp>> apps = co_await marathon.apps(stop);
    if (stop.stop_requested())
        co_return;
    if (!apps) {
        self->takeFailure(apps.error());
        co_return;
    }
    Result<std::vector<Deployment>> deployments = co_await marathon.deployments(stop);
    if (stop.stop_requested())
        co_return;
    self->m_isLooking = false;
    self->m_apps = std::move(*apps);
    // Some may see apps but no deployments.
    self->m_deployments = deployments.value_or(std::vector<Deployment>());
    self->m_listedAt = QDateTime::currentDateTimeUtc();
    self->m_hasLists = true;
    self->enter(LinkState::Connected);
    if (self->m_looksAgain)
        self->m_soon.start();
    emit self->listsChanged();
}

void TargetLink::takeEvent(const MarathonEvent &event)
{
    if (event.kind != EventKind::Attached && event.kind != EventKind::Other && !m_soon.isActive())
        m_soon.start();
}

void TargetLink::takeFailure(const Error &error)
{
    m_isLooking = false;
    enter(error.kind == ErrorKind::Unauthorized ? LinkState::SignedOut : LinkState::Offline,
        error.text());
}

void TargetLink::enter(LinkState state, const QString &problem)
{
    if (m_state == state && m_problem == problem)
        return;
    if (m_state != state)
        m_since = QDateTime::currentDateTimeUtc();
    m_state = state;
    m_problem = problem;
    emit stateChanged();
}

} // namespace Pinion

#include "moc_targetlink.cpp"
