// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterreader.h"

#include "deploy/followreason.h"
#include "ui/cluster/instancesmodel.h"

namespace Pinion {

namespace {

constexpr std::chrono::milliseconds BurstPause{300};

std::vector<InstanceRow> instanceRows(const RunningApp &app)
{
    std::vector<InstanceRow> rows;
    for (const AppTask &task : app.tasks) {
        InstanceRow row;
        row.id = task.instanceId;
        row.appId = app.id;
        row.taskId = task.id;
        row.host = task.host;
        row.isNew = true;
        row.state = instanceStateOf(task, app.healthChecks);
        for (const HealthResult &result : task.health) {
            if (!result.isAlive)
                row.lastMessage = result.lastFailureCause;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

ClusterReader::ClusterReader(TargetLink &link, QObject *parent)
    : QObject(parent)
    , m_link(link)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(BurstPause);
    connect(&m_soon, &QTimer::timeout, this, &ClusterReader::readAgain);
    connect(&link, &TargetLink::listsChanged, this, &ClusterReader::takeLists);
    connect(&link, &TargetLink::clusterEnding, this, &ClusterReader::letGo);
    connect(&link, &TargetLink::clusterChanged, this, [this] {
        if (Cluster *cluster = m_link.cluster())
            connect(&cluster->events(), &EventStream::received, this, &ClusterReader::takeEvent);
    });
    if (Cluster *cluster = link.cluster())
        connect(&cluster->events(), &EventStream::received, this, &ClusterReader::takeEvent);
}

ClusterReader::~ClusterReader() = default;

void ClusterReader::setWatched(bool isWatched)
{
    if (std::exchange(m_isWatched, isWatched) != isWatched && isWatched)
        takeLists();
}

void ClusterReader::setApp(const QString &id)
{
    if (m_appId == id)
        return;
    m_appScope.cancel();
    m_isReadingApp = false;
    m_readsAgain = false;
    m_appId = id;
    m_app.reset();
    m_problem.clear();
    m_waitsSince = {};
    emit appChanged();
    readAgain();
}

void ClusterReader::letGo()
{
    m_scope.cancel();
    m_appScope.cancel();
    m_soon.stop();
    m_isReadingQueue = false;
    m_isReadingApp = false;
    m_readsAgain = false;
    m_queue.clear();
    m_app.reset();
    m_problem.clear();
    emit queueChanged();
    emit appChanged();
}

void ClusterReader::takeLists()
{
    if (!m_isWatched || !m_link.cluster() || !m_link.hasLists())
        return;
    if (!std::exchange(m_isReadingQueue, true))
        readQueue(this, m_scope.token());
    readAgain();
}

void ClusterReader::takeEvent(const MarathonEvent &event)
{
    if (!m_appId.isEmpty() && event.appId == m_appId && !m_soon.isActive())
        m_soon.start();
}

void ClusterReader::readAgain()
{
    if (!m_isWatched || m_appId.isEmpty() || !m_link.cluster())
        return;
    m_readsAgain = m_isReadingApp;
    if (!std::exchange(m_isReadingApp, true))
        readApp(this, m_appId, m_appScope.token());
}

QCoro::Task<void> ClusterReader::readQueue(ClusterReader *self, std::stop_token stop)
{
    Result<std::vector<QueueEntry>> queue = co_await self->m_link.cluster()->marathon().queue(stop);
    if (stop.stop_requested())
        co_return;
    self->m_isReadingQueue = false;
    // Some may see apps but not the queue.
    self->m_queue.clear();
    for (QueueEntry &entry : queue.value_or(std::vector<QueueEntry>())) {
        const QString id = entry.appId;
        self->m_queue.emplace(id, std::move(entry));
    }
    emit self->queueChanged();
}

QCoro::Task<void> ClusterReader::readApp(ClusterReader *self, QString id, std::stop_token stop)
{
    Result<RunningApp> app = co_await self->m_link.cluster()->marathon().app(id, stop);
    if (stop.stop_requested())
        co_return;
    self->m_isReadingApp = false;
    self->m_problem = app ? QString() : app.error().text();
    if (app)
        self->m_app = std::move(*app);
    else
        self->m_app.reset();
    const bool waits = self->m_app && self->m_app->tasksRunning < self->m_app->instances;
    if (!waits)
        self->m_waitsSince = {};
    else if (!self->m_waitsSince.isValid())
        self->m_waitsSince = QDateTime::currentDateTimeUtc();
    if (self->m_readsAgain)
        self->m_soon.start();
    emit self->appChanged();
}

const QueueEntry *ClusterReader::queued(const QString &id) const
{
    const auto found = m_queue.find(id);
    return found == m_queue.end() ? nullptr : &found->second;
}

WaitReason ClusterReader::waiting() const
{
    if (!m_app)
        return {};
    const std::vector<InstanceRow> rows = instanceRows(*m_app);
    WaitFacts facts;
    facts.appId = m_appId;
    facts.app = &*m_app;
    facts.queued = queued(m_appId);
    facts.instances = rows;
    facts.readiness = m_app->readiness;
    facts.wanted = m_app->instances;
    facts.newHealthy = m_app->healthChecks > 0 ? m_app->tasksHealthy : m_app->tasksRunning;
    facts.now = QDateTime::currentDateTimeUtc();
    if (m_waitsSince.isValid())
        facts.waited = std::chrono::seconds(m_waitsSince.secsTo(facts.now));
    return waitReason(facts);
}

} // namespace Pinion

#include "moc_clusterreader.cpp"
