// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/bearertokens.h"

#include "net/hosts.h"
#include "net/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int ShortestLife = 60;
constexpr int LongestLife = 24 * 3600;
constexpr int Margin = 10;
constexpr int MaxClockSkew = 300;

QByteArray keyOf(const AuthChallenge &challenge, const QByteArray &scopes, const Credentials &login)
{
    return challenge.value("realm") + '\n' + challenge.value("service") + '\n' + scopes + '\n'
        + login.user().toUtf8();
}

QByteArray field(const char *name, const QByteArray &value)
{
    return name + ("=" + value.toPercentEncoding());
}

HttpRequest tokenRequest(const QUrl &url, HttpMethod method)
{
    HttpRequest request(url, method);
    request.maxBytes = MaxErrorBytes;
    request.headers.set("Accept", "application/json");
    return request;
}

/// The form of OAuth 2 for a long-lived token (distribution, "oauth" of its specification).
HttpRequest refreshRequest(
    const QUrl &realm, const QByteArray &service, const QByteArray &scopes, const Secret &token)
{
    QByteArrayList fields{field("grant_type", "refresh_token"),
        field("refresh_token", token.reveal()), field("client_id", "pinion"),
        field("scope", scopes)};
    if (!service.isEmpty())
        fields += field("service", service);
    HttpRequest request = tokenRequest(realm, HttpMethod::Post);
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.body = fields.join('&');
    return request;
}

HttpRequest plainRequest(QUrl realm, const QByteArray &service, const QByteArray &scopes)
{
    QByteArrayList query;
    if (realm.hasQuery())
        query += realm.query(QUrl::FullyEncoded).toLatin1();
    if (!service.isEmpty())
        query += field("service", service);
    for (const QByteArray &scope : scopes.split(' ')) {
        if (!scope.isEmpty())
            query += field("scope", scope);
    }
    realm.setQuery(QString::fromLatin1(query.join('&')), QUrl::StrictMode);
    return tokenRequest(realm, HttpMethod::Get);
}

Error tokenRefusal(const HttpResponse &response, const Credentials &login)
{
    const QString host = hostAndPort(response.url);
    Error error(ErrorKind::Protocol,
        u"%1, which hands out the registry's tokens, answered %2."_s.arg(host).arg(response.status),
        u"Try again later."_s);
    const bool isRefused
        = response.status == 401 || response.status == 403 || response.status == 400;
    if (isRefused && !login.isEmpty())
        error = Error(ErrorKind::Unauthorized, u"%1 refused the login."_s.arg(host),
            u"Check user and password, or remove the login if the image is public."_s);
    else if (isRefused)
        error = Error(ErrorKind::Unauthorized, u"%1 wants a login."_s.arg(host),
            u"Log in to the registry."_s);
    error.httpStatus = response.status;
    return error;
}

} // namespace

bool BearerToken::isStale(const QDateTime &now) const
{
    const qint64 left = now.secsTo(issued.addSecs(lifetime));
    return left < Margin || left * 10 < lifetime;
}

Result<BearerToken> parseBearerToken(const QByteArray &json, const QDateTime &received)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    QString value = root["token"_L1].toString();
    if (value.isEmpty())
        value = root["access_token"_L1].toString();
    if (value.isEmpty())
        return fail(ErrorKind::Protocol, u"The token server sent no token."_s,
            u"Ask those who run the registry."_s);
    BearerToken token;
    token.token = Secret(value.toUtf8());
    token.lifetime = std::clamp(root["expires_in"_L1].toInt(), ShortestLife, LongestLife);
    // A server whose clock is off would make its tokens old at birth.
    const QDateTime issued = QDateTime::fromString(root["issued_at"_L1].toString(), Qt::ISODate);
    const qint64 age = issued.isValid() ? issued.secsTo(received) : 0;
    token.issued = age > 0 && age <= MaxClockSkew ? issued : received;
    return token;
}

BearerTokens::BearerTokens(HttpClient &http, QUrl registry)
    : m_http(http)
    , m_registry(std::move(registry))
    , m_gate(1)
{ }

void BearerTokens::forget(
    const AuthChallenge &challenge, const QByteArray &scopes, const Credentials &login)
{
    m_tokens.remove(keyOf(challenge, scopes, login));
}

Task<HttpResponse> BearerTokens::ask(
    QUrl realm, QByteArray service, QByteArray scopes, Credentials login, std::stop_token stop)
{
    const bool isRefresh = login.kind() == Credentials::Kind::Refresh;
    if (isRefresh) {
        HttpRequest form = refreshRequest(realm, service, scopes, login.secret());
        Result<HttpResponse> response = co_await m_http.send(std::move(form), stop);
        // Servers without the form take the token as a password.
        if (!response || (response->status != 404 && response->status != 405))
            co_return response;
        login = Credentials::basic(
            login.user().isEmpty() ? u"<token>"_s : login.user(), login.secret().reveal());
    }
    HttpRequest request = plainRequest(realm, service, scopes);
    request.credentials = login;
    co_return co_await m_http.send(std::move(request), stop);
}

Task<Secret> BearerTokens::token(
    AuthChallenge challenge, QByteArray scopes, Credentials login, std::stop_token stop)
{
    const Result<void> isIn = co_await m_gate.enter(stop);
    if (!isIn)
        co_return tl::make_unexpected(isIn.error());
    const GatePass pass(m_gate);
    const QByteArray key = keyOf(challenge, scopes, login);
    if (const auto known = m_tokens.constFind(key);
        known != m_tokens.cend() && !known->isStale(m_http.clock().now()))
        co_return known->token;

    const QUrl realm = QUrl::fromEncoded(challenge.value("realm"), QUrl::StrictMode);
    const Result<void> isSafe = checkHandedOn(m_registry, realm);
    if (!isSafe)
        co_return tl::make_unexpected(isSafe.error());
    Result<HttpResponse> response
        = co_await ask(realm, challenge.value("service"), scopes, login, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (!response)
        co_return tl::make_unexpected(response.error());
    if (!response->isSuccess())
        co_return tl::make_unexpected(tokenRefusal(*response, login));
    Result<BearerToken> token = parseBearerToken(response->body, m_http.clock().now());
    if (!token)
        co_return tl::make_unexpected(token.error());
    m_tokens.insert(key, *token);
    co_return token->token;
}

} // namespace Pinion
