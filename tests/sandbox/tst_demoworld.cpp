// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"
#include "wire.h"

#include "base/textfile.h"
#include "sandbox/api/mesosapi.h"
#include "sandbox/demo/demohost.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The registry, and the shop that newcomers find.
class DemoWorldTest : public QObject
{
    Q_OBJECT

private slots:
    void registryPages();
    void registryMovesTags();
    void registryHasLists();
    void registryRefuses_data();
    void registryRefuses();
    void agentsKeepImages();
    void theNight();
    void goingBackHeals();
    void helpersPull_data();
    void helpersPull();
    void writesFiles();
    void livesInItsThread();
};

void DemoWorldTest::registryPages()
{
    SandboxRegistry registry;
    QVERIFY(registry.start());
    for (const char *tag : {"1.0", "1.1", "1.2", "2.0", "latest"})
        registry.store().push(u"team/app"_s, QString::fromLatin1(tag), {});
    Wire wire(registry.url());
    wire.ask("GET", "/v2/team/app/tags/list?n=2");
    QCOMPARE(wire.takeStatus(), 200);
    QCOMPARE(wire.body(), QByteArray("{\"name\":\"team/app\",\"tags\":[\"1.0\",\"1.1\"]}"));
    QVERIFY(wire.head().contains("Link: </v2/team/app/tags/list?last=1.1&n=2>; rel=\"next\"\r\n"));
    wire.ask("GET", "/v2/team/app/tags/list?last=1.2&n=2");
    QCOMPARE(wire.takeStatus(), 200);
    QCOMPARE(wire.body(), QByteArray("{\"name\":\"team/app\",\"tags\":[\"2.0\",\"latest\"]}"));
    QVERIFY(!wire.head().contains("Link:"));
    registry.store().manners.pageSize = 1;
    wire.ask("GET", "/v2/team/app/tags/list?n=100");
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(wire.head().contains("last=1.0&n=1"));
}

void DemoWorldTest::registryMovesTags()
{
    SandboxRegistry registry;
    QVERIFY(registry.start());
    SandboxImage image;
    image.version = u"1"_s;
    const QString first = registry.store().push(u"app"_s, u"latest"_s, image);
    QCOMPARE(registry.store().push(u"app"_s, u"1"_s, image), first);
    image.version = u"2"_s;
    const QString second = registry.store().push(u"app"_s, u"latest"_s, image);
    QVERIFY(first != second);
    QCOMPARE(registry.store().digestOf(u"app"_s, u"latest"_s), second);
    Wire wire(registry.url());
    wire.ask("GET", "/v2/app/manifests/latest");
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(
        wire.head().contains(QByteArray("Docker-Content-Digest: " + second.toLatin1() + "\r\n")));
    wire.ask("GET", "/v2/app/manifests/" + first.toLatin1()); // the old one stays
    QCOMPARE(wire.takeStatus(), 200);
    const Json manifest = Json::parse(wire.body().toStdString());
    const std::string config = manifest["config"]["digest"];
    wire.ask("GET", "/v2/app/blobs/" + QByteArray::fromStdString(config));
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(wire.body().contains("\"org.opencontainers.image.version\":\"1\""));
    wire.ask(
        "GET", "/v2/app/manifests/latest", {}, "If-None-Match: \"" + second.toLatin1() + "\"\r\n");
    QVERIFY(wire.waitFor("HTTP/1.1 304"));
}

void DemoWorldTest::registryHasLists()
{
    SandboxRegistry registry;
    QVERIFY(registry.start());
    SandboxImage image;
    image.platforms = {u"linux/amd64"_s, u"linux/arm64"_s};
    const QString digest = registry.store().push(u"app"_s, u"1"_s, image);
    Wire wire(registry.url());
    wire.ask("GET", "/v2/app/manifests/1", {},
        "Accept: application/vnd.docker.distribution.manifest.list.v2+json\r\n");
    QCOMPARE(wire.takeStatus(), 200);
    const Json list = Json::parse(wire.body().toStdString());
    QCOMPARE(list["manifests"].size(), size_t(2));
    wire.ask("GET", "/v2/app/manifests/1"); // knows no lists
    QCOMPARE(wire.takeStatus(), 200);
    QVERIFY(!wire.head().contains(digest.toLatin1()));
    const std::string child = list["manifests"][0]["digest"];
    QVERIFY(wire.head().contains(QByteArray::fromStdString(child)));
}

void DemoWorldTest::registryRefuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no repository")
        << QByteArray("GET") << QByteArray("/v2/x/tags/list") << 404 << QByteArray("NAME_UNKNOWN");
    QTest::newRow("no tag") << QByteArray("GET") << QByteArray("/v2/app/manifests/9") << 404
                            << QByteArray("MANIFEST_UNKNOWN");
    QTest::newRow("no blob") << QByteArray("GET") << QByteArray("/v2/app/blobs/sha256:0") << 404
                             << QByteArray("BLOB_UNKNOWN");
    QTest::newRow("deleting") << QByteArray("DELETE") << QByteArray("/v2/app/manifests/1") << 405
                              << QByteArray("UNSUPPORTED");
}

void DemoWorldTest::registryRefuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    SandboxRegistry registry;
    QVERIFY(registry.start());
    registry.store().push(u"app"_s, u"1"_s, {});
    QByteArray answer;
    QCOMPARE(askOnce(registry.url(), method, target, {}, &answer), status);
    QVERIFY2(answer.startsWith(QByteArray("{\"errors\":[{\"code\":\"" + code + '"')),
        answer.constData());
}

void DemoWorldTest::agentsKeepImages()
{
    SandboxRegistry registry;
    QVERIFY(registry.start());
    const ImagePuller pull = registry.puller();
    const QString image = registry.domain() + u"/app:latest"_s;
    QVERIFY(pull(image, u"S0"_s, false).problem.contains("manifest unknown"_L1));
    SandboxImage first;
    first.version = u"1"_s;
    const QString old = registry.store().push(u"app"_s, u"latest"_s, first);
    QCOMPARE(pull(image, u"S0"_s, false).digest, old);
    first.version = u"2"_s;
    const QString moved = registry.store().push(u"app"_s, u"latest"_s, first);
    QCOMPARE(pull(image, u"S0"_s, false).digest, old); // it has one
    QCOMPARE(pull(image, u"S1"_s, false).digest, moved); // it has none
    QCOMPARE(pull(image, u"S0"_s, true).digest, moved);
    QCOMPARE(pull(registry.domain() + u"/app@"_s + old, u"S2"_s, false).digest, old);
    QVERIFY(pull(u"elsewhere.example/app:1"_s, u"S0"_s, true).problem.isEmpty());
}

void DemoWorldTest::theNight()
{
    DemoOptions options;
    options.isLive = false;
    DemoWorld world(options);
    const Result<void> started = world.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    const auto orders = world.production().marathon().instancesOf(u"/shop/orders"_s);
    QCOMPARE(orders.size(), size_t(3));
    QStringList digests;
    for (const SandboxInstance *instance : orders)
        digests.append(instance->imageDigest);
    QCOMPARE(digests.count(world.goodDigest()), 2);
    QCOMPARE(digests.count(world.badDigest()), 1);
    QByteArray answer;
    QCOMPARE(askOnce(world.production().url(), "GET", "/v2/apps/shop/orders", {}, &answer), 200);
    QCOMPARE(Json::parse(answer.toStdString())["app"]["tasksHealthy"].get<int>(), 2);
    QCOMPARE(askOnce(world.production().url(), "GET", "/v2/deployments", {}, &answer), 200);
    QCOMPARE(answer, QByteArray("[]"));
    QCOMPARE(askOnce(world.staging().url(), "GET", "/v2/apps/shop/web", {}, &answer), 200);
    QCOMPARE(Json::parse(answer.toStdString())["app"]["tasksHealthy"].get<int>(), 1);
    QCOMPARE(askOnce(world.staging().url(), "GET", "/v2/apps/shop/orders", {}, &answer), 200);
    QCOMPARE(Json::parse(answer.toStdString())["app"]["tasksHealthy"].get<int>(), 3);
    for (const SandboxInstance *instance :
        world.staging().marathon().instancesOf(u"/shop/orders"_s))
        QCOMPARE(instance->imageDigest, world.earlierDigest());
}

void DemoWorldTest::goingBackHeals()
{
    DemoOptions options;
    options.isLive = false;
    DemoWorld world(options);
    QVERIFY(world.start());
    const QByteArray image = world.registry().domain().toLatin1() + "/shop/orders:1.8.2@"
        + world.goodDigest().toLatin1();
    QByteArray answer;
    QCOMPARE(askOnce(world.production().url(), "GET", "/v2/apps/shop/orders", {}, &answer), 200);
    Json container = Json::parse(answer.toStdString())["app"]["container"];
    container["docker"]["image"] = image.toStdString();
    container["docker"]["forcePullImage"] = false;
    const Json change{{"container", container}};
    QCOMPARE(askOnce(world.production().url(), "PUT", "/v2/apps/shop/orders",
                 QByteArray::fromStdString(change.dump()), &answer),
        200);
    world.production().advance(600'000);
    for (const SandboxInstance *instance :
        world.production().marathon().instancesOf(u"/shop/orders"_s))
        QCOMPARE(instance->imageDigest, world.goodDigest());
    QCOMPARE(askOnce(world.production().url(), "GET", "/v2/apps/shop/orders", {}, &answer), 200);
    QCOMPARE(Json::parse(answer.toStdString())["app"]["tasksHealthy"].get<int>(), 3);
}

void DemoWorldTest::writesFiles()
{
    DemoOptions options;
    options.isLive = false;
    DemoWorld world(options);
    QVERIFY(world.start());
    const QTemporaryDir folder;
    const Result<QStringList> files = world.writeFiles(folder.path());
    QVERIFY(files);
    QVERIFY(files->first().endsWith("/orders.json"_L1));
    const Result<QByteArray> orders = readFile(files->first());
    QVERIFY(orders->contains(QByteArray(
        "\"image\": \"" + world.registry().domain().toLatin1() + "/shop/orders:latest\"")));
    const Result<QByteArray> project = readFile(folder.filePath(u".pinion.json"_s));
    const Json json = Json::parse(project->toStdString());
    QCOMPARE(json["targets"][1]["name"].get<std::string>(), std::string("production"));
    QCOMPARE(json["targets"][1]["urls"][0].get<std::string>(),
        world.production().url().toString().toStdString());
}

void DemoWorldTest::helpersPull_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("an image that is there") << u"1.8.1"_s << 20 << QByteArray("Digest: sha256:");
    QTest::newRow("one that is not") << u"7.7.7"_s << 53 << QByteArray("manifest unknown");
}

void DemoWorldTest::helpersPull()
{
    QFETCH(QString, tag);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    DemoOptions options;
    options.isLive = false;
    DemoWorld world(options);
    QVERIFY(world.start().has_value());
    const QByteArray image = QString(world.registry().domain() + u"/shop/orders:"_s + tag).toUtf8();
    SandboxCluster &staging = world.staging();
    const bool isThere
        = staging.run({"{\"id\": \"/pull\", \"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 64, "
                       "\"check\": {\"exec\": {\"command\": {\"shell\": \"x\"}}}, "
                       "\"env\": {\"PINION_IMAGE\": \""
            + image + "\"}}"});
    QVERIFY2(isThere, staging.problem().constData());
    staging.advance(10'000);
    const SandboxInstance &task = *staging.marathon().instancesOf(u"/pull"_s).front();
    QCOMPARE(task.checkExitCode(staging.marathon().now()), std::optional(code));
    const SandboxAgent &agent = *staging.marathon().state().agent(task.agentId);
    const QByteArray path = "/files/read?path=/frameworks/" + QByteArray(MarathonFrameworkId)
        + "/executors/" + task.taskId().toUtf8() + "/runs/latest/";
    const QUrl place(u"http://%1:%2"_s.arg(agent.address).arg(agent.port));
    QByteArray answer;
    QCOMPARE(askOnce(place, "GET", path + "pinion.log", {}, &answer), 200);
    QVERIFY2(answer.contains(words), answer.constData());
    QCOMPARE(askOnce(place, "GET", path + "other", {}, &answer), 404);
}

void DemoWorldTest::livesInItsThread()
{
    DemoHost host;
    const QTemporaryDir folder;
    const Result<DemoPlaces> places = host.start({}, folder.path());
    QVERIFY2(places, places ? "" : qPrintable(places.error().text()));
    QCOMPARE(places->files.size(), 3);
    QByteArray answer;
    QCOMPARE(askOnce(places->production, "GET", "/v2/apps/shop/orders", {}, &answer), 200);
    QCOMPARE(askOnce(places->productionMesos, "GET", "/slaves", {}, &answer), 200);
    QCOMPARE(askOnce(QUrl(u"http://"_s + places->registry), "GET", "/v2/", {}, &answer), 200);
}

QTEST_GUILESS_MAIN(DemoWorldTest)
#include "tst_demoworld.moc"
