// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyreader.h"

#include "base/foreachlimited.h"

namespace Pinion {

namespace {

constexpr int ReadsAtOnce = 4;

} // namespace

HistoryReader::HistoryReader(TargetLink &link, QObject *parent)
    : QObject(parent)
    , m_link(link)
{
    connect(&link, &TargetLink::listsChanged, this, &HistoryReader::takeLists);
    connect(&link, &TargetLink::clusterEnding, this, &HistoryReader::letGo);
}

HistoryReader::~HistoryReader() = default;

void HistoryReader::setWatched(bool isWatched)
{
    if (std::exchange(m_isWatched, isWatched) != isWatched && isWatched)
        takeLists();
}

void HistoryReader::setApp(const QString &id)
{
    if (m_appId == id)
        return;
    m_appId = id;
    startOver();
    readAgain();
}

void HistoryReader::startOver()
{
    m_scope.cancel();
    m_isReading = false;
    m_problem.clear();
    m_readAt.clear();
    m_versions.clear();
    m_definitions.clear();
    emit versionsChanged();
}

void HistoryReader::letGo()
{
    startOver();
}

AppVersion HistoryReader::current() const
{
    const RunningApp *app = m_link.app(m_appId);
    return app ? app->version : AppVersion();
}

const RunningApp *HistoryReader::definition(const AppVersion &version) const
{
    const auto found = m_definitions.find(version);
    return found == m_definitions.end() ? nullptr : &found->second;
}

void HistoryReader::takeLists()
{
    const bool isUnread = m_versions.empty() && m_problem.isEmpty() && !m_isReading;
    if (isUnread || current() != m_readAt)
        readAgain();
}

void HistoryReader::readAgain()
{
    if (!m_isWatched || m_appId.isEmpty() || !m_link.cluster() || !m_link.hasLists())
        return;
    m_readAt = current();
    m_problem.clear();
    if (m_readAt.isEmpty()) { // it does not run there, so there are none
        m_versions.clear();
        emit versionsChanged();
        return;
    }
    m_scope.cancel();
    m_isReading = true;
    emit versionsChanged();
    read(this, m_appId, m_scope.token());
}

QCoro::Task<void> HistoryReader::read(HistoryReader *self, QString id, std::stop_token stop)
{
    Result<std::vector<AppVersion>> versions
        = co_await self->m_link.cluster()->marathon().versions(id, stop);
    if (stop.stop_requested())
        co_return;
    if (!versions) {
        self->m_isReading = false;
        self->m_problem = versions.error().text();
        emit self->versionsChanged();
        co_return;
    }
    self->m_versions = std::move(*versions);
    emit self->versionsChanged();
    std::vector<AppVersion> unread;
    for (const AppVersion &version : self->m_versions) {
        if (!self->definition(version))
            unread.push_back(version);
    }
    const auto ask
        = [self, id, stop](const AppVersion &version) { return readOne(self, id, version, stop); };
    const std::vector<Result<void>> read
        = co_await forEachLimited(std::move(unread), ReadsAtOnce, ask, stop);
    if (stop.stop_requested())
        co_return;
    self->m_isReading = false;
    for (const Result<void> &one : read) {
        if (!one)
            self->m_problem = one.error().text();
    }
    emit self->versionsChanged();
}

Task<void> HistoryReader::readOne(
    HistoryReader *self, QString id, AppVersion version, std::stop_token stop)
{
    Result<RunningApp> app = co_await self->m_link.cluster()->marathon().version(id, version, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (!app)
        co_return tl::make_unexpected(app.error());
    self->m_definitions.insert_or_assign(version, std::move(*app));
    emit self->definitionRead();
    co_return Result<void>();
}

} // namespace Pinion

#include "moc_historyreader.cpp"
