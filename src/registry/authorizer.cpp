// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/authorizer.h"

namespace Pinion {

QByteArray pullScope(const QString &path)
{
    return "repository:" + path.toUtf8() + ":pull";
}

Authorizer::Authorizer(HttpClient &http, LoginFinder *logins, QString domain, QUrl registry)
    : m_http(http)
    , m_logins(logins)
    , m_domain(std::move(domain))
    , m_tokens(http, std::move(registry))
    , m_gate(1)
{ }

void Authorizer::learn(const HttpResponse &response)
{
    const auto challenge
        = bestChallenge(parseChallenges(response.headers.value("WWW-Authenticate")));
    if (challenge) // gcr.io leaves it out of later answers: then the first one stays
        m_challenge = challenge;
}

bool Authorizer::hasLogin(const QString &path) const
{
    return !m_found.value(path).isEmpty();
}

QByteArray Authorizer::service() const
{
    return m_challenge ? m_challenge->value("service") : QByteArray();
}

Task<Credentials> Authorizer::login(QString path, std::stop_token stop)
{
    const Result<void> isIn = co_await m_gate.enter(stop);
    if (!isIn)
        co_return tl::make_unexpected(isIn.error());
    const GatePass pass(m_gate);
    if (const auto known = m_found.constFind(path); known != m_found.cend())
        co_return *known;
    if (!m_logins)
        co_return Credentials();
    const Result<std::optional<Credentials>> found = co_await m_logins->find(m_domain, path, stop);
    if (!found)
        co_return tl::make_unexpected(found.error());
    const Credentials login = found->value_or(Credentials());
    m_found.insert(path, login);
    co_return login;
}

Task<Credentials> Authorizer::authorization(QString path, QByteArray scope, std::stop_token stop)
{
    if (!m_challenge)
        co_return Credentials();
    Result<Credentials> found = co_await login(path, stop);
    if (!found || found->kind() == Credentials::Kind::Bearer)
        co_return found;
    if (m_challenge->isBasic())
        co_return found->kind() == Credentials::Kind::Basic ? *found : Credentials();
    const AuthChallenge challenge = *m_challenge;
    const Result<Secret> token = co_await m_tokens.token(challenge, scope, *found, stop);
    if (!token)
        co_return tl::make_unexpected(token.error());
    co_return Credentials::bearer(token->reveal());
}

Task<HttpResponse> Authorizer::send(
    HttpRequest request, QString path, QByteArray scope, std::stop_token stop)
{
    constexpr int Rounds = 2;
    for (int round = 1;; ++round) {
        const Result<Credentials> shownLogin = co_await authorization(path, scope, stop);
        if (!shownLogin)
            co_return tl::make_unexpected(shownLogin.error());
        request.credentials = *shownLogin;
        Result<HttpResponse> response = co_await m_http.send(request, stop);
        if (!response || response->status != 401 || round == Rounds)
            co_return response;
        learn(*response);
        if (!m_challenge || stop.stop_requested())
            co_return response;
        const QByteArray asked = m_challenge->value("scope");
        if (m_challenge->isBearer())
            m_tokens.forget(*m_challenge, scope, m_found.value(path));
        if (!asked.isEmpty() && asked != "*")
            scope = asked;
        const bool wouldRepeat = m_challenge->isBasic()
            && (request.credentials.kind() == Credentials::Kind::Basic
                || (m_found.contains(path) && !hasLogin(path)));
        if (wouldRepeat)
            co_return response;
    }
}

} // namespace Pinion
