// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/sandboxlistener.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace Pinion {

SandboxListener::SandboxListener(Handler handler)
    : m_handler(std::move(handler))
    , m_server(std::make_unique<QTcpServer>())
{
    m_server->setListenBacklogSize(200);
    connect(
        m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &SandboxListener::accept);
}

SandboxListener::~SandboxListener()
{
    close();
}

bool SandboxListener::listen(quint16 port)
{
    if (isListening())
        return true;
    if (!m_server->listen(QHostAddress::LocalHost, port != 0 ? port : m_port))
        return false;
    m_port = m_server->serverPort();
    return true;
}

void SandboxListener::close()
{
    m_server->close();
    for (const QPointer<SandboxConnection> &connection : std::exchange(m_connections, {})) {
        if (connection)
            connection->cut();
    }
}

bool SandboxListener::isListening() const
{
    return m_server->isListening();
}

QString SandboxListener::address() const
{
    return u"127.0.0.1:%1"_s.arg(m_port);
}

void SandboxListener::accept()
{
    m_connections.removeIf([](const QPointer<SandboxConnection> &one) { return one.isNull(); });
    while (QTcpSocket *socket = m_server->nextPendingConnection())
        m_connections.append(new SandboxConnection(socket, m_handler)); // the socket deletes it
}

SandboxConnection::SandboxConnection(QTcpSocket *socket, SandboxListener::Handler handler)
    : QObject(socket)
    , m_socket(socket)
    , m_handler(std::move(handler))
{
    // Small writes are to leave as they are: a heartbeat is two of them.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &SandboxConnection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, &SandboxConnection::drained);
    connect(socket, &QTcpSocket::disconnected, this, &SandboxConnection::ended);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    read();
}

void SandboxConnection::read()
{
    m_buffer += m_socket->readAll();
    constexpr char TlsHandshake = 0x16;
    if (m_buffer.startsWith(TlsHandshake)) { // whoever tries https first is not to wait
        write("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
              "Connection: close\r\n\r\n400 Bad Request");
        end();
        return;
    }
    while (!m_isAnswering) {
        std::optional<SandboxRequest> request = takeRequest(m_buffer);
        if (!request)
            return;
        request->peer = m_socket->peerAddress().toString();
        m_request = std::move(*request);
        m_isAnswering = true;
        m_handler(m_request, *this);
    }
}

void SandboxConnection::answer(const SandboxAnswer &answer)
{
    write(wireForm(answer, m_request.method == "HEAD"));
    finishAnswer();
}

void SandboxConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

void SandboxConnection::finishAnswer()
{
    m_isAnswering = false;
    if (m_request.header("connection").toLower() == "close")
        end();
    else
        QMetaObject::invokeMethod(this, &SandboxConnection::read, Qt::QueuedConnection);
}

void SandboxConnection::end()
{
    m_socket->disconnectFromHost();
}

void SandboxConnection::cut()
{
    m_socket->abort();
}

qint64 SandboxConnection::waitingBytes() const
{
    return m_socket->bytesToWrite();
}

} // namespace Pinion

#include "moc_sandboxlistener.cpp"
