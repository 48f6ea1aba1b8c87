// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/gate.h"
#include "net/clock.h"
#include "net/exchangeresult.h"
#include "net/retrypolicy.h"
#include "net/tlsoptions.h"

#include <memory>
#include <vector>

class QNetworkRequest;

namespace Pinion {

/// Where a connection may go without encryption. Hosts of this very machine are always allowed.
enum class PlainHttp {
    Never,
    Allowed, ///< but no login is sent that way
    AllowedWithLogin,
};

struct HttpOptions
{
    TlsOptions tls;
    PlainHttp plainHttp = PlainHttp::Never;
    bool usesSystemProxy = true;
    RetryPolicy retry;
    int maxParallel = 16; ///< requests on the wire at once
};

/// The one careful way to a server: follows redirects without handing logins to others, limits time
/// and size, repeats what may be repeated, and tells failures in whole sentences. Any HTTP status
/// is an answer, not an error. HTTP/1.1 only: in Qt 6.4 a server that wants a client certificate
/// can leave an HTTP/2 reply unfinished for ever, and many requests are slower.
///
/// One thread. The end of the client cancels all its requests, at once.
class HttpClient
{
public:
    /// The clock must outlive the client; without one it takes its own.
    explicit HttpClient(HttpOptions options = HttpOptions(), Clock *clock = nullptr);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    /// Errors: Cancelled (at once), TimedOut, Network, Tls, Protocol (no HTTP, too large, endless
    /// redirects), Rejected (a redirect or an address that is not safe), Invalid (not an address).
    [[nodiscard]] Task<HttpResponse> send(HttpRequest request, std::stop_token stop);

    /// Sends a change once: it is neither repeated nor redirected. (Left alone, Qt 6.4 sends any
    /// request again whose connection ends without an answer.) Errors of the answer: as for send().
    [[nodiscard]] QCoro::Task<Delivery> deliver(HttpRequest request, std::stop_token stop);

    [[nodiscard]] Clock &clock() const { return *m_clock; }
    [[nodiscard]] const HttpOptions &options() const { return m_options; }

private:
    struct Lane;

    [[nodiscard]] Result<void> check(const HttpRequest &request) const;
    [[nodiscard]] QNetworkRequest wireRequest(const HttpRequest &request, bool isOwnHost) const;
    [[nodiscard]] Lane &freestLane();
    [[nodiscard]] QCoro::Task<ExchangeResult> exchange(
        HttpRequest request, bool isOwnHost, std::stop_token stop);
    [[nodiscard]] QCoro::Task<ExchangeResult> follow(HttpRequest request, std::stop_token stop);

    HttpOptions m_options;
    std::unique_ptr<Clock> m_ownClock;
    Clock *m_clock;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    Gate m_gate;
    std::stop_source m_end;
};

} // namespace Pinion
