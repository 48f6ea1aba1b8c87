// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"
#include "wire.h"

#include "sandbox/sandbox.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QByteArray EventRequest = "GET /v2/events HTTP/1.1\r\nHost: sandbox\r\n"
                                "Accept: text/event-stream\r\n\r\n";

SandboxOptions twoNodes(MarathonVersion version = {1, 10, 26})
{
    SandboxOptions options;
    options.nodes = 2;
    options.settings.version = version;
    return options;
}

} // namespace

/// The sockets: bytes, streams, standbys, elections and everything that goes wrong on purpose.
class SandboxServerTest : public QObject
{
    Q_OBJECT

private slots:
    void answersOverASocket();
    void keepsRequests();
    void packsAnswers();
    void guards_data();
    void guards();
    void streamIsExact();
    void streamFilters();
    void plansOfOldServersAreHeavy_data();
    void plansOfOldServersAreHeavy();
    void streamWantsItsAccept();
    void heartbeatIsTwoWrites();
    void streamIsCutAnywhere_data();
    void streamIsCutAnywhere();
    void silentStream();
    void streamNotReady();
    void slowClientIsLeft_data();
    void slowClientIsLeft();
    void faults_data();
    void faults();
    void lostAnswerIsApplied();
    void answerInPieces();
    void announcesFirst();
    void standbyForwards();
    void standbyForgetsBodiesWithoutLength();
    void standbyAndEvents_data();
    void standbyAndEvents();
    void leaderChanges();
    void tooManyDeployments();
    void mesosTellsAgents();
};

void SandboxServerTest::answersOverASocket()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire wire(cluster.url());
    wire.ask("POST", "/v2/apps", appBody("/a"), "Content-Type: application/json\r\n");
    QCOMPARE(wire.takeStatus(), 201);
    QVERIFY(wire.head().contains("Cache-Control: no-cache, no-store, must-revalidate\r\n"));
    QVERIFY(wire.head().contains("Marathon-Deployment-Id: "));
    wire.ask("GET", "/v2/deployments"); // the same connection
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(wire.body().startsWith("[{\"id\":"));
    cluster.advance(5000);
    wire.ask("GET", "/v2/apps/a");
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(wire.body().contains("\"tasksRunning\":1"));
    wire.ask("GET", "/ping");
    QCOMPARE(wire.takeStatus(), 200);
    QCOMPARE(wire.body(), QByteArray("pong"));
}

void SandboxServerTest::keepsRequests()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    QCOMPARE(askOnce(cluster.url(), "PUT", "/v2/apps/x?force=true", "{"), 400);
    QCOMPARE(cluster.requests().size(), 1);
    const SandboxRequest &request = cluster.requests().first();
    QCOMPARE(request.method, QByteArray("PUT"));
    QCOMPARE(request.path(), u"/v2/apps/x"_s);
    QVERIFY(request.flag(u"force"));
    QCOMPARE(request.body, QByteArray("{"));
    QCOMPARE(request.status, 400);
}

void SandboxServerTest::packsAnswers()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire plain(cluster.url());
    plain.ask("GET", "/v2/info");
    QCOMPARE(plain.takeStatus(), 200);
    Wire packed(cluster.url());
    packed.ask("GET", "/v2/info", {}, "Accept-Encoding: gzip\r\n");
    QCOMPARE(packed.takeStatus(), 200);
    QVERIFY(packed.head().contains("Content-Encoding: gzip\r\n"));
    // zlib wants its own frame: size and header in front, no trailer needed to unpack.
    const QByteArray deflated = packed.body().sliced(10).chopped(8);
    const quint32 size = quint32(plain.body().size());
    QByteArray framed;
    for (int shift = 24; shift >= 0; shift -= 8)
        framed.append(char(quint8(size >> shift)));
    quint32 low = 1;
    quint32 high = 0;
    for (const char byte : plain.body()) { // Adler-32
        low = (low + quint8(byte)) % 65521;
        high = (high + low) % 65521;
    }
    framed += "\x78\x9c" + deflated;
    for (const quint32 half : {high, low})
        framed += QByteArray(1, char(quint8(half >> 8))) + QByteArray(1, char(quint8(half)));
    QCOMPARE(qUncompress(framed), plain.body());
}

void SandboxServerTest::guards_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("part");
    const QByteArray login = "Authorization: Basic " + QByteArray("ada:secret").toBase64() + "\r\n";
    QTest::newRow("nobody") << QByteArray("/ping") << QByteArray("Accept: application/json\r\n")
                            << 401 << QByteArray("WWW-Authenticate: basic realm=");
    QTest::newRow("nobody, in a browser")
        << QByteArray("/v2/apps") << QByteArray("Accept: text/html\r\n") << 401
        << QByteArray("Content-Type: text/html");
    QTest::newRow("ada") << QByteArray("/v2/apps") << login << 200
                         << QByteArray("Content-Type: application/json");
    QTest::newRow("ada where she may not")
        << QByteArray("/v2/info") << login << 403 << QByteArray("Content-Type: application/json");
}

void SandboxServerTest::guards()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    QFETCH(QByteArray, part);
    SandboxOptions options;
    options.access = {"ada", "secret", {}, {u"/v2/info"_s}};
    SandboxCluster cluster(options);
    QVERIFY(cluster.start());
    Wire wire(cluster.url());
    wire.ask("GET", target, {}, headers);
    QCOMPARE(wire.takeStatus(), status);
    QVERIFY2(wire.head().contains(part), wire.head().constData());
}

void SandboxServerTest::streamIsExact()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.send(EventRequest);
    QVERIFY(events.waitFor("event: event_stream_attached\r\ndata: {"));
    QVERIFY(events.bytes().contains("Content-Type: text/event-stream;charset=utf-8\r\n"));
    QVERIFY(events.bytes().contains("Connection: close\r\n"));
    QVERIFY(!events.bytes().contains("Content-Length"));
    QVERIFY(!events.bytes().contains("Transfer-Encoding"));
    QCOMPARE(askOnce(cluster.url(), "POST", "/v2/apps", appBody("/a")), 201);
    cluster.advance(5000);
    QVERIFY(events.waitFor("event: deployment_success\r\n"));
    const QByteArray stream = events.bytes().sliced(events.bytes().indexOf("\r\n\r\n") + 4);
    QByteArray expected;
    for (const SandboxEvent &event : cluster.published())
        expected += "event: " + event.type + "\r\ndata: " + event.data + "\r\n\r\n";
    QTRY_COMPARE(events.bytes().sliced(events.bytes().indexOf("\r\n\r\n") + 4), expected);
    QVERIFY(stream.startsWith("event: event_stream_attached\r\n"));
}

void SandboxServerTest::streamFilters()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.ask("GET", "/v2/events?event_type=deployment_info&event_type=deployment_success", {},
        "Accept: text/event-stream\r\n");
    QVERIFY(events.waitFor("\r\n\r\n"));
    QCOMPARE(askOnce(cluster.url(), "POST", "/v2/apps", appBody("/a")), 201);
    cluster.advance(5000);
    QVERIFY(events.waitFor("event: deployment_success\r\n"));
    QCOMPARE(events.bytes().count("event: "), 3); // two steps and the end
    QCOMPARE(events.bytes().count("event: deployment_info"), 2);
}

void SandboxServerTest::plansOfOldServersAreHeavy_data()
{
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("isHeavy");
    const QByteArray light = "?plan-format=light";
    QTest::newRow("1.4, no choice") << MarathonVersion{1, 4, 13} << light << true;
    QTest::newRow("1.6") << MarathonVersion{1, 6, 549} << QByteArray() << true;
    QTest::newRow("1.6, light") << MarathonVersion{1, 6, 549} << light << false;
    QTest::newRow("1.7") << MarathonVersion{1, 7, 236} << QByteArray() << false;
}

void SandboxServerTest::plansOfOldServersAreHeavy()
{
    QFETCH(MarathonVersion, version);
    QFETCH(QByteArray, query);
    QFETCH(bool, isHeavy);
    SandboxOptions options;
    options.settings.version = version;
    SandboxCluster cluster(options);
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.ask("GET", "/v2/events" + query, {}, "Accept: text/event-stream\r\n");
    QVERIFY(events.waitFor("event_stream_attached"));
    QVERIFY(cluster.run({appBody("/a")}));
    QVERIFY(events.waitFor("event: deployment_success"));
    QTRY_VERIFY(events.bytes().endsWith("\r\n\r\n"));
    QCOMPARE(events.bytes().contains("\"original\":{\"id\":\"/\""), isHeavy);
}

void SandboxServerTest::streamWantsItsAccept()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    for (const QByteArray &accept : {QByteArray("text/event-stream, */*"),
             QByteArray("text/event-stream;q=1"), QByteArray("*/*")}) {
        Wire wire(cluster.url());
        wire.ask("GET", "/v2/events", {}, "Accept: " + accept + "\r\n");
        QCOMPARE(wire.takeStatus(), 405);
        QVERIFY(wire.body().startsWith("<html>"));
    }
}

void SandboxServerTest::heartbeatIsTwoWrites()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.send(EventRequest);
    QVERIFY(events.waitFor("event_stream_attached"));
    QTRY_VERIFY(events.bytes().endsWith("\r\n\r\n"));
    const qsizetype before = events.bytes().size();
    cluster.events().cutAfter(1); // between the two
    cluster.advance(10'000);
    QVERIFY(events.waitForEnd());
    QCOMPARE(events.bytes().sliced(before), QByteArray("\r"));

    Wire whole(cluster.url());
    whole.send(EventRequest);
    QVERIFY(whole.waitFor("event_stream_attached"));
    QTRY_VERIFY(whole.bytes().endsWith("\r\n\r\n"));
    const qsizetype start = whole.bytes().size();
    cluster.advance(30'000);
    QTRY_COMPARE(whole.bytes().sliced(start), QByteArray("\r\n\r\n\r\n"));
}

void SandboxServerTest::streamIsCutAnywhere_data()
{
    QTest::addColumn<qsizetype>("bytes");
    for (const int bytes : {1, 2, 7, 30, 31, 60, 100})
        QTest::newRow(qPrintable(u"after %1"_s.arg(bytes))) << qsizetype(bytes);
}

void SandboxServerTest::streamIsCutAnywhere()
{
    QFETCH(qsizetype, bytes);
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.send(EventRequest);
    QVERIFY(events.waitFor("event_stream_attached"));
    QTRY_VERIFY(events.bytes().endsWith("\r\n\r\n"));
    const qsizetype before = events.bytes().size();
    cluster.events().cutAfter(bytes);
    QVERIFY(cluster.run({appBody("/a")}));
    QVERIFY(events.waitForEnd());
    QCOMPARE(events.bytes().size() - before, bytes);
}

void SandboxServerTest::silentStream()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.send(EventRequest);
    QVERIFY(events.waitFor("event_stream_attached"));
    QTRY_VERIFY(events.bytes().endsWith("\r\n\r\n"));
    const QByteArray before = events.bytes();
    cluster.events().isSilent = true;
    cluster.advance(60'000);
    QCOMPARE(askOnce(cluster.url(), "GET", "/ping"), 200);
    QCOMPARE(events.bytes(), before);
    QCOMPARE(cluster.events().clientCount(), 1);
}

void SandboxServerTest::streamNotReady()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    cluster.events().isNotReady = true;
    Wire events(cluster.url());
    events.send(EventRequest);
    QVERIFY(events.waitForEnd());
    QVERIFY(events.bytes().startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(events.bytes().endsWith("\r\n\r\n"));
}

void SandboxServerTest::slowClientIsLeft_data()
{
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<qsizetype>("clients");
    QTest::newRow("1.7 drops events") << MarathonVersion{1, 7, 236} << qsizetype(1);
    QTest::newRow("1.8 drops the client") << MarathonVersion{1, 8, 244} << qsizetype(0);
}

void SandboxServerTest::slowClientIsLeft()
{
    QFETCH(MarathonVersion, version);
    QFETCH(qsizetype, clients);
    SandboxCluster cluster(twoNodes(version));
    QVERIFY(cluster.start());
    Wire events(cluster.url());
    events.send(EventRequest);
    QVERIFY(events.waitFor("event_stream_attached"));
    cluster.events().hold(true);
    for (int i = 0; i < 1030; ++i)
        cluster.events().publish({"foreign_event", "{}"});
    QCOMPARE(askOnce(cluster.url(), "GET", "/ping"), 200);
    QTRY_COMPARE(cluster.events().clientCount(), clients);
}

void SandboxServerTest::faults_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("inner timeout")
        << 0 << 503
        << QByteArray("{\"message\":\"Ask timed out on "
                      "[Actor[akka://marathon/user/deploymentManager#-1]] after [1000 ms]\"}");
    QTest::newRow("proxy page") << 1 << 502 << QByteArray("<html>");
    QTest::newRow("empty proxy page") << 2 << 502 << QByteArray();
    QTest::newRow("late") << 3 << 200 << QByteArray("{\"apps\":[]}");
    QTest::newRow("body later") << 4 << 200 << QByteArray("{\"apps\":[]}");
    QTest::newRow("of another path") << 5 << 200 << QByteArray("{\"apps\":[]}");
}

void SandboxServerTest::faults()
{
    QFETCH(int, number);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    SandboxFault fault;
    fault.path = u"/v2/apps*"_s;
    if (number == 0)
        fault.answer = SandboxFault::askTimedOut();
    if (number == 1)
        fault.answer = SandboxFault::page(502, u"Connection to leader refused."_s);
    if (number == 2)
        fault.answer = SandboxFault::page(502, u"x"_s, "application/json");
    fault.delay = number == 3 ? 30 : 0;
    fault.bodyDelay = number == 4 ? 30 : 0;
    if (number == 5)
        fault = {"POST", u"/v2/apps"_s, 0, 1, SandboxFault::askTimedOut()};
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    cluster.faults().add(fault);
    QByteArray answer;
    QCOMPARE(askOnce(cluster.url(), "GET", "/v2/apps", {}, &answer), status);
    QVERIFY2(answer.startsWith(body), answer.constData());
    QCOMPARE(askOnce(cluster.url(), "GET", "/v2/apps"), 200); // once only
}

void SandboxServerTest::lostAnswerIsApplied()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    SandboxFault fault;
    fault.method = "POST";
    fault.cutAfter = 0;
    cluster.faults().add(fault);
    Wire lost(cluster.url());
    lost.ask("POST", "/v2/apps", appBody("/a"));
    QVERIFY(lost.waitForEnd());
    QVERIFY(lost.bytes().isEmpty());
    QCOMPARE(askOnce(cluster.url(), "GET", "/v2/apps/a"), 200);

    fault.cutAfter = 40;
    cluster.faults().add(fault);
    Wire half(cluster.url());
    half.ask("POST", "/v2/apps", appBody("/b"));
    QVERIFY(half.waitForEnd());
    QCOMPARE(half.bytes().size(), 40);
    // A 503 with effect, and one without.
    fault.cutAfter.reset();
    fault.answer = SandboxFault::askTimedOut();
    fault.isApplied = true;
    cluster.faults().add(fault);
    QCOMPARE(askOnce(cluster.url(), "POST", "/v2/apps", appBody("/c")), 503);
    fault.isApplied = false;
    cluster.faults().add(fault);
    QCOMPARE(askOnce(cluster.url(), "POST", "/v2/apps", appBody("/d")), 503);
    QCOMPARE(askOnce(cluster.url(), "GET", "/v2/apps/c"), 200);
    QCOMPARE(askOnce(cluster.url(), "GET", "/v2/apps/d"), 404);
}

void SandboxServerTest::answerInPieces()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    SandboxFault fault;
    fault.pieceSize = 100;
    fault.piecePause = 5;
    cluster.faults().add(fault);
    Wire wire(cluster.url());
    wire.ask("GET", "/v2/info");
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(wire.reads().size() > 3);
    QVERIFY(Json::accept(wire.body().toStdString()));
}

void SandboxServerTest::announcesFirst()
{
    for (const bool isFirst : {true, false}) {
        SandboxOptions options;
        options.announcesBeforeAnswer = isFirst;
        SandboxCluster cluster(options);
        QVERIFY(cluster.start());
        Wire wire(cluster.url());
        wire.ask("POST", "/v2/apps", appBody("/a"));
        const auto hasBegun = [&cluster] {
            return std::any_of(cluster.published().begin(), cluster.published().end(),
                [](const SandboxEvent &event) { return event.type == "deployment_info"; });
        };
        bool wasAnnounced = false;
        QTRY_VERIFY((wasAnnounced = hasBegun(), cluster.requests().value(0).status == 201));
        QVERIFY(!isFirst || wasAnnounced || hasBegun());
        QCOMPARE(wire.takeStatus(), 201);
        QTRY_VERIFY(hasBegun());
    }
}

void SandboxServerTest::standbyForwards()
{
    SandboxCluster cluster(twoNodes());
    QVERIFY(cluster.start());
    Wire wire(cluster.url(1));
    wire.ask("POST", "/v2/apps", appBody("/a"));
    QCOMPARE(wire.takeStatus(), 201);
    QVERIFY(wire.head().contains(
        QByteArray("X-Marathon-Via: 1.1 " + cluster.address(1).toLatin1() + "\r\n")));
    QVERIFY(wire.head().contains(
        QByteArray("X-Marathon-Leader: http://" + cluster.address(0).toLatin1() + "\r\n")));
    QCOMPARE(askOnce(cluster.url(0), "GET", "/v2/apps/a"), 200);
}

void SandboxServerTest::standbyForgetsBodiesWithoutLength()
{
    SandboxCluster cluster(twoNodes());
    QVERIFY(cluster.start());
    const QByteArray body = appBody("/a");
    const QByteArray request = "POST /v2/apps HTTP/1.1\r\nHost: x\r\n"
                               "Transfer-Encoding: chunked\r\n\r\n"
        + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
    Wire standby(cluster.url(1));
    standby.send(request);
    QCOMPARE(standby.takeStatus(), 400);
    QVERIFY(standby.body().startsWith("{\"message\":\"Please specify data in JSON format\""));
    Wire leader(cluster.url(0));
    leader.send(request);
    QCOMPARE(leader.takeStatus(), 201);
}

void SandboxServerTest::standbyAndEvents_data()
{
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<bool>("isRedirected");
    QTest::newRow("1.6 forwards") << MarathonVersion{1, 6, 549} << false;
    QTest::newRow("1.7 redirects") << MarathonVersion{1, 7, 236} << true;
    QTest::newRow("1.10 redirects") << MarathonVersion{1, 10, 26} << true;
}

void SandboxServerTest::standbyAndEvents()
{
    QFETCH(MarathonVersion, version);
    QFETCH(bool, isRedirected);
    SandboxCluster cluster(twoNodes(version));
    QVERIFY(cluster.start());
    Wire events(cluster.url(1));
    events.ask("GET", "/v2/events?plan-format=light", {}, "Accept: text/event-stream\r\n");
    QVERIFY(events.waitFor("\r\n\r\n"));
    const QByteArray location
        = "Location: " + cluster.url(0).toString().toLatin1() + "/v2/events?plan-format=light\r\n";
    QCOMPARE(events.bytes().startsWith("HTTP/1.1 302 Found\r\n"), isRedirected);
    QCOMPARE(events.bytes().contains(location), isRedirected);
}

void SandboxServerTest::leaderChanges()
{
    SandboxCluster cluster(twoNodes());
    QVERIFY(cluster.start());
    QVERIFY(cluster.run({appBody("/a", "\"instances\":3")}));
    Wire events(cluster.url(0));
    events.send(EventRequest);
    QVERIFY(events.waitFor("event_stream_attached"));
    QByteArray answer;
    QCOMPARE(askOnce(cluster.url(0), "PUT", "/v2/apps/a", "{\"cpus\":0.2}", &answer), 200);
    const Json change = Json::parse(answer.toStdString());
    QVERIFY(events.waitFor("event: deployment_info"));

    cluster.changeLeader();
    QVERIFY(events.waitForEnd());
    QVERIFY(!Wire(cluster.url(0)).isConnected());
    QCOMPARE(askOnce(cluster.url(1), "GET", "/v2/apps", {}, &answer), 502);
    cluster.advance(3000);
    QCOMPARE(askOnce(cluster.url(1), "GET", "/v2/deployments", {}, &answer), 200);
    const Json deployments = Json::parse(answer.toStdString());
    QCOMPARE(deployments.size(), size_t(1));
    QCOMPARE(deployments[0]["id"].dump(), change["deploymentId"].dump());
    cluster.advance(2000);
    QCOMPARE(askOnce(cluster.url(0), "GET", "/v2/apps/a", {}, &answer), 200); // as a standby
    cluster.advance(60'000);
    QCOMPARE(askOnce(cluster.url(1), "GET", "/v2/apps/a", {}, &answer), 200);
    const Json app = Json::parse(answer.toStdString())["app"];
    QCOMPARE(app["tasksRunning"].get<int>(), 3);
    QCOMPARE(app["deployments"].size(), size_t(0));
    for (const Json &task : app["tasks"])
        QCOMPARE(task["version"].dump(), change["version"].dump());
}

void SandboxServerTest::tooManyDeployments()
{
    SandboxOptions options;
    options.settings.maxRunningDeployments = 1;
    SandboxCluster cluster(options);
    QVERIFY(cluster.start());
    QCOMPARE(askOnce(cluster.url(), "POST", "/v2/apps", appBody("/a")), 201);
    QByteArray answer;
    QCOMPARE(askOnce(cluster.url(), "POST", "/v2/apps?force=true", appBody("/b"), &answer), 403);
    QVERIFY(answer.startsWith("{\"message\":\"Max number (1) of running deployments is achieved. "
                              "Wait for existing deployments to complete or cancel oneusing "));
}

void SandboxServerTest::mesosTellsAgents()
{
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    QVERIFY(cluster.run({appBody("/a")}));
    QByteArray answer;
    QCOMPARE(askOnce(cluster.mesosUrl(), "GET", "/slaves", {}, &answer), 200);
    const Json slaves = Json::parse(answer.toStdString())["slaves"];
    QCOMPARE(slaves.size(), size_t(3));
    QCOMPARE(slaves[0]["hostname"].get<std::string>(), std::string("agent-1.sandbox.example"));
    QCOMPARE(slaves[0]["resources"]["ports"].get<std::string>(), std::string("[31000-32000]"));
    QCOMPARE(slaves[0]["used_resources"]["cpus"].get<double>(), 0.1);
    QCOMPARE(slaves[0]["used_resources_full"][0]["name"].get<std::string>(), std::string("cpus"));
    Wire call(cluster.mesosUrl());
    call.ask("POST", "/api/v1", "{\"type\":\"GET_AGENTS\"}", "Content-Type: application/json\r\n");
    QCOMPARE(call.takeStatus(), 200);
    QCOMPARE(Json::parse(call.body().toStdString())["get_agents"]["agents"].size(), size_t(3));
    QCOMPARE(askOnce(cluster.mesosUrl(), "POST", "/api/v1", "{\"type\":\"GET_AGENTS\"}"), 400);
    QCOMPARE(askOnce(cluster.mesosUrl(), "GET", "/api/v1"), 405);
    QCOMPARE(askOnce(cluster.url(), "GET", "/v2/info", {}, &answer), 200);
    QCOMPARE(Json::parse(answer.toStdString())["marathon_config"]["mesos_leader_ui_url"].dump(),
        Json(cluster.mesosUrl().toString().toStdString()).dump());
}

QTEST_GUILESS_MAIN(SandboxServerTest)
#include "tst_sandboxserver.moc"
