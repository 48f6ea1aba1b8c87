// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QByteArray Pod
    = "{\"id\":\"/pod\",\"containers\":[{\"name\":\"main\",\"exec\":{\"command\":{\"shell\":"
      "\"sleep 1\"}},\"resources\":{\"cpus\":0.1,\"mem\":32}},{\"name\":\"side\",\"exec\":"
      "{\"command\":{\"shell\":\"sleep 2\"}},\"resources\":{\"cpus\":0.1,\"mem\":32}}],"
      "\"networks\":[{\"mode\":\"host\"}]}";

QByteArray groupBody(const QByteArray &apps, const QByteArray &members = {})
{
    return "{\"id\":\"/shop\",\"apps\":[" + apps + ']' + members + '}';
}

QStringList appIds(Talk &talk)
{
    QStringList ids;
    const Json apps = talk.get("/v2/apps")["apps"];
    for (const Json &app : apps)
        ids.append(QString::fromStdString(app["id"]));
    return ids;
}

} // namespace

/// Groups, pods, tasks and the lists of apps.
class SandboxGroupsTest : public QObject
{
    Q_OBJECT

private slots:
    void groupStepsFollowDependencies();
    void groupKeepsWhatIsLeftOut();
    void groupsAreCreatedOnce();
    void groupIsScaled();
    void groupGoesBack();
    void groupIsDeleted();
    void dryRunChangesNothing();
    void groupDependencies();
    void cyclesAreRefused();
    void appsAreFiltered_data();
    void appsAreFiltered();
    void tasksAreReplaced();
    void tasksAreScaledAway();
    void tasksOfOneHost();
    void tasksAreListed();
    void victimsByAge_data();
    void victimsByAge();
    void podLives();
    void restartMovesVersionInfo_data();
    void restartMovesVersionInfo();
    void stopTellsItsEnd();
    void overriddenDeploymentFails();
    void sameCallsSameEvents();
};

void SandboxGroupsTest::groupStepsFollowDependencies()
{
    Talk talk;
    const QByteArray web = appBody("web", "\"dependencies\":[\"db\"]");
    QCOMPARE(
        talk.ask("POST", "/v2/groups", groupBody(appBody("db") + ',' + web + ',' + appBody("old")))
            .status,
        201);
    QVERIFY(talk.finish());
    const QByteArray label = "\"labels\":{\"v\":\"2\"}";
    const SandboxAnswer answer = talk.ask("PUT", "/v2/groups/shop",
        groupBody(appBody("db", label) + ',' + appBody("web", "\"dependencies\":[\"db\"]," + label)
            + ',' + appBody("cache")));
    QVERIFY2(answer.status == 200, answer.body.constData());
    QCOMPARE(talk.plan(),
        (QStringList{u"StopApplication /shop/old"_s, u"StartApplication /shop/cache"_s,
            u"ScaleApplication /shop/cache, RestartApplication /shop/db"_s,
            u"RestartApplication /shop/web"_s}));
    QVERIFY(talk.finish());
    QCOMPARE(appIds(talk), (QStringList{u"/shop/cache"_s, u"/shop/db"_s, u"/shop/web"_s}));
}

void SandboxGroupsTest::groupKeepsWhatIsLeftOut()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/shop/web")));
    QVERIFY(talk.run(appBody("/shop/inner/db")));
    QCOMPARE(talk.ask("PUT", "/v2/groups/shop", "{\"dependencies\":[\"/base\"]}").status, 200);
    QCOMPARE(talk.plan(), QStringList());
    QCOMPARE(talk.get("/v2/groups/shop")["dependencies"].dump(), std::string("[\"/base\"]"));
    QCOMPARE(appIds(talk).size(), 2);
    QCOMPARE(talk.ask("PUT", "/v2/groups/shop", "{\"apps\":[]}").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(appIds(talk), QStringList{u"/shop/inner/db"_s});
}

void SandboxGroupsTest::groupsAreCreatedOnce()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/app")));
    QCOMPARE(talk.ask("POST", "/v2/groups", "{\"id\":\"/shop\"}").status, 201);
    const SandboxAnswer again = talk.ask("POST", "/v2/groups", "{\"id\":\"/shop\"}");
    QCOMPARE(again.status, 409);
    QCOMPARE(again.body,
        QByteArray("{\"message\":\"Group /shop is already created. Use PUT to change this "
                   "group.\"}"));
    QCOMPARE(talk.ask("POST", "/v2/groups", "{\"id\":\"/app\"}").body,
        QByteArray("{\"message\":\"An app with the path /app already exists.\"}"));
    QCOMPARE(talk.ask("GET", "/v2/groups/nowhere").body,
        QByteArray("{\"message\":\"Group '/nowhere' does not exist\"}"));
}

void SandboxGroupsTest::groupIsScaled()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/shop/a", "\"instances\":3")));
    QVERIFY(talk.run(appBody("/shop/b", "\"instances\":1")));
    QCOMPARE(talk.ask("PUT", "/v2/groups/shop", "{\"scaleBy\":1.5}").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(talk.get("/v2/apps/shop/a")["app"]["instances"].get<int>(), 5); // rounded up
    QCOMPARE(talk.get("/v2/apps/shop/b")["app"]["instances"].get<int>(), 2);
}

void SandboxGroupsTest::groupGoesBack()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/shop/a")));
    const Json versions = talk.get("/v2/groups/shop/versions");
    const std::string first = versions.back();
    QVERIFY(talk.run(appBody("/shop/b")));
    QCOMPARE(talk.ask("PUT", "/v2/groups/shop",
                     "{\"version\":\"" + QByteArray::fromStdString(first) + "\"}")
                 .status,
        200);
    QVERIFY(talk.finish());
    QCOMPARE(appIds(talk), QStringList{u"/shop/a"_s});
}

void SandboxGroupsTest::groupIsDeleted()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/shop/a")));
    QVERIFY(talk.run(appBody("/other")));
    QCOMPARE(talk.ask("PUT", "/v2/apps/shop/a", "{\"cpus\":0.2}").status, 200);
    QCOMPARE(talk.ask("DELETE", "/v2/groups/shop").status, 409); // unlike apps, no force
    QCOMPARE(talk.ask("DELETE", "/v2/groups/shop?force=true").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(appIds(talk), QStringList{u"/other"_s});
    QCOMPARE(talk.ask("DELETE", "/v2/groups/shop").status, 404);
}

void SandboxGroupsTest::dryRunChangesNothing()
{
    Talk talk;
    const Json before = talk.get("/v2/groups");
    const Json result = talk.json("PUT", "/v2/groups/shop?dryRun=true", groupBody(appBody("a")));
    QCOMPARE(result["steps"][0]["actions"][0]["action"].get<std::string>(),
        std::string("StartApplication"));
    QCOMPARE(talk.get("/v2/groups").dump(), before.dump());
}

void SandboxGroupsTest::groupDependencies()
{
    Talk talk;
    const QByteArray body = "{\"id\":\"/\",\"groups\":[{\"id\":\"front\",\"dependencies\":"
                            "[\"/back\"],\"apps\":["
        + appBody("web") + "]},{\"id\":\"back\",\"apps\":[" + appBody("db") + "]}]}";
    const SandboxAnswer answer = talk.ask("PUT", "/v2/groups", body);
    QVERIFY2(answer.status == 200, answer.body.constData());
    QCOMPARE(talk.plan(),
        (QStringList{u"StartApplication /back/db, StartApplication /front/web"_s,
            u"ScaleApplication /back/db"_s, u"ScaleApplication /front/web"_s}));
}

void SandboxGroupsTest::cyclesAreRefused()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"dependencies\":[\"/b\"]")));
    talk.events.clear();
    const SandboxAnswer answer
        = talk.ask("POST", "/v2/apps", appBody("/b", "\"dependencies\":[\"/a\"]"));
    QCOMPARE(answer.status, 422);
    QVERIFY2(answer.body.contains("cyclic dependencies"), answer.body.constData());
    QCOMPARE(talk.types(), QStringList{u"group_change_failed"_s});
}

void SandboxGroupsTest::appsAreFiltered_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("id") << QByteArray("id=WEB") << QStringList{u"/shop/web"_s};
    QTest::newRow("command") << QByteArray("cmd=SLEEP%201000")
                             << QStringList{u"/shop/db"_s, u"/shop/web"_s};
    QTest::newRow("has label") << QByteArray("label=tier") << QStringList{u"/shop/web"_s};
    QTest::newRow("label is") << QByteArray("label=tier==front") << QStringList{u"/shop/web"_s};
    QTest::newRow("label is not") << QByteArray("label=tier!=front") << QStringList();
    QTest::newRow("label among") << QByteArray("label=tier%20in%20(back,front)")
                                 << QStringList{u"/shop/web"_s};
    QTest::newRow("label not among")
        << QByteArray("label=tier%20notin%20(back)") << QStringList{u"/shop/web"_s};
}

void SandboxGroupsTest::appsAreFiltered()
{
    QFETCH(QByteArray, query);
    QFETCH(QStringList, ids);
    Talk talk;
    QVERIFY(talk.run(appBody("/shop/web", "\"labels\":{\"tier\":\"front\"}")));
    QVERIFY(talk.run(appBody("/shop/db")));
    const Json apps = talk.get("/v2/apps?" + query)["apps"];
    QStringList found;
    for (const Json &app : apps)
        found.append(QString::fromStdString(app["id"]));
    QCOMPARE(found, ids);
    QCOMPARE(talk.ask("GET", "/v2/apps?label=a%20in%20b").status, 422);
    QCOMPARE(talk.get("/v2/apps/shop/*")["*"].size(), size_t(2));
}

void SandboxGroupsTest::tasksAreReplaced()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"instances\":2")));
    const std::string task = talk.get("/v2/apps/a/tasks")["tasks"][0]["id"];
    talk.events.clear();
    const Json killed = talk.json("DELETE", "/v2/apps/a/tasks/" + QByteArray::fromStdString(task));
    QCOMPARE(killed["task"]["id"].get<std::string>(), task);
    QCOMPARE(talk.get("/v2/deployments").size(), size_t(0));
    talk.marathon.advance(5000);
    QCOMPARE(talk.get("/v2/apps/a")["app"]["tasksRunning"].get<int>(), 2);
    QCOMPARE(talk.story(),
        (QStringList{u"Running"_s, u"TASK_KILLED"_s, u"Killed"_s, u"Scheduled"_s, u"Provisioned"_s,
            u"TASK_RUNNING"_s, u"Running"_s}));
    QCOMPARE(talk.ask("DELETE", "/v2/apps/a/tasks/x").status, 404);
}

void SandboxGroupsTest::tasksAreScaledAway()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"instances\":3")));
    const Json task = talk.get("/v2/apps/a/tasks")["tasks"][1]["id"];
    const Json result = talk.json("POST", "/v2/tasks/delete?scale=true",
        "{\"ids\":[" + QByteArray::fromStdString(task.dump()) + "]}");
    QVERIFY(result.contains("deploymentId"));
    QCOMPARE(talk.plan(), QStringList{u"ScaleApplication /a"_s});
    QVERIFY(talk.finish());
    const Json app = talk.get("/v2/apps/a")["app"];
    QCOMPARE(app["instances"].get<int>(), 2);
    for (const Json &left : app["tasks"])
        QVERIFY(left["id"] != task);
    QCOMPARE(talk.ask("POST", "/v2/tasks/delete", "{\"ids\":[\"x\"]}").status, 400);
}

void SandboxGroupsTest::tasksOfOneHost()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"instances\":3,\"constraints\":[[\"hostname\",\"UNIQUE\"]]")));
    QCOMPARE(
        talk.json("DELETE", "/v2/apps/a/tasks?host=agent-2.example")["tasks"].size(), size_t(1));
    QCOMPARE(talk.json("DELETE", "/v2/apps/a/tasks?host=agent-2")["tasks"].size(), size_t(0));
}

void SandboxGroupsTest::tasksAreListed()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    const Json task = talk.get("/v2/tasks?status=running")["tasks"][0];
    QCOMPARE(task["servicePorts"].dump(), std::string("[10000]"));
    QCOMPARE(talk.get("/v2/apps/a/tasks")["tasks"][0]["servicePorts"].dump(), std::string("[]"));
    QCOMPARE(talk.get("/v2/tasks?status=staging")["tasks"].size(), size_t(0));
    QCOMPARE(talk.get("/v2/tasks?status=odd")["tasks"].size(), size_t(1));
}

void SandboxGroupsTest::victimsByAge_data()
{
    QTest::addColumn<QByteArray>("selection");
    QTest::addColumn<bool>("keepsFirst");
    QTest::newRow("by default the youngest") << QByteArray() << true;
    QTest::newRow("youngest") << QByteArray("\"killSelection\":\"YOUNGEST_FIRST\"") << true;
    QTest::newRow("oldest") << QByteArray("\"killSelection\":\"OLDEST_FIRST\"") << false;
}

void SandboxGroupsTest::victimsByAge()
{
    QFETCH(QByteArray, selection);
    QFETCH(bool, keepsFirst);
    Talk talk;
    QVERIFY(talk.run(appBody("/a", selection)));
    const std::string first = talk.get("/v2/apps/a/tasks")["tasks"][0]["id"];
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"instances\":2}").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"instances\":1}").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(
        talk.get("/v2/apps/a/tasks")["tasks"][0]["id"].get<std::string>() == first, keepsFirst);
}

void SandboxGroupsTest::podLives()
{
    Talk talk;
    QCOMPARE(talk.ask("HEAD", "/v2/pods").status, 200);
    const SandboxAnswer created = talk.ask("POST", "/v2/pods", Pod);
    QVERIFY2(created.status == 201, created.body.constData());
    QCOMPARE(talk.plan(), (QStringList{u"StartPod /pod"_s, u"ScalePod /pod"_s}));
    QVERIFY(talk.finish());
    const Json status = talk.get("/v2/pods/pod::status");
    QCOMPARE(status["status"].get<std::string>(), std::string("STABLE"));
    QCOMPARE(status["instances"][0]["containers"].size(), size_t(2));
    const QByteArray scaled = QByteArray(Pod).replace(
        "\"networks\"", "\"scaling\":{\"kind\":\"fixed\",\"instances\":2},\"networks\"");
    QCOMPARE(talk.ask("PUT", "/v2/pods/pod", scaled).status, 200);
    QCOMPARE(talk.plan(), QStringList{u"ScalePod /pod"_s});
    QVERIFY(talk.finish());
    const QByteArray changed = QByteArray(scaled).replace("sleep 2", "sleep 3");
    QCOMPARE(talk.ask("PUT", "/v2/pods/pod", changed).status, 200);
    QCOMPARE(talk.plan(), QStringList{u"RestartPod /pod"_s});
    QVERIFY(talk.finish());
    QCOMPARE(talk.ask("PUT", "/v2/pods/other", Pod).status, 400);
    const SandboxAnswer deleted = talk.ask("DELETE", "/v2/pods/pod");
    QCOMPARE(deleted.status, 202);
    QVERIFY(deleted.body.isEmpty());
    QVERIFY(talk.finish());
    QCOMPARE(talk.ask("GET", "/v2/pods/pod").status, 404);
}

void SandboxGroupsTest::restartMovesVersionInfo_data()
{
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<bool>("movesConfiguration");
    QTest::newRow("1.10") << MarathonVersion{1, 10, 26} << false;
    QTest::newRow("1.11") << MarathonVersion{1, 11} << true;
}

void SandboxGroupsTest::restartMovesVersionInfo()
{
    QFETCH(MarathonVersion, version);
    QFETCH(bool, movesConfiguration);
    SandboxSettings settings;
    settings.version = version;
    Talk talk(settings);
    QVERIFY(talk.run(appBody("/a")));
    const Json before = talk.get("/v2/apps/a")["app"];
    QCOMPARE(talk.ask("POST", "/v2/apps/a/restart").status, 200);
    QCOMPARE(talk.plan(), QStringList{u"RestartApplication /a"_s});
    QVERIFY(talk.finish());
    const Json after = talk.get("/v2/apps/a")["app"];
    QVERIFY(after["version"] != before["version"]);
    const auto moves
        = [&](const char *key) { return after["versionInfo"][key] != before["versionInfo"][key]; };
    QCOMPARE(moves("lastConfigChangeAt"), movesConfiguration);
    QCOMPARE(moves("lastScalingAt"), !movesConfiguration);
    QVERIFY(after["tasks"][0]["id"] != before["tasks"][0]["id"]);
}

void SandboxGroupsTest::stopTellsItsEnd()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    talk.events.clear();
    QCOMPARE(talk.ask("DELETE", "/v2/apps/a").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(talk.story(),
        (QStringList{u"group_change_success"_s, u"deployment_info"_s, u"Running"_s,
            u"TASK_KILLED"_s, u"Killed"_s, u"app_terminated_event"_s, u"deployment_step_success"_s,
            u"deployment_success"_s}));
}

void SandboxGroupsTest::overriddenDeploymentFails()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    const Json first = talk.json("PUT", "/v2/apps/a", "{\"cpus\":0.2}");
    talk.settle();
    talk.events.clear();
    QCOMPARE(talk.ask("PUT", "/v2/apps/a?force=true", "{\"cpus\":0.3}").status, 200);
    talk.settle();
    const qsizetype failed = talk.types().indexOf(u"deployment_failed"_s);
    QVERIFY(failed >= 0);
    QCOMPARE(talk.event(failed)["id"].dump(), first["deploymentId"].dump());
    QCOMPARE(talk.event(failed)["reason"].get<std::string>(),
        std::string("The upgrade has been cancelled"));
    QVERIFY(talk.finish());
    const Json app = talk.get("/v2/apps/a")["app"];
    QCOMPARE(app["tasksRunning"].get<int>(), 1);
    QCOMPARE(app["tasks"][0]["version"].dump(), app["version"].dump());
}

void SandboxGroupsTest::sameCallsSameEvents()
{
    QList<QByteArray> texts[2];
    for (QList<QByteArray> &text : texts) {
        Talk talk;
        QVERIFY(talk.run(appBody("/a", "\"instances\":3")));
        QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.2}").status, 200);
        QVERIFY(talk.finish());
        for (const SandboxEvent &event : talk.events)
            text.append(event.data);
    }
    QCOMPARE(texts[0], texts[1]);
    QVERIFY(texts[0].size() > 20);
}

QTEST_APPLESS_MAIN(SandboxGroupsTest)
#include "tst_sandboxgroups.moc"
