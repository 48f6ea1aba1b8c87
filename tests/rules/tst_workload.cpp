// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include "rules/examples.h"
#include "rules/practice/workload.h"

#include <QTest>

#include <cmath>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// A workload, with everything that it refers to.
struct Reading
{
    explicit Reading(const QByteArray &text, const ClusterFacts &cluster = {})
        : tree(JsonTree::parse(text))
        , definitions(findDefinitions(tree))
        , facts{{}, {}, cluster}
        , config(RuleConfig::builtIn())
        , context{tree, definitions, facts, config.parameters, config.version, config.levels}
        , workload(definitions.items.front(), context)
    { }

    JsonTree tree;
    Definitions definitions;
    Facts facts;
    RuleConfig config;
    RuleContext context;
    Workload workload;
};

/// An app with these members.
QByteArray app(const QByteArray &members)
{
    return R"({"id": "/shop/api", "cmd": "exec ./serve", )" + members + '}';
}

QByteArray pod(const QByteArray &members)
{
    return R"({"id": "/shop/edge", )" + members + '}';
}

/// "host/container/service protocol name" for each port; '-' for none.
QStringList portsOf(const Workload &workload)
{
    QStringList ports;
    const auto shown
        = [](std::optional<int> port) { return port ? QString::number(*port) : u"-"_s; };
    for (const WorkloadPort &port : workload.ports()) {
        ports.append(u"%1/%2/%3 %4 %5"_s
                         .arg(shown(port.hostPort), shown(port.containerPort),
                             QString::number(port.servicePort), port.protocol, port.name)
                         .trimmed());
    }
    return ports;
}

QStringList textsOf(const std::vector<WorkloadText> &texts)
{
    QStringList all;
    for (const WorkloadText &text : texts) {
        const QString name = text.container["name"].stringOr();
        all.append(name.isEmpty() ? text.node.stringOr() : name + u": " + text.node.stringOr());
    }
    return all;
}

} // namespace

Q_DECLARE_METATYPE(Engine)
Q_DECLARE_METATYPE(NetworkMode)

class WorkloadTest : public QObject
{
    Q_OBJECT

private slots:
    void engine_data();
    void engine();
    void mode_data();
    void mode();
    void ports_data();
    void ports();
    void portsOfPods();
    void declaresPorts_data();
    void declaresPorts();
    void checks();
    void checksOfPods();
    void instances();
    void constraints();
    void volumes();
    void volumesOfPods();
    void capacities_data();
    void capacities();
    void killedFirst_data();
    void killedFirst();
    void backoff();
    void texts();
    void textsOfPods();
    void exposed_data();
    void exposed();
    void java_data();
    void java();
    void eligibleAgents_data();
    void eligibleAgents();
    void roles();
    void examples();
};

void WorkloadTest::engine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Engine>("engine");

    QTest::newRow("no container") << app(R"("cpus": 1)") << Engine::None;
    QTest::newRow("null") << app(R"("container": null)") << Engine::None;
    QTest::newRow("by default") << app(R"("container": {})") << Engine::Docker;
    QTest::newRow("in small letters") << app(R"("container": {"type": "mesos"})") << Engine::Mesos;
    QTest::newRow("a pod") << pod(R"("containers": [])") << Engine::Mesos;
}

void WorkloadTest::engine()
{
    QFETCH(QByteArray, text);
    QFETCH(Engine, engine);
    QCOMPARE(Reading(text).workload.engine(), engine);
}

void WorkloadTest::mode_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<NetworkMode>("mode");

    QTest::newRow("nothing said") << app(R"("networks": null)") << NetworkMode::Host;
    QTest::newRow("an empty list") << app(R"("networks": [])") << NetworkMode::Host;
    QTest::newRow("host") << app(R"("networks": [{"mode": "host"}])") << NetworkMode::Host;
    QTest::newRow("bridge") << app(R"("networks": [{"mode": "container/bridge"}])")
                            << NetworkMode::Bridge;
    QTest::newRow("container by default")
        << app(R"("networks": [{"name": "dcos"}])") << NetworkMode::Container;
    QTest::newRow("the first one counts")
        << app(R"("networks": [{"mode": "container/bridge"}, {"mode": "host"}])")
        << NetworkMode::Bridge;
    QTest::newRow("old bridge") << app(R"("container": {"docker": {"network": "BRIDGE"}})")
                                << NetworkMode::Bridge;
    QTest::newRow("old user network")
        << app(R"("container": {"docker": {"network": "USER"}}, "ipAddress": {})")
        << NetworkMode::Container;
    QTest::newRow("old host") << app(R"("container": {"docker": {"network": "HOST"}})")
                              << NetworkMode::Host;
    QTest::newRow("old address") << app(R"("ipAddress": {})") << NetworkMode::Container;
    QTest::newRow("new form wins")
        << app(R"("networks": [{"mode": "host"}], "ipAddress": {})") << NetworkMode::Host;
    QTest::newRow("a pod without networks") << pod(R"("containers": [])") << NetworkMode::Host;
    QTest::newRow("a pod on a bridge")
        << pod(R"("containers": [], "networks": [{"mode": "container/bridge"}])")
        << NetworkMode::Bridge;
}

void WorkloadTest::mode()
{
    QFETCH(QByteArray, text);
    QFETCH(NetworkMode, mode);
    QCOMPARE(Reading(text).workload.mode(), mode);
}

void WorkloadTest::ports_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QStringList>("ports");
    QTest::addColumn<int>("fixed");

    const QByteArray bridge = R"("networks": [{"mode": "container/bridge"}], )";
    const QByteArray overlay = R"("networks": [{"name": "dcos"}], )";
    QTest::newRow("a mapping of a bridge")
        << bridge + R"("container": {"portMappings": [{"containerPort": 80, "name": "http"}]})"
        << QStringList{u"0/80/0 tcp http"_s} << 0;
    QTest::newRow("everything given")
        << bridge + R"("container": {"portMappings": [{"containerPort": 53, "hostPort": 31053,
                "servicePort": 10053, "protocol": "UDP"}]})"
        << QStringList{u"31053/53/10053 udp"_s} << 1;
    QTest::newRow("no host port on a network of its own")
        << overlay + R"("container": {"portMappings": [{"containerPort": 80}]})"
        << QStringList{u"-/80/0 tcp"_s} << 0;
    QTest::newRow("old mappings") << QByteArray(R"("container": {"docker": {"network": "BRIDGE",
            "portMappings": [{"containerPort": 80}]}})")
                                  << QStringList{u"0/80/0 tcp"_s} << 0;
    QTest::newRow("null falls through to the old mappings")
        << bridge + R"("container": {"portMappings": null, "docker": {"portMappings": [{}, {}]}})"
        << QStringList{u"0/0/0 tcp"_s, u"0/0/0 tcp"_s} << 0;
    QTest::newRow("one that the server adds")
        << bridge + R"("container": {})" << QStringList{u"0/0/0 tcp"_s} << 0;
    QTest::newRow("none on purpose")
        << bridge + R"("container": {"portMappings": []})" << QStringList() << 0;
    QTest::newRow("mappings on the host do nothing")
        << QByteArray(R"("container": {"portMappings": [{"containerPort": 80, "hostPort": 80}]})")
        << QStringList{u"0/-/0 tcp"_s} << 0;
    QTest::newRow("definitions") << QByteArray(
        R"("portDefinitions": [{"port": 9000, "name": "http"}, {}])")
                                 << QStringList{u"0/-/9000 tcp http"_s, u"0/-/0 tcp"_s} << 0;
    QTest::newRow("definitions that are required")
        << QByteArray(R"("requirePorts": true, "portDefinitions": [{"port": 9000}, {"port": 0}])")
        << QStringList{u"9000/-/9000 tcp"_s, u"0/-/0 tcp"_s} << 1;
    QTest::newRow("old ports") << QByteArray(R"("ports": [9000, 0])")
                               << QStringList{u"0/-/9000 tcp"_s, u"0/-/0 tcp"_s} << 0;
    QTest::newRow("definitions on a bridge do nothing")
        << bridge + R"("requirePorts": true, "ports": [9000], "container": {"portMappings": []})"
        << QStringList() << 0;
    QTest::newRow("no definitions on purpose")
        << QByteArray(R"("portDefinitions": [])") << QStringList() << 0;
}

void WorkloadTest::ports()
{
    QFETCH(QByteArray, members);
    QFETCH(QStringList, ports);
    QFETCH(int, fixed);
    const Reading reading(app(members));
    QCOMPARE(portsOf(reading.workload), ports);
    QCOMPARE(int(reading.workload.fixedPorts().size()), fixed);
}

void WorkloadTest::portsOfPods()
{
    const Reading reading(pod(R"("containers": [
        {"endpoints": [{"name": "a", "containerPort": 80, "hostPort": 0, "protocol": ["tcp", "udp"]}]},
        {"endpoints": [{"name": "b", "containerPort": 81, "hostPort": 31081}, {"name": "c"}]}])"));
    QCOMPARE(portsOf(reading.workload),
        (QStringList{u"0/80/0 tcp,udp a"_s, u"31081/81/0 tcp b"_s, u"-/-/0 tcp c"_s}));
    QCOMPARE(reading.workload.fixedPorts().front().name, u"b"_s);
    QVERIFY(reading.workload.declaresPorts());
}

void WorkloadTest::declaresPorts_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<bool>("declares");

    QTest::newRow("nothing") << R"("cpus": 1)"_ba << false;
    QTest::newRow("empty") << R"("portDefinitions": [], "ports": [])"_ba << false;
    QTest::newRow("a port") << R"("portDefinitions": [{"port": 0}])"_ba << true;
    QTest::newRow("an old port") << R"("ports": [0])"_ba << true;
    QTest::newRow("what exports contain")
        << R"("portDefinitions": [{"port": 10004, "name": "default", "labels": {}}])"_ba << false;
    QTest::newRow("the same with a label")
        << R"("portDefinitions": [{"port": 1, "name": "default", "labels": {"VIP_0": "a:1"}}])"_ba
        << true;
    QTest::newRow("a mapping") << R"("container": {"portMappings": [{"containerPort": 80}]})"_ba
                               << true;
    QTest::newRow("an exported mapping")
        << R"("container": {"portMappings": [{"containerPort": 0, "name": "default"}]})"_ba
        << false;
}

void WorkloadTest::declaresPorts()
{
    QFETCH(QByteArray, members);
    QFETCH(bool, declares);
    QCOMPARE(Reading(app(members)).workload.declaresPorts(), declares);
}

void WorkloadTest::checks()
{
    const Reading reading(app(R"("healthChecks": [
        {},
        {"protocol": "mesos_http", "gracePeriodSeconds": 1, "intervalSeconds": 2,
         "timeoutSeconds": 3, "delaySeconds": 4, "maxConsecutiveFailures": 0},
        {"command": {"value": "true"}}, null])"));
    const auto &checks = reading.workload.checks();
    QCOMPARE(int(checks.size()), 3);
    QCOMPARE(checks[0].protocol, CheckProtocol::Http);
    QVERIFY(!checks[0].isMesosLevel());
    QCOMPARE(checks[0].grace, 300.0);
    QCOMPARE(checks[0].interval, 60.0);
    QCOMPARE(checks[0].timeout, 20.0);
    QCOMPARE(checks[0].delay, 15.0);
    QCOMPARE(checks[0].maxFailures, 3.0);
    QCOMPARE(checks[1].protocol, CheckProtocol::MesosHttp);
    QVERIFY(checks[1].isMesosLevel());
    QCOMPARE(checks[1].grace, 1.0);
    QCOMPARE(checks[1].maxFailures, 0.0);
    QCOMPARE(checks[2].protocol, CheckProtocol::Command);
    QVERIFY(checks[2].isMesosLevel());
}

void WorkloadTest::checksOfPods()
{
    const Reading reading(pod(R"("containers": [
        {"name": "a", "healthCheck": {"http": {"scheme": "HTTPS"}, "delaySeconds": 0}},
        {"name": "b"},
        {"name": "c", "healthCheck": {"tcp": {"endpoint": "x"}}},
        {"name": "d", "healthCheck": {"exec": {"command": {"shell": "true"}}}}])"));
    const auto &checks = reading.workload.checks();
    QCOMPARE(int(checks.size()), 3);
    QCOMPARE(checks[0].protocol, CheckProtocol::MesosHttps);
    QCOMPARE(checks[0].delay, 0.0);
    QCOMPARE(checks[1].protocol, CheckProtocol::MesosTcp);
    QCOMPARE(checks[1].container["name"].stringOr(), u"c"_s);
    QCOMPARE(checks[2].protocol, CheckProtocol::Command);
}

void WorkloadTest::instances()
{
    const Reading absent(app(R"("instances": null)"));
    QCOMPARE(absent.workload.instances(), 1.0);
    QCOMPARE(absent.workload.instancesPlace(), absent.tree.root());

    const Reading written(app(R"("instances": 3)"));
    QCOMPARE(written.workload.instances(), 3.0);
    QCOMPARE(written.workload.instancesPlace().literal(), "3");

    QVERIFY(std::isnan(Reading(app(R"("instances": "{{n}}")")).workload.instances()));
    QCOMPARE(Reading(app(R"("instances": "{{n}}")")).workload.killedFirst(), 0);

    const Reading ofPod(pod(R"("containers": [], "scaling": {"kind": "fixed", "instances": 2})"));
    QCOMPARE(ofPod.workload.instances(), 2.0);
    QCOMPARE(ofPod.workload.instancesPlace().literal(), "2");
}

void WorkloadTest::constraints()
{
    const Reading ofApp(
        app(R"("constraints": [["@hostname", "unique"], ["rack", "LIKE", "r1"], "x"])"));
    const auto &constraints = ofApp.workload.constraints();
    QCOMPARE(int(constraints.size()), 2);
    QCOMPARE(constraints[0].field, u"hostname"_s);
    QCOMPARE(constraints[0].op, u"UNIQUE"_s);
    QVERIFY(!constraints[0].value);
    QCOMPARE(constraints[1].value, u"r1"_s);
    QCOMPARE(constraints[1].valueNode.literal(), "\"r1\"");
    QVERIFY(ofApp.workload.constraintsNode().isArray());

    const Reading ofPod(pod(R"("containers": [], "scheduling": {"placement": {"constraints": [
        {"fieldName": "@zone", "operator": "GROUP_BY", "value": "3"}]}})"));
    QCOMPARE(ofPod.workload.constraints().front().field, u"@zone"_s);
    QCOMPARE(ofPod.workload.constraints().front().value, u"3"_s);
    QVERIFY(ofPod.workload.isSpread());
    QVERIFY(!Reading(app(R"("constraints": null)")).workload.constraintsNode());
}

void WorkloadTest::volumes()
{
    const Reading reading(app(R"("container": {"volumes": [
        {"containerPath": "/a", "hostPath": "/srv/a", "mode": "RW"},
        {"containerPath": "/b", "hostPath": "/srv/b", "mode": "RO"},
        {"containerPath": "c", "persistent": {"size": 1}},
        {"containerPath": "/d", "external": {"name": "d"}}]})"));
    const auto &volumes = reading.workload.hostVolumes();
    QCOMPARE(int(volumes.size()), 2);
    QCOMPARE(volumes[0].path, u"/srv/a"_s);
    QVERIFY(volumes[0].isWritable);
    QVERIFY(!volumes[1].isWritable);
    QVERIFY(reading.workload.isResident());
    QVERIFY(reading.workload.hasExternalVolume());
}

void WorkloadTest::volumesOfPods()
{
    const Reading reading(pod(R"("volumes": [{"name": "a", "host": "/srv/a"},
        {"name": "b", "host": "/srv/b"}, {"name": "c", "persistent": {"size": 1}}],
        "containers": [
            {"volumeMounts": [{"name": "a", "mountPath": "/a"},
                {"name": "b", "mountPath": "/b", "readOnly": true}]}])"));
    const auto &volumes = reading.workload.hostVolumes();
    QCOMPARE(int(volumes.size()), 2);
    QVERIFY(volumes[0].isWritable);
    QVERIFY(!volumes[1].isWritable);
    QVERIFY(reading.workload.isResident());
    QVERIFY(!reading.workload.hasExternalVolume());
}

void WorkloadTest::capacities_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("minimumHealth");
    QTest::addColumn<double>("maximumOver");

    const QByteArray persistent = R"("container": {"volumes": [{"persistent": {"size": 1}}]})";
    const QByteArray external = R"("container": {"volumes": [{"external": {"name": "d"}}]})";
    const QByteArray written
        = R"("upgradeStrategy": {"minimumHealthCapacity": 0.25, "maximumOverCapacity": 0.75})";
    QTest::newRow("nothing said") << app(R"("upgradeStrategy": null)") << 1.0 << 1.0;
    QTest::newRow("written") << app(written) << 0.25 << 0.75;
    QTest::newRow("persistent volume") << app(persistent) << 0.5 << 0.0;
    QTest::newRow("external volume") << app(external) << 0.5 << 0.0;
    QTest::newRow("persistent volume, written") << app(persistent + ", " + written) << 0.25 << 0.75;
    QTest::newRow("a pod") << pod(
        R"("containers": [], "scheduling": {"upgrade": {"minimumHealthCapacity": 0.5}})")
                           << 0.5 << 1.0;
    QTest::newRow("a resident pod")
        << pod(R"("containers": [], "volumes": [{"name": "a", "persistent": {"size": 1}}])") << 0.5
        << 0.0;
}

void WorkloadTest::capacities()
{
    QFETCH(QByteArray, text);
    QFETCH(double, minimumHealth);
    QFETCH(double, maximumOver);
    const Reading reading(text);
    QCOMPARE(reading.workload.minimumHealthCapacity(), minimumHealth);
    QCOMPARE(reading.workload.maximumOverCapacity(), maximumOver);
}

void WorkloadTest::killedFirst_data()
{
    QTest::addColumn<int>("instances");
    QTest::addColumn<double>("minimumHealth");
    QTest::addColumn<double>("maximumOver");
    QTest::addColumn<bool>("isResident");
    QTest::addColumn<int>("killed");

    QTest::newRow("by default") << 3 << 1.0 << 1.0 << false << 0;
    QTest::newRow("half of three") << 3 << 0.5 << 0.2 << false << 1;
    QTest::newRow("half of one is one") << 1 << 0.5 << 0.0 << false << 0;
    QTest::newRow("none must stay") << 4 << 0.0 << 0.0 << false << 4;
    QTest::newRow("nine tenths of ten") << 10 << 0.9 << 0.0 << false << 1;
    QTest::newRow("resident by default") << 1 << 0.5 << 0.0 << true << 1;
    QTest::newRow("resident with room to grow") << 1 << 0.5 << 1.0 << true << 0;
    QTest::newRow("several residents") << 4 << 0.5 << 0.0 << true << 2;
}

void WorkloadTest::killedFirst()
{
    QFETCH(int, instances);
    QFETCH(double, minimumHealth);
    QFETCH(double, maximumOver);
    QFETCH(bool, isResident);
    QFETCH(int, killed);
    const QByteArray members = R"("instances": %1, "upgradeStrategy": {"minimumHealthCapacity": %2,
            "maximumOverCapacity": %3}, "container": {"volumes": [%4]})";
    const QByteArray volume = isResident ? R"({"persistent": {"size": 1}})" : "";
    const QString text = QString::fromUtf8(app(members))
                             .arg(QString::number(instances), QString::number(minimumHealth),
                                 QString::number(maximumOver), QString::fromUtf8(volume));
    QCOMPARE(Reading(text.toUtf8()).workload.killedFirst(), killed);
}

void WorkloadTest::backoff()
{
    const Reading absent(app(R"("backoffSeconds": null)"));
    QCOMPARE(absent.workload.backoffSeconds(), 1.0);
    QCOMPARE(absent.workload.backoffFactor(), 1.15);
    QCOMPARE(absent.workload.maxLaunchDelay(), 300.0);

    const Reading written(
        app(R"("backoffSeconds": 5, "backoffFactor": 2, "maxLaunchDelaySeconds": 60)"));
    QCOMPARE(written.workload.backoffSeconds(), 5.0);
    QCOMPARE(written.workload.backoffFactor(), 2.0);
    QCOMPARE(written.workload.maxLaunchDelay(), 60.0);

    const Reading ofPod(pod(R"("containers": [], "scheduling": {
        "backoff": {"backoff": 5, "backoffFactor": 2, "maxLaunchDelay": 60}})"));
    QCOMPARE(ofPod.workload.backoffSeconds(), 5.0);
    QCOMPARE(ofPod.workload.backoffFactor(), 2.0);
    QCOMPARE(ofPod.workload.maxLaunchDelay(), 60.0);
}

void WorkloadTest::texts()
{
    const Reading reading(app(R"("args": ["-v", "x"], "env": {"A": "1", "B": {"secret": "b"},
        "C": null}, "fetch": [{"uri": "https://a.example.com/a.tgz"}],
        "uris": ["https://a.example.com/a.tgz"])"));
    QCOMPARE(textsOf(reading.workload.shells()), QStringList{u"exec ./serve"_s});
    QCOMPARE(textsOf(reading.workload.arguments()), (QStringList{u"-v"_s, u"x"_s}));
    QCOMPARE(int(reading.workload.environment().size()), 2);
    QCOMPARE(reading.workload.environment()[1].node.key(), "B"_ba);
    QCOMPARE(textsOf(reading.workload.uris()), QStringList{u"https://a.example.com/a.tgz"_s});

    const Reading old(app(R"("fetch": [], "uris": ["https://b.example.com/b.tgz"])"));
    QCOMPARE(textsOf(old.workload.uris()), QStringList{u"https://b.example.com/b.tgz"_s});
    QCOMPARE(old.workload.containers(), std::vector<JsonNode>{old.tree.root()});
}

void WorkloadTest::textsOfPods()
{
    const Reading reading(pod(R"("environment": {"ALL": "0"}, "containers": [
        {"name": "a", "exec": {"command": {"shell": "exec ./a"}}, "environment": {"A": "1"},
         "artifacts": [{"uri": "https://a.example.com/a.tgz"}]},
        {"name": "b", "exec": {"command": {"argv": ["./b", "-v"]}}}])"));
    QCOMPARE(textsOf(reading.workload.shells()), QStringList{u"a: exec ./a"_s});
    QCOMPARE(textsOf(reading.workload.arguments()), (QStringList{u"b: ./b"_s, u"b: -v"_s}));
    QCOMPARE(textsOf(reading.workload.environment()), (QStringList{u"0"_s, u"a: 1"_s}));
    QCOMPARE(textsOf(reading.workload.uris()), QStringList{u"a: https://a.example.com/a.tgz"_s});
    QCOMPARE(int(reading.workload.containers().size()), 2);
}

void WorkloadTest::exposed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isExposed");

    const auto labelled
        = [](const char *labels) { return app(R"("labels": {)" + QByteArray(labels) + '}'); };
    QTest::newRow("no label") << labelled("") << false;
    QTest::newRow("a group") << labelled(R"("HAPROXY_GROUP": "external")") << true;
    QTest::newRow("an empty group") << labelled(R"("HAPROXY_GROUP": "")") << false;
    QTest::newRow("a group of one port") << labelled(R"("HAPROXY_1_GROUP": "x")") << true;
    QTest::newRow("a host name") << labelled(R"("HAPROXY_12_VHOST": "x")") << true;
    QTest::newRow("a braced index") << labelled(R"("HAPROXY_{0}_VHOST": "x")") << false;
    QTest::newRow("another label") << labelled(R"("HAPROXY_0_PATH": "/x")") << false;
    QTest::newRow("traefik") << labelled(R"("traefik.port": "80")") << true;
    QTest::newRow("traefik off") << labelled(R"("traefik.port": "80", "traefik.enable": "false")")
                                 << false;
    QTest::newRow("a virtual address")
        << app(R"("portDefinitions": [{"port": 0, "labels": {"VIP_0": "/api:80"}}])") << true;
    QTest::newRow("one at the wrong place") << labelled(R"("VIP_0": "/api:80")") << false;
    QTest::newRow("a public agent") << app(R"("acceptedResourceRoles": ["slave_public"])") << true;
    QTest::newRow("a service port is no sign")
        << app(R"("portDefinitions": [{"port": 10001}])") << false;
    QTest::newRow("a pod's endpoint")
        << pod(R"("containers": [{"endpoints": [{"labels": {"VIP_0": "/api:80"}}]}])") << true;
    QTest::newRow("a pod on a public agent") << pod(R"("containers": [],
            "scheduling": {"placement": {"acceptedResourceRoles": ["slave_public"]}})")
                                             << true;
}

void WorkloadTest::exposed()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isExposed);
    QCOMPARE(Reading(text).workload.isExposed(), isExposed);
}

void WorkloadTest::java_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isJava");

    const auto command = [](const char *line) -> QByteArray {
        return R"({"id": "/a", "cmd": ")" + QByteArray(line) + "\"}";
    };
    QTest::newRow("java") << command("java -jar app.jar") << true;
    QTest::newRow("with a path") << command("exec /usr/bin/java -jar app.jar") << true;
    QTest::newRow("after a separator") << command("cd /srv&&java -jar app.jar") << true;
    QTest::newRow("javac") << command("javac App.java") << false;
    QTest::newRow("a name with java in it") << command("./my-java -x") << false;
    QTest::newRow("arguments") << R"({"id": "/a", "args": ["java", "-jar", "app.jar"]})"_ba << true;
    QTest::newRow("options") << app(R"("env": {"JAVA_OPTS": "-Xmx1g"})") << true;
    QTest::newRow("options of a product") << app(R"("env": {"KAFKA_JAVA_OPTS": ""})") << true;
    QTest::newRow("JAVA_HOME is none") << app(R"("env": {"JAVA_HOME": "/opt"})") << false;
    QTest::newRow("a pod") << pod(
        R"("containers": [{"exec": {"command": {"shell": "java -jar a.jar"}}}])")
                           << true;
}

void WorkloadTest::java()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isJava);
    QCOMPARE(Reading(text).workload.isJava(), isJava);
}

void WorkloadTest::eligibleAgents_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("agents"); // -1: cannot be told
    QTest::addColumn<bool>("isPinned");

    const auto constrained = [](const char *constraint) -> QByteArray {
        return R"("constraints": [)" + QByteArray(constraint) + ']';
    };
    QTest::newRow("everywhere") << R"("cpus": 1)"_ba << 24 << false;
    QTest::newRow("public agents")
        << R"("acceptedResourceRoles": ["slave_public"])"_ba << 2 << false;
    QTest::newRow("both") << R"("acceptedResourceRoles": ["*", "slave_public"])"_ba << 26 << false;
    QTest::newRow("another role") << R"("acceptedResourceRoles": ["*"])"_ba << 24 << false;
    QTest::newRow("one per agent") << constrained(R"(["hostname", "UNIQUE"])") << 24 << false;
    QTest::newRow("pinned") << constrained(R"(["hostname", "CLUSTER", "a1"])") << 1 << true;
    QTest::newRow("pinned by IS") << constrained(R"(["@hostname", "IS", "a1"])") << 1 << true;
    QTest::newRow("pinned by a pattern")
        << constrained(R"(["hostname", "LIKE", "^a1\\.example\\.com$"])") << 1 << true;
    QTest::newRow("several by a pattern")
        << constrained(R"(["hostname", "LIKE", "a[12]"])") << -1 << false;
    QTest::newRow("together, wherever") << constrained(R"(["hostname", "CLUSTER"])") << -1 << false;
    QTest::newRow("a rack") << constrained(R"(["rack", "IS", "r1"])") << -1 << false;
    QTest::newRow("not a rack") << constrained(R"(["rack", "UNLIKE", "r1"])") << -1 << false;
}

void WorkloadTest::eligibleAgents()
{
    QFETCH(QByteArray, members);
    QFETCH(int, agents);
    QFETCH(bool, isPinned);
    ClusterFacts cluster;
    cluster.agents = 24;
    cluster.publicAgents = 2;
    const Reading reading(app(members), cluster);
    QCOMPARE(reading.workload.eligibleAgents().value_or(-1), agents);
    QCOMPARE(reading.workload.pinnedHost() != nullptr, isPinned);
    QCOMPARE(Reading(app(members)).workload.eligibleAgents().value_or(-1), isPinned ? 1 : -1);
}

void WorkloadTest::roles()
{
    const Reading singleton(app(R"("labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"})"));
    QVERIFY(singleton.workload.isSingleton());
    QVERIFY(singleton.workload.isFramework());

    const Reading nearly(app(R"("labels": {"MARATHON_SINGLE_INSTANCE_APP": "True"})"));
    QVERIFY(!nearly.workload.isSingleton());
    QVERIFY(!nearly.workload.isFramework());

    const Reading framework(app(R"("labels": {"DCOS_PACKAGE_FRAMEWORK_NAME": "kafka"})"));
    QVERIFY(!framework.workload.isSingleton());
    QVERIFY(framework.workload.isFramework());
}

void WorkloadTest::examples()
{
    const auto example = [](ExampleBase base) {
        const std::string_view text = exampleBaseText(base);
        return QByteArray(text.data(), qsizetype(text.size()));
    };
    const Reading ofApp(example(ExampleBase::App));
    QCOMPARE(portsOf(ofApp.workload), QStringList{u"0/8080/0 tcp http"_s});
    QCOMPARE(ofApp.workload.killedFirst(), 1);
    QVERIFY(ofApp.workload.isSpread());
    QVERIFY(!ofApp.workload.isExposed());

    const Reading ofPod(example(ExampleBase::Pod));
    QVERIFY(ofPod.workload.isPod());
    QCOMPARE(ofPod.workload.mode(), NetworkMode::Bridge);
    QCOMPARE(ofPod.workload.killedFirst(), 1);
    QCOMPARE(int(ofPod.workload.checks().size()), 1);
}

QTEST_APPLESS_MAIN(WorkloadTest)
#include "tst_workload.moc"
