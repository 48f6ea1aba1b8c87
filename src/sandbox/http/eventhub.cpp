// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/eventhub.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype MostWaiting = 1024; // --event_stream_max_outstanding_messages
constexpr qint64 MostUnsent = 256 * 1024;

} // namespace

QByteArray eventFrame(const SandboxEvent &event, bool isLight)
{
    const QByteArray &data = isLight || event.heavyData.isEmpty() ? event.data : event.heavyData;
    return "event: " + event.type + "\r\ndata: " + data + "\r\n\r\n";
}

void EventHub::attach(SandboxConnection &connection, const SandboxState &state)
{
    // No length and no chunks: the body ends with the connection.
    connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=utf-8\r\n"
                     "Cache-Control: no-cache, no-store, must-revalidate\r\nPragma: no-cache\r\n"
                     "Expires: 0\r\nConnection: close\r\n\r\n");
    if (isNotReady) {
        connection.end();
        return;
    }
    Client client;
    client.connection = &connection;
    client.types = connection.request().values(u"event_type");
    client.bytesLeft = m_cutAfter;
    // The choice came with 1.5.9.
    client.isLight = state.settings.version >= MarathonVersion{1, 5, 9}
        && connection.request().value(u"plan-format") == u"light"_s;
    m_clients.push_back(std::move(client));
    // Queued: it is told from inside a write.
    connect(
        &connection, &SandboxConnection::drained, this, &EventHub::flushAll, Qt::QueuedConnection);
    const nlohmann::ordered_json fields{{"remoteAddress", connection.request().peer.toStdString()}};
    connect(&connection, &SandboxConnection::ended, this,
        [&state, fields] { state.publish("event_stream_detached", fields); });
    state.publish("event_stream_attached", fields);
}

void EventHub::publish(const SandboxEvent &event)
{
    dropGone();
    for (Client &client : m_clients) {
        if (!client.types.isEmpty() && !client.types.contains(QString::fromLatin1(event.type)))
            continue;
        client.waiting.append(eventFrame(event, client.isLight));
        flush(client);
        if (client.waiting.size() <= MostWaiting || !client.connection)
            continue;
        if (m_dropsEvents)
            client.waiting.removeLast();
        else
            client.connection->cut();
    }
}

void EventHub::beat()
{
    dropGone();
    if (isSilent || m_isHeld)
        return;
    for (Client &client : m_clients) {
        send(client, "\r");
        if (client.connection)
            send(client, "\n");
    }
}

qsizetype EventHub::clientCount() const
{
    return std::count_if(m_clients.begin(), m_clients.end(),
        [](const Client &client) { return !client.connection.isNull(); });
}

void EventHub::cut()
{
    for (const Client &client : std::exchange(m_clients, {})) {
        if (client.connection)
            client.connection->end();
    }
}

void EventHub::cutAfter(qsizetype bytes)
{
    m_cutAfter = m_clients.empty() ? std::optional(bytes) : std::nullopt;
    for (Client &client : m_clients)
        client.bytesLeft = bytes;
}

void EventHub::cutInside(const QByteArray &text, qsizetype bytes)
{
    m_cutText = text;
    m_cutBytes = bytes;
}

void EventHub::hold(bool isHeld)
{
    m_isHeld = isHeld;
    flushAll();
}

void EventHub::send(Client &client, const QByteArray &bytes)
{
    if (const qsizetype at = m_cutText.isEmpty() ? -1 : bytes.indexOf(m_cutText); at >= 0) {
        client.bytesLeft = at + m_cutBytes;
        m_cutText.clear();
    }
    if (!client.bytesLeft) {
        client.connection->write(bytes);
        return;
    }
    const qsizetype size = std::min(*client.bytesLeft, bytes.size());
    client.connection->write(bytes.first(size));
    *client.bytesLeft -= size;
    if (*client.bytesLeft > 0)
        return;
    m_cutAfter.reset();
    SandboxConnection *connection = std::exchange(client.connection, nullptr).data();
    connection->end();
}

void EventHub::flush(Client &client)
{
    while (!m_isHeld && client.connection && !client.waiting.isEmpty()
        && client.connection->waitingBytes() < MostUnsent)
        send(client, client.waiting.takeFirst());
}

void EventHub::flushAll()
{
    for (Client &client : m_clients)
        flush(client);
}

void EventHub::dropGone()
{
    std::erase_if(m_clients, [](const Client &client) { return client.connection.isNull(); });
}

} // namespace Pinion

#include "moc_eventhub.cpp"
