// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"
#include "net/tlsconfiguration.h"
#include "support/certificates.h"
#include "support/scriptedserver.h"
#include "support/waiting.h"

#include <QFile>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;
using std::chrono::milliseconds;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(path));
    return file.readAll();
}

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_certificates = std::make_unique<Certificates>(m_folder.path());
        m_certificates->sign(u"good"_s, {u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s});
        m_certificates->sign(u"expired"_s, {u"subjectAltName=IP:127.0.0.1"_s}, -1);
        m_certificates->sign(u"other"_s, {u"subjectAltName=DNS:other.example"_s});
        m_certificates->sign(u"client"_s, {u"extendedKeyUsage=clientAuth"_s});
        m_certificates->selfSign(u"stranger"_s, u"rsa:2048"_s);
    }

    void certificates_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("knowsAuthority");
        QTest::addColumn<QString>("message");
        QTest::newRow("good") << u"good"_s << true << QString();
        QTest::newRow("unknown authority") << u"good"_s << false << u"does not trust"_s;
        QTest::newRow("expired") << u"expired"_s << true << u"expired on"_s;
        QTest::newRow("for another name") << u"other"_s << true << u"made out to other.example"_s;
        QTest::newRow("signed by itself") << u"stranger"_s << true << u"made out to"_s;
    }

    void certificates()
    {
        QFETCH(QString, name);
        QFETCH(bool, knowsAuthority);
        QFETCH(QString, message);
        const ScriptedServer server(
            [](const SeenRequest &) { return Answer(200, "secure"); }, serverSide(name, false));
        const Result<HttpResponse> response = ask(server.url(), knowsAuthority, QString());
        QCOMPARE(response.has_value(), message.isEmpty());
        if (!response) {
            QCOMPARE(response.error().kind, ErrorKind::Tls);
            QVERIFY2(
                response.error().message.contains(message), qPrintable(response.error().message));
            QVERIFY(!response.error().hint.isEmpty());
        }
    }

    void unverified()
    {
        const ScriptedServer server([](const SeenRequest &) { return Answer(200, "whoever"); },
            serverSide(u"other"_s, false));
        HttpOptions options;
        options.tls.verifiesServer = false;
        HttpClient client(options);
        QVERIFY(wait(client.send(HttpRequest(server.url()), {})));
    }

    void clientCertificates_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("with one") << u"client"_s << true;
        QTest::newRow("without one") << QString() << false;
        QTest::newRow("with another's") << u"stranger"_s << false;
    }

    void clientCertificates()
    {
        QFETCH(QString, client);
        QFETCH(bool, isTaken);
        const ScriptedServer server([](const SeenRequest &) { return Answer(200, "welcome"); },
            serverSide(u"good"_s, true));
        const Result<HttpResponse> response = ask(server.url(), true, client);
        QCOMPARE(response.has_value(), isTaken);
        if (!response)
            QVERIFY2(response.error().kind == ErrorKind::Tls
                    || response.error().kind == ErrorKind::Network,
                qPrintable(response.error().text()));
    }

    void noTlsThere()
    {
        const ScriptedServer server([](const SeenRequest &) { return Answer(200); });
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        const Result<HttpResponse> response = ask(url, true, QString());
        QVERIFY(!response);
        QVERIFY2(!response.error().hint.isEmpty(), qPrintable(response.error().text()));
    }

    void files_data()
    {
        QTest::addColumn<QStringList>("authorities");
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("nothing") << QStringList() << QString() << QString() << true;
        QTest::newRow("an authority") << QStringList{u"ca.crt"_s} << QString() << QString() << true;
        QTest::newRow("a pair") << QStringList() << u"client.crt"_s << u"client.key"_s << true;
        QTest::newRow("an RSA pair")
            << QStringList() << u"stranger.crt"_s << u"stranger.key"_s << true;
        QTest::newRow("no such file")
            << QStringList{u"no.crt"_s} << QString() << QString() << false;
        QTest::newRow("not a certificate")
            << QStringList{u"ca.key"_s} << QString() << QString() << false;
        QTest::newRow("no key") << QStringList() << u"client.crt"_s << QString() << false;
        QTest::newRow("not a key") << QStringList() << u"client.crt"_s << u"client.crt"_s << false;
    }

    void files()
    {
        QFETCH(QStringList, authorities);
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(bool, isGood);
        TlsFiles files;
        for (const QString &name : authorities)
            files.caCertificates += m_certificates->path(name);
        if (!certificate.isEmpty())
            files.clientCertificate = m_certificates->path(certificate);
        if (!key.isEmpty())
            files.clientKey = m_certificates->path(key);
        const Result<TlsOptions> options = loadTlsOptions(files);
        QVERIFY2(options.has_value() == isGood, qPrintable(errorText(options)));
        QCOMPARE(isGood && options->isDefault(), authorities.isEmpty() && certificate.isEmpty());
    }

private:
    QSslConfiguration serverSide(const QString &name, bool wantsClient) const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(
            QSslCertificate(contentOf(m_certificates->path(name + u".crt"_s)), QSsl::Pem));
        tls.setPrivateKey(
            privateKey(Secret(contentOf(m_certificates->path(name + u".key"_s))), Secret()));
        tls.setPeerVerifyMode(wantsClient ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
        tls.setCaCertificates(
            QSslCertificate::fromData(contentOf(m_certificates->path(u"ca.crt"_s)), QSsl::Pem));
        return tls;
    }

    Result<HttpResponse> ask(const QUrl &url, bool knowsAuthority, const QString &client) const
    {
        TlsFiles files;
        if (knowsAuthority)
            files.caCertificates += m_certificates->path(u"ca.crt"_s);
        if (!client.isEmpty()) {
            files.clientCertificate = m_certificates->path(client + u".crt"_s);
            files.clientKey = m_certificates->path(client + u".key"_s);
        }
        HttpOptions options;
        options.tls = *loadTlsOptions(files);
        options.retry.attempts = 1;
        HttpClient http(options);
        HttpRequest request(url);
        request.idleTimeout = milliseconds(5000);
        return wait(http.send(request, {}));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Certificates> m_certificates;
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
