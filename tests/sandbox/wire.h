// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>
#include <QUrl>

namespace Pinion {

/// A client that sees the bytes, and runs the event loop while it waits.
class Wire
{
public:
    explicit Wire(const QUrl &server);

    /// False if the connection was refused.
    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    void send(const QByteArray &bytes);
    /// A request with the headers that are needed; `headers` with their line ends.
    void ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        const QByteArray &headers = {});
    /// Everything received so far.
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    /// Waits until the text has come; false after five seconds or at the end of the connection.
    bool waitFor(const QByteArray &text);
    /// Waits until the server has closed; false after five seconds.
    bool waitForEnd();
    /// Waits for one whole answer and takes it off: its status.
    int takeStatus();
    /// The body of the answer that takeStatus() took.
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] const QByteArray &head() const { return m_head; }
    /// Bytes of each read, so that separate writes can be told apart.
    [[nodiscard]] const QList<QByteArray> &reads() const { return m_reads; }

private:
    QTcpSocket m_socket;
    QByteArray m_bytes;
    QByteArray m_head;
    QByteArray m_body;
    QList<QByteArray> m_reads;
    bool m_isConnected = false;
};

/// One request over a connection of its own: the status, and the body in `answer`.
int askOnce(const QUrl &server, const QByteArray &method, const QByteArray &target,
    const QByteArray &body = {}, QByteArray *answer = nullptr);

} // namespace Pinion
