// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/tagdetailqueue.h"

#include <algorithm>

namespace Pinion {

TagDetailQueue::TagDetailQueue(RegistryClient &client, QString path, int limit, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_path(std::move(path))
    , m_limit(std::max(limit, 1))
{ }

void TagDetailQueue::append(const QStringList &tags)
{
    for (const QString &tag : tags) {
        if (m_asked.contains(tag))
            continue;
        m_asked.insert(tag);
        m_waiting.push_back(tag);
    }
    startWorkers();
}

void TagDetailQueue::prefer(const QStringList &tags)
{
    for (auto tag = tags.crbegin(); tag != tags.crend(); ++tag) {
        const auto waiting = std::find(m_waiting.begin(), m_waiting.end(), *tag);
        if (waiting != m_waiting.end())
            m_waiting.erase(waiting);
        else if (m_asked.contains(*tag))
            continue; // under way, or told already
        m_asked.insert(*tag);
        m_waiting.push_front(*tag);
    }
    startWorkers();
}

void TagDetailQueue::clear()
{
    for (const QString &tag : m_waiting)
        m_asked.remove(tag);
    m_waiting.clear();
}

void TagDetailQueue::startWorkers()
{
    const std::stop_token stop = m_scope.token();
    while (m_running < m_limit && !m_waiting.empty())
        work(this, stop);
}

void TagDetailQueue::giveUp(const Error &error)
{
    const std::deque<QString> dropped = std::exchange(m_waiting, {});
    for (const QString &tag : dropped) {
        m_asked.remove(tag);
        Q_EMIT failed(tag, error);
    }
}

Task<TagDetails> TagDetailQueue::look(
    RegistryClient *client, QString path, QString tag, Depth depth, std::stop_token stop)
{
    if (depth == Depth::Details) {
        Result<TagDetails> details = co_await client->details(path, tag, stop);
        co_return details;
    }
    const Result<TagDigest> digest = co_await client->digest(path, tag, stop);
    if (!digest)
        co_return tl::make_unexpected(digest.error());
    TagDetails details;
    details.top = *digest;
    co_return details;
}

QCoro::Task<void> TagDetailQueue::work(TagDetailQueue *self, std::stop_token stop)
{
    constexpr int TooManyRequests = 429;
    ++self->m_running;
    while (!self->m_waiting.empty()) {
        const QString tag = self->m_waiting.front();
        self->m_waiting.pop_front();
        const Result<TagDetails> details
            = co_await look(&self->m_client, self->m_path, tag, self->m_depth, stop);
        if (stop.stop_requested())
            co_return;
        if (details) {
            Q_EMIT self->loaded(tag, *details);
        } else {
            self->m_asked.remove(tag);
            Q_EMIT self->failed(tag, details.error());
            if (!stop.stop_requested() && details.error().httpStatus == TooManyRequests)
                self->giveUp(details.error());
        }
        if (stop.stop_requested()) // a listener may have ended the queue
            co_return;
    }
    --self->m_running;
    if (self->m_running == 0)
        Q_EMIT self->becameIdle();
}

} // namespace Pinion

#include "moc_tagdetailqueue.cpp"
