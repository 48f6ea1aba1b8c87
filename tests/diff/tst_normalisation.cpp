// SPDX-License-Identifier: GPL-3.0-or-later
// What Marathon makes of a body is no difference to the body: each way in which it rewrites one.
#include "diff/documentcomparison.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

QByteArray patched(const char *patch)
{
    Json app = {{"id", "/t/app"}, {"cmd", "sleep 10"}};
    app.merge_patch(Json::parse(patch));
    return QByteArray::fromStdString(app.dump());
}

ServerSettings server()
{
    ServerSettings settings;
    settings.facts.defaultNetworkName = u"dcos"_s;
    settings.facts.mesosRole = u"ops"_s;
    return settings;
}

QString differences(const QByteArray &served, const QByteArray &sent)
{
    const JsonTree one = JsonTree::parse(served);
    const JsonTree other = JsonTree::parse(sent);
    if (!one.isValid() || !other.isValid())
        return u"not JSON"_s;
    QStringList told;
    const DocumentComparison result
        = compareDocuments({one, BodyOrigin::Served}, {other}, server());
    for (const DefinitionDifference &difference : result.differences) {
        for (const Change &change : difference.comparison.changes())
            told.append(changeName(change.kind) + u' ' + change.place.toString());
    }
    return told.join(u' ');
}

} // namespace

class TestNormalisation : public QObject
{
    Q_OBJECT

private slots:
    void apps_data();
    void apps();
    void others_data();
    void others();
    void differencesAreSeen_data();
    void differencesAreSeen();
};

void TestNormalisation::apps_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("served");
    const auto row = [](const char *name, const char *sent, const char *served) {
        QTest::newRow(name) << patched(sent) << patched(served);
    };
    row("N1 relative id", R"({"id": "t/app"})", "{}");
    row("N1b id with empty parts", R"({"id": "/t//app/"})", "{}");
    row("N1b id with dots", R"({"id": "/x/../t/app"})", "{}");
    row("N2 dependency", R"({"dependencies": ["db", "../q"]})",
        R"({"dependencies": ["/db", "/q"]})");
    row("N3 uris", R"({"uris": ["http://x/a.tgz", "http://x/run.sh"]})",
        R"({"fetch": [{"uri": "http://x/a.tgz", "extract": true, "executable": false, "cache": false},
            {"uri": "http://x/run.sh", "extract": false, "executable": false, "cache": false}]})");
    row("N3 fetch without extract", R"({"fetch": [{"uri": "http://x/run.sh"}]})",
        R"({"fetch": [{"uri": "http://x/run.sh", "extract": true, "executable": false,
            "cache": false}]})");
    row("N4a host", R"({"container": {"docker": {"image": "i", "network": "HOST"}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": []},
            "networks": [{"mode": "host"}]})");
    row("N4b bridge",
        R"({"container": {"docker": {"image": "i", "network": "BRIDGE"}},
            "ipAddress": {"labels": {"a": "b"}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": [], "portMappings":
            [{"containerPort": 0, "hostPort": 0, "servicePort": 10004, "protocol": "tcp",
              "labels": {}, "name": "default"}]},
            "networks": [{"mode": "container/bridge", "labels": {"a": "b"}}]})");
    row("N4c user",
        R"({"container": {"docker": {"image": "i", "network": "USER"}},
            "ipAddress": {"networkName": "n"}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": [], "portMappings":
            [{"containerPort": 0, "servicePort": 10004, "protocol": "tcp", "labels": {},
              "name": "default"}]}, "networks": [{"mode": "container", "name": "n"}]})");
    row("N4d user without a name", R"({"container": {"docker": {"image": "i", "network": "USER"},
            "portMappings": []}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": [],
            "portMappings": []}, "networks": [{"mode": "container", "name": "dcos"}]})");
    row("N5 address of the bridge", R"({"ipAddress": {"networkName": "mesos-bridge"}})",
        R"({"container": {"type": "MESOS", "volumes": [], "portMappings": []},
            "networks": [{"mode": "container/bridge"}]})");
    row("N6 port mappings", R"({"container": {"docker": {"image": "i", "network": "BRIDGE",
            "portMappings": [{"containerPort": 80, "hostPort": 0}]}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": [], "portMappings":
            [{"containerPort": 80, "hostPort": 0, "servicePort": 10001, "protocol": "tcp",
              "labels": {}}]}, "networks": [{"mode": "container/bridge"}]})");
    row("N7 discovery", R"({"container": {"type": "MESOS"}, "ipAddress": {"networkName": "n",
            "discovery": {"ports": [{"number": 80, "name": "http", "protocol": "tcp"}]}}})",
        R"({"container": {"type": "MESOS", "volumes": [], "portMappings": [{"containerPort": 80,
            "name": "http", "protocol": "tcp", "servicePort": 10001, "labels": {}}]},
            "networks": [{"mode": "container", "name": "n"}]})");
    row("N9 ports", R"({"ports": [0, 8080]})",
        R"({"portDefinitions": [{"port": 10002, "protocol": "tcp"},
            {"port": 8080, "protocol": "tcp"}]})");
    row("N10 no networks", R"({"networks": []})", R"({"networks": [{"mode": "host"}],
            "portDefinitions": [{"port": 10000, "protocol": "tcp", "name": "default"}]})");
    row("N10b network without mode", R"({"networks": [{"name": "n"}], "container": {"type": "MESOS",
            "portMappings": []}})",
        R"({"networks": [{"name": "n", "mode": "container"}],
            "container": {"type": "MESOS", "volumes": [], "portMappings": []}})");
    row("N11 default port", "{}",
        R"({"portDefinitions": [{"port": 10003, "protocol": "tcp", "name": "default"}]})");
    row("N11b no ports", R"({"ports": []})", R"({"portDefinitions": []})");
    row("N12 mappings of the host's network", R"({"container": {"docker": {"image": "i"},
            "portMappings": [{"containerPort": 80}]}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": []}})");
    row("N13 definitions in a bridge", R"({"networks": [{"mode": "container/bridge"}],
            "portDefinitions": [{"port": 80}], "container": {"docker": {"image": "i"},
            "portMappings": [{"containerPort": 80}]}})",
        R"({"networks": [{"mode": "container/bridge"}], "container": {"type": "DOCKER", "docker":
            {"image": "i"}, "volumes": [], "portMappings": [{"containerPort": 80, "hostPort": 0,
            "servicePort": 10000, "protocol": "tcp", "labels": {}}]}})");
    row("N14 default mapping", R"({"networks": [{"name": "n"}], "container": {"docker":
            {"image": "i"}}})",
        R"({"networks": [{"mode": "container", "name": "n"}], "container": {"type": "DOCKER",
            "docker": {"image": "i"}, "volumes": [], "portMappings": [{"containerPort": 0,
            "servicePort": 10000, "protocol": "tcp", "labels": {}, "name": "default"}]}})");
    row("N15 as many mappings as ports", R"({"networks": [{"mode": "container/bridge"}],
            "ports": [0, 0], "container": {"docker": {"image": "i"}}})",
        R"({"networks": [{"mode": "container/bridge"}], "container": {"type": "DOCKER", "docker":
            {"image": "i"}, "volumes": [], "portMappings": [{"containerPort": 0, "hostPort": 0,
            "servicePort": 10000, "protocol": "tcp", "labels": {}, "name": "default"},
            {"containerPort": 0, "hostPort": 0, "servicePort": 10001, "protocol": "tcp",
            "labels": {}}]}})");
    row("N16 host port of a bridge", R"({"networks": [{"mode": "container/bridge"}], "container":
            {"docker": {"image": "i"}, "portMappings": [{"containerPort": 80}]}})",
        R"({"networks": [{"mode": "container/bridge"}], "container": {"type": "DOCKER", "docker":
            {"image": "i"}, "volumes": [], "portMappings": [{"containerPort": 80, "hostPort": 0,
            "servicePort": 10000, "protocol": "tcp", "labels": {}}]}})");
    row("N17 default container", R"({"networks": [{"mode": "container/bridge"}]})",
        R"({"networks": [{"mode": "container/bridge"}], "container": {"type": "MESOS",
            "volumes": [], "portMappings": [{"containerPort": 0, "hostPort": 0,
            "servicePort": 10000, "protocol": "tcp", "labels": {}, "name": "default"}]}})");
    row("N18 default network", R"({"networks": [{"mode": "container"}], "container": {"type":
            "MESOS", "portMappings": []}})",
        R"({"networks": [{"mode": "container", "name": "dcos"}],
            "container": {"type": "MESOS", "volumes": [], "portMappings": []}})");
    row("N19 required ports", R"({"networks": [{"name": "n"}], "requirePorts": true, "container":
            {"type": "MESOS", "portMappings": []}})",
        R"({"networks": [{"mode": "container", "name": "n"}], "requirePorts": false,
            "container": {"type": "MESOS", "volumes": [], "portMappings": []}})");
    row("N20 port index", R"({"portDefinitions": [{"port": 0}], "healthChecks": [{"path": "/"}]})",
        R"({"portDefinitions": [{"port": 10001, "protocol": "tcp"}], "healthChecks": [{"path": "/",
            "portIndex": 0, "protocol": "HTTP", "gracePeriodSeconds": 300, "intervalSeconds": 60,
            "timeoutSeconds": 20, "maxConsecutiveFailures": 3, "delaySeconds": 15,
            "ignoreHttp1xx": false, "ipProtocol": "IPv4"}]})");
    row("N20 no port index", R"({"healthChecks": [{"path": "/"}]})",
        R"({"portDefinitions": [{"port": 10001, "protocol": "tcp", "name": "default"}],
            "healthChecks": [{"path": "/", "protocol": "HTTP", "ignoreHttp1xx": false}]})");
    row("N21 codes", R"({"readinessChecks": [{}]})",
        R"({"readinessChecks": [{"name": "readinessCheck", "protocol": "HTTP", "path": "/",
            "portName": "http-api", "intervalSeconds": 30, "timeoutSeconds": 10,
            "httpStatusCodesForReady": [200], "preserveLastResponse": false}]})");
    row("N32 delay", R"({"healthChecks": [{"delaySeconds": 3}]})",
        R"({"healthChecks": [{"delaySeconds": 15}]})");
    row("N32b 1xx", R"({"healthChecks": [{"ignoreHttp1xx": true}]})",
        R"({"healthChecks": [{"ignoreHttp1xx": false}]})");
    row("N33 index of a command",
        R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "x"}, "portIndex": 0}]})",
        R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "x"}}]})");
    row("N34 path of TCP", R"({"healthChecks": [{"protocol": "TCP", "path": "/"}]})",
        R"({"healthChecks": [{"protocol": "TCP"}]})");
    row("N34b 1xx of Mesos",
        R"({"healthChecks": [{"protocol": "MESOS_HTTP", "ignoreHttp1xx": true}]})",
        R"({"healthChecks": [{"protocol": "MESOS_HTTP"}]})");
    row("N26 type", R"({"container": {"docker": {"image": "i"}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i", "forcePullImage": false,
            "privileged": false, "parameters": []}, "volumes": []}})");
    row("N28 type of a volume", R"({"container": {"type": "MESOS", "volumes": [{"containerPath":
            "d", "mode": "RW", "persistent": {"size": 1}}]}})",
        R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "d", "mode": "RW",
            "persistent": {"size": 1, "type": "root", "constraints": []}}]},
            "residency": {"relaunchEscalationTimeoutSeconds": 3600,
            "taskLostBehavior": "WAIT_FOREVER"}, "unreachableStrategy": "disabled",
            "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})");
    row("N28c shared", R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "d",
            "mode": "RW", "external": {"name": "v", "provider": "dvdi"}}]}})",
        R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "d", "mode": "RW",
            "external": {"name": "v", "provider": "dvdi", "shared": false}}]},
            "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})");
    row("N30 Linux settings of Docker", R"({"container": {"docker": {"image": "i"}, "linuxInfo":
            {"seccomp": {"unconfined": true}}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}, "volumes": []}})");
    row("N31 privileged of Mesos",
        R"({"container": {"type": "MESOS", "docker": {"image": "i", "privileged": true}}})",
        R"({"container": {"type": "MESOS", "docker": {"image": "i", "privileged": false,
            "parameters": [], "forcePullImage": false}, "volumes": []}})");
    row("N42 mode of a secret", R"({"secrets": {"s": {"source": "p"}}, "container": {"type":
            "MESOS", "volumes": [{"containerPath": "d", "secret": "s", "mode": "RO"}]}})",
        R"({"secrets": {"s": {"source": "p"}}, "container": {"type": "MESOS",
            "volumes": [{"containerPath": "d", "secret": "s"}]}})");
    row("N22b residency of nobody", R"({"residency": {"taskLostBehavior": "WAIT_FOREVER"}})", "{}");
    row("N23 unreachable", "{}",
        R"({"unreachableStrategy": {"inactiveAfterSeconds": 0, "expungeAfterSeconds": 0}})");
    row("N24 upgrade", "{}",
        R"({"upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1}})");
    row("N25 role", "{}", R"({"role": "ops"})");
    row("N27 assigned port", R"({"portDefinitions": [{"port": 0, "name": "a"}, {"port": 0}]})",
        R"({"portDefinitions": [{"port": 10011, "name": "a", "protocol": "tcp"},
            {"port": 10002, "protocol": "tcp"}]})");
    row("N29 protocols", R"({"portDefinitions": [{"port": 0, "protocol": "udp,tcp"}]})",
        R"({"portDefinitions": [{"port": 10000, "protocol": "tcp,udp"}]})");
    row("N35 spelling", R"({"killSelection": "oldest_first"})",
        R"({"killSelection": "OLDEST_FIRST"})");
    row("N36 numbers", R"({"cpus": 2.0, "mem": 6.4e1, "backoffFactor": 2})",
        R"({"cpus": 2, "mem": 64.0, "backoffFactor": 2.0})");
    row("N37 sets", R"({"constraints": [["a", "UNIQUE"], ["b", "UNIQUE"], ["a", "UNIQUE"]],
            "acceptedResourceRoles": ["*", "ops"], "dependencies": ["/x", "/y"]})",
        R"({"constraints": [["b", "UNIQUE"], ["a", "UNIQUE"]],
            "acceptedResourceRoles": ["ops", "*"], "dependencies": ["/y", "/x"]})");
    row("N37 equal checks", R"({"healthChecks": [{}, {"delaySeconds": 9}]})",
        R"({"healthChecks": [{"protocol": "HTTP"}]})");
    row("N38 empty", R"({"args": [], "constraints": [], "dependencies": [], "env": {},
            "fetch": [], "healthChecks": [], "readinessChecks": [], "secrets": {}})",
        "{}");
    row("N38b null", R"({"container": {"docker": {"image": "i", "parameters": null}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}}})");
    row("N39 plain defaults", "{}", R"({"instances": 1, "cpus": 1, "mem": 128, "disk": 0, "gpus": 0,
            "executor": "", "backoffSeconds": 1, "backoffFactor": 1.15,
            "maxLaunchDelaySeconds": 300, "requirePorts": false, "killSelection": "YOUNGEST_FIRST",
            "labels": {}})");
    row("N40 version", R"({"version": "2020-01-01T00:00:00.000Z"})",
        R"({"version": "2024-01-01T00:00:00.000Z", "versionInfo": {
            "lastScalingAt": "2024-01-01T00:00:00.000Z",
            "lastConfigChangeAt": "2024-01-01T00:00:00.000Z"}, "tasksRunning": 1, "tasks": []})");
    row("N41 terminal", R"({"tty": false})", "{}");
    row("N43 unknown", R"({"healthCheck": {"path": "/"}, "container": {"docker": {"image": "i",
            "tag": "x"}}})",
        R"({"container": {"type": "DOCKER", "docker": {"image": "i"}}})");
}

void TestNormalisation::apps()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, served);
    QCOMPARE(differences(served, sent), QString());
    // As a GET wraps it.
    QCOMPARE(differences("{\"app\": " + served + '}', sent), QString());
}

void TestNormalisation::others_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("served");
    const auto row = [](const char *name, const char *sent, const char *served) {
        QTest::newRow(name) << QByteArray(sent) << QByteArray(served);
    };
    row("NP2 host port of an endpoint",
        R"({"id": "/p", "containers": [{"name": "c", "exec": {"command": {"shell": "x"}},
            "resources": {"cpus": 1, "mem": 32}, "endpoints": [{"name": "e"}]}],
            "networks": [{"mode": "host"}]})",
        R"({"id": "/p", "containers": [{"name": "c", "exec": {"command": {"shell": "x"}},
            "resources": {"cpus": 1, "mem": 32, "disk": 0, "gpus": 0}, "endpoints": [{"name": "e",
            "hostPort": 0}]}], "networks": [{"mode": "host"}], "version": "2024-01-01T00:00:00.000Z",
            "role": "ops"})");
    row("NP5 to NP8 defaults",
        R"({"id": "/p", "containers": [{"name": "c", "exec": {"command": {"shell": "x"}},
            "resources": {"cpus": 1, "mem": 32}}], "networks": [{"mode": "container"}]})",
        R"({"id": "/p", "containers": [{"name": "c", "exec": {"command": {"shell": "x"}},
            "resources": {"cpus": 1, "mem": 32, "disk": 0, "gpus": 0}}],
            "networks": [{"mode": "container", "name": "dcos"}], "role": "ops",
            "scaling": {"kind": "fixed", "instances": 1},
            "executorResources": {"cpus": 0.1, "mem": 32, "disk": 10},
            "scheduling": {"backoff": {"backoff": 1, "backoffFactor": 1.15, "maxLaunchDelay": 300},
            "upgrade": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1},
            "killSelection": "YOUNGEST_FIRST",
            "unreachableStrategy": {"inactiveAfterSeconds": 0, "expungeAfterSeconds": 0}}})");
    row("NG1 ids in a group", R"({"id": "g", "apps": [{"id": "a", "cmd": "x"}],
            "groups": [{"id": "h", "apps": [{"id": "b", "cmd": "x", "dependencies": ["../a"]}]}]})",
        R"({"id": "/g", "enforceRole": false, "apps": [{"id": "/g/a", "cmd": "x", "role": "ops"}],
            "groups": [{"id": "/g/h", "apps": [{"id": "/g/h/b", "cmd": "x", "role": "ops",
            "dependencies": ["/g/a"]}], "groups": [], "dependencies": []}], "dependencies": [],
            "pods": [], "version": "2024-01-01T00:00:00.000Z"})");
    row("NG4 role of a group", R"({"id": "/g", "enforceRole": true, "apps": [{"id": "a",
            "cmd": "x"}]})",
        R"({"id": "/g", "enforceRole": true, "apps": [{"id": "/g/a", "cmd": "x", "role": "g"}]})");
}

void TestNormalisation::others()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, served);
    QCOMPARE(differences(served, sent), QString());
}

/// Close relatives of the rows above that do mean something.
void TestNormalisation::differencesAreSeen_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("served");
    QTest::addColumn<QString>("changes");
    const auto row
        = [](const char *name, const char *sent, const char *served, const char *changes) {
              QTest::newRow(name) << patched(sent) << patched(served) << QString::fromUtf8(changes);
          };
    row("another role", "{}", R"({"role": "web"})", "changed /role");
    row("a left-out number of instances", "{}", R"({"instances": 5})", "changed /instances");
    row("a variable gone", R"({"env": {"A": "1"}})", R"({"env": {"A": "1", "B": "2"}})",
        "removed /env/B");
    row("another assigned port", R"({"portDefinitions": [{"port": 10009}]})",
        R"({"portDefinitions": [{"port": 10008}]})", "changed /portDefinitions/10009/port");
    row("order of downloads", R"({"fetch": [{"uri": "a"}, {"uri": "b"}]})",
        R"({"fetch": [{"uri": "b"}, {"uri": "a"}]})", "moved /fetch/a");
    row("terminal", R"({"tty": true})", "{}", "added /tty");
}

void TestNormalisation::differencesAreSeen()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, served);
    QFETCH(QString, changes);
    QCOMPARE(differences(served, sent), changes);
}

QTEST_GUILESS_MAIN(TestNormalisation)
#include "tst_normalisation.moc"
