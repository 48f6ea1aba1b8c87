// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registryclient.h"

#include "marathon/imagereference.h"
#include "net/hosts.h"
#include "net/redaction.h"
#include "registry/digest.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qint64 MiB = 1024LL * 1024;

/// Docker Hub's name and its address differ.
QString hostOf(const QString &domain)
{
    return domain == "docker.io"_L1 ? u"registry-1.docker.io"_s : domain;
}

QUrl addressOf(const QString &scheme, const QString &domain)
{
    return QUrl(scheme + u"://"_s + hostOf(domain), QUrl::StrictMode);
}

} // namespace

std::optional<RateLimit> parseRateLimit(const QByteArray &limit, const QByteArray &remaining)
{
    bool isLimit = false;
    bool isRemaining = false;
    RateLimit told;
    told.limit = limit.split(';').first().trimmed().toInt(&isLimit);
    told.remaining = remaining.split(';').first().trimmed().toInt(&isRemaining);
    const qsizetype window = limit.indexOf("w=");
    if (window >= 0)
        told.window = limit.sliced(window + 2).split(';').first().trimmed().toInt();
    return isLimit && isRemaining ? std::optional(told) : std::nullopt;
}

RegistryClient::RegistryClient(
    HttpClient &http, RegistryOptions options, LoginFinder *logins, RegistryCache *cache)
    : m_http(http)
    , m_options(std::move(options))
    , m_logins(logins)
    , m_cache(cache)
    , m_gate(1)
{ }

RegistryClient::~RegistryClient() = default;

QString RegistryClient::repositoryName(const QString &path) const
{
    return m_options.domain + u'/' + path;
}

Result<void> RegistryClient::check(const QString &path, const QString &reference) const
{
    QString text = m_options.domain + u'/' + path;
    if (isDigest(reference))
        text += u'@' + reference;
    else if (!reference.isEmpty())
        text += u':' + reference;
    const Result<ImageReference> parsed = ImageReference::parse(text);
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    return {};
}

namespace {

/// A server with TLS answers plain http with status 400 or not at all; what it then says over TLS
/// is what people need to know.
bool isRefusalOfPlainHttp(const Error &error, const QUrl &address)
{
    constexpr int BadRequest = 400;
    return address.scheme() == "http"_L1
        && (error.httpStatus == 0 || error.httpStatus == BadRequest);
}

} // namespace

QList<QUrl> RegistryClient::addresses() const
{
    const QUrl https = addressOf(u"https"_s, m_options.domain);
    const QUrl http = addressOf(u"http"_s, m_options.domain);
    if (m_options.scheme == RegistryScheme::Http)
        return {http};
    // On this very machine nearly all registries are without encryption, and nobody else listens.
    if (isLoopbackHost(https.host()))
        return {http, https};
    return m_options.scheme == RegistryScheme::HttpsThenHttp ? QList{https, http} : QList{https};
}

Task<void> RegistryClient::prepare(std::stop_token asked)
{
    const StopEither either(asked, m_scope.token());
    const std::stop_token stop = either.token();
    const Result<void> isIn = co_await m_gate.enter(stop);
    if (!isIn)
        co_return tl::make_unexpected(isIn.error());
    const GatePass pass(m_gate);
    if (m_authorizer)
        co_return Result<void>();
    std::optional<Error> first;
    const QList<QUrl> candidates = addresses();
    for (const QUrl &address : candidates) {
        HttpRequest request(address.resolved(QUrl(u"/v2/"_s)));
        request.maxBytes = MiB;
        const Result<HttpResponse> response = co_await m_http.send(std::move(request), stop);
        if (stop.stop_requested())
            co_return cancelled();
        if (!response || (response->status != 401 && !response->isSuccess())) {
            if (!first || isRefusalOfPlainHttp(*first, candidates.front()))
                first
                    = response ? refuse(*response, QString(), QString()).value() : response.error();
            continue;
        }
        m_base = address;
        m_authorizer = std::make_unique<Authorizer>(m_http, m_logins, m_options.domain, address);
        m_authorizer->learn(*response);
        m_info.address = address;
        m_info.wantsLogin = response->status == 401;
        m_info.apiVersion = redacted(response->headers.value("Docker-Distribution-Api-Version"));
        m_info.service = redacted(m_authorizer->service());
        co_return Result<void>();
    }
    if (first->httpStatus == 404)
        first = Error(ErrorKind::NotFound, u"%1 is no image registry."_s.arg(m_options.domain),
            u"Check the address; some registries have a port of their own."_s);
    co_return tl::make_unexpected(*first);
}

Task<RegistryInfo> RegistryClient::ping(std::stop_token stop)
{
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    co_return m_info;
}

Task<Credentials> RegistryClient::login(QString path, std::stop_token stop)
{
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    const StopEither either(stop, m_scope.token());
    const std::stop_token both = either.token();
    co_return co_await m_authorizer->login(path, both);
}

HttpRequest RegistryClient::request(
    HttpMethod method, const QString &path, const QString &endpoint) const
{
    const QString place = u"/v2/"_s + path + u'/' + endpoint;
    return HttpRequest(m_base.resolved(QUrl(place, QUrl::StrictMode)), method);
}

Task<HttpResponse> RegistryClient::ask(
    HttpRequest request, QString path, QByteArray scope, std::stop_token stop)
{
    const StopEither either(stop, m_scope.token());
    const std::stop_token both = either.token();
    Result<HttpResponse> response
        = co_await m_authorizer->send(std::move(request), path, scope, both);
    if (response)
        noteRateLimit(*response);
    co_return response;
}

void RegistryClient::noteRateLimit(const HttpResponse &response)
{
    const HttpHeaders &headers = response.headers;
    constexpr int TooManyRequests = 429;
    if (response.status == TooManyRequests) {
        const QDateTime now = m_http.clock().now();
        const auto wait = parseRetryAfter(headers.value("Retry-After"), now);
        m_retryAt = wait ? now.addMSecs(wait->count()) : QDateTime();
    }
    const auto told
        = parseRateLimit(headers.value("ratelimit-limit"), headers.value("ratelimit-remaining"));
    if (told)
        m_rateLimit = told;
}

tl::unexpected<Error> RegistryClient::refuse(
    const HttpResponse &response, const QString &path, const QString &reference) const
{
    RegistryQuestion question;
    question.domain = m_options.domain;
    question.path = path;
    question.reference = reference;
    question.hasLogin = m_authorizer && m_authorizer->hasLogin(path);
    return tl::make_unexpected(refusal(response, question));
}

void RegistryClient::remember(const QString &path, const QString &reference, const TagDigest &seen)
{
    if (m_cache && !isDigest(reference))
        m_cache->keepTag(repositoryName(path), reference, seen);
}

} // namespace Pinion
