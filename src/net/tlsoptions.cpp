// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "net/tlsconfiguration.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Result<QByteArray> readCertificates(const QString &path)
{
    Result<QByteArray> pem = readFile(path);
    if (pem && QSslCertificate::fromData(*pem, QSsl::Pem).isEmpty())
        return fail(ErrorKind::Invalid, u"%1 holds no certificate in PEM form."_s.arg(path),
            u"It has to begin with \"-----BEGIN CERTIFICATE-----\"."_s);
    return pem;
}

Result<void> readClientPair(const TlsFiles &files, TlsOptions &options)
{
    if (files.clientKey.isEmpty())
        return fail(ErrorKind::Invalid,
            u"The client certificate %1 has no key."_s.arg(files.clientCertificate),
            u"Name the file with its private key, too."_s);
    Result<QByteArray> certificate = readCertificates(files.clientCertificate);
    if (!certificate)
        return tl::make_unexpected(certificate.error());
    Result<QByteArray> key = readFile(files.clientKey);
    if (!key)
        return tl::make_unexpected(key.error());
    options.clientCertificate = std::move(*certificate);
    options.clientKey = Secret(std::move(*key));
    if (privateKey(options.clientKey, options.keyPassword).isNull())
        return fail(ErrorKind::Invalid,
            u"%1 holds no private key that can be read."_s.arg(files.clientKey),
            u"If the key is protected, give its password."_s);
    return {};
}

} // namespace

Result<TlsOptions> loadTlsOptions(const TlsFiles &files, const Secret &keyPassword)
{
    TlsOptions options;
    options.keyPassword = keyPassword;
    for (const QString &path : files.caCertificates) {
        Result<QByteArray> pem = readCertificates(path);
        if (!pem)
            return tl::make_unexpected(pem.error());
        options.caCertificates += *pem + '\n';
    }
    if (!files.clientCertificate.isEmpty()) {
        const Result<void> isRead = readClientPair(files, options);
        if (!isRead)
            return tl::make_unexpected(isRead.error());
    }
    return options;
}

QSslKey privateKey(const Secret &pem, const Secret &password)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        QSslKey key(pem.reveal(), algorithm, QSsl::Pem, QSsl::PrivateKey, password.reveal());
        if (!key.isNull())
            return key;
    }
    return {};
}

QSslConfiguration tlsConfiguration(const TlsOptions &options, bool isOwnHost)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!options.caCertificates.isEmpty())
        configuration.addCaCertificates(
            QSslCertificate::fromData(options.caCertificates, QSsl::Pem));
    if (!isOwnHost)
        return configuration;
    if (!options.verifiesServer)
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!options.clientCertificate.isEmpty()) {
        configuration.setLocalCertificateChain(
            QSslCertificate::fromData(options.clientCertificate, QSsl::Pem));
        configuration.setPrivateKey(privateKey(options.clientKey, options.keyPassword));
    }
    return configuration;
}

} // namespace Pinion
