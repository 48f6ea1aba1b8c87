// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/eventstream.h"

#include "net/redaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Old servers send whole groups with each event unless asked not to.
QString streamPath()
{
    QString path = u"/v2/events?plan-format=light"_s;
    for (const QString &name : followedEvents())
        path += u"&event_type="_s + name;
    return path;
}

QString refusedStream(int status, const QString &target)
{
    const QString name = sentenceStart(target);
    if (status == 401 || status == 403)
        return u"%1 does not let you listen to its events."_s.arg(name);
    return u"%1 offers no events at present (%2)."_s.arg(name).arg(status);
}

} // namespace

EventStream::EventStream(ClusterLine &line, StreamPace pace)
    : m_line(line)
    , m_pace(std::move(pace))
{ }

EventStream::~EventStream() = default;

void EventStream::start()
{
    if (m_state != StreamState::Off)
        return;
    enter(StreamState::Connecting);
    const std::stop_token stop = m_scope.token();
    run(stop);
    poll(stop);
}

void EventStream::stop()
{
    m_scope.cancel();
    m_pending.clear();
    m_problem.clear();
    enter(StreamState::Off);
}

void EventStream::enter(StreamState state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged();
}

QCoro::Task<void> EventStream::run(std::stop_token stop)
{
    const QString path = streamPath();
    for (std::size_t failures = 0; !stop.stop_requested();) {
        m_parser.reset();
        m_pending.clear();
        m_hasConnected = false;
        const std::function<void(const QByteArray &)> sink = [this](const QByteArray &piece) {
            m_pending += piece;
            m_hasConnected = true;
            // Whoever hears an event may stop the stream, which must not happen inside the reply.
            QMetaObject::invokeMethod(this, &EventStream::process, Qt::QueuedConnection);
        };
        const Result<HttpResponse> answer
            = co_await m_line.stream(path, m_pace.silence, sink, stop);
        if (stop.stop_requested())
            co_return;
        process();
        if (stop.stop_requested())
            co_return;
        failures = m_hasConnected ? 0 : failures + 1;
        m_problem = !answer       ? answer.error().text()
            : answer->isSuccess() ? u"The stream of events ended."_s
                                  : refusedStream(answer->status, m_line.access().name);
        m_line.moveOn();
        // A cut is mended soon; only when that fails is there no stream.
        enter(m_hasConnected ? StreamState::Connecting : StreamState::Polling);
        co_await pause(failures, stop);
    }
}

QCoro::Task<void> EventStream::pause(std::size_t failures, std::stop_token stop)
{
    const std::size_t last = m_pace.retries.size() - 1;
    const Result<void> hasSlept
        = co_await m_line.clock().sleep(m_pace.retries[std::min(failures, last)], stop);
    (void)hasSlept; // the caller looks at the token
}

QCoro::Task<void> EventStream::poll(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        const Result<void> hasSlept = co_await m_line.clock().sleep(m_pace.poll, stop);
        if (!hasSlept)
            co_return;
        if (m_state != StreamState::Live)
            emit lookAgain();
    }
}

void EventStream::process()
{
    if (m_state == StreamState::Off || !m_hasConnected || m_isProcessing)
        return;
    m_isProcessing = true;
    if (m_state != StreamState::Live) {
        m_problem.clear();
        enter(StreamState::Live);
        if (m_state == StreamState::Live)
            emit lookAgain();
    }
    const QByteArray pending = std::exchange(m_pending, QByteArray());
    for (const SseMessage &message : m_parser.feed(pending)) {
        const Result<MarathonEvent> event = readEvent(message);
        if (event && m_state == StreamState::Live)
            emit received(*event);
        else if (!event)
            qCWarning(lcNet).noquote() << event.error().message;
    }
    m_isProcessing = false;
}

} // namespace Pinion

#include "moc_eventstream.cpp"
