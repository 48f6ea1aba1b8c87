// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsontree.h"
#include "ui/form/appreading.h"
#include "ui/form/portretarget.h"
#include "ui/form/rolloutmath.h"
#include "ui/form/siblingorder.h"
#include "ui/form/summaries.h"
#include "ui/shell/englishplurals.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class TestSummaries : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { EnglishPlurals::install(); }
    void rollout_data();
    void rollout();
    void sentences_data();
    void sentences();
    void consequences_data();
    void consequences();
    void networkModes_data();
    void networkModes();
    void relevance_data();
    void relevance();
    void newMembersFollowTheSchema();
    void scriptKeepsTheLayout();
    void scriptReplacesNull();
    void portsAreFollowed();
};

void TestSummaries::rollout_data()
{
    QTest::addColumn<int>("instances");
    QTest::addColumn<double>("health");
    QTest::addColumn<double>("over");
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<int>("healthyFloor");
    QTest::addColumn<int>("atOnce");
    QTest::newRow("all twice") << 3 << 1.0 << 1.0 << false << 3 << 6;
    QTest::newRow("half down") << 3 << 0.5 << 0.0 << false << 2 << 3;
    QTest::newRow("nothing may move: one is added") << 3 << 1.0 << 0.0 << false << 3 << 4;
    QTest::newRow("nothing may move on its node") << 3 << 1.0 << 0.0 << true << 2 << 3;
    QTest::newRow("ten percent") << 10 << 0.9 << 0.1 << false << 9 << 11;
    QTest::newRow("in steps rounds up and down") << 3 << 0.75 << 0.25 << false << 3 << 4;
    QTest::newRow("in steps of four") << 4 << 0.75 << 0.25 << false << 3 << 5;
    QTest::newRow("stop first") << 4 << 0.0 << 0.0 << false << 0 << 4;
    QTest::newRow("the only one stops") << 1 << 0.0 << 0.0 << false << 0 << 1;
    QTest::newRow("none") << 0 << 1.0 << 1.0 << false << 0 << 0;
}

void TestSummaries::rollout()
{
    QFETCH(int, instances);
    QFETCH(double, health);
    QFETCH(double, over);
    QFETCH(bool, isLocal);
    const RolloutNumbers numbers = rolloutNumbers(instances, health, over, isLocal);
    QTEST(numbers.healthyFloor, "healthyFloor");
    QTEST(numbers.atOnce, "atOnce");
    QCOMPARE(numbers.extra, numbers.atOnce - instances);
}

void TestSummaries::sentences_data()
{
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<QString>("ports");
    QTest::addColumn<QString>("health");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("rollout");
    QTest::newRow("empty app") << QByteArray("{}") << u"One port, chosen by the cluster"_s
                               << u"None: started counts as healthy"_s << u"No variables"_s
                               << u"At least 1 of 1 stay healthy, up to 2 at once"_s;
    QTest::newRow("typical app") << QByteArray(
        R"({"instances":3,"networks":[{"mode":"container/bridge"}],"container":{"portMappings":
            [{"containerPort":8080,"name":"http"},{"containerPort":0,"protocol":"udp"}]},
            "healthChecks":[{"protocol":"MESOS_HTTP","path":"/health","portIndex":0,"intervalSeconds":5}],
            "env":{"A":"b","S":{"secret":"s"}},
            "upgradeStrategy":{"minimumHealthCapacity":0,"maximumOverCapacity":0}})")
                                 << u"http 8080/tcp, auto/udp"_s
                                 << u"MESOS_HTTP /health on port http, every 5 s"_s
                                 << u"2 variables, 1 from secrets"_s
                                 << u"All 3 may stop first, up to 3 at once"_s;
    QTest::newRow("wrong types") << QByteArray(
        R"({"instances":"x","env":[],"healthChecks":{},"portDefinitions":{}})")
                                 << u"One port, chosen by the cluster"_s
                                 << u"None: started counts as healthy"_s << u"No variables"_s
                                 << u"At least 1 of 1 stay healthy, up to 2 at once"_s;
}

void TestSummaries::sentences()
{
    QFETCH(QByteArray, app);
    const JsonTree tree = JsonTree::parse(app);
    QTEST(portsSummary(tree.root()), "ports");
    QTEST(healthSummary(tree.root()), "health");
    QTEST(environmentSummary(tree.root()), "environment");
    QTEST(rolloutSummary(tree.root()), "rollout");
}

void TestSummaries::consequences_data()
{
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("minimum healthy")
        << QByteArray(R"({"instances":3,"upgradeStrategy":{"minimumHealthCapacity":0.5}})")
        << QByteArray("/upgradeStrategy/minimumHealthCapacity")
        << u"Of 3 instances at least 2 stay healthy during a deploy (rounded up)."_s;
    QTest::newRow("digest needs no pull")
        << QByteArray(R"({"container":{"docker":{"image":"a/b@sha256:0000"}}})")
        << QByteArray("/container/docker/forcePullImage")
        << u"Not needed: the digest cannot change."_s;
    QTest::newRow("unknown fields have none")
        << QByteArray("{}") << QByteArray("/user") << QString();
}

void TestSummaries::consequences()
{
    QFETCH(QByteArray, app);
    QFETCH(QByteArray, pointer);
    const JsonTree tree = JsonTree::parse(app);
    QTEST(consequence(JsonPointer::of(pointer), tree.root()), "sentence");
}

void TestSummaries::networkModes_data()
{
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<int>("mode");
    const auto row = [](const char *name, const char *app, NetworkMode mode) {
        QTest::newRow(name) << QByteArray(app) << int(mode);
    };
    row("nothing said", "{}", NetworkMode::Host);
    row("empty list", R"({"networks":[]})", NetworkMode::Host);
    row("host", R"({"networks":[{"mode":"host"}]})", NetworkMode::Host);
    row("bridge", R"({"networks":[{"mode":"container/bridge"}]})", NetworkMode::Bridge);
    row("an entry without a mode", R"({"networks":[{"name":"dcos"}]})", NetworkMode::Container);
    row("old bridge", R"({"container":{"docker":{"network":"BRIDGE"}}})", NetworkMode::Bridge);
    row("old user network", R"({"container":{"docker":{"network":"USER"}}})",
        NetworkMode::Container);
    row("IP per task", R"({"ipAddress":{}})", NetworkMode::Container);
}

void TestSummaries::networkModes()
{
    QFETCH(QByteArray, app);
    const JsonTree tree = JsonTree::parse(app);
    QTEST(int(networkMode(tree.root())), "mode");
}

void TestSummaries::relevance_data()
{
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("host ports on the host")
        << QByteArray("{}") << QByteArray("/portDefinitions") << true;
    QTest::newRow("host ports behind a bridge")
        << QByteArray(R"({"networks":[{"mode":"container/bridge"}]})")
        << QByteArray("/portDefinitions") << false;
    QTest::newRow("set values always")
        << QByteArray(R"({"portDefinitions":[],"networks":[{"mode":"container"}]})")
        << QByteArray("/portDefinitions") << true;
    QTest::newRow("no path for TCP") << QByteArray(R"({"healthChecks":[{"protocol":"MESOS_TCP"}]})")
                                     << QByteArray("/healthChecks/0/path") << false;
    QTest::newRow("no size for a folder")
        << QByteArray(R"({"container":{"volumes":[{"hostPath":"/x"}]}})")
        << QByteArray("/container/volumes/0/persistent/size") << false;
    QTest::newRow("CSI options") << QByteArray(
        R"({"container":{"volumes":[{"external":{"provider":"csi"}}]}})")
                                 << QByteArray("/container/volumes/0/external/options/pluginName")
                                 << true;
}

void TestSummaries::relevance()
{
    QFETCH(QByteArray, app);
    QFETCH(QByteArray, pointer);
    const JsonTree tree = JsonTree::parse(app);
    QTEST(isRelevant(tree.root(), JsonPointer::of(pointer)), "isShown");
}

void TestSummaries::newMembersFollowTheSchema()
{
    const QList<QByteArray> siblings
        = precedingSiblings(JsonPointer::of("/container/docker/forcePullImage"));
    QVERIFY(!siblings.isEmpty());
    QCOMPARE(siblings.first(), QByteArray("image"));
    QVERIFY(precedingSiblings(JsonPointer::of("/env/ANYTHING")).isEmpty());
    QVERIFY(precedingSiblings(JsonPointer::of("/noSuchField")).isEmpty());
}

void TestSummaries::scriptKeepsTheLayout()
{
    TreeScript script("{\n    \"id\": \"/a\",\n    \"cmd\": \"x\"\n}\n", {});
    QVERIFY(script.set(JsonPointer::of("/container/docker/image"), R"("a:1")"));
    QCOMPARE(script.at(JsonPointer::of("/container/docker/image")).stringOr(), u"a:1"_s);
    QVERIFY(script.bytes().startsWith("{\n    \"id\": \"/a\","));
    QVERIFY(script.bytes().contains(
        "\n        \"docker\": {\n            \"image\": \"a:1\"\n        }\n"));
    QCOMPARE(script.created().size(), 2);
}

void TestSummaries::scriptReplacesNull()
{
    TreeScript script(R"({"id": "/a", "container": null})", {});
    QVERIFY(script.set(JsonPointer::of("/container/type"), R"("MESOS")"));
    QCOMPARE(script.at(JsonPointer::of("/container/type")).stringOr(), u"MESOS"_s);
    QVERIFY(!script.set(JsonPointer::of("/id/below"), "1"));
}

void TestSummaries::portsAreFollowed()
{
    const JsonPointer definitions = JsonPointer::of("/portDefinitions");
    TreeScript script(
        R"({"portDefinitions":[{"name":"a"},{"name":"b"},{"name":"c"}],"healthChecks":[{"portIndex":0},{"portIndex":2}]})",
        {});
    QVERIFY(script.move(definitions, 0, 2));
    QVERIFY(followMovedPort(script, definitions, 0, 2));
    QCOMPARE(script.at(JsonPointer::of("/healthChecks/0/portIndex")).toInteger().value(), 2);
    QCOMPARE(script.at(JsonPointer::of("/healthChecks/1/portIndex")).toInteger().value(), 1);
    QVERIFY(script.remove(definitions.child(qsizetype(0))));
    QVERIFY(followRemovedPort(script, definitions, 0));
    QCOMPARE(script.at(JsonPointer::of("/healthChecks/0/portIndex")).toInteger().value(), 1);
    QCOMPARE(script.at(JsonPointer::of("/healthChecks/1/portIndex")).toInteger().value(), 0);
}

QTEST_GUILESS_MAIN(TestSummaries)
#include "tst_summaries.moc"
