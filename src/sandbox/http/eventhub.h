// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"
#include "sandbox/http/sandboxlistener.h"

namespace Pinion {

/// The clients of one node's event stream, and what can be wrong with it.
class EventHub final : public QObject
{
    Q_OBJECT

public:
    /// Before 1.8 a slow client lost events; since then it loses its connection.
    explicit EventHub(bool dropsEvents)
        : m_dropsEvents(dropsEvents)
    { }

    /// Opens a stream on a connection that has asked for it. Its first event is the client's own
    /// event_stream_attached.
    void attach(SandboxConnection &connection, const SandboxState &state);
    void publish(const SandboxEvent &event);
    /// A carriage return and a line feed, in two writes.
    void beat();
    [[nodiscard]] qsizetype clientCount() const;

    /// Ends all streams now.
    void cut();
    /// Ends each stream once so many more bytes have been sent on it, wherever that falls.
    void cutAfter(qsizetype bytes);
    /// Ends the first stream that is about to send this text, once so many bytes of it have left:
    /// 0 is right before it.
    void cutInside(const QByteArray &text, qsizetype bytes);
    bool isSilent = false; ///< no heartbeat
    bool isNotReady = false; ///< new streams end at once
    /// Keeps everything back, as if clients did not read.
    void hold(bool isHeld);

private:
    struct Client
    {
        QPointer<SandboxConnection> connection;
        QStringList types; ///< empty: all
        QList<QByteArray> waiting;
        std::optional<qsizetype> bytesLeft = {};
        bool isLight = false; ///< wants plans without their trees
    };

    void send(Client &client, const QByteArray &bytes);
    void flush(Client &client);
    void flushAll();
    void dropGone();

    std::vector<Client> m_clients;
    std::optional<qsizetype> m_cutAfter;
    QByteArray m_cutText; ///< empty: no such cut is planned
    qsizetype m_cutBytes = 0;
    bool m_dropsEvents;
    bool m_isHeld = false;
};

/// The bytes of one event.
[[nodiscard]] QByteArray eventFrame(const SandboxEvent &event, bool isLight = true);

} // namespace Pinion
