// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/completion.h"
#include "net/exchangeresult.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslError>
#include <QTimer>

namespace Pinion {

/// One request and its answer on the wire, with the limits of time and size. Lives in the frame of
/// the coroutine that awaits its completion; the reply is Qt's to delete.
class Exchange final : public QObject
{
public:
    Exchange(QNetworkAccessManager &manager, const QNetworkRequest &wire, HttpRequest request);
    ~Exchange() override;

    /// Completes from the event loop, never inside a signal of the reply.
    [[nodiscard]] Completion &completion() { return m_completion; }
    /// Ends it at once; the waiter resumes inside this call.
    void cancel();
    [[nodiscard]] ExchangeResult takeResult() { return std::move(m_result); }

private:
    void watch();
    void waitFor(std::chrono::milliseconds time);
    void readHeaders();
    void readMore();
    void readEnd();
    void timeOut();
    void end(ExchangeResult result);
    void release();
    [[nodiscard]] HttpResponse response() const;
    [[nodiscard]] qint64 limit() const;
    [[nodiscard]] bool isShort() const;
    [[nodiscard]] bool isStreamed() const;

    HttpRequest m_request;
    QNetworkReply *m_reply;
    QByteArray m_body;
    QList<QSslError> m_tlsErrors;
    QTimer m_patience;
    QTimer m_longest;
    bool m_isConnecting = false;
    bool m_hasUploaded = false; ///< some of the body is on its way
    bool m_hasEnded = false;
    ExchangeResult m_result;
    Completion m_completion;
};

} // namespace Pinion
