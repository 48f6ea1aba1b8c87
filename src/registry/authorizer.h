// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/bearertokens.h"
#include "registry/loginfinder.h"

namespace Pinion {

/// What a token has to allow for reading from a repository.
[[nodiscard]] QByteArray pullScope(const QString &path);

/// Sends requests to one registry with whatever it wants to see: nothing, a login, or a token that
/// is fetched first. A 401 is answered once, with what it asks for.
class Authorizer
{
public:
    Authorizer(HttpClient &http, LoginFinder *logins, QString domain, QUrl registry);

    /// What the answer to `GET /v2/` asks for; later answers may teach better.
    void learn(const HttpResponse &response);
    /// A response with 401 means that there is no more to try. Errors: those of HttpClient and of
    /// BearerTokens.
    [[nodiscard]] Task<HttpResponse> send(
        HttpRequest request, QString path, QByteArray scope, std::stop_token stop);
    /// Whether requests about a repository went out with a login.
    [[nodiscard]] bool hasLogin(const QString &path) const;
    /// The login for a repository, for the vendor's own interfaces.
    [[nodiscard]] Task<Credentials> login(QString path, std::stop_token stop);
    /// The service of the last challenge, which tells some vendors.
    [[nodiscard]] QByteArray service() const;

private:
    [[nodiscard]] Task<Credentials> authorization(
        QString path, QByteArray scope, std::stop_token stop);

    HttpClient &m_http;
    LoginFinder *m_logins;
    QString m_domain;
    BearerTokens m_tokens;
    std::optional<AuthChallenge> m_challenge;
    QHash<QString, Credentials> m_found; ///< by path
    Gate m_gate; ///< one search for a login at a time
};

} // namespace Pinion
