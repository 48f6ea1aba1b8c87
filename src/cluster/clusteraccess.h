// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"

#include <QUrl>

#include <chrono>

namespace Pinion {

/// As whom Pinion appears before a Marathon.
enum class SignIn : quint8 {
    None,
    Basic, ///< user and password on every request (--http_credentials)
    Bearer, ///< a token, "Authorization: Bearer …"
    DcosToken, ///< a token that DC/OS has given, "Authorization: token=…"
    DcosLogin, ///< user and password, for which DC/OS gives such a token
    Certificate, ///< the client certificate of the TLS options
};

/// Everything that reaching one Marathon takes. Several addresses are those of the nodes of one
/// Marathon, the preferred one first; the login goes to no other host.
struct ClusterAccess
{
    QString name; ///< of the target, for sentences: "staging"
    QList<QUrl> urls; ///< "https://marathon.example.com:8443", without login
    QString basePath; ///< behind DC/OS "/service/marathon"; else empty
    SignIn signIn = SignIn::None;
    Credentials credentials;
    TlsOptions tls;
    /// The login may travel over plain http.
    bool sendsLoginInTheClear = false;
    /// Changes need the typed confirmation of DeployGuard.
    bool isGuarded = false;
    QUrl mesosUrl; ///< empty: as Marathon tells
    /// How long an answer may stay away, or stand still; the event stream has a patience of its
    /// own.
    std::chrono::milliseconds patience{30'000};
};

/// "staging" as the first word of a sentence.
[[nodiscard]] QString sentenceStart(const QString &name);

/// "/" and the id without what no path holds.
[[nodiscard]] QString asPath(const QString &text);

/// How the HTTP client must be set up: plain http only where an address says so.
[[nodiscard]] HttpOptions httpOptions(const ClusterAccess &access);

} // namespace Pinion
