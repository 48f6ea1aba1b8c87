// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"

#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

/// Three agents in two racks; the last one is larger.
void addAgents(SandboxMarathon &marathon)
{
    const auto add = [&marathon](const QString &host, const QString &rack, double disks) {
        SandboxAgent agent;
        agent.hostname = host;
        agent.unreserved = {4, 4096, 10000, 0};
        agent.attributes = {{u"rack"_s, rack}, {u"disks"_s, {}, disks}};
        marathon.addAgent(std::move(agent));
    };
    add(u"a1"_s, u"a"_s, 1);
    add(u"a2"_s, u"a"_s, 2);
    add(u"b1"_s, u"b"_s, 4);
}

QByteArray constraint(const QByteArray &words)
{
    return "\"constraints\":[[" + words + "]]";
}

Json queueEntry(Talk &talk)
{
    const Json queue = talk.get("/v2/queue?embed=lastUnusedOffers")["queue"];
    return queue.empty() ? Json() : queue[0];
}

/// {"InsufficientCpus": 3}: the rows that turned offers away.
QString declined(const Json &rows)
{
    QStringList texts;
    for (const Json &row : rows) {
        if (row["declined"] != 0)
            texts.append(u"%1 %2"_s.arg(QString::fromStdString(row["reason"]))
                             .arg(row["declined"].get<int>()));
    }
    return texts.join(u", "_s);
}

} // namespace

/// Why apps wait: offers, constraints, delays, and what /v2/queue tells of them.
class SandboxOffersTest : public QObject
{
    Q_OBJECT

private slots:
    void placement_data();
    void placement();
    void publicAgentsNeedTheirRole();
    void funnelAddsUp();
    void noOffersAtAll();
    void drainingAgents();
    void crashesDelayLaunches();
    void exitsLeaveNoFailure();
    void delayIsReset();
    void statisticsOfOldServers();
    void missingImageIsTold();
    void lostAgent();
};

void SandboxOffersTest::placement_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("running");
    QTest::addColumn<QString>("reasons");
    const QString byConstraint = u"UnfulfilledConstraint 3"_s;
    QTest::newRow("one per host") << constraint("\"hostname\",\"UNIQUE\"") << 3 << byConstraint;
    QTest::newRow("two per rack") << constraint("\"rack\",\"MAX_PER\",\"2\"") << 4 << byConstraint;
    QTest::newRow("one host") << constraint("\"hostname\",\"LIKE\",\"a1\"") << 5 << QString();
    QTest::newRow("one rack, full") << constraint("\"rack\",\"CLUSTER\",\"b\"") + ",\"cpus\":1" << 4
                                    << u"UnfulfilledConstraint 2, InsufficientCpus 1"_s;
    QTest::newRow("some rack, full") << constraint("\"rack\",\"CLUSTER\"") + ",\"cpus\":2" << 4
                                     << u"UnfulfilledConstraint 1, InsufficientCpus 2"_s;
    QTest::newRow("racks in balance") << constraint("\"rack\",\"GROUP_BY\"") + ",\"cpus\":2" << 4
                                      << u"UnfulfilledConstraint 2, InsufficientCpus 1"_s;
    QTest::newRow("not in a rack") << constraint("\"rack\",\"UNLIKE\",\"b\"") + ",\"cpus\":2" << 4
                                   << u"UnfulfilledConstraint 1, InsufficientCpus 2"_s;
    QTest::newRow("a number") << constraint("\"disks\",\"IS\",\"4\"") + ",\"cpus\":1" << 4
                              << u"UnfulfilledConstraint 2, InsufficientCpus 1"_s;
    QTest::newRow("no such attribute")
        << constraint("\"gpu\",\"LIKE\",\".*\"") << 0 << byConstraint;
    QTest::newRow("no such attribute, unlike")
        << constraint("\"gpu\",\"UNLIKE\",\".*\"") << 5 << QString();
    QTest::newRow("cores") << QByteArray("\"cpus\":5") << 0 << u"InsufficientCpus 3"_s;
    QTest::newRow("memory") << QByteArray("\"mem\":5000") << 0 << u"InsufficientMemory 3"_s;
    QTest::newRow("disk") << QByteArray("\"disk\":20000") << 0 << u"InsufficientDisk 3"_s;
    QTest::newRow("ports") << QByteArray("\"requirePorts\":true,\"portDefinitions\":[{\"port\":"
                                         "31500}]")
                           << 3 << u"InsufficientPorts 3"_s;
    QTest::newRow("ports that nobody has")
        << QByteArray("\"requirePorts\":true,\"portDefinitions\":[{\"port\":80}]") << 0
        << u"InsufficientPorts 3"_s;
}

void SandboxOffersTest::placement()
{
    QFETCH(QByteArray, members);
    QFETCH(int, running);
    QFETCH(QString, reasons);
    Talk talk({}, 0);
    addAgents(talk.marathon);
    const QByteArray body = "{\"id\":\"/a\",\"cmd\":\"sleep 1\",\"instances\":5,"
        + (members.contains("\"cpus\"") ? QByteArray() : QByteArray("\"cpus\":0.1,")) + members
        + '}';
    const SandboxAnswer answer = talk.ask("POST", "/v2/apps", body);
    QVERIFY2(answer.status == 201, answer.body.constData());
    talk.marathon.advance(4000);
    QCOMPARE(talk.get("/v2/apps/a")["app"]["tasksRunning"].get<int>(), running);
    const Json entry = queueEntry(talk);
    if (running == 5) {
        QVERIFY(entry.is_null());
        return;
    }
    QCOMPARE(entry["count"].get<int>(), 5 - running);
    QCOMPARE(entry["delay"].dump(), std::string("{\"timeLeftSeconds\":0,\"overdue\":true}"));
    const Json &summary = entry["processedOffersSummary"];
    QCOMPARE(declined(summary["rejectSummaryLastOffers"]), reasons);
    QCOMPARE(summary["rejectSummaryLastOffers"].size(), size_t(10));
    QCOMPARE(entry["lastUnusedOffers"].size(), size_t(3));
    QCOMPARE(entry["app"]["id"].get<std::string>(), std::string("/a"));
}

void SandboxOffersTest::publicAgentsNeedTheirRole()
{
    SandboxSettings settings;
    settings.version = {1, 8, 244};
    Talk talk(settings, 0);
    SandboxAgent agent;
    agent.hostname = u"public"_s;
    agent.unreserved = {};
    agent.reserved = {{u"slave_public"_s, {4, 4096, 1000, 0}}};
    talk.marathon.addAgent(agent);
    QCOMPARE(talk.ask("POST", "/v2/apps", appBody("/a")).status, 201);
    talk.marathon.advance(3000);
    QCOMPARE(declined(queueEntry(talk)["processedOffersSummary"]["rejectSummaryLastOffers"]),
        u"UnfulfilledRole 1"_s);
    QVERIFY(!queueEntry(talk).contains("role")); // came with 1.9.64
    QVERIFY(talk.run(appBody("/b", "\"acceptedResourceRoles\":[\"slave_public\"]"))
        || talk.get("/v2/apps/b")["app"]["tasksRunning"] == 1);
}

void SandboxOffersTest::funnelAddsUp()
{
    Talk talk({}, 0);
    addAgents(talk.marathon);
    talk.ask("POST", "/v2/apps",
        "{\"id\":\"/a\",\"cmd\":\"sleep 1\",\"cpus\":5,\"mem\":9000,"
            + constraint("\"rack\",\"LIKE\",\"a\"") + '}');
    talk.marathon.advance(11000);
    const Json summary = queueEntry(talk)["processedOffersSummary"];
    const Json &all = summary["rejectSummaryLaunchAttempt"];
    int reached = summary["processedOffersCount"];
    for (const Json &row : all) {
        QCOMPARE(row["processed"].get<int>(), reached);
        reached -= row["declined"].get<int>();
    }
    // Each offer counts once, by its first reason; the offer itself has all of them.
    QCOMPARE(declined(summary["rejectSummaryLastOffers"]),
        u"UnfulfilledConstraint 1, InsufficientCpus 2"_s);
    QCOMPARE(queueEntry(talk)["lastUnusedOffers"][0]["reason"].dump(),
        std::string("[\"InsufficientCpus\",\"InsufficientMemory\"]"));
    QVERIFY(summary["processedOffersCount"].get<int>() >= 9); // three rounds of three
}

void SandboxOffersTest::noOffersAtAll()
{
    Talk talk;
    talk.marathon.state().areOffersPaused = true;
    talk.ask("POST", "/v2/apps", appBody("/a"));
    talk.marathon.advance(60'000);
    const Json entry = queueEntry(talk);
    QCOMPARE(entry["processedOffersSummary"]["processedOffersCount"].get<int>(), 0);
    QCOMPARE(declined(entry["processedOffersSummary"]["rejectSummaryLastOffers"]), QString());
    QVERIFY(entry["delay"]["overdue"].get<bool>());
    talk.marathon.state().areOffersPaused = false;
    QVERIFY(talk.finish());
}

void SandboxOffersTest::drainingAgents()
{
    Talk talk({}, 1);
    talk.marathon.state().agents.front().isDraining = true;
    talk.ask("POST", "/v2/apps", appBody("/a"));
    talk.marathon.advance(1000);
    QCOMPARE(declined(queueEntry(talk)["processedOffersSummary"]["rejectSummaryLastOffers"]),
        u"AgentMaintenance 1"_s);
}

void SandboxOffersTest::crashesDelayLaunches()
{
    Talk talk;
    TaskScript script;
    script.fate = TaskFate::Crashes;
    script.after = 100;
    talk.marathon.state().scripts[u"/a"_s] = script;
    talk.ask("POST", "/v2/apps",
        appBody("/a",
            "\"backoffSeconds\":10,\"backoffFactor\":2,\"healthChecks\":[{\"protocol\":"
            "\"HTTP\",\"portIndex\":0}]"));
    talk.marathon.advance(1100); // launched, ran, crashed
    QCOMPARE(queueEntry(talk)["delay"].dump(),
        std::string("{\"timeLeftSeconds\":10,\"overdue\":false}"));
    const Json app = talk.get("/v2/apps/a")["app"];
    QCOMPARE(app["lastTaskFailure"]["state"].get<std::string>(), std::string("TASK_FAILED"));
    QCOMPARE(app["tasks"].size(), size_t(1)); // it stays listed, in its end
    QCOMPARE(app["tasks"][0]["state"].get<std::string>(), std::string("TASK_FAILED"));
    QVERIFY(!app["tasks"][0].contains("startedAt"));
    const std::string first = app["tasks"][0]["id"];
    talk.marathon.advance(10'000 + 1100);
    QCOMPARE(queueEntry(talk)["delay"]["timeLeftSeconds"].get<int>(), 20);
    const std::string second = talk.get("/v2/apps/a")["app"]["tasks"][0]["id"];
    QCOMPARE(first.substr(0, first.rfind('.')), second.substr(0, second.rfind('.')));
    QVERIFY(second.ends_with("._app.2"));
    QVERIFY(!talk.marathon.state().deployments.empty()); // never given up
}

void SandboxOffersTest::exitsLeaveNoFailure()
{
    Talk talk;
    TaskScript script;
    script.fate = TaskFate::Exits;
    talk.marathon.state().scripts[u"/a"_s] = script;
    talk.ask("POST", "/v2/apps", appBody("/a"));
    talk.marathon.advance(30'000);
    QVERIFY(talk.story().contains(u"TASK_FINISHED"_s));
    QVERIFY(!talk.get("/v2/apps/a")["app"].contains("lastTaskFailure"));
}

void SandboxOffersTest::delayIsReset()
{
    Talk talk;
    TaskScript script;
    script.fate = TaskFate::FailsToStart;
    script.message = u"no such image"_s;
    talk.marathon.state().scripts[u"/a"_s] = script;
    talk.ask("POST", "/v2/apps", appBody("/a", "\"backoffSeconds\":100"));
    talk.marathon.advance(1000);
    QVERIFY(!queueEntry(talk)["delay"]["overdue"].get<bool>());
    talk.marathon.state().scripts.clear();
    QCOMPARE(talk.ask("DELETE", "/v2/queue/a/delay").status, 204);
    talk.marathon.advance(1000);
    QCOMPARE(talk.get("/v2/apps/a")["app"]["tasksRunning"].get<int>(), 1);
}

void SandboxOffersTest::statisticsOfOldServers()
{
    for (const MarathonVersion version : {MarathonVersion{1, 7, 236}, MarathonVersion{1, 8, 244}}) {
        SandboxSettings settings;
        settings.version = version;
        Talk talk(settings);
        QVERIFY(talk.run(appBody("/a")));
        talk.marathon.advance(10'000);
        const bool accumulates = version >= MarathonVersion{1, 8};
        QCOMPARE(talk.marathon.state().statistics.contains(u"/a"_s), accumulates);
    }
}

void SandboxOffersTest::missingImageIsTold()
{
    SandboxSettings settings;
    settings.pullImage = [](const QString &image, const QString &, bool) {
        return ImagePull{{}, u"manifest for %1 not found"_s.arg(image), {}};
    };
    Talk talk(settings);
    talk.ask("POST", "/v2/apps",
        appBody("/a", "\"container\":{\"type\":\"DOCKER\",\"docker\":{\"image\":\"x/y:1\"}}"));
    talk.marathon.advance(2000);
    QCOMPARE(talk.get("/v2/apps/a")["app"]["lastTaskFailure"]["message"].get<std::string>(),
        std::string("manifest for x/y:1 not found"));
}

void SandboxOffersTest::lostAgent()
{
    Talk talk({}, 2);
    QVERIFY(talk.run(appBody("/a", "\"constraints\":[[\"hostname\",\"UNIQUE\"]]")));
    const SandboxInstance &instance = talk.marathon.state().instances.front();
    const QString old = instance.id;
    talk.events.clear();
    talk.marathon.loseAgent(instance.agentId);
    talk.marathon.advance(5000);
    QCOMPARE(talk.story().first(4),
        (QStringList{
            u"TASK_UNREACHABLE"_s, u"Unreachable"_s, u"UnreachableInactive"_s, u"Scheduled"_s}));
    QCOMPARE(talk.marathon.state().instances.size(), size_t(1));
    QVERIFY(talk.marathon.state().instances.front().id != old);
}

QTEST_APPLESS_MAIN(SandboxOffersTest)
#include "tst_sandboxoffers.moc"
