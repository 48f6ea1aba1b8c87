// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"
#include "support/scriptedserver.h"
#include "support/waiting.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// Changes that are sent once, and answers that are read while they come.
class DeliveryTest : public QObject
{
    Q_OBJECT

private slots:
    void isSentOnce_data();
    void isSentOnce();
    void isNotRedirected();
    void neverArrives_data();
    void neverArrives();
    void largeBodyArrivesWhole();
    void streams();
    void streamOfAnErrorIsItsBody();
    void streamEndsInSilence();
};

namespace {

HttpRequest change(const QUrl &url, HttpMethod method = HttpMethod::Put)
{
    HttpRequest request(url, method);
    request.body = method == HttpMethod::Delete ? QByteArray() : QByteArray("{}");
    request.idleTimeout = std::chrono::milliseconds(500);
    return request;
}

Delivery delivered(const HttpRequest &request)
{
    HttpClient client;
    return QCoro::waitFor(client.deliver(request, {}));
}

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

void DeliveryTest::isSentOnce_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<HttpMethod>("method");
    QTest::addColumn<int>("status");
    Answer drops;
    drops.drops = true;
    Answer hangs;
    hangs.hangs = true;
    Answer cuts(200, "0123456789");
    cuts.cuts = true;
    for (const HttpMethod method : {HttpMethod::Put, HttpMethod::Post, HttpMethod::Delete}) {
        const QByteArray name = methodName(method);
        QTest::addRow("%s, closed without a word", name.constData()) << drops << method << 0;
        QTest::addRow("%s, no answer", name.constData()) << hangs << method << 0;
        QTest::addRow("%s, cut answer", name.constData()) << cuts << method << 0;
        QTest::addRow("%s, 503", name.constData()) << Answer(503) << method << 503;
        QTest::addRow("%s, 502", name.constData()) << Answer(502) << method << 502;
        QTest::addRow("%s, 200", name.constData()) << Answer(200) << method << 200;
    }
}

void DeliveryTest::isSentOnce()
{
    QFETCH(Answer, answer);
    QFETCH(HttpMethod, method);
    QFETCH(int, status);
    const ScriptedServer server([answer](const SeenRequest &) { return answer; });
    const Delivery delivery = delivered(change(server.url(), method));
    QCOMPARE(delivery.answer ? delivery.answer->status : 0, status);
    QVERIFY(delivery.mayHaveArrived);
    QCOMPARE(server.seen().size(), 1);
    QCOMPARE(server.seen().first().method, methodName(method));
    QCOMPARE(server.seen().first().header("content-length"),
        QByteArray(method == HttpMethod::Delete ? "0" : "2"));
    // Whatever would come again, would come now.
    QTest::qWait(50);
    QCOMPARE(server.seen().size(), 1);
}

void DeliveryTest::isNotRedirected()
{
    const ScriptedServer server(
        [](const SeenRequest &) { return Answer(307).with("Location", "/elsewhere"); });
    const Delivery delivery = delivered(change(server.url()));
    QVERIFY(delivery.answer);
    QCOMPARE(delivery.answer->status, 307);
    QCOMPARE(server.seen().size(), 1);
}

void DeliveryTest::neverArrives_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("nobody listens") << QUrl(u"http://127.0.0.1:%1/"_s.arg(closedPort()));
    QTest::newRow("no such name") << QUrl(u"https://does-not-exist.invalid/"_s);
    QTest::newRow("not allowed") << QUrl(u"http://far.example/"_s);
    QTest::newRow("no address") << QUrl(u"nonsense"_s);
}

void DeliveryTest::neverArrives()
{
    QFETCH(QUrl, url);
    const Delivery delivery = delivered(change(url));
    QVERIFY(!delivery.answer);
    QVERIFY(!delivery.mayHaveArrived);
}

void DeliveryTest::largeBodyArrivesWhole()
{
    const ScriptedServer server([](const SeenRequest &) { return Answer(200); });
    HttpRequest request = change(server.url());
    request.body = QByteArray(3'000'000, 'x');
    QVERIFY(delivered(request).answer);
    QCOMPARE(server.seen().size(), 1);
    QCOMPARE(server.seen().first().body, request.body);
}

void DeliveryTest::streams()
{
    const ScriptedServer server([](const SeenRequest &) {
        Answer answer;
        answer.raw = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\none\r\ntwo\r\n";
        return answer;
    });
    HttpClient client;
    HttpRequest request(server.url());
    request.longest = std::chrono::milliseconds(0);
    request.maxBytes = 2;
    QByteArrayList pieces;
    request.sink = [&pieces](const QByteArray &piece) { pieces.append(piece); };
    const Result<HttpResponse> response = wait(client.send(request, {}));
    QVERIFY2(response, qPrintable(errorText(response)));
    QCOMPARE(response->status, 200);
    QVERIFY(response->body.isEmpty());
    QVERIFY(pieces.size() >= 2);
    QVERIFY(pieces.first().isEmpty());
    QCOMPARE(pieces.join(), QByteArray("one\r\ntwo\r\n"));
}

void DeliveryTest::streamOfAnErrorIsItsBody()
{
    const ScriptedServer server([](const SeenRequest &) { return Answer(405, "no"); });
    HttpClient client;
    HttpRequest request(server.url());
    int pieces = 0;
    request.sink = [&pieces](const QByteArray &) { ++pieces; };
    const Result<HttpResponse> response = wait(client.send(request, {}));
    QCOMPARE(response->status, 405);
    QCOMPARE(response->body, QByteArray("no"));
    QCOMPARE(pieces, 0);
}

void DeliveryTest::streamEndsInSilence()
{
    const ScriptedServer server([](const SeenRequest &) {
        Answer answer(200, "one");
        answer.announcedSize = 100;
        return answer;
    });
    HttpClient client;
    HttpRequest request(server.url());
    request.idleTimeout = std::chrono::milliseconds(100);
    request.isRepeatable = false;
    QByteArray all;
    request.sink = [&all](const QByteArray &piece) { all += piece; };
    const Result<HttpResponse> response = wait(client.send(request, {}));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::TimedOut);
    QCOMPARE(all, QByteArray("one"));
}

QTEST_GUILESS_MAIN(DeliveryTest)
#include "tst_delivery.moc"
