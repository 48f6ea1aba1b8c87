// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/credentialstore.h"
#include "net/hosts.h"
#include "net/httpheaders.h"
#include "net/networkerrors.h"
#include "net/redaction.h"
#include "net/retrypolicy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;
using std::chrono::milliseconds;

namespace {

QString printed(const auto &value)
{
    QString text;
    QDebug(&text) << value;
    return text;
}

} // namespace

class TestNetText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentials()
    {
        // The example of RFC 7617, and one with a colon and letters beyond ASCII.
        QCOMPARE(Credentials::basic(u"Aladdin"_s, "open sesame").authorization().reveal(),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        QCOMPARE(Credentials::basic(u"jürgen"_s, "a:b").authorization().reveal(),
            "Basic " + QByteArray("jürgen:a:b").toBase64());
        QCOMPARE(Credentials::bearer("abc").authorization().reveal(), "Bearer abc");
        QVERIFY(Credentials::refresh(u"a"_s, "abc").authorization().isEmpty());
        QVERIFY(Credentials().isEmpty());
    }

    void secretsDoNotPrint_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("secret") << printed(Secret("hunter2"));
        QTest::newRow("password") << printed(Credentials::basic(u"hunter2"_s, "hunter2"));
        QTest::newRow("token") << printed(Credentials::bearer("hunter2"));
        QTest::newRow("refresh token") << printed(Credentials::refresh(u"hunter2"_s, "hunter2"));
    }

    void secretsDoNotPrint()
    {
        QFETCH(QString, text);
        QVERIFY(!text.isEmpty());
        QVERIFY(!text.contains(u"hunter2"_s));
    }

    void memoryStore()
    {
        MemoryCredentialStore store;
        QVERIFY(!*QCoro::waitFor(store.find(u"reg"_s, {})));
        QVERIFY(QCoro::waitFor(store.save(u"reg"_s, Credentials::bearer("x"), {})));
        QCOMPARE(**QCoro::waitFor(store.find(u"reg"_s, {})), Credentials::bearer("x"));
        QVERIFY(QCoro::waitFor(store.remove(u"reg"_s, {})));
        QVERIFY(!*QCoro::waitFor(store.find(u"reg"_s, {})));
    }

    void headers()
    {
        HttpHeaders headers;
        headers.append("Link", "a");
        headers.append("LINK", "b");
        QCOMPARE(headers.value("link"), "a, b");
        headers.set("Link", "c");
        QCOMPARE(headers.value("link"), "c");
        headers.remove("lInK");
        QVERIFY(!headers.contains("Link"));
    }

    void redaction_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("bearer") << u"sent Bearer hunter2hunter2 away"_s;
        QTest::newRow("basic") << u"Authorization: Basic aHVudGVyMg==hunter2"_s;
        QTest::newRow("query") << u"see https://s3.example.com/x?X-Amz-Signature=hunter2&a=1"_s;
        QTest::newRow("login in an address") << u"https://bob:hunter2@example.com/"_s;
        QTest::newRow("json") << uR"({"password":"hunter2","user":"bob"})"_s;
        QTest::newRow("form") << u"grant_type=x&refresh_token=hunter2"_s;
        QTest::newRow("web token") << u"got eyJhunter2hunter2.hunter2.hunter2"_s;
        QTest::newRow("words") << u"client_secret: hunter2"_s;
    }

    void redaction()
    {
        QFETCH(QString, text);
        QVERIFY2(!redacted(text).contains(u"hunter2"_s), qPrintable(redacted(text)));
    }

    void redactionKeepsTheRest()
    {
        QCOMPARE(redacted(u"manifest unknown"_s), u"manifest unknown"_s);
        QCOMPARE(redacted(QByteArray("two\nlines\x1b[31m")), u"two lines [31m"_s);
        QVERIFY(redacted(QString(100'000, u'x')).size() <= 300);
    }

    void addresses()
    {
        QCOMPARE(shown(QUrl(u"https://bob:hunter2@h:5000/a/b?sig=hunter2#hunter2"_s)),
            u"https://h:5000/a/b"_s);
        QCOMPARE(hostAndPort(QUrl(u"https://h:443/"_s)), u"h"_s);
        QCOMPARE(hostAndPort(QUrl(u"http://h:443/"_s)), u"h:443"_s);
        QCOMPARE(hostAndPort(QUrl(u"http://[::1]:80/"_s)), u"[::1]"_s);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("wait");
        QTest::newRow("seconds") << "7"_ba << qint64(7000);
        QTest::newRow("zero") << "0"_ba << qint64(0);
        QTest::newRow("blanks") << " 3 "_ba << qint64(3000);
        QTest::newRow("a date") << "Fri, 02 Jan 2026 03:05:05 GMT"_ba << qint64(60'000);
        QTest::newRow("a date that is over") << "Fri, 02 Jan 2015 03:05:05 GMT"_ba << qint64(0);
        QTest::newRow("nothing") << ""_ba << qint64(-1);
        QTest::newRow("a negative number") << "-1"_ba << qint64(-1);
        QTest::newRow("a word") << "soon"_ba << qint64(-1);
    }

    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, wait);
        const QDateTime now(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
        const auto parsed = parseRetryAfter(value, now);
        QCOMPARE(parsed ? qint64(parsed->count()) : -1, wait);
    }

    void delaysGrow()
    {
        RetryPolicy policy;
        policy.jitter = 0;
        policy.attempts = 9;
        AttemptOutcome outcome;
        outcome.status = 503;
        QList<qint64> delays;
        for (int attempt = 1; attempt <= 9; ++attempt) {
            const auto wait = policy.waitAfter(attempt, outcome, QDateTime::currentDateTimeUtc());
            delays += wait ? wait->count() : -1;
        }
        QCOMPARE(delays, (QList<qint64>{250, 500, 1000, 2000, 4000, 8000, 8000, 8000, -1}));
    }

    void jitterStaysInItsShare()
    {
        const RetryPolicy policy;
        AttemptOutcome outcome;
        outcome.isConnectionLost = true;
        for (int i = 0; i < 100; ++i) {
            const auto wait = policy.waitAfter(1, outcome, QDateTime::currentDateTimeUtc());
            QVERIFY(wait && wait->count() >= 250 && wait->count() <= 313);
        }
    }

    void hosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isLoopback");
        QTest::addColumn<bool>("isPrivate");
        QTest::newRow("localhost") << u"localhost"_s << true << false;
        QTest::newRow("below localhost") << u"a.LOCALHOST"_s << true << false;
        QTest::newRow("127") << u"127.9.8.7"_s << true << true;
        QTest::newRow("::1") << u"::1"_s << true << true;
        QTest::newRow("mapped") << u"::ffff:10.0.0.1"_s << false << true;
        QTest::newRow("10") << u"10.1.2.3"_s << false << true;
        QTest::newRow("172.16") << u"172.31.255.1"_s << false << true;
        QTest::newRow("172.32") << u"172.32.0.1"_s << false << false;
        QTest::newRow("192.168") << u"192.168.0.1"_s << false << true;
        QTest::newRow("metadata service") << u"169.254.169.254"_s << false << true;
        QTest::newRow("unspecified") << u"0.0.0.0"_s << false << true;
        QTest::newRow("unique local") << u"fd00::1"_s << false << true;
        QTest::newRow("link-local") << u"fe80::1"_s << false << true;
        QTest::newRow("public") << u"93.184.216.34"_s << false << false;
        QTest::newRow("name") << u"example.com"_s << false << false;
    }

    void hosts()
    {
        QFETCH(QString, host);
        QFETCH(bool, isLoopback);
        QFETCH(bool, isPrivate);
        QCOMPARE(isLoopbackHost(host), isLoopback);
        QCOMPARE(isPrivateAddress(host), isPrivate);
    }

    void redirects_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("to");
        QTest::newRow("relative") << u"https://h/a/b?x=1"_s << "../c"_ba << u"https://h/c"_s;
        QTest::newRow("other host")
            << u"https://h/a"_s << "https://i/b?s=1"_ba << u"https://i/b?s=1"_s;
        QTest::newRow("same, with a login")
            << u"https://h/"_s << "https://u:p@i/"_ba << u"https://i/"_s;
        QTest::newRow("to https") << u"http://h/"_s << "https://h/"_ba << u"https://h/"_s;
        QTest::newRow("out of https") << u"https://h/"_s << "http://h/"_ba << QString();
        QTest::newRow("into a file") << u"https://h/"_s << "file:///etc/passwd"_ba << QString();
        QTest::newRow("to nowhere") << u"https://h/"_s << ""_ba << QString();
        QTest::newRow("inside") << u"https://h/"_s << "https://10.0.0.1/"_ba << QString();
        QTest::newRow("metadata") << u"http://h/"_s << "http://169.254.169.254/"_ba << QString();
        QTest::newRow("inside already")
            << u"https://10.0.0.9/"_s << "https://10.0.0.1/"_ba << u"https://10.0.0.1/"_s;
    }

    void redirects()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, location);
        QFETCH(QString, to);
        const Result<QUrl> target = redirectTarget(QUrl(from), location);
        QCOMPARE(target ? target->toString() : QString(), to);
        if (!target)
            QVERIFY(!target.error().message.isEmpty() && !target.error().hint.isEmpty());
    }

    void sameOrigin()
    {
        QVERIFY(isSameOrigin(QUrl(u"https://h/a"_s), QUrl(u"https://H:443/b"_s)));
        QVERIFY(!isSameOrigin(QUrl(u"https://h/"_s), QUrl(u"http://h:443/"_s)));
        QVERIFY(!isSameOrigin(QUrl(u"https://h/"_s), QUrl(u"https://h:444/"_s)));
    }

    void failuresAreSentences_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("part");
        QTest::newRow("name") << int(QNetworkReply::HostNotFoundError) << ErrorKind::Network
                              << u"The name h was not found."_s;
        QTest::newRow("refused") << int(QNetworkReply::ConnectionRefusedError) << ErrorKind::Network
                                 << u"h:5000 refused the connection."_s;
        QTest::newRow("time") << int(QNetworkReply::TimeoutError) << ErrorKind::TimedOut
                              << u"did not answer"_s;
        QTest::newRow("proxy login") << int(QNetworkReply::ProxyAuthenticationRequiredError)
                                     << ErrorKind::Network << u"proxy"_s;
        QTest::newRow("proxy") << int(QNetworkReply::ProxyNotFoundError) << ErrorKind::Network
                               << u"proxy"_s;
        QTest::newRow("no network") << int(QNetworkReply::NetworkSessionFailedError)
                                    << ErrorKind::Network << u"no network"_s;
        QTest::newRow("no HTTP") << int(QNetworkReply::ProtocolFailure) << ErrorKind::Protocol
                                 << u"does not speak HTTP"_s;
        QTest::newRow("unknown") << int(QNetworkReply::UnknownNetworkError) << ErrorKind::Network
                                 << u"odd thing"_s;
    }

    void failuresAreSentences()
    {
        QFETCH(int, code);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, part);
        NetworkFailure failure;
        failure.url = QUrl(u"https://h:5000/x?sig=hunter2"_s);
        failure.code = QNetworkReply::NetworkError(code);
        failure.text = u"odd thing at https://h/x?sig=hunter2"_s;
        const Error error = networkError(failure);
        QCOMPARE(error.kind, kind);
        QVERIFY2(error.message.contains(part), qPrintable(error.message));
        QVERIFY(error.message.endsWith(u'.') && error.hint.endsWith(u'.'));
        QVERIFY(!error.text().contains(u"hunter2"_s));
    }
};

QTEST_GUILESS_MAIN(TestNetText)
#include "tst_nettext.moc"
