// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QNetworkReply>
#include <QSslError>
#include <QUrl>

namespace Pinion {

/// What went wrong below HTTP, in Qt's words.
struct NetworkFailure
{
    QUrl url;
    QNetworkReply::NetworkError code = QNetworkReply::UnknownNetworkError;
    QString text;
    QList<QSslError> tlsErrors;
    bool isAnswered = false; ///< a status line came
};

/// The same in the user's words, with what to do next. Kinds: Network, Tls, TimedOut, Protocol.
[[nodiscard]] Error networkError(const NetworkFailure &failure);
/// A connection that worked and was lost: worth another try.
[[nodiscard]] bool isConnectionLost(QNetworkReply::NetworkError code);
/// It ended before a request could be sent: no connection, or no trust in it.
[[nodiscard]] bool isNeverSent(QNetworkReply::NetworkError code);
/// An HTTP answer that Qt counts as an error, such as 404.
[[nodiscard]] bool isHttpStatus(QNetworkReply::NetworkError code);

} // namespace Pinion
