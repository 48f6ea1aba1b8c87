// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include <QPointer>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Takes one whole request off the front of `buffer`; nothing while it is incomplete.
std::optional<SeenRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    const QList<QByteArray> lines = buffer.first(end).split('\n');
    SeenRequest request;
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(
            line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype size = request.header("content-length").toLongLong();
    if (buffer.size() < end + 4 + size)
        return std::nullopt;
    request.body = buffer.sliced(end + 4, size);
    buffer.remove(0, end + 4 + size);
    return request;
}

QByteArray head(const Answer &answer)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\n";
    for (const auto &[name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    if (answer.status != 304)
        text += "Content-Length: "
            + QByteArray::number(answer.announcedSize.value_or(answer.body.size())) + "\r\n";
    return text + "\r\n";
}

} // namespace

class ScriptedServer::Connection final : public QObject
{
public:
    Connection(ScriptedServer &server, QTcpSocket *socket)
        : QObject(socket)
        , m_server(server)
        , m_socket(socket)
    {
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        read();
    }

private:
    void read()
    {
        m_buffer += m_socket->readAll();
        constexpr char TlsHandshake = 0x16;
        if (m_buffer.startsWith(TlsHandshake)) { // as Go's servers do
            m_socket->write("HTTP/1.0 400 Bad Request\r\n\r\n"
                            "Client sent an HTTP request to an HTTPS server.\n");
            m_socket->disconnectFromHost();
            return;
        }
        while (const std::optional<SeenRequest> request = takeRequest(m_buffer)) {
            m_server.m_seen.append(*request);
            m_server.m_mostAtOnce = std::max(m_server.m_mostAtOnce, ++m_server.m_atOnce);
            const Answer answer = m_server.m_script(*request);
            if (answer.hangs)
                continue;
            const bool isHead = request->method == "HEAD";
            if (answer.delay == 0)
                write(answer, isHead);
            else
                QTimer::singleShot(answer.delay, Qt::PreciseTimer, this,
                    [this, answer, isHead] { write(answer, isHead); });
        }
    }

    void write(const Answer &answer, bool isHead)
    {
        --m_server.m_atOnce;
        if (answer.drops || !answer.raw.isEmpty()) {
            m_socket->write(answer.raw);
            m_socket->disconnectFromHost();
            return;
        }
        m_socket->write(head(answer));
        if (answer.cuts) {
            m_socket->write(answer.body.first(answer.body.size() / 2));
            m_socket->disconnectFromHost();
        } else if (!isHead) {
            m_socket->write(answer.body);
        }
    }

    ScriptedServer &m_server;
    QTcpSocket *m_socket;
    QByteArray m_buffer;
};

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script))
    , m_server(std::make_unique<QTcpServer>())
{
    listen();
}

ScriptedServer::ScriptedServer(Script script, const QSslConfiguration &tls)
    : m_script(std::move(script))
    , m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

ScriptedServer::~ScriptedServer() = default;

void ScriptedServer::listen()
{
    m_server->setListenBacklogSize(200);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no free port on the loopback interface");
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::accept);
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        // As servers do: a body does not wait until its head has been acknowledged.
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        new Connection(*this, socket); // the socket deletes it
    }
}

quint16 ScriptedServer::port() const
{
    return m_server->serverPort();
}

QString ScriptedServer::domain() const
{
    return u"127.0.0.1:"_s + QString::number(port());
}

QUrl ScriptedServer::url(const QString &path) const
{
    return QUrl((m_isTls ? u"https://"_s : u"http://"_s) + domain() + path);
}

} // namespace Pinion
