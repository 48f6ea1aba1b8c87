// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

#include <QTest>

namespace Pinion {

Wire::Wire(const QUrl &server)
{
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
        m_reads.append(m_socket.readAll());
        m_bytes += m_reads.last();
    });
    m_socket.connectToHost(server.host(), quint16(server.port()));
    m_isConnected = QTest::qWaitFor([this] {
        return m_socket.state() != QAbstractSocket::ConnectingState
            && m_socket.state() != QAbstractSocket::HostLookupState;
    }) && m_socket.state() == QAbstractSocket::ConnectedState;
}

void Wire::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

void Wire::ask(const QByteArray &method, const QByteArray &target, const QByteArray &body,
    const QByteArray &headers)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: sandbox\r\n" + headers;
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    send(request + "\r\n" + body);
}

bool Wire::waitFor(const QByteArray &text)
{
    return QTest::qWaitFor([this, &text] { return m_bytes.contains(text); });
}

bool Wire::waitForEnd()
{
    return QTest::qWaitFor(
        [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
}

int Wire::takeStatus()
{
    if (!waitFor("\r\n\r\n"))
        return 0;
    const qsizetype end = m_bytes.indexOf("\r\n\r\n") + 4;
    m_head = m_bytes.first(end);
    const qsizetype mark = m_head.indexOf("Content-Length: ");
    const qsizetype size = mark < 0 ? 0 : m_head.sliced(mark + 16).split('\r').first().toLongLong();
    if (!QTest::qWaitFor([&] { return m_bytes.size() >= end + size; }))
        return 0;
    m_body = m_bytes.sliced(end, size);
    m_bytes.remove(0, end + size);
    return m_head.split(' ').value(1).toInt();
}

int askOnce(const QUrl &server, const QByteArray &method, const QByteArray &target,
    const QByteArray &body, QByteArray *answer)
{
    Wire wire(server);
    wire.ask(method, target, body);
    const int status = wire.takeStatus();
    if (answer)
        *answer = wire.body();
    return status;
}

} // namespace Pinion
