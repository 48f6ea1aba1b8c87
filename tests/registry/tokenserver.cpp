// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokenserver.h"

#include <QDateTime>
#include <QFileInfo>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

TokenServer::TokenServer(const Certificates &certificates)
    : m_certificates(certificates)
    , m_server([this](const SeenRequest &request) { return answer(request); })
{
    if (!QFileInfo::exists(m_certificates.path(u"signer.crt"_s)))
        m_certificates.selfSign(u"signer"_s, u"rsa:2048"_s);
}

QString TokenServer::registryAuth() const
{
    return u"  token: {realm: '%1', service: 'a test registry', issuer: 'pinion-test', "
           "rootcertbundle: %2}\n"_s.arg(
               m_server.url(u"/token?kept=1"_s).toString(), m_certificates.path(u"signer.crt"_s));
}

Answer TokenServer::answer(const SeenRequest &request)
{
    const bool isForm = request.method == "POST";
    const QUrlQuery query(QString::fromLatin1(
        isForm ? request.body : request.target.mid(request.target.indexOf('?') + 1)));
    const QByteArray login = request.header("authorization");
    const bool isAlice = isForm ? query.queryItemValue(u"refresh_token"_s) == "identity"_L1
                                : login == "Basic " + QByteArray("alice:s3cret").toBase64();
    const bool keptQuery = isForm || query.queryItemValue(u"kept"_s) == "1"_L1;
    const QString service = query.queryItemValue(u"service"_s, QUrl::FullyDecoded);
    if ((!login.isEmpty() && !isAlice) || !keptQuery || service != "a test registry"_L1)
        return {401, R"({"details":"wrong"})"};
    const QStringList scope = query.queryItemValue(u"scope"_s, QUrl::FullyDecoded).split(u':');
    const QString name = scope.value(1);
    const bool mayPull = name == "demo/public"_L1 || (isAlice && name != "demo/secret"_L1);
    const QByteArray access = mayPull
        ? R"({"type":"repository","name":")" + name.toLatin1() + R"(","actions":["pull"]})"
        : QByteArray();
    ++m_handedOut;
    const QByteArray key = isForm ? "access_token" : "token";
    return {200, R"({")" + key + R"(":")" + token(access) + R"(","expires_in":300})"};
}

QByteArray TokenServer::token(const QByteArray &access)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch() - (m_isNextStale ? 7200 : 0);
    m_isNextStale = false;
    const QByteArray certificate = runProgram(u"openssl"_s,
        {u"x509"_s, u"-in"_s, m_certificates.path(u"signer.crt"_s), u"-outform"_s, u"DER"_s})
                                       .toBase64();
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    const QByteArray head = R"({"typ":"JWT","alg":"RS256","x5c":[")" + certificate + R"("]})";
    const QByteArray claims
        = R"({"iss":"pinion-test","sub":"alice","aud":"a test registry","jti":"1","exp":)"
        + number(now + 3600) + R"(,"nbf":)" + number(now - 60) + R"(,"iat":)" + number(now)
        + R"(,"access":[)" + access + "]}";
    const QByteArray text = base64Url(head) + '.' + base64Url(claims);
    const QByteArray signature = runProgram(u"openssl"_s,
        {u"dgst"_s, u"-sha256"_s, u"-sign"_s, m_certificates.path(u"signer.key"_s), u"-binary"_s},
        {}, text);
    return text + '.' + base64Url(signature);
}

} // namespace Pinion
