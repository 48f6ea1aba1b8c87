// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"
#include "support/scriptedserver.h"
#include "support/waiting.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class MarathonClientTest : public QObject
{
    Q_OBJECT

private slots:
    void failuresOfReads_data();
    void failuresOfReads();
    void serverPaths_data();
    void serverPaths();
    void detailsBecomePointers();
    void nextNodeIsAsked();
    void leaderIsPreferred();
    void signsIn_data();
    void signsIn();
    void dcosSignsInOnceMore();
    void redirectKeepsTheLogin();
    void cancelled();
    void curlHoldsNoSecret();
    void readsAThousandApps_data();
    void readsAThousandApps();
    void longListIsNoList();
    void longListIsNotWaitedFor();
    void readsAgents();
};

namespace {

ClusterAccess accessOf(const QList<QUrl> &urls)
{
    ClusterAccess access;
    access.name = u"staging"_s;
    access.urls = urls;
    return access;
}

Answer json(int status, const QByteArray &body)
{
    return Answer(status, body).with("Content-Type", "application/json");
}

const QByteArray App = "{\"app\":{\"id\":\"/shop/web\",\"instances\":2,"
                       "\"version\":\"2024-03-05T09:12:44.031Z\"}}";

/// A thousand apps, the last one first.
QByteArray longList(int padding)
{
    QByteArrayList apps;
    for (int i = 999; i >= 0; --i)
        apps.append("{\"id\":\"/a/" + QByteArray::number(i).rightJustified(4, '0')
            + "\",\"instances\":1,\"tasksRunning\":1,\"cmd\":\"" + QByteArray(padding, 'x')
            + "\",\"container\":{\"docker\":{\"image\":\"x:1\"}}}");
    return "{\"apps\":[" + apps.join(',') + "]}";
}

} // namespace

void MarathonClientTest::failuresOfReads_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("401 page") << Answer(401, "<html>") << ErrorKind::Unauthorized
                              << u"Staging did not accept your sign-in."_s;
    QTest::newRow("403") << json(403, "{\"message\":\"Not Authorized\"}") << ErrorKind::Rejected
                         << u"You are not allowed to read /shop on staging."_s;
    QTest::newRow("404") << json(404, "{\"message\":\"App '/shop/web' does not exist\"}")
                         << ErrorKind::NotFound << u"/shop/web does not run on staging."_s;
    QTest::newRow("404 page") << Answer(404, "<html>") << ErrorKind::Protocol
                              << u"What answers for staging is no Marathon"_s;
    QTest::newRow("no such route")
        << json(500, "{\"message\":\"URI not found\"}") << ErrorKind::Protocol
        << u"Marathon on staging does not know this request."_s;
    QTest::newRow("500") << json(500, "{\"message\":\"boom\"}") << ErrorKind::Network
                         << u"Marathon on staging had an internal problem."_s;
    QTest::newRow("503") << json(503, "{\"message\":\"Ask timed out on [Actor]\"}")
                         << ErrorKind::Network << u"Marathon on staging cannot answer at present"_s;
    QTest::newRow("a page with 200") << Answer(200, "<html>Sign in</html>") << ErrorKind::Protocol
                                     << u"Staging answered, but not as Marathon does."_s;
    QTest::newRow("another JSON") << json(200, "[]") << ErrorKind::Protocol
                                  << u"Staging answered, but not as Marathon does."_s;
    Answer cut = json(200, App);
    cut.cuts = true;
    QTest::newRow("cut") << cut << ErrorKind::Network << u"Staging cannot be reached. "_s;
    Answer dropped;
    dropped.drops = true;
    QTest::newRow("dropped") << dropped << ErrorKind::Network << u"Staging cannot be reached. "_s;
}

void MarathonClientTest::failuresOfReads()
{
    QFETCH(Answer, answer);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, sentence);
    const ScriptedServer server([answer](const SeenRequest &) { return answer; });
    PatientClock clock;
    Cluster cluster(accessOf({server.url()}), nullptr, &clock);
    const Result<RunningApp> app = wait(cluster.marathon().app(u"/shop/web"_s, {}));
    QVERIFY(!app);
    QCOMPARE(app.error().kind, kind);
    QVERIFY2(app.error().message.startsWith(sentence), qPrintable(app.error().message));
}

void MarathonClientTest::serverPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("the whole") << u"/"_s << QByteArray();
    QTest::newRow("empty") << QString() << QByteArray();
    QTest::newRow("a member") << u"/cmd"_s << QByteArray("/cmd");
    QTest::newRow("an element") << u"/healthChecks(0)/portIndex"_s
                                << QByteArray("/healthChecks/0/portIndex");
    QTest::newRow("deeper") << u"/container/volumes(12)/mode"_s
                            << QByteArray("/container/volumes/12/mode");
    QTest::newRow("of a list") << u"/constraints(1)(0)"_s << QByteArray("/constraints/1/0");
    QTest::newRow("a list itself") << u"(0)/id"_s << QByteArray("/0/id");
    QTest::newRow("a key by its number") << u"/env/keys(1)"_s << QByteArray("/env");
    QTest::newRow("a member called keys") << u"/labels/keys"_s << QByteArray("/labels/keys");
}

void MarathonClientTest::serverPaths()
{
    QFETCH(QString, path);
    QTEST(pointerOfServerPath(path).toUtf8(), "pointer");
}

void MarathonClientTest::detailsBecomePointers()
{
    HttpResponse response;
    response.status = 422;
    response.body = "{\"message\":\"Object is not valid\",\"details\":[{\"path\":\"/cpus\","
                    "\"errors\":[\"error.min\",\"another\"]},{\"path\":\"/\",\"errors\":[\"x\"]}]}";
    RefusalSubject subject;
    subject.target = u"staging"_s;
    subject.isChange = true;
    const MarathonRefusal refusal = refusalOf(response, subject);
    QCOMPARE(refusal.kind, RefusalKind::NotValid);
    QCOMPARE(refusal.values.size(), 3u);
    QCOMPARE(refusal.values[0].message, u"is too small"_s);
    QCOMPARE(refusal.values[1].pointer, JsonPointer::of("/cpus"));
    QVERIFY(refusal.values[2].pointer.isRoot());
    QCOMPARE(refusal.error.message, u"Staging refused the definition: 3 values are not valid."_s);
    response.status = 409;
    response.body = "{\"message\":\"App is locked\",\"deployments\":[{\"id\":\"d1\"}]}";
    QCOMPARE(refusalOf(response, subject).kind, RefusalKind::Locked);
    QCOMPARE(refusalOf(response, subject).deployments, QStringList{u"d1"_s});
    response.body = "{\"message\":\"An app with id [/x] already exists.\"}";
    QCOMPARE(refusalOf(response, subject).kind, RefusalKind::Conflict);
    response.status = 403;
    response.body = "{\"message\":\"Max number (100) of running deployments is achieved.\"}";
    QCOMPARE(refusalOf(response, subject).kind, RefusalKind::TooManyDeployments);
    response.status = 400;
    response.body = "{\"message\":\"Invalid JSON\",\"details\":\"line 1\"}";
    QVERIFY(refusalOf(response, subject).error.message.contains("Invalid JSON: line 1"_L1));
}

void MarathonClientTest::nextNodeIsAsked()
{
    const ScriptedServer bad([](const SeenRequest &) { return Answer(502, "<html>"); });
    const ScriptedServer good([](const SeenRequest &) { return json(200, App); });
    PatientClock clock;
    Cluster cluster(
        accessOf({QUrl(u"http://127.0.0.1:9"_s), bad.url(), good.url()}), nullptr, &clock);
    QVERIFY(wait(cluster.marathon().app(u"/shop/web"_s, {})));
    QCOMPARE(bad.seen().size(), 1);
    QVERIFY(wait(cluster.marathon().app(u"/shop/web"_s, {})));
    QCOMPARE(bad.seen().size(), 1); // the one that answered is asked first
    QCOMPARE(good.seen().size(), 2);
}

void MarathonClientTest::leaderIsPreferred()
{
    const ScriptedServer leader([](const SeenRequest &) { return json(200, App); });
    const QByteArray name = leader.url(QString()).toEncoded();
    const ScriptedServer standby(
        [&name](const SeenRequest &) { return json(200, App).with("X-Marathon-Leader", name); });
    Cluster cluster(accessOf({standby.url(), leader.url()}));
    QVERIFY(wait(cluster.marathon().app(u"/a"_s, {})));
    QVERIFY(wait(cluster.marathon().app(u"/a"_s, {})));
    QCOMPARE(standby.seen().size(), 1);
    QCOMPARE(leader.seen().size(), 1);
}

void MarathonClientTest::signsIn_data()
{
    QTest::addColumn<SignIn>("signIn");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("none") << SignIn::None << QByteArray();
    QTest::newRow("basic") << SignIn::Basic << QByteArray("Basic Ym9iOnMzY3JldA==");
    QTest::newRow("DC/OS token") << SignIn::DcosToken << QByteArray("token=s3cret");
}

void MarathonClientTest::signsIn()
{
    QFETCH(SignIn, signIn);
    QFETCH(QByteArray, header);
    const ScriptedServer server([](const SeenRequest &) { return json(200, App); });
    ClusterAccess access = accessOf({server.url()});
    access.signIn = signIn;
    access.basePath = u"/service/marathon"_s;
    access.credentials = Credentials::basic(u"bob"_s, "s3cret");
    Cluster cluster(access);
    QVERIFY(wait(cluster.marathon().app(u"/shop/web"_s, {})));
    QCOMPARE(server.seen().first().header("authorization"), header);
    QCOMPARE(server.seen().first().path(), QByteArray("/service/marathon/v2/apps/shop/web"));
}

void MarathonClientTest::dcosSignsInOnceMore()
{
    int logins = 0;
    const ScriptedServer server([&logins](const SeenRequest &request) {
        if (request.path() == "/acs/api/v1/auth/login")
            return json(200, "{\"token\":\"t" + QByteArray::number(++logins) + "\"}");
        return request.header("authorization") == "token=t2" ? json(200, App) : Answer(401);
    });
    ClusterAccess access = accessOf({server.url()});
    access.signIn = SignIn::DcosLogin;
    access.credentials = Credentials::basic(u"bob"_s, "s3cret");
    Cluster cluster(access);
    QVERIFY(wait(cluster.marathon().app(u"/a"_s, {})));
    QCOMPARE(logins, 2);
    QVERIFY(wait(cluster.marathon().app(u"/a"_s, {})));
    QCOMPARE(logins, 2);
}

void MarathonClientTest::redirectKeepsTheLogin()
{
    const ScriptedServer other([](const SeenRequest &) { return json(200, App); });
    const QByteArray place = other.url(u"/v2/apps/a"_s).toEncoded();
    const ScriptedServer server(
        [&place](const SeenRequest &) { return Answer(302).with("Location", place); });
    ClusterAccess access = accessOf({server.url()});
    access.signIn = SignIn::DcosToken;
    access.credentials = Credentials::bearer("s3cret");
    Cluster cluster(access);
    (void)wait(cluster.marathon().app(u"/a"_s, {}));
    for (const SeenRequest &request : other.seen())
        QVERIFY(!request.headers.contains("authorization"));
}

void MarathonClientTest::cancelled()
{
    Answer hangs;
    hangs.hangs = true;
    const ScriptedServer server([hangs](const SeenRequest &) { return hangs; });
    Cluster cluster(accessOf({server.url()}));
    std::stop_source source;
    auto before = cluster.marathon().app(u"/a"_s, source.get_token());
    QTRY_COMPARE(server.seen().size(), 1);
    source.request_stop();
    QCOMPARE(wait(std::move(before)).error().kind, ErrorKind::Cancelled);
    QCOMPARE(wait(cluster.marathon().app(u"/a"_s, source.get_token())).error().kind,
        ErrorKind::Cancelled);
}

void MarathonClientTest::curlHoldsNoSecret()
{
    ActivityLog log(2);
    const QSignalSpy added(&log, &ActivityLog::added);
    Activity activity;
    activity.method = "PUT";
    activity.url = QUrl(u"https://bob:s3cret@m.example/v2/apps/it's?force=false"_s);
    activity.sent = 12;
    activity.signIn = SignIn::DcosToken;
    log.add(activity);
    log.add(activity);
    log.add(activity);
    QCOMPARE(log.entries().size(), 2u);
    QCOMPARE(added.size(), 3);
    QCOMPARE(asCurl(log.entries().back()),
        u"curl --request PUT --header \"Authorization: token=$PINION_TOKEN\" --header "
        "'Content-Type: application/json' --data-binary @body.json "
        "'https://m.example/v2/apps/it'\\''s?force=false'"_s);
}

void MarathonClientTest::readsAThousandApps_data()
{
    QTest::addColumn<int>("padding"); // bytes of each
    QTest::newRow("short ones, read at once") << 0;
    QTest::newRow("long ones, read in another thread") << 1000;
}

void MarathonClientTest::readsAThousandApps()
{
    QFETCH(int, padding);
    const QByteArray body = longList(padding);
    const ScriptedServer server([&body](const SeenRequest &) { return json(200, body); });
    Cluster cluster(accessOf({server.url()}));
    const auto list = wait(cluster.marathon().apps({}));
    QCOMPARE(list->size(), 1000u);
    QCOMPARE(list->front().id, u"/a/0000"_s);
    QCOMPARE(list->back().image, u"x:1"_s);
    QCOMPARE(server.seen().first().target, QByteArray("/v2/apps"));
}

void MarathonClientTest::longListIsNoList()
{
    const QByteArray body = "{\"items\":[" + longList(1000) + "]}";
    const ScriptedServer server([&body](const SeenRequest &) { return json(200, body); });
    Cluster cluster(accessOf({server.url()}));
    QCOMPARE(wait(cluster.marathon().apps({})).error().kind, ErrorKind::Protocol);
}

void MarathonClientTest::longListIsNotWaitedFor()
{
    const QByteArray body = longList(5000);
    const ScriptedServer server([&body](const SeenRequest &) { return json(200, body); });
    auto cluster = std::make_unique<Cluster>(accessOf({server.url()}));
    std::stop_source source;
    auto reading = cluster->marathon().apps(source.get_token());
    QTRY_COMPARE(server.seen().size(), 1);
    source.request_stop();
    cluster.reset();
    QCOMPARE(wait(std::move(reading)).error().kind, ErrorKind::Cancelled);
}

void MarathonClientTest::readsAgents()
{
    const auto agents = readAgents(
        "{\"slaves\":[{\"id\":\"S1\",\"hostname\":\"b\",\"port\":5051,\"pid\":\"slave(1)@10.0.0.1:"
        "5051\","
        "\"attributes\":{\"rack\":\"r2\",\"ssd\":1},\"resources\":{\"cpus\":8,\"mem\":1000},"
        "\"used_resources\":{\"cpus\":3,\"mem\":300},\"unreserved_resources\":{\"cpus\":7,\"mem\":"
        "900},"
        "\"reserved_resources\":{\"db\":{\"cpus\":1,\"mem\":100}},\"active\":true,"
        "\"used_resources_full\":[{\"name\":\"cpus\",\"role\":\"*\",\"scalar\":{\"value\":2}},"
        "{\"name\":\"cpus\",\"role\":\"db\",\"scalar\":{\"value\":1}}]},"
        "{\"id\":\"S2\",\"hostname\":\"a\",\"active\":false}],"
        "\"recovered_slaves\":[{\"id\":\"S3\",\"hostname\":\"c\"}]}");
    QVERIFY(agents);
    QCOMPARE(agents->size(), 3u);
    QCOMPARE(agents->at(0).state, AgentState::Disconnected);
    const Agent &agent = agents->at(1);
    QCOMPARE(agent.freeFor({u"*"_s}).cpus, 5.0);
    QCOMPARE(agent.freeFor({u"*"_s, u"db"_s}).mem, 1000.0);
    QCOMPARE(agent.ip, u"10.0.0.1"_s);
    QCOMPARE(agent.attributes.value(u"ssd"_s), u"1"_s);
    QVERIFY(!agent.isEstimate);
    QCOMPARE(agents->at(2).state, AgentState::NotRegistered);
    QVERIFY(!readAgents("{}"));
}

QTEST_GUILESS_MAIN(MarathonClientTest)
#include "tst_marathonclient.moc"
