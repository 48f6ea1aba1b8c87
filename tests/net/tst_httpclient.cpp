// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foreachlimited.h"
#include "net/httpclient.h"
#include "net/redaction.h"
#include "support/scriptedserver.h"
#include "support/waiting.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;
using std::chrono::milliseconds;

namespace {

/// A clock that tells when somebody begins to wait.
class WatchedClock final : public Clock
{
public:
    int sleepers = 0;

    [[nodiscard]] Task<void> sleep(milliseconds time, std::stop_token stop) override
    {
        ++sleepers;
        return Clock::sleep(time, std::move(stop));
    }
};

HttpRequest patient(const QUrl &url, HttpMethod method = HttpMethod::Get)
{
    HttpRequest request(url, method);
    request.idleTimeout = milliseconds(10'000);
    return request;
}

Result<HttpResponse> get(const ScriptedServer &server, const QString &path = u"/"_s)
{
    HttpClient client;
    return wait(client.send(patient(server.url(path)), {}));
}

/// Starts, and forgets: what happens when the owner has gone.
QCoro::Task<void> noteResult(HttpClient *client, QUrl url, QString *log)
{
    const Result<HttpResponse> response = co_await client->send(HttpRequest(url), {});
    *log = response ? u"answered"_s : QVariant::fromValue(int(response.error().kind)).toString();
}

/// Ends the client from inside what it answers.
QCoro::Task<void> endAfterwards(std::unique_ptr<HttpClient> *client, QUrl url, int *status)
{
    const Result<HttpResponse> response = co_await (*client)->send(HttpRequest(url), {});
    *status = response ? response->status : -1;
    client->reset();
}

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyStatusIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 201, 304, 400, 401, 403, 404, 405, 409, 410, 412, 418, 500})
            QTest::addRow("%d", status) << status;
    }

    void anyStatusIsAnAnswer()
    {
        QFETCH(int, status);
        const ScriptedServer server(
            [status](const SeenRequest &) { return Answer(status, "").with("X-Mark", "yes"); });
        const Result<HttpResponse> response = get(server);
        QVERIFY2(response, qPrintable(errorText(response)));
        QCOMPARE(response->status, status);
        QCOMPARE(response->headers.value("x-mark"), "yes");
    }

    void sendsWhatItIsTold()
    {
        const ScriptedServer server([](const SeenRequest &) { return Answer(200, "answer"); });
        HttpRequest request(server.url(u"/a?b=c%2Fd"_s), HttpMethod::Put);
        request.body = "content";
        request.headers.set("Accept", "text/x");
        request.credentials = Credentials::basic(u"bob"_s, "s3cret");
        HttpClient client;
        const Result<HttpResponse> response = wait(client.send(request, {}));
        QVERIFY(response);
        QCOMPARE(response->body, "answer");
        const SeenRequest seen = server.seen().first();
        QCOMPARE(seen.method, "PUT");
        QCOMPARE(seen.target, "/a?b=c%2Fd");
        QCOMPARE(seen.body, "content");
        QCOMPARE(seen.header("accept"), "text/x");
        QCOMPARE(seen.header("authorization"), "Basic Ym9iOnMzY3JldA==");
        QVERIFY(seen.header("user-agent").startsWith("Pinion/"));
        QVERIFY(!seen.headers.contains("cookie"));
    }

    void keepsNoCookies()
    {
        const ScriptedServer server(
            [](const SeenRequest &) { return Answer(200).with("Set-Cookie", "a=b; Path=/"); });
        HttpClient client;
        QVERIFY(wait(client.send(HttpRequest(server.url()), {})));
        QVERIFY(wait(client.send(HttpRequest(server.url()), {})));
        QVERIFY(!server.seen().last().headers.contains("cookie"));
    }

    void badAnswers_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<ErrorKind>("kind");
        Answer hangs;
        hangs.hangs = true;
        QTest::newRow("none at all") << hangs << ErrorKind::TimedOut;
        Answer garbage;
        garbage.raw = "SSH-2.0-OpenSSH_9.2p1\r\n";
        QTest::newRow("another protocol") << garbage << ErrorKind::Network;
        Answer cut(200, "0123456789");
        cut.cuts = true;
        QTest::newRow("cut in the middle") << cut << ErrorKind::Network;
        Answer large(200, QByteArray(2'000'000, 'x'));
        QTest::newRow("announced too large") << large << ErrorKind::Protocol;
        Answer chunked;
        chunked.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1E8480\r\n"
            + QByteArray(2'000'000, 'x') + "\r\n0\r\n\r\n";
        QTest::newRow("too large, unannounced") << chunked << ErrorKind::Protocol;
        QTest::newRow("redirect without address") << Answer(302) << ErrorKind::Protocol;
        QTest::newRow("endless redirect")
            << Answer(302).with("Location", "/") << ErrorKind::Protocol;
        QTest::newRow("redirect to a file")
            << Answer(302).with("Location", "file:///etc/passwd") << ErrorKind::Protocol;
    }

    void badAnswers()
    {
        QFETCH(Answer, answer);
        QFETCH(ErrorKind, kind);
        const ScriptedServer server([answer](const SeenRequest &) { return answer; });
        PatientClock clock;
        HttpClient client({}, &clock);
        HttpRequest request = patient(server.url(u"/x?sig=hunter2"_s));
        request.maxBytes = 1'000'000;
        if (answer.hangs)
            request.idleTimeout = milliseconds(100);
        const Result<HttpResponse> response = wait(client.send(request, {}));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, kind);
        QVERIFY2(response.error().message.endsWith(u'.'), qPrintable(response.error().message));
        QVERIFY(!response.error().hint.isEmpty());
        QVERIFY(!response.error().text().contains(u"hunter2"_s));
    }

    void longErrorBodiesAreCut()
    {
        const ScriptedServer server(
            [](const SeenRequest &) { return Answer(404, QByteArray(500'000, 'x')); });
        const Result<HttpResponse> response = get(server);
        QVERIFY(response);
        QCOMPARE(response->status, 404);
        QVERIFY(response->isTruncated);
        QCOMPARE(response->body.size(), MaxErrorBytes);
    }

    void refused()
    {
        quint16 port = 0;
        {
            const ScriptedServer gone([](const SeenRequest &) { return Answer(200); });
            port = gone.port();
        }
        HttpClient client;
        const QUrl url(u"http://127.0.0.1:%1/"_s.arg(port));
        const Result<HttpResponse> response = wait(client.send(HttpRequest(url), {}));
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY(response.error().message.contains(u"refused the connection"_s));
    }

    void addressesThatAreNone_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("empty") << QString() << ErrorKind::Invalid;
        QTest::newRow("no scheme") << u"example.com/x"_s << ErrorKind::Invalid;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << ErrorKind::Invalid;
        QTest::newRow("a login in it") << u"https://bob:hunter2@h/"_s << ErrorKind::Invalid;
        QTest::newRow("plain http elsewhere") << u"http://example.com/"_s << ErrorKind::Rejected;
    }

    void addressesThatAreNone()
    {
        QFETCH(QString, url);
        QFETCH(ErrorKind, kind);
        HttpClient client;
        const Result<HttpResponse> response = wait(client.send(HttpRequest(QUrl(url)), {}));
        QCOMPARE(response.error().kind, kind);
        QVERIFY(!response.error().text().contains(u"hunter2"_s));
    }

    void noLoginOverPlainHttp()
    {
        HttpOptions options;
        options.plainHttp = PlainHttp::Allowed;
        HttpClient client(options);
        HttpRequest request(QUrl(u"http://example.invalid/"_s));
        request.credentials = Credentials::basic(u"a"_s, "b");
        QCOMPARE(wait(client.send(request, {})).error().kind, ErrorKind::Rejected);
    }

    void redirectsKeepTheLoginAtHome()
    {
        const ScriptedServer other([](const SeenRequest &) { return Answer(200, "there"); });
        const ScriptedServer home([&other](const SeenRequest &request) {
            return request.target == "/away"
                ? Answer(307).with("Location", other.url(u"/there?sig=1"_s).toEncoded())
                : request.target == "/here" ? Answer(302).with("Location", "/end")
                                            : Answer(200, "end");
        });
        HttpClient client;
        for (const QString &path : {u"/away"_s, u"/here"_s}) {
            HttpRequest request(home.url(path));
            request.credentials = Credentials::bearer("hunter2");
            request.headers.set("Cookie", "hunter2");
            QVERIFY(wait(client.send(request, {})));
        }
        QCOMPARE(home.seen().last().target, "/end");
        QCOMPARE(home.seen().last().header("authorization"), "Bearer hunter2");
        QCOMPARE(other.seen().size(), 1);
        QCOMPARE(other.seen().first().target, "/there?sig=1");
        QVERIFY(!other.seen().first().headers.contains("authorization"));
        QVERIFY(!other.seen().first().headers.contains("cookie"));
    }

    void changesAreNotRedirectedAway()
    {
        const ScriptedServer other([](const SeenRequest &) { return Answer(200); });
        const ScriptedServer home([&other](const SeenRequest &) {
            return Answer(307).with("Location", other.url().toEncoded());
        });
        HttpClient client;
        const Result<HttpResponse> response
            = wait(client.send(patient(home.url(), HttpMethod::Put), {}));
        QCOMPARE(response.error().kind, ErrorKind::Rejected);
        QVERIFY(other.seen().isEmpty());
    }

    void repeats_data()
    {
        QTest::addColumn<QList<int>>("statuses");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<HttpMethod>("method");
        QTest::addColumn<int>("asked");
        QTest::addColumn<qint64>("firstWait");
        const auto get = HttpMethod::Get;
        QTest::newRow("503 with seconds") << QList{503, 200} << "7"_ba << get << 2 << qint64(7000);
        QTest::newRow("429 with a date")
            << QList{429, 200} << "Fri, 02 Jan 2026 03:04:15 GMT"_ba << get << 2 << qint64(10'000);
        QTest::newRow("502 without") << QList{502, 504, 200} << ""_ba << get << 3 << qint64(250);
        QTest::newRow("too long to wait") << QList{429, 200} << "3600"_ba << get << 1 << qint64(-1);
        QTest::newRow("for ever") << QList{503} << ""_ba << get << 4 << qint64(250);
        QTest::newRow("not 500") << QList{500, 200} << ""_ba << get << 1 << qint64(-1);
        QTest::newRow("not a change")
            << QList{503, 200} << ""_ba << HttpMethod::Post << 1 << qint64(-1);
    }

    void repeats()
    {
        QFETCH(QList<int>, statuses);
        QFETCH(QByteArray, retryAfter);
        QFETCH(HttpMethod, method);
        QFETCH(int, asked);
        QFETCH(qint64, firstWait);
        qsizetype next = 0;
        const ScriptedServer server([&](const SeenRequest &) {
            const Answer answer(statuses[std::min(next++, statuses.size() - 1)]);
            return retryAfter.isEmpty() ? answer : answer.with("Retry-After", retryAfter);
        });
        PatientClock clock;
        HttpOptions options;
        options.retry.jitter = 0;
        HttpClient client(options, &clock);
        const Result<HttpResponse> response = wait(client.send(patient(server.url(), method), {}));
        QVERIFY(response);
        QCOMPARE(int(server.seen().size()), asked);
        QCOMPARE(clock.slept.empty() ? -1 : qint64(clock.slept.front().count()), firstWait);
    }

    void lostConnectionsAreTriedAgain()
    {
        int count = 0;
        const ScriptedServer server([&count](const SeenRequest &) {
            Answer answer(200, "0123456789");
            answer.cuts = ++count < 3;
            return answer;
        });
        PatientClock clock;
        HttpClient client({}, &clock);
        const Result<HttpResponse> response = wait(client.send(patient(server.url()), {}));
        QVERIFY2(response, qPrintable(errorText(response)));
        QCOMPARE(response->body, "0123456789");
    }

    void cancelBeforehand()
    {
        const ScriptedServer server([](const SeenRequest &) { return Answer(200); });
        std::stop_source source;
        source.request_stop();
        HttpClient client;
        Task<HttpResponse> task = client.send(HttpRequest(server.url()), source.get_token());
        QVERIFY(task.isReady());
        QCOMPARE(QCoro::waitFor(task).error().kind, ErrorKind::Cancelled);
        QVERIFY(server.seen().isEmpty());
    }

    void cancelMeanwhile()
    {
        Answer hangs;
        hangs.hangs = true;
        const ScriptedServer server([hangs](const SeenRequest &) { return hangs; });
        std::stop_source source;
        HttpClient client;
        Task<HttpResponse> task = client.send(HttpRequest(server.url()), source.get_token());
        QTRY_COMPARE(server.seen().size(), 1);
        source.request_stop();
        QVERIFY(task.isReady()); // at once, without a turn of the event loop
        QCOMPARE(QCoro::waitFor(task).error().kind, ErrorKind::Cancelled);
    }

    void cancelWhileWaitingToRepeat()
    {
        const ScriptedServer server(
            [](const SeenRequest &) { return Answer(503).with("Retry-After", "15"); });
        std::stop_source source;
        WatchedClock clock;
        HttpClient client({}, &clock);
        Task<HttpResponse> task = client.send(HttpRequest(server.url()), source.get_token());
        QTRY_COMPARE(clock.sleepers, 1);
        QVERIFY(!task.isReady());
        source.request_stop();
        QVERIFY(task.isReady());
    }

    void clientGoes()
    {
        Answer hangs;
        hangs.hangs = true;
        const ScriptedServer server([hangs](const SeenRequest &) { return hangs; });
        QStringList logs(40);
        {
            HttpClient client;
            for (QString &log : logs)
                noteResult(&client, server.url(), &log);
            QTRY_VERIFY(server.seen().size() >= 6);
        }
        for (const QString &log : logs)
            QCOMPARE(log, QString::number(int(ErrorKind::Cancelled)));
    }

    void clientEndsInItsOwnAnswer()
    {
        const ScriptedServer server([](const SeenRequest &) { return Answer(200, "x"); });
        auto client = std::make_unique<HttpClient>();
        int status = 0;
        endAfterwards(&client, server.url(), &status);
        QTRY_COMPARE(status, 200);
        QVERIFY(!client);
    }

    void boundsWhatIsOnTheWire()
    {
        const ScriptedServer server([](const SeenRequest &) {
            Answer answer(200);
            answer.delay = 5;
            return answer;
        });
        HttpClient client;
        const auto call = [&](int) { return client.send(HttpRequest(server.url()), {}); };
        const auto results = QCoro::waitFor(forEachLimited(std::vector<int>(120), 120, call, {}));
        for (const Result<HttpResponse> &result : results)
            QVERIFY2(result, qPrintable(errorText(result)));
        QVERIFY2(server.mostAtOnce() <= 16, qPrintable(QString::number(server.mostAtOnce())));
        QVERIFY2(server.mostAtOnce() > 6, qPrintable(QString::number(server.mostAtOnce())));
    }

    void asksTheProxyOfTheSystem()
    {
        const ScriptedServer proxy([](const SeenRequest &) { return Answer(200, "by proxy"); });
        qputenv("http_proxy", proxy.url().toEncoded());
        HttpOptions options;
        options.plainHttp = PlainHttp::Allowed;
        HttpClient client(options);
        const QUrl far(u"http://far.example/x"_s);
        const Result<HttpResponse> response = wait(client.send(patient(far), {}));
        const ScriptedServer near([](const SeenRequest &) { return Answer(200, "direct"); });
        const Result<HttpResponse> direct = wait(client.send(patient(near.url()), {}));
        qunsetenv("http_proxy");
        QVERIFY2(response, qPrintable(errorText(response)));
        QCOMPARE(response->body, "by proxy");
        QCOMPARE(proxy.seen().first().target, "http://far.example/x");
        QCOMPARE(direct->body, "direct");
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
