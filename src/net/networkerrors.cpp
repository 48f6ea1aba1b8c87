// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkerrors.h"

#include "net/redaction.h"

#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString issuerOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.issuerInfo(QSslCertificate::CommonName);
    if (names.isEmpty())
        names = certificate.issuerInfo(QSslCertificate::Organization);
    return names.isEmpty() ? u"an authority without a name"_s : redacted(names.first());
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    return names.isEmpty() ? u"no name at all"_s : redacted(names.join(u", "_s));
}

Error tlsError(const QSslError &error, const QString &host)
{
    const QSslCertificate certificate = error.certificate();
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return {ErrorKind::Tls,
            u"The certificate of %1 expired on %2."_s.arg(
                host, certificate.expiryDate().date().toString(Qt::ISODate)),
            u"Ask those who run the server to renew it, and check the clock of this computer."_s};
    case QSslError::CertificateNotYetValid:
        return {ErrorKind::Tls,
            u"The certificate of %1 is not valid before %2."_s.arg(
                host, certificate.effectiveDate().date().toString(Qt::ISODate)),
            u"Check the clock of this computer."_s};
    case QSslError::HostNameMismatch:
        return {ErrorKind::Tls,
            u"The certificate of %1 was made out to %2."_s.arg(host, namesOf(certificate)),
            u"Use a name that the certificate holds, or ask for a certificate with this one."_s};
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return {ErrorKind::Tls,
            u"The certificate of %1 was signed by %2, which this computer does not trust."_s.arg(
                host, issuerOf(certificate)),
            u"If that is your company's own authority, name its CA file in the settings of this "
            "server."_s};
    default:
        return {ErrorKind::Tls,
            u"The certificate of %1 is not good: %2."_s.arg(host, redacted(error.errorString())),
            u"Ask those who run the server."_s};
    }
}

/// Qt says the same whether an answer was cut or what came was never one.
Error closedError(const NetworkFailure &failure, const QString &host)
{
    if (failure.isAnswered)
        return {ErrorKind::Network,
            u"%1 closed the connection before its answer was complete."_s.arg(host),
            u"Try again."_s};
    return {ErrorKind::Network, u"%1 closed the connection without an HTTP answer."_s.arg(host),
        u"Try again; if it stays so, check the port: something else may listen there."_s};
}

/// The error that says most: a wrong name or date is told even where the authority is unknown, too.
Error worstTlsError(const QList<QSslError> &errors, const QString &host)
{
    for (const QSslError &error : errors) {
        if (error.error() == QSslError::CertificateExpired
            || error.error() == QSslError::CertificateNotYetValid)
            return tlsError(error, host);
    }
    for (const QSslError &error : errors) {
        if (error.error() == QSslError::HostNameMismatch)
            return tlsError(error, host);
    }
    return tlsError(errors.first(), host);
}

// The alerts with which a server says that it wants a client certificate (RFC 8446, 6.2), as
// OpenSSL spells them. With TLS 1.3 they come after the handshake, as an unknown network error.
bool isWantingCertificate(const QString &text)
{
    const QString line = text.toLower();
    return line.contains("certificate required"_L1) || line.contains("bad certificate"_L1)
        || (line.contains("alert"_L1) && line.contains("handshake failure"_L1));
}

Error handshakeError(const NetworkFailure &failure, const QString &host)
{
    if (!failure.tlsErrors.isEmpty())
        return worstTlsError(failure.tlsErrors, host);
    const QString line = failure.text.toLower();
    if (line.contains("wrong version number"_L1) || line.contains("packet length too long"_L1)
        || line.contains("http request"_L1))
        return {ErrorKind::Tls, u"%1 does not speak TLS."_s.arg(host),
            u"Check the port. If the server offers plain http only, allow that in its settings."_s};
    return {ErrorKind::Tls,
        u"No encrypted connection to %1: %2."_s.arg(host, redacted(failure.text)),
        u"Ask those who run the server which TLS versions it offers."_s};
}

Error proxyError(const NetworkFailure &failure)
{
    if (failure.code == QNetworkReply::ProxyAuthenticationRequiredError)
        return {ErrorKind::Network, u"The proxy of the system wants a login."_s,
            u"Set it where the system's proxy is set, for example in HTTPS_PROXY."_s};
    return {ErrorKind::Network, u"The proxy of the system cannot be reached."_s,
        u"Check the proxy settings of the system; NO_PROXY lists hosts that need none."_s};
}

Error otherError(const NetworkFailure &failure, const QString &host)
{
    const QString line = failure.text.toLower();
    if (line.contains("unreachable"_L1) || line.contains("no route"_L1))
        return {ErrorKind::Network, u"There is no way to %1 in the network."_s.arg(host),
            u"Check the network connection or the VPN."_s};
    return {ErrorKind::Network, u"No answer from %1: %2."_s.arg(host, redacted(failure.text)),
        u"Check the address and the network connection."_s};
}

} // namespace

Error networkError(const NetworkFailure &failure)
{
    const QString host = hostAndPort(failure.url);
    if (isWantingCertificate(failure.text))
        return {ErrorKind::Tls, u"%1 wants a client certificate that it trusts."_s.arg(host),
            u"Name your certificate and its key in the settings of this server."_s};
    switch (failure.code) {
    case QNetworkReply::HostNotFoundError:
        return {ErrorKind::Network, u"The name %1 was not found."_s.arg(failure.url.host()),
            u"Check it for slips; if it is right, check the network connection or the VPN."_s};
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorKind::Network, u"%1 refused the connection."_s.arg(host),
            u"Check the port, and whether the server runs."_s};
    case QNetworkReply::TimeoutError:
        return {ErrorKind::TimedOut, u"%1 did not answer in time."_s.arg(host),
            u"Try again; if it stays so, check the network connection or the VPN."_s};
    case QNetworkReply::SslHandshakeFailedError:
        return handshakeError(failure, host);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return closedError(failure, host);
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return {ErrorKind::Protocol, u"What answers at %1 does not speak HTTP."_s.arg(host),
            u"Check the address and the port."_s};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return proxyError(failure);
    case QNetworkReply::NetworkSessionFailedError:
        return {
            ErrorKind::Network, u"There is no network connection."_s, u"Connect, then retry."_s};
    default:
        return otherError(failure, host);
    }
}

bool isConnectionLost(QNetworkReply::NetworkError code)
{
    // The second stands for the first where a request may not be sent again, see OnceOnly.
    return code == QNetworkReply::RemoteHostClosedError || code == QNetworkReply::ContentReSendError
        || code == QNetworkReply::TemporaryNetworkFailureError;
}

bool isNeverSent(QNetworkReply::NetworkError code)
{
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::NetworkSessionFailedError:
        return true;
    default:
        return false;
    }
}

bool isHttpStatus(QNetworkReply::NetworkError code)
{
    // 201 to 299 stand for 4xx, 401 to 499 for 5xx; 302 is for 400 and 418.
    if (code == QNetworkReply::ProtocolInvalidOperationError)
        return true;
    return (code >= QNetworkReply::ContentAccessDenied
               && code <= QNetworkReply::UnknownContentError)
        || (code >= QNetworkReply::InternalServerError
            && code <= QNetworkReply::UnknownServerError);
}

} // namespace Pinion
