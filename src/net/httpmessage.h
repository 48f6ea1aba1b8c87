// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/credentials.h"
#include "net/httpheaders.h"

#include <QUrl>

#include <chrono>
#include <functional>

namespace Pinion {

enum class HttpMethod { Get, Head, Post, Put, Delete };

[[nodiscard]] QByteArray methodName(HttpMethod method);

/// One question to a server. Credentials go to the host and port of `url` only, whatever the
/// server redirects to.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    QUrl url; ///< absolute, http or https, without a login in it
    HttpHeaders headers;
    QByteArray body; ///< of Post and Put
    Credentials credentials;
    qint64 maxBytes = 8LL * 1024 * 1024; ///< a longer answer is an error
    std::chrono::milliseconds connectTimeout{10'000}; ///< until TLS is up and the request sent
    std::chrono::milliseconds idleTimeout{30'000}; ///< without any byte
    std::chrono::milliseconds longest{300'000}; ///< all in all, for one attempt; 0: no end
    bool followsRedirects = true;
    bool isRepeatable = true; ///< may be sent again after a failure
    /// Takes the body of a success while it comes, at first an empty piece when the head is there.
    /// The response then has no body, and `maxBytes` does not count. It must not end the request.
    std::function<void(const QByteArray &piece)> sink = {};

    explicit HttpRequest(QUrl target, HttpMethod how = HttpMethod::Get)
        : method(how)
        , url(std::move(target))
        , isRepeatable(how == HttpMethod::Get || how == HttpMethod::Head)
    { }
};

/// What a server answered, with any status.
struct HttpResponse
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    QUrl url; ///< where it came from in the end
    bool isTruncated = false; ///< the body of an error was longer than MaxErrorBytes

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
};

/// What became of a change that was handed to a server.
struct Delivery
{
    Result<HttpResponse> answer;
    /// Without an answer: whether the server may have received it and acted upon it all the same.
    bool mayHaveArrived = false;
};

constexpr qint64 MaxErrorBytes = 64LL * 1024;

} // namespace Pinion
