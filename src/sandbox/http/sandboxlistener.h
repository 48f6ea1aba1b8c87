// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/sandboxmessage.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class QTcpServer;
class QTcpSocket;

namespace Pinion {
class SandboxConnection;

/// Takes connections on the loopback interface and reads HTTP/1.1 requests off them.
///
/// Not QHttpServer: an answer given to that is a whole one, while a sandbox has to hold answers
/// back, send them in pieces, end a body with its connection and cut the latter at a chosen byte.
/// It also has to see whether a body came with its length, which QHttpServer keeps to itself.
class SandboxListener final : public QObject
{
    Q_OBJECT

public:
    /// Called for each request; the connection answers it, now or later.
    using Handler = std::function<void(const SandboxRequest &, SandboxConnection &)>;

    explicit SandboxListener(Handler handler);
    ~SandboxListener() override;

    /// Port 0: any free one, the same again after close(). False if the port is taken.
    bool listen(quint16 port = 0);
    /// Refuses connections from now on and cuts those that there are.
    void close();
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    /// "127.0.0.1:12345"
    [[nodiscard]] QString address() const;

private:
    void accept();

    Handler m_handler;
    std::unique_ptr<QTcpServer> m_server;
    QList<QPointer<SandboxConnection>> m_connections;
    quint16 m_port = 0;
};

/// One client's connection. Deletes itself when it ends.
class SandboxConnection final : public QObject
{
    Q_OBJECT

public:
    SandboxConnection(QTcpSocket *socket, SandboxListener::Handler handler);

    /// Sends an answer and reads the next request, or ends as the request wished.
    void answer(const SandboxAnswer &answer);
    /// Sends bytes as they are, at once.
    void write(const QByteArray &bytes);
    /// Takes the next request after an answer that was written by hand.
    void finishAnswer();
    /// Ends after what has been written.
    void end();
    /// Ends at once.
    void cut();
    /// Bytes that the client has not taken yet.
    [[nodiscard]] qint64 waitingBytes() const;
    /// The request that is being answered.
    [[nodiscard]] const SandboxRequest &request() const { return m_request; }

signals:
    void drained(); ///< what was written has left
    void ended();

private:
    void read();

    QTcpSocket *m_socket;
    SandboxListener::Handler m_handler;
    QByteArray m_buffer;
    SandboxRequest m_request;
    bool m_isAnswering = false;
};

} // namespace Pinion
