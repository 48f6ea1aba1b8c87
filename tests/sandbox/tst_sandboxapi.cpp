// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The REST layer over the state machine, without sockets.
class SandboxApiTest : public QObject
{
    Q_OBJECT

private slots:
    void unchangedPutIsEmptyPlan();
    void plans_data();
    void plans();
    void createPlansStartAndScale();
    void deleteForcesByDefault();
    void lockedAppIsRefused();
    void emptyPutPassesLock();
    void deploymentIsRolledBack();
    void deploymentIsStopped();
    void partialPutLosesLimits();
    void versionIsAlone();
    void restartRunEventForEvent();
    void unknownPath_data();
    void unknownPath();
    void answersOfProblems_data();
    void answersOfProblems();

private:
    static Json strip(Json app);
};

/// What a client sends back of what it got.
Json SandboxApiTest::strip(Json app)
{
    for (const char *key : {"version", "versionInfo", "tasks", "tasksStaged", "tasksRunning",
             "tasksHealthy", "tasksUnhealthy", "deployments", "lastTaskFailure"})
        app.erase(key);
    return app;
}

void SandboxApiTest::unchangedPutIsEmptyPlan()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/shop/web", "\"instances\":2")));
    const Json before = talk.get("/v2/apps/shop/web")["app"];
    talk.events.clear();
    const SandboxAnswer answer = talk.ask("PUT", "/v2/apps/shop/web?partialUpdate=false",
        QByteArray::fromStdString(strip(before).dump()));
    QCOMPARE(answer.status, 200);
    QCOMPARE(talk.get("/v2/deployments").size(), size_t(0));
    talk.settle();
    QCOMPARE(talk.types(),
        (QStringList{u"group_change_success"_s, u"api_post_event"_s, u"deployment_success"_s}));
    QCOMPARE(talk.event(2)["plan"]["steps"].dump(), std::string("[]"));
    const Json result = Json::parse(answer.body.toStdString());
    const Json after = talk.get("/v2/apps/shop/web")["app"];
    QCOMPARE(after["version"].dump(), before["version"].dump());
    QVERIFY(result["version"] != after["version"]);
}

void SandboxApiTest::plans_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("plan");
    const QByteArray put = "/v2/apps/a";
    const QString restart = u"RestartApplication /a"_s;
    QTest::newRow("only instances")
        << put << QByteArray("{\"instances\":3}") << u"ScaleApplication /a"_s;
    QTest::newRow("one label") << put << QByteArray("{\"labels\":{\"a\":\"b\"}}") << restart;
    QTest::newRow("configuration and no instances")
        << put << QByteArray("{\"cpus\":0.2,\"instances\":0}") << u"ScaleApplication /a"_s;
    QTest::newRow("configuration and instances")
        << put << QByteArray("{\"cpus\":0.2,\"instances\":4}") << restart;
    QTest::newRow("strategy") << put
                              << QByteArray("{\"upgradeStrategy\":{\"minimumHealthCapacity\":0.5,"
                                            "\"maximumOverCapacity\":0}}")
                              << restart;
    QTest::newRow("a constraint") << put
                                  << QByteArray("{\"constraints\":[[\"hostname\",\"UNIQUE\"]]}")
                                  << restart;
    QTest::newRow("list of apps")
        << QByteArray("/v2/apps")
        << QByteArray("[{\"id\":\"/a\",\"instances\":1},"
                      "{\"id\":\"/b\",\"cmd\":\"sleep 1\"}]")
        << u"StartApplication /b|ScaleApplication /a, ScaleApplication /b"_s;
}

void SandboxApiTest::plans()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, plan);
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"instances\":2")));
    const SandboxAnswer answer = talk.ask("PUT", target, body);
    QVERIFY2(answer.status == 200, answer.body.constData());
    QCOMPARE(talk.plan().join(u'|'), plan);
    QVERIFY(talk.finish());
}

void SandboxApiTest::createPlansStartAndScale()
{
    Talk talk;
    const SandboxAnswer answer = talk.ask("POST", "/v2/apps", appBody("/a"));
    QCOMPARE(answer.status, 201);
    QCOMPARE(talk.plan(), (QStringList{u"StartApplication /a"_s, u"ScaleApplication /a"_s}));
    const Json app = Json::parse(answer.body.toStdString());
    QCOMPARE(app["portDefinitions"][0]["port"].get<int>(), 0);
    QVERIFY(!app.contains("versionInfo"));
    QVERIFY(talk.finish());
    const Json shown = talk.get("/v2/apps/a")["app"];
    QCOMPARE(shown["portDefinitions"][0]["port"].get<int>(), 10000);
    QCOMPARE(shown["tasksRunning"].get<int>(), 1);
}

void SandboxApiTest::deleteForcesByDefault()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.2}").status, 200);
    QCOMPARE(talk.ask("DELETE", "/v2/apps/a?force=false").status, 409);
    QCOMPARE(talk.ask("DELETE", "/v2/apps/a").status, 200);
    QVERIFY(talk.finish());
    QCOMPARE(talk.ask("GET", "/v2/apps/a").status, 404);
}

void SandboxApiTest::lockedAppIsRefused()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    const Json first = talk.json("PUT", "/v2/apps/a", "{\"cpus\":0.2}");
    talk.settle();
    talk.events.clear();
    const SandboxAnswer answer = talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.3}");
    QCOMPARE(answer.status, 409);
    const Json body = Json::parse(answer.body.toStdString());
    QCOMPARE(
        body["deployments"].dump(), std::string("[{\"id\":") + first["deploymentId"].dump() + "}]");
    QCOMPARE(body["message"].get<std::string>(),
        std::string("App is locked by one or more deployments. Override with the option "
                    "'?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'."));
    QCOMPARE(talk.types(), (QStringList{u"group_change_failed"_s, u"deployment_failed"_s}));
    QVERIFY(talk.event(1)["id"] != first["deploymentId"]);
    // It was never current, and can be found all the same.
    QCOMPARE(talk.get("/v2/apps/a/versions")["versions"].size(), size_t(3));
    QCOMPARE(talk.get("/v2/apps/a")["app"]["cpus"].get<double>(), 0.2);
    QCOMPARE(talk.ask("PUT", "/v2/apps/a?force=true", "{\"cpus\":0.3}").status, 200);
    QCOMPARE(talk.get("/v2/deployments").size(), size_t(2));
    QVERIFY(talk.finish());
}

void SandboxApiTest::emptyPutPassesLock()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.2}").status, 200);
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.2}").status, 200);
    QVERIFY(talk.finish());
}

void SandboxApiTest::deploymentIsRolledBack()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"instances\":2")));
    const Json change = talk.json("PUT", "/v2/apps/a", "{\"cpus\":0.2}");
    talk.settle();
    const QByteArray target
        = "/v2/deployments/" + QByteArray::fromStdString(change["deploymentId"]);
    const SandboxAnswer answer = talk.ask("DELETE", target);
    QCOMPARE(answer.status, 200);
    const Json back = Json::parse(answer.body.toStdString());
    QVERIFY(back["deploymentId"] != change["deploymentId"]);
    QVERIFY(talk.finish());
    const Json app = talk.get("/v2/apps/a")["app"];
    QCOMPARE(app["cpus"].get<double>(), 0.1);
    QCOMPARE(app["tasksRunning"].get<int>(), 2);
    for (const Json &task : app["tasks"])
        QCOMPARE(task["version"].dump(), app["version"].dump());
    QCOMPARE(talk.ask("DELETE", target).status, 404);
}

void SandboxApiTest::deploymentIsStopped()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"instances\":2")));
    const Json change = talk.json("PUT", "/v2/apps/a", "{\"cpus\":0.2}");
    talk.settle();
    const QByteArray target
        = "/v2/deployments/" + QByteArray::fromStdString(change["deploymentId"]) + "?force=true";
    const SandboxAnswer answer = talk.ask("DELETE", target);
    QCOMPARE(answer.status, 202);
    QVERIFY(answer.body.isEmpty());
    talk.settle();
    QCOMPARE(talk.ask("DELETE", target).status, 404);
    QCOMPARE(talk.get("/v2/apps/a")["app"]["cpus"].get<double>(), 0.2);
}

void SandboxApiTest::partialPutLosesLimits()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a", "\"resourceLimits\":{\"cpus\":2}")));
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{}").status, 200);
    QCOMPARE(talk.plan(), QStringList{u"RestartApplication /a"_s});
    QVERIFY(talk.finish());
    QVERIFY(!talk.get("/v2/apps/a")["app"].contains("resourceLimits"));
}

void SandboxApiTest::versionIsAlone()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    const Json first = talk.get("/v2/apps/a")["app"]["version"];
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.2}").status, 200);
    QVERIFY(talk.finish());
    const QByteArray version = QByteArray::fromStdString(first.dump());
    const SandboxAnswer mixed
        = talk.ask("PUT", "/v2/apps/a", "{\"version\":" + version + ",\"cpus\":1}");
    QCOMPARE(mixed.status, 422);
    QCOMPARE(Json::parse(mixed.body.toStdString())["details"][0]["path"].get<std::string>(),
        std::string("/"));
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"version\":" + version + "}").status, 200);
    QCOMPARE(talk.plan(), QStringList{u"RestartApplication /a"_s});
    QVERIFY(talk.finish());
    const Json app = talk.get("/v2/apps/a")["app"];
    QCOMPARE(app["cpus"].get<double>(), 0.1);
    QVERIFY(app["version"] != first);
}

void SandboxApiTest::restartRunEventForEvent()
{
    Talk talk;
    QVERIFY(talk.run(appBody("/a",
        "\"instances\":2,\"upgradeStrategy\":{\"minimumHealthCapacity\":1,"
        "\"maximumOverCapacity\":0.5}")));
    talk.events.clear();
    QCOMPARE(talk.ask("PUT", "/v2/apps/a", "{\"cpus\":0.2}").status, 200);
    QVERIFY(talk.finish());
    const QStringList start{u"group_change_success"_s, u"api_post_event"_s, u"deployment_info"_s};
    const QStringList launch{u"Scheduled"_s, u"Provisioned"_s, u"TASK_RUNNING"_s, u"Running"_s};
    const QStringList stop{u"Running"_s, u"TASK_KILLED"_s, u"Killed"_s};
    const QStringList end{u"deployment_step_success"_s, u"deployment_success"_s};
    QCOMPARE(talk.story(), start + launch + stop + launch + stop + end);
}

void SandboxApiTest::unknownPath_data()
{
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("1.6.352") << MarathonVersion{1, 6, 352} << 404
                             << QByteArray("{\"message\":\"URI not found: /v2/nothing\"}");
    QTest::newRow("1.6.486") << MarathonVersion{1, 6, 486} << 500
                             << QByteArray("{\"message\":\"URI not found\"}");
    QTest::newRow("1.10") << MarathonVersion{1, 10, 26} << 500
                          << QByteArray("{\"message\":\"URI not found\"}");
}

void SandboxApiTest::unknownPath()
{
    QFETCH(MarathonVersion, version);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    SandboxSettings settings;
    settings.version = version;
    Talk talk(settings);
    const SandboxAnswer answer = talk.ask("GET", "/v2/nothing");
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, body);
}

void SandboxApiTest::answersOfProblems_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("no app") << QByteArray("GET") << QByteArray("/v2/apps/x") << QByteArray() << 404
                            << QByteArray("{\"message\":\"App '/x' does not exist\"}");
    QTest::newRow("no JSON") << QByteArray("POST") << QByteArray("/v2/apps") << QByteArray("{")
                             << 400 << QByteArray("{\"message\":\"Invalid JSON\",\"details\":\"");
    QTest::newRow("no body") << QByteArray("POST") << QByteArray("/v2/apps") << QByteArray() << 400
                             << QByteArray("{\"message\":\"Please specify data in JSON format\"");
    QTest::newRow("wrong type") << QByteArray("POST") << QByteArray("/v2/apps")
                                << QByteArray("{\"id\":\"/x\",\"cpus\":\"1\"}") << 422
                                << QByteArray("{\"message\":\"Invalid JSON\",\"details\":[");
    QTest::newRow("nothing to run")
        << QByteArray("POST") << QByteArray("/v2/apps") << QByteArray("{\"id\":\"/x\"}") << 422
        << QByteArray("{\"message\":\"Object is not valid\"");
    QTest::newRow("exists") << QByteArray("POST") << QByteArray("/v2/apps") << appBody("/a") << 409
                            << QByteArray("{\"message\":\"An app with id [/a] already exists.\"}");
    QTest::newRow("method") << QByteArray("POST") << QByteArray("/v2/queue") << QByteArray() << 405
                            << QByteArray("{\"message\":\"Method Not Allowed\"}");
    QTest::newRow("no queue entry")
        << QByteArray("DELETE") << QByteArray("/v2/queue/a/delay") << QByteArray() << 404
        << QByteArray("{\"message\":\"Application /a not found in tasks queue.\"}");
    QTest::newRow("scale and wipe")
        << QByteArray("DELETE") << QByteArray("/v2/apps/a/tasks?scale=true&wipe=true")
        << QByteArray() << 400
        << QByteArray("{\"message\":\"You cannot use scale and wipe at the same time.\"}");
    QTest::newRow("bad version")
        << QByteArray("GET") << QByteArray("/v2/apps/a/versions/soon") << QByteArray() << 422
        << QByteArray("{\"message\":\"Invalid timestamp provided 'soon'. Expecting ISO-8601 "
                      "datetime string.\"}");
    QTest::newRow("cycle") << QByteArray("PUT") << QByteArray("/v2/apps/a")
                           << QByteArray("{\"dependencies\":[\"/a\"]}") << 422 << QByteArray("{");
}

void SandboxApiTest::answersOfProblems()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, start);
    Talk talk;
    QVERIFY(talk.run(appBody("/a")));
    const SandboxAnswer answer = talk.ask(method, target, body);
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.body.startsWith(start), answer.body.constData());
}

QTEST_APPLESS_MAIN(SandboxApiTest)
#include "tst_sandboxapi.moc"
