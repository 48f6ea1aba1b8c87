// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/gate.h"
#include "net/httpclient.h"
#include "registry/authchallenge.h"

#include <QHash>
#include <QUrl>

namespace Pinion {

struct BearerToken
{
    Secret token;
    QDateTime issued;
    int lifetime = 60; ///< seconds

    /// Less than ten seconds, or a tenth of its life, is left.
    [[nodiscard]] bool isStale(const QDateTime &now) const;
};

/// Reads what a token server answers: `token` or `access_token`; a lifetime under a minute, or
/// none, counts as one minute. Errors: Protocol.
[[nodiscard]] Result<BearerToken> parseBearerToken(
    const QByteArray &json, const QDateTime &received);

/// Gets the short-lived tokens that a registry wants (the token authentication of distribution) and
/// keeps them while they are good. In memory only.
class BearerTokens
{
public:
    /// `registry` is the address on whose behalf token servers are asked.
    BearerTokens(HttpClient &http, QUrl registry);

    /// A token for the blank-separated scopes. With a login it is asked for by name, else for
    /// everybody. Errors: those of HttpClient; Unauthorized (the login is wrong), Protocol,
    /// Rejected (a token server that is not safe).
    [[nodiscard]] Task<Secret> token(
        AuthChallenge challenge, QByteArray scopes, Credentials login, std::stop_token stop);
    /// Forgets a token that the registry has refused.
    void forget(const AuthChallenge &challenge, const QByteArray &scopes, const Credentials &login);

private:
    [[nodiscard]] Task<HttpResponse> ask(
        QUrl realm, QByteArray service, QByteArray scopes, Credentials login, std::stop_token stop);

    HttpClient &m_http;
    QUrl m_registry;
    QHash<QByteArray, BearerToken> m_tokens;
    Gate m_gate; ///< one at a time: the others then find the token
};

} // namespace Pinion
