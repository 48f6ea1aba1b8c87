// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicelaws.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

/// Whole documents with exactly what the rules say about them, and nothing else.
class Documents40Test : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data();
    void verdicts();
    void marksThePlace();
    void countsSkipped();
    void tagThatMoved();
    void labelSuppresses_data();
    void labelSuppresses();
    void exportReadsTheSame();
    void renameLeavesTheRest();
    void guidedFixLeavesNothing();
};

namespace {

constexpr auto Digest = "sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
constexpr auto FixedPort
    = R"({"container": {"portMappings": [{"containerPort": 8080, "hostPort": 31080}]},
         "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 0}})";

QByteArray image(const QByteArray &reference, const QByteArray &more = {})
{
    return R"({"container": {"docker": {"image": ")" + reference + '"' + more + "}}}";
}

void addImageRows()
{
    const auto row = [](const char *name, const QByteArray &patch, const QStringList &verdict) {
        QTest::newRow(name) << ExampleBase::App << patch << QByteArray() << verdict;
    };
    const QByteArray forced = R"(, "forcePullImage": true)";
    row("T01 the base", "{}", {});
    row("T02 a port is no tag", image("registry.example.com:5000/shop/api"), {u"image-no-tag E"_s});
    row("T03", image("shop/api:latest"), {u"image-latest-tag E"_s});
    row("T04 latest, pulled by force", image("repo/name:latest", forced),
        {u"image-force-pull-mutable E"_s});
    row("T05", image("shop/api", forced), {u"image-force-pull-mutable E"_s});
    row("T06", R"({"container": {"docker": {"forcePullImage": true}}})",
        {u"image-force-pull-left-on W"_s});
    row("T07", image("shop/api:2.7.1@" + QByteArray(Digest), forced),
        {u"image-force-pull-left-on W"_s});
    row("T08", image("shop/api@sha256:abc123"), {u"image-invalid-reference E"_s});
    row("T09", image("python:3-alpine"), {u"image-floating-version W"_s});
    row("T10", image("shop/api:1.4.0-SNAPSHOT"), {u"image-channel-tag W"_s});
    for (const char *tag : {":master-4f2a91c", ":20240501-3", ":8u242-jre", ":2.7.1-alpine3.18"})
        row(qPrintable(u"T11 shop/api"_s + QLatin1StringView(tag)),
            image("shop/api" + QByteArray(tag)), {});
    row("T11 digest", image("shop/api@" + QByteArray(Digest)), {});
    row("T11 latest with a digest", image("shop/api:latest@" + QByteArray(Digest)), {});
    row("T12", image("shop/api:${TAG}", forced), {u"image-force-pull-left-on I"_s});
    row("T14",
        R"({"container": {"type": "MESOS", "docker": {"image": "shop/api:stable",
            "forcePullImage": true}}})",
        {u"image-force-pull-mutable E"_s});
    row("T16",
        R"({"container": {"type": "MESOS", "docker": null, "appc": {"image": "example.com/api"}}})",
        {u"image-appc-unsupported E"_s});
    row("T17",
        R"({"networks": null, "container": {"portMappings": null, "docker": {
            "image": "shop/api:latest", "network": "BRIDGE",
            "portMappings": [{"containerPort": 8080}]}}})",
        {u"image-latest-tag E"_s, u"net-legacy-api I"_s});
}

void addDeploymentRows()
{
    const auto row = [](const char *name, const QByteArray &patch, const QStringList &verdict,
                         const QByteArray &config = {}) {
        QTest::newRow(name) << ExampleBase::App << patch << config << verdict;
    };
    row("T18", R"({"networks": null})", {u"net-mappings-dropped E"_s});
    row("T19", FixedPort, {u"deploy-fixed-port-deadlock E"_s, u"net-fixed-host-port I"_s},
        R"({"pinion": 1, "cluster": {"agents": 3}})");
    row("T20",
        R"({"container": {"portMappings": [{"containerPort": 53, "hostPort": 31053},
            {"containerPort": 53, "hostPort": 31053, "protocol": "udp"}]}})",
        {u"net-duplicate-host-port E"_s, u"net-fixed-host-port I"_s});
    row("T21", R"({"healthChecks": []})", {u"health-missing W"_s});
    row("T22",
        R"({"healthChecks": [{"protocol": "HTTP", "path": "/", "port": 8080, "timeoutSeconds": 5,
            "intervalSeconds": 15}]})",
        {u"health-port-unresolvable E"_s, u"health-scheduler-level I"_s});
    row("T23",
        R"({"healthChecks": [{"protocol": "MESOS_HTTP", "portIndex": 0, "gracePeriodSeconds": 5,
            "intervalSeconds": 5, "delaySeconds": 0, "timeoutSeconds": 5,
            "maxConsecutiveFailures": 1}]})",
        {u"health-kills-during-startup W"_s});
    row("T24",
        R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "/bin/check-a"}},
            {"protocol": "COMMAND", "command": {"value": "/bin/check-b"}}]})",
        {u"health-extra-checks-ignored E"_s});
    row("T25", R"({"cmd": "java -Xmx1g -jar /app.jar", "mem": 1024})",
        {u"res-jvm-heap-exceeds-mem E"_s});
    row("T26", R"({"instances": 5, "constraints": [["hostname", "UNIQUE"]]})",
        {u"place-unique-exceeds-agents E"_s}, R"({"pinion": 1, "cluster": {"agents": 4}})");
    row("T27",
        R"({"constraints": [],
            "labels": {"HAPROXY_GROUP": "external", "HAPROXY_0_VHOST": "api.example.com"}})",
        {u"place-no-spread W"_s});
    row("T28", R"({"constraints": [["rack", "GROUP_BY"]]})", {u"place-group-by-no-value W"_s});
    row("parked: T19, T21 and T28 with no instances",
        R"({"instances": 0, "healthChecks": [], "constraints": [["rack", "GROUP_BY"]],
            "container": {"portMappings": [{"containerPort": 8080, "hostPort": 31080}]},
            "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 0}})",
        {u"net-fixed-host-port I"_s}, R"({"pinion": 1, "cluster": {"agents": 3}})");
}

void addSecurityRows()
{
    const auto row = [](const char *name, const QByteArray &patch, const QStringList &verdict) {
        QTest::newRow(name) << ExampleBase::App << patch << QByteArray() << verdict;
    };
    row("T29",
        R"({"env": {"DB_PASSWORD": "hunter22", "DB_PASSWORD_FILE": "/run/db",
            "API_TOKEN": {"secret": "t"}, "ALLOW_EMPTY_PASSWORD": "yes"},
            "secrets": {"t": {"source": "/shop/t"}}})",
        {u"sec-plaintext-secret W"_s});
    row("T30",
        R"({"fetch": [{"uri": "http://bob:pw123@files.example.com/app-latest.tar.gz",
            "cache": true}]})",
        {u"fetch-floating-uri E"_s, u"fetch-insecure-transport W"_s,
            u"sec-credentials-in-uri E"_s});
    row("T31",
        R"({"container": {"docker": {"privileged": true}, "volumes": [
            {"containerPath": "/var/run/docker.sock", "hostPath": "/var/run/docker.sock",
             "mode": "RW"}]}})",
        {u"sec-docker-socket E"_s, u"sec-privileged E"_s});
    row("T32", R"({"cmd": "cd /srv && ./run --port $PORT0"})",
        {u"life-shell-without-exec W"_s, u"net-port-env-in-bridge W"_s});
    row("T33",
        R"({"container": {"volumes": [{"containerPath": "/data", "hostPath": "/srv/api",
            "mode": "RW"}]}})",
        {u"vol-host-path-not-pinned W"_s});
    row("T34",
        R"({"labels": {"HAPROXY_0_VHOSTS": "a.example.com", "HAPROXY_3_VHOST": "b.example.com"}})",
        {u"lb-label-ignored W"_s, u"lb-label-ignored W"_s, u"lb-missing-group W"_s});
    row("T35",
        R"({"instnaces": 5, "versionInfo": {"lastScalingAt": "2016-05-01T10:00:00.000Z"},
            "tasksRunning": 3})",
        {u"meta-runtime-fields W"_s, u"meta-unknown-field W"_s});
}

void addWholeDocuments()
{
    const auto row = [](const char *name, const QByteArray &text, const QStringList &verdict) {
        QTest::newRow(name) << ExampleBase::None << text << QByteArray() << verdict;
    };
    row("T36 a resident database",
        R"({"id": "/db/pg", "cpus": 1, "mem": 1024, "container": {"type": "MESOS",
            "docker": {"image": "registry.example.com/db/pg:15.4.2"},
            "volumes": [{"containerPath": "pgdata", "mode": "RW", "persistent": {"size": 10240}}]},
            "portDefinitions": [{"port": 0, "name": "pg"}],
            "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}],
            "taskKillGracePeriodSeconds": 60})",
        {});
    row("T37 a scheduler",
        R"({"id": "/kafka", "instances": 1, "cpus": 1, "mem": 1024, "cmd": "exec ./bin/scheduler",
            "fetch": [{"uri": "https://artifacts.example.com/scheduler-2.9.4.zip"}],
            "labels": {"MARATHON_SINGLE_INSTANCE_APP": "true",
                "DCOS_PACKAGE_FRAMEWORK_NAME": "kafka"},
            "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0},
            "portDefinitions": [{"port": 0, "name": "api", "labels": {"VIP_0": "/api.kafka:80"}}],
            "healthChecks": [{"protocol": "MESOS_HTTP", "path": "/v1/health", "portIndex": 0}],
            "taskKillGracePeriodSeconds": 30,
            "unreachableStrategy": {"inactiveAfterSeconds": 300, "expungeAfterSeconds": 600}})",
        {});
    row("T38 a group",
        R"({"id": "/g", "apps": [
            {"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1,
             "portDefinitions": [{"port": 10001, "name": "x"}],
             "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}],
             "dependencies": ["/g/b", "/g/ghost"]},
            {"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64,
             "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}],
             "portDefinitions": [{"port": 10001, "name": "x"}], "dependencies": ["/g/a"]}],
            "pods": [{"id": "/g/p"}]})",
        {u"group-dependency-cycle E"_s, u"group-dependency-missing W"_s,
            u"group-instances-reset I"_s, u"group-pods-ignored E"_s});
}

} // namespace

Q_DECLARE_METATYPE(ExampleBase)

void Documents40Test::verdicts_data()
{
    QTest::addColumn<ExampleBase>("base");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("verdict");

    addImageRows();
    addDeploymentRows();
    addSecurityRows();
    addWholeDocuments();
    QTest::newRow("T15 a pod without endpoints")
        << ExampleBase::Pod
        << R"({"containers": [{"name": "log", "resources": {"cpus": 0.1, "mem": 32},
            "image": {"kind": "DOCKER", "id": "shop/log:latest", "forcePull": true}}]})"_ba
        << QByteArray() << QStringList{u"image-force-pull-mutable E"_s};
}

void Documents40Test::verdicts()
{
    QFETCH(ExampleBase, base);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, config);
    QFETCH(QStringList, verdict);
    const CheckResult result = checkText(patched(base, patch), configOf(config));
    QCOMPARE(verdictOf(result.findings), verdict);
}

void Documents40Test::marksThePlace()
{
    const QByteArray pod = patched(ExampleBase::Pod,
        R"({"containers": [{"name": "log", "resources": {"cpus": 0.1, "mem": 32},
            "image": {"kind": "DOCKER", "id": "shop/log:latest", "forcePull": true}}]})");
    const Findings ofPod = checkText(pod).findings;
    QCOMPARE(findingOf(ofPod, u"image-force-pull-mutable"_s)->pointer.toString(),
        u"/containers/0/image/id"_s);

    const QByteArray app = patched(ExampleBase::App, R"({"env": {"DB_PASSWORD": "hunter22"}})");
    const Findings ofApp = checkText(app).findings;
    const Finding *secret = findingOf(ofApp, u"sec-plaintext-secret"_s);
    QVERIFY(secret);
    QCOMPARE(secret->pointer.toString(), u"/env/DB_PASSWORD"_s);
    QVERIFY(!secret->message.contains(u"hunter22"));
}

void Documents40Test::countsSkipped()
{
    const QByteArray app
        = patched(ExampleBase::App, image("shop/api:${TAG}", R"(, "forcePullImage": true)"));
    QCOMPARE(checkText(app).templatedValues, 1);
}

void Documents40Test::tagThatMoved() // T13
{
    Facts facts;
    ImageFacts moved;
    moved.evidence = ImageEvidence::Moved;
    moved.recordedDigest = QLatin1StringView(Digest);
    facts.images.insert(u"registry.example.com/shop/api:2.7.1"_s, moved);
    const CheckResult result
        = checkText(patched(ExampleBase::App, "{}"), RuleConfig::builtIn(), facts);
    QCOMPARE(verdictOf(result.findings), QStringList{u"image-tag-moved E"_s});
}

void Documents40Test::labelSuppresses_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("verdict");
    QTest::addColumn<int>("suppressed");

    const QByteArray reason = "vendor ships only latest, ticket OPS-12; until=";
    const QString finding = u"image-force-pull-mutable E"_s;
    QTest::newRow("T39") << reason + "2099-12-31" << QByteArray() << QStringList() << 1;
    QTest::newRow("T40") << reason + "2020-01-01" << QByteArray()
                         << QStringList{finding, u"suppress-expired W"_s} << 0;
    QTest::newRow("no reason") << QByteArray() << QByteArray()
                               << QStringList{finding, u"suppress-invalid E"_s} << 0;
    QTest::newRow("never by label")
        << reason + "2099-12-31"
        << R"({"pinion": 1, "inlineSuppressions": {"never": ["image-force-pull-mutable"]}})"_ba
        << QStringList{finding, u"suppress-invalid E"_s} << 0;
}

void Documents40Test::labelSuppresses()
{
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, config);
    QFETCH(QStringList, verdict);
    QFETCH(int, suppressed);
    const QByteArray app = patched(ExampleBase::App,
        R"({"container": {"docker": {"image": "repo/name:latest", "forcePullImage": true}},
            "labels": {"pinion.ignore/image-force-pull-mutable": ")"
            + reason + "\"}}");
    const CheckResult result = checkText(app, configOf(config));
    QCOMPARE(verdictOf(result.findings), verdict);
    QCOMPARE(countFindings(result.findings).suppressed, suppressed);
}

void Documents40Test::exportReadsTheSame()
{
    const QByteArray members = R"("id": "/shop/api", "cpus": 0.5, "mem": 512,
        "cmd": "exec ./serve", "instances": 2)";
    const QByteArray exported = R"(, "args": null, "user": null, "env": {}, "disk": 0,
        "executor": "", "constraints": [], "fetch": [], "storeUrls": [], "backoffSeconds": 1,
        "backoffFactor": 1.15, "maxLaunchDelaySeconds": 300, "container": null,
        "healthChecks": [], "readinessChecks": [], "dependencies": [], "labels": {},
        "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1},
        "portDefinitions": [{"port": 10004, "name": "default", "protocol": "tcp", "labels": {}}],
        "requirePorts": false, "networks": [{"mode": "host"}],
        "version": "2018-05-01T10:00:00.000Z", "tasksRunning": 2)";
    const QStringList written = verdictOf(checkText('{' + members + '}').findings);
    QStringList ofExport = verdictOf(checkText('{' + members + exported + '}').findings);
    QVERIFY2(ofExport.removeAll(u"meta-runtime-fields W"_s) == 1, qPrintable(ofExport.join(u'\n')));
    QCOMPARE(ofExport, written);
    QCOMPARE(written, (QStringList{u"health-missing I"_s, u"place-no-spread I"_s}));
}

void Documents40Test::renameLeavesTheRest()
{
    const QByteArray app = patched(ExampleBase::App,
        R"({"labels": {"HAPROXY_0_VHOSTS": "a.example.com", "HAPROXY_3_VHOST": "b.example.com"}})");
    const Findings findings = checkText(app).findings;
    const Finding *typo = findingOf(findings, u"lb-label-ignored"_s);
    QVERIFY(typo && !typo->fixes.empty());
    const QByteArray after = fixedText(app, typo->fixes.front(), {});
    QCOMPARE(verdictOf(checkText(after).findings).filter(u"lb-"_s),
        (QStringList{u"lb-label-ignored W"_s, u"lb-missing-group W"_s}));
}

void Documents40Test::guidedFixLeavesNothing()
{
    const QByteArray app
        = patched(ExampleBase::App, image("repo/name:latest", R"(, "forcePullImage": true)"));
    const Findings findings = checkText(app).findings;
    const Finding *forced = findingOf(findings, u"image-force-pull-mutable"_s);
    QVERIFY(forced && !forced->fixes.empty());
    const QByteArray after = fixedText(app, forced->fixes.front(), u"1.8.2"_s);
    QCOMPARE(verdictOf(checkText(after).findings), QStringList());
}

QTEST_APPLESS_MAIN(Documents40Test)
#include "tst_documents40.moc"
