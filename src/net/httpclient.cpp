// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"

#include "base/taskscope.h"
#include "net/exchange.h"
#include "net/hosts.h"
#include "net/redaction.h"
#include "net/tlsconfiguration.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkProxy>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MaxHops = 5;
/// Qt 6.4 opens no more than this per manager and host, and has no way to say otherwise.
constexpr int ConnectionsPerLane = 6;

/// The system's proxy, which is never asked for this very machine.
class SystemProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopbackHost(query.url().host()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

struct Canceller
{
    Exchange *exchange;
    void operator()() const { exchange->cancel(); }
};

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

tl::unexpected<ExchangeFailure> failed(Error error)
{
    ExchangeFailure failure{std::move(error), false, false};
    return tl::make_unexpected(std::move(failure));
}

/// The request that a redirect asks for.
Result<HttpRequest> redirected(HttpRequest request, const HttpResponse &response)
{
    const Result<QUrl> target = redirectTarget(request.url, response.headers.value("Location"));
    if (!target)
        return tl::make_unexpected(target.error());
    const bool isReading = request.method == HttpMethod::Get || request.method == HttpMethod::Head;
    const bool staysHome = isSameOrigin(request.url, *target);
    if (!isReading && (!staysHome || response.status < 307))
        return fail(ErrorKind::Rejected,
            u"%1 redirects a change to %2, which is not followed."_s.arg(
                hostAndPort(request.url), shown(*target)),
            u"Enter the address that it redirects to, if you trust it."_s);
    if (!staysHome) {
        request.credentials = Credentials();
        for (const char *name : {"Authorization", "Cookie", "Proxy-Authorization"})
            request.headers.remove(name);
    }
    request.url = *target;
    return request;
}

} // namespace

struct HttpClient::Lane
{
    QNetworkAccessManager manager;
    int busy = 0;

    struct Use
    {
        Lane &lane;
        explicit Use(Lane &used)
            : lane(used)
        {
            ++lane.busy;
        }
        ~Use() { --lane.busy; }
        Use(const Use &) = delete;
        Use &operator=(const Use &) = delete;
    };
};

HttpClient::HttpClient(HttpOptions options, Clock *clock)
    : m_options(std::move(options))
    , m_ownClock(clock ? nullptr : std::make_unique<Clock>())
    , m_clock(clock ? clock : m_ownClock.get())
    , m_gate(std::max(m_options.maxParallel, 1))
{ }

HttpClient::~HttpClient()
{
    m_end.request_stop();
}

Result<void> HttpClient::check(const HttpRequest &request) const
{
    const QUrl &url = request.url;
    const bool isPlain = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!isPlain && url.scheme() != "https"_L1))
        return fail(ErrorKind::Invalid,
            u"\"%1\" is not an address that begins with https:// or http://."_s.arg(shown(url)),
            u"Correct the address."_s);
    if (!url.userInfo().isEmpty())
        return fail(ErrorKind::Invalid, u"The address %1 holds a login."_s.arg(shown(url)),
            u"Leave it out of the address, and enter it as a login."_s);
    if (!isPlain || isLoopbackHost(url.host()))
        return {};
    if (m_options.plainHttp == PlainHttp::Never)
        return fail(ErrorKind::Rejected,
            u"%1 would be asked without encryption."_s.arg(hostAndPort(url)),
            u"Use https, or allow plain http in the settings of this server."_s);
    const bool hasLogin
        = !request.credentials.isEmpty() || request.headers.contains("Authorization");
    if (hasLogin && m_options.plainHttp != PlainHttp::AllowedWithLogin)
        return fail(ErrorKind::Rejected,
            u"The login for %1 would travel without encryption."_s.arg(hostAndPort(url)),
            u"Use https, or allow logins over plain http in the settings of this server."_s);
    return {};
}

QNetworkRequest HttpClient::wireRequest(const HttpRequest &request, bool isOwnHost) const
{
    QNetworkRequest wire(request.url);
    wire.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    wire.setRawHeader("User-Agent", "Pinion/" PINION_VERSION);
    for (const HttpHeaders::Field &field : request.headers.fields())
        wire.setRawHeader(field.name, field.value);
    if (const Secret authorization = request.credentials.authorization(); !authorization.isEmpty())
        wire.setRawHeader("Authorization", authorization.reveal());
    // Even an empty QSslConfiguration loads OpenSSL, which plain http should not pay for.
    if (request.url.scheme() == "https"_L1 && !m_options.tls.isDefault())
        wire.setSslConfiguration(tlsConfiguration(m_options.tls, isOwnHost));
    return wire;
}

HttpClient::Lane &HttpClient::freestLane()
{
    const auto freest = std::min_element(m_lanes.begin(), m_lanes.end(),
        [](const auto &one, const auto &other) { return one->busy < other->busy; });
    const bool isFull = freest == m_lanes.end() || (*freest)->busy >= ConnectionsPerLane;
    if (!isFull)
        return **freest;
    auto lane = std::make_unique<Lane>();
    if (m_options.usesSystemProxy)
        lane->manager.setProxyFactory(new SystemProxy); // the manager deletes it
    else
        lane->manager.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_lanes.push_back(std::move(lane));
    return *m_lanes.back();
}

QCoro::Task<ExchangeResult> HttpClient::exchange(
    HttpRequest request, bool isOwnHost, std::stop_token stop)
{
    const Result<void> isIn = co_await m_gate.enter(stop);
    if (!isIn)
        co_return failed(isIn.error());
    const GatePass pass(m_gate);
    if (m_end.stop_requested())
        co_return failed(cancelled().value());
    Lane &lane = freestLane();
    const Lane::Use use(lane);
    QElapsedTimer timer;
    timer.start();
    Exchange exchange(lane.manager, wireRequest(request, isOwnHost), request);
    const std::stop_callback<Canceller> onStop(stop, Canceller{&exchange});
    co_await exchange.completion().wait();
    ExchangeResult result = exchange.takeResult();
    qCDebug(lcNet).noquote() << methodName(request.method) << shown(request.url)
                             << (result ? result->status : 0) << timer.elapsed() << "ms";
    co_return result;
}

QCoro::Task<ExchangeResult> HttpClient::follow(HttpRequest request, std::stop_token stop)
{
    const QUrl origin = request.url;
    for (int hop = 0; hop <= MaxHops; ++hop) {
        const Result<void> isAllowed = check(request);
        if (!isAllowed)
            co_return failed(isAllowed.error());
        ExchangeResult result = co_await exchange(request, isSameOrigin(origin, request.url), stop);
        if (!result || !request.followsRedirects || !isRedirect(result->status))
            co_return result;
        Result<HttpRequest> next = redirected(std::move(request), *result);
        if (!next)
            co_return failed(next.error());
        request = std::move(*next);
    }
    co_return failed(
        Error(ErrorKind::Protocol, u"%1 redirects again and again."_s.arg(hostAndPort(origin)),
            u"Check that the address is the right one."_s));
}

Task<HttpResponse> HttpClient::send(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested() || m_end.stop_requested())
        co_return cancelled();
    const StopEither either(stop, m_end.get_token());
    const std::stop_token both = either.token();
    for (int attempt = 1;; ++attempt) {
        ExchangeResult result = co_await follow(request, both);
        if (both.stop_requested())
            co_return cancelled();
        AttemptOutcome outcome;
        outcome.isConnectionLost = !result && result.error().isConnectionLost;
        outcome.status = result ? result->status : 0;
        if (result)
            outcome.retryAfter = result->headers.value("Retry-After");
        const auto wait = request.isRepeatable
            ? m_options.retry.waitAfter(attempt, outcome, m_clock->now())
            : std::nullopt;
        if (!wait) {
            if (!result)
                co_return tl::make_unexpected(std::move(result.error().error));
            co_return std::move(*result);
        }
        qCInfo(lcNet).noquote() << "again in" << wait->count() << "ms:" << shown(request.url);
        const Result<void> hasSlept = co_await m_clock->sleep(*wait, both);
        if (!hasSlept)
            co_return cancelled();
    }
}

QCoro::Task<Delivery> HttpClient::deliver(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested() || m_end.stop_requested())
        co_return Delivery{cancelled(), false};
    const StopEither either(stop, m_end.get_token());
    const std::stop_token both = either.token();
    request.isRepeatable = false;
    request.followsRedirects = false;
    ExchangeResult result = co_await follow(std::move(request), both);
    if (result)
        co_return Delivery{std::move(*result), true};
    ExchangeFailure failure = std::move(result.error());
    co_return Delivery{tl::make_unexpected(std::move(failure.error)), failure.mayHaveArrived};
}

} // namespace Pinion
