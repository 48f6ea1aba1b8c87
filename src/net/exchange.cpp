// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"

#include "net/networkerrors.h"
#include "net/onceonly.h"
#include "net/redaction.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QNetworkReply *start(
    QNetworkAccessManager &manager, const QNetworkRequest &wire, const HttpRequest &request)
{
    const bool isChange = request.method != HttpMethod::Get && request.method != HttpMethod::Head;
    if (isChange && !request.isRepeatable) {
        auto *body = new OnceOnly(request.body);
        QNetworkReply *reply = manager.sendCustomRequest(wire, methodName(request.method), body);
        body->setParent(reply);
        return reply;
    }
    switch (request.method) {
    case HttpMethod::Head:
        return manager.head(wire);
    case HttpMethod::Post:
        return manager.post(wire, request.body);
    case HttpMethod::Put:
        return manager.put(wire, request.body);
    case HttpMethod::Delete:
        return manager.deleteResource(wire);
    case HttpMethod::Get:
        break;
    }
    return manager.get(wire);
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

tl::unexpected<ExchangeFailure> failure(
    ErrorKind kind, const QString &message, const QString &hint, bool mayHaveArrived = true)
{
    ExchangeFailure reason{Error(kind, message, hint), false, mayHaveArrived};
    return tl::make_unexpected(std::move(reason));
}

} // namespace

Exchange::Exchange(QNetworkAccessManager &manager, const QNetworkRequest &wire, HttpRequest request)
    : m_request(std::move(request))
    , m_reply(start(manager, wire, m_request))
    , m_result(failure(ErrorKind::Cancelled, u"It was cancelled."_s, QString()))
{
    watch();
}

Exchange::~Exchange()
{
    release();
}

void Exchange::watch()
{
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        // Qt 6.4 does not tell when a request with an empty OnceOnly was sent.
        m_isConnecting = m_request.isRepeatable || !m_request.body.isEmpty()
            || m_request.method == HttpMethod::Get || m_request.method == HttpMethod::Head;
        waitFor(m_isConnecting ? m_request.connectTimeout : m_request.idleTimeout);
    });
    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        m_isConnecting = false;
        waitFor(m_request.idleTimeout);
    });
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        m_hasUploaded = m_hasUploaded || sent > 0;
        if (!m_isConnecting)
            waitFor(m_request.idleTimeout);
    });
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::readMore);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::readEnd);

    m_patience.setSingleShot(true);
    m_longest.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Exchange::timeOut);
    connect(&m_longest, &QTimer::timeout, this, &Exchange::timeOut);
    if (m_request.longest.count() > 0)
        m_longest.start(m_request.longest);
    waitFor(m_request.idleTimeout);
}

void Exchange::waitFor(std::chrono::milliseconds time)
{
    m_patience.start(time);
}

qint64 Exchange::limit() const
{
    return statusOf(*m_reply) >= 400 ? std::min(m_request.maxBytes, MaxErrorBytes)
                                     : m_request.maxBytes;
}

void Exchange::readHeaders()
{
    m_isConnecting = false;
    waitFor(m_request.idleTimeout);
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (isStreamed()) {
        m_request.sink(QByteArray());
        return;
    }
    if (m_request.method != HttpMethod::Head && statusOf(*m_reply) < 400 && announced > limit())
        end(failure(ErrorKind::Protocol,
            u"The answer of %1 is too large (%2 MB, at most %3 MB are read)."_s
                .arg(shown(m_request.url))
                .arg(announced / 1'000'000)
                .arg(limit() / 1'000'000),
            u"Check that the address is the right one."_s));
}

void Exchange::readMore()
{
    if (m_hasEnded)
        return;
    waitFor(m_request.idleTimeout);
    if (isStreamed()) {
        const QByteArray piece = m_reply->readAll();
        if (!piece.isEmpty())
            m_request.sink(piece);
        return;
    }
    // QIODevice::read() makes room for all that it is asked for before it reads anything.
    constexpr qint64 PieceSize = 256 * 1024;
    QByteArray piece;
    do {
        piece = m_reply->read(std::min<qint64>(PieceSize, limit() + 1 - m_body.size()));
        m_body += piece;
    } while (!piece.isEmpty());
    if (m_body.size() <= limit())
        return;
    if (statusOf(*m_reply) >= 400) {
        HttpResponse answer = response();
        answer.body.truncate(MaxErrorBytes);
        answer.isTruncated = true;
        end(std::move(answer));
        return;
    }
    end(failure(ErrorKind::Protocol,
        u"The answer of %1 is too large (over %2 MB)."_s.arg(shown(m_request.url))
            .arg(limit() / 1'000'000),
        u"Check that the address is the right one."_s));
}

/// Less came than was announced: Qt takes some cut connections for a good end.
bool Exchange::isShort() const
{
    if (isStreamed() || m_request.method == HttpMethod::Head || statusOf(*m_reply) == 304
        || m_reply->hasRawHeader("Content-Encoding"))
        return false;
    const QVariant announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
    return announced.isValid() && announced.toLongLong() > m_body.size();
}

bool Exchange::isStreamed() const
{
    const int status = statusOf(*m_reply);
    return m_request.sink && status >= 200 && status < 300;
}

void Exchange::readEnd()
{
    if (m_hasEnded)
        return;
    readMore();
    if (m_hasEnded)
        return;
    QNetworkReply::NetworkError code = m_reply->error();
    const bool isAnswered = statusOf(*m_reply) != 0;
    if (isAnswered && (code == QNetworkReply::NoError || isHttpStatus(code))) {
        if (!isShort()) {
            end(response());
            return;
        }
        code = QNetworkReply::RemoteHostClosedError;
    }
    if (code == QNetworkReply::NoError || isHttpStatus(code))
        code = QNetworkReply::ProtocolFailure; // an end without a status line
    const NetworkFailure reason{
        m_request.url, code, m_reply->errorString(), m_tlsErrors, isAnswered};
    ExchangeFailure told{networkError(reason), isConnectionLost(code), !isNeverSent(code)};
    end(tl::make_unexpected(std::move(told)));
}

void Exchange::timeOut()
{
    const QString host = hostAndPort(m_request.url);
    if (m_isConnecting) {
        end(failure(ErrorKind::TimedOut,
            u"%1 could not be reached within %2 seconds."_s.arg(host).arg(
                double(m_request.connectTimeout.count()) / 1000),
            u"Check the address, the network connection and the VPN."_s, m_hasUploaded));
        return;
    }
    end(failure(ErrorKind::TimedOut, u"%1 did not answer in time."_s.arg(host),
        u"Try again; if it stays so, the server may be overloaded."_s));
}

HttpResponse Exchange::response() const
{
    HttpResponse response;
    response.status = statusOf(*m_reply);
    response.url = m_request.url;
    response.body = m_body;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        response.headers.append(name, value);
    return response;
}

void Exchange::end(ExchangeResult result)
{
    m_hasEnded = true;
    m_result = std::move(result);
    m_patience.stop();
    m_longest.stop();
    // Not from inside the reply's signal: whoever goes on may delete the client and its manager.
    QMetaObject::invokeMethod(
        this,
        [this] {
            release();
            m_completion.finish();
        },
        Qt::QueuedConnection);
}

void Exchange::cancel()
{
    m_hasEnded = true;
    ExchangeFailure reason{Error(ErrorKind::Cancelled, u"It was cancelled."_s), false,
        !m_isConnecting || m_hasUploaded};
    m_result = tl::make_unexpected(std::move(reason));
    release();
    m_completion.finish();
}

void Exchange::release()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    if (!reply)
        return;
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

} // namespace Pinion
