// SPDX-License-Identifier: GPL-3.0-or-later
#include "servercases.h"

#include <QFile>
#include <QTest>

using namespace Pinion;
using namespace Pinion::ServerCases;
using namespace Qt::StringLiterals;

using Json = nlohmann::ordered_json;

namespace {

Json cases()
{
    QFile file(QStringLiteral(PINION_TEST_DATA "/server/appcases.json"));
    return file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString()) : Json();
}

/// A "..." at the end of an expected line stands for the rest.
bool fits(const QString &line, const QString &expected)
{
    return expected.endsWith(u"..."_s) ? line.startsWith(expected.chopped(3)) : line == expected;
}

Verdict judge(const JsonTree &tree, const ServerSettings &settings = {})
{
    return judgeApp(tree.root(), settings);
}

} // namespace

class TestServerCasesApp : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void laterStepsAreSilent_data();
    void laterStepsAreSilent();
    void placesAreWhatTheAuthorWrote_data();
    void placesAreWhatTheAuthorWrote();
    void followsTheRelease_data();
    void followsTheRelease();
    void settingsMatter();
    void placeholdersPass_data();
    void placeholdersPass();
    void isDeterministic();
    void survivesOddShapes_data();
    void survivesOddShapes();
};

void TestServerCasesApp::answers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("features");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("lines");
    const Json rows = cases();
    QVERIFY(rows.size() > 100);
    for (const Json &row : rows) {
        QStringList lines;
        for (const Json &line : row.value("answer", Json::array()))
            lines.append(QString::fromStdString(line.get<std::string>()));
        QTest::newRow(row["name"].get<std::string>().c_str())
            << patched(row["patch"].dump())
            << QString::fromStdString(row.value("features", std::string()))
            << row["status"].get<int>() << lines;
    }
}

void TestServerCasesApp::answers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, features);
    QFETCH(int, status);
    QFETCH(QStringList, lines);
    const JsonTree tree = JsonTree::parse(body);
    const Verdict verdict = judge(tree, withFeatures(features.toStdString()));
    const QStringList answer = linesOf(verdict);
    if (answer.size() != lines.size()
        || !std::equal(answer.begin(), answer.end(), lines.begin(), fits))
        QCOMPARE(answer, lines);
    QCOMPARE(verdict.isAccepted() ? 201 : verdict.refusedStatus, status);
}

void TestServerCasesApp::laterStepsAreSilent_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QStringList>("rules");
    QTest::newRow("legacy before everything")
        << QByteArray(R"({"ports": [80, 80], "cmd": "w", "check": {}})")
        << QStringList{u"server-ports-unique"_s};
    QTest::newRow("rewriting before canonical")
        << QByteArray(R"({"cmd": "w", "container": {"docker": {"image": "x", "network": "NONE"}}})")
        << QStringList{u"server-docker-network-none"_s};
    QTest::newRow("canonical before conversion")
        << QByteArray(R"({"cmd": "w", "check": {}})") << QStringList{u"server-command-short"_s};
    QTest::newRow("conversion before model")
        << QByteArray(R"({"check": {}, "unreachableStrategy": {"inactiveAfterSeconds": 1}})")
        << QStringList{u"server-check-kind"_s};
    QTest::newRow("index of a Mesos check is found late")
        << QByteArray(R"({"healthChecks": [{"protocol": "MESOS_HTTP", "portIndex": 1}]})")
        << QStringList{u"server-health-check-port"_s};
    QTest::newRow("one step reports all it finds")
        << QByteArray(R"({"cmd": "w", "role": "x", "gpus": 1})")
        << QStringList{
               u"server-command-short"_s, u"server-gpus-feature"_s, u"server-role-foreign"_s};
    QTest::newRow("an exception is the only one")
        << QByteArray(R"({"check": {}, "constraints": [["a", "unique"]]})")
        << QStringList{u"server-constraint-case"_s};
}

void TestServerCasesApp::laterStepsAreSilent()
{
    QFETCH(QByteArray, patch);
    QFETCH(QStringList, rules);
    const JsonTree tree = JsonTree::parse(patched(patch.toStdString()));
    QCOMPARE(rulesOf(judge(tree)), rules);
}

void TestServerCasesApp::placesAreWhatTheAuthorWrote_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("absent member: the body") << QByteArray(R"({"cmd": null})") << QString();
    QTest::newRow("default strategy: the label")
        << QByteArray(R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}})")
        << u"/labels/MARATHON_SINGLE_INSTANCE_APP"_s;
    QTest::newRow("model path of a legacy port")
        << QByteArray(R"({"ports": [0, -1]})") << u"/ports/1"_s;
    QTest::newRow("name of a legacy port mapping")
        << QByteArray(R"({"container": {"docker": {"image": "x", "network": "BRIDGE", )"
                      R"("portMappings": [{"name": "a"}, {"name": "a"}]}}})")
        << u"/container/docker/portMappings/1/name"_s;
    QTest::newRow("legacy network")
        << QByteArray(R"({"container": {"docker": {"image": "x", "network": "USER"}}})")
        << u"/container/docker/network"_s;
    QTest::newRow("second of two checks")
        << QByteArray(R"({"healthChecks": [{}, {}, {"portIndex": 3}]})")
        << u"/healthChecks/2/portIndex"_s;
    QTest::newRow("default volume role")
        << QByteArray(R"({"container": {"type": "MESOS", "volumes": [)"
                      R"({"containerPath": "d", "mode": "RW", "persistent": {"size": 1}}]}})")
        << u"/container/volumes"_s;
}

void TestServerCasesApp::placesAreWhatTheAuthorWrote()
{
    QFETCH(QByteArray, patch);
    QFETCH(QString, pointer);
    const JsonTree tree = JsonTree::parse(patched(patch.toStdString()));
    const Verdict verdict = judge(tree);
    QVERIFY(!verdict.isAccepted());
    QCOMPARE(verdict.violations.front().place.pointer().toString(), pointer);
}

void TestServerCasesApp::followsTheRelease_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QString>("silent");
    QTest::addColumn<QString>("refusing");
    const auto row
        = [](const char *name, const char *patch, const char *silent, const char *refusing) {
              QTest::newRow(name) << QByteArray(patch) << QString::fromLatin1(silent)
                                  << QString::fromLatin1(refusing);
          };
    row("reserved words", R"({"id": "/a/tasks"})", "1.6.567", "1.6.590");
    row("reserved words in the next line", R"({"id": "/a/tasks"})", "1.7.174", "1.7.188");
    row("IS before it came", R"({"constraints": [["a", "IS", "b"]]})", "1.6", "1.5");
    row("roles", R"({"role": "x"})", "1.8", "1.9");
    row("accepted roles are dropped in 1.9", R"({"acceptedResourceRoles": ["x"]})", "1.9.109",
        "1.10");
    row("limits", R"({"resourceLimits": {"mem": 1}})", "1.9", "1.10");
    row("check", R"({"check": {}})", "1.7", "1.8");
    row("credential", R"({"container": {"docker": {"image": "x", "credential": {}}}})", "1.4",
        "1.5");
    row("networks", R"({"networks": [{"mode": "host", "name": "x"}]})", "1.4", "1.5");
    row("network NONE", R"({"container": {"docker": {"image": "x", "network": "NONE"}}})", "1.4",
        "1.5");
}

void TestServerCasesApp::followsTheRelease()
{
    QFETCH(QByteArray, patch);
    QFETCH(QString, silent);
    QFETCH(QString, refusing);
    const JsonTree tree = JsonTree::parse(patched(patch.toStdString()));
    ServerSettings settings;
    settings.version = *MarathonVersion::parse(silent);
    QCOMPARE(linesOf(judge(tree, settings)), QStringList());
    settings.version = *MarathonVersion::parse(refusing);
    QVERIFY(!judge(tree, settings).isAccepted());
}

void TestServerCasesApp::settingsMatter()
{
    ServerSettings settings;
    settings.facts.defaultNetworkName = u"dcos"_s;
    const JsonTree unnamed = JsonTree::parse(patched(R"({"networks": [{"mode": "container"}]})"));
    QVERIFY(judge(unnamed, settings).isAccepted());
    const JsonTree both = JsonTree::parse(patched(R"({"networks": [{}, {"name": "dcos"}]})"));
    QCOMPARE(rulesOf(judge(both, settings)), QStringList{u"server-network-duplicate"_s});
    QCOMPARE(judge(both, settings).phase, Phase::Model);

    settings.facts.mesosRole = u"ops"_s;
    const JsonTree role = JsonTree::parse(patched(R"({"role": "*"})"));
    QCOMPARE(
        linesOf(judge(role, settings)), QStringList{u"/role → got *, expected one of: [ops, t]"_s});
    settings.facts.newGroupsEnforceRole = true;
    QCOMPARE(linesOf(judge(role, settings)), QStringList{u"/role → got *, expected one of: [t]"_s});

    settings = {};
    settings.facts.sanitizesResourceRoles = true;
    const JsonTree accepted = JsonTree::parse(
        patched(R"({"role": "t", "residency": {}, "acceptedResourceRoles": ["t", "x"]})"));
    QCOMPARE(rulesOf(judge(accepted, settings)), QStringList{u"server-resident-accepted-roles"_s});

    const JsonTree relative = JsonTree::parse(R"({"id": "api", "cmd": "sleep 1", "role": "shop"})");
    QVERIFY(!judgeApp(relative.root(), {}).isAccepted());
    QVERIFY(judgeApp(relative.root(), {}, u"/shop"_s).isAccepted());
}

void TestServerCasesApp::placeholdersPass_data()
{
    QTest::addColumn<QByteArray>("patch");
    const auto row
        = [](const char *name, const char *patch) { QTest::newRow(name) << QByteArray(patch); };
    row("id", R"({"id": "/{{env}}/restart", "role": "x"})");
    row("instances", R"({"instances": "{{n}}", "labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"},
        "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": "{{n}}"}})");
    row("network", R"({"networks": [{"mode": "{{mode}}", "name": "x"}], "healthChecks": [{}]})");
    row("container type", R"({"container": {"type": "${TYPE}"}, "gpus": 0})");
    row("operator", R"({"constraints": [["hostname", "{{op}}", "x"]]})");
    row("pattern", R"({"constraints": [["hostname", "LIKE", "{{hosts}}["]]})");
    row("address", R"({"fetch": [{"uri": "http://${HOST} /a"}], "uris": []})");
    row("role", R"({"role": "{{role}}", "acceptedResourceRoles": ["{{role}}"]})");
    row("dependency", R"({"dependencies": ["/{{env}}/DB"]})");
    row("port index", R"({"healthChecks": [{"portIndex": "{{i}}"}]})");
    row("protocol", R"({"healthChecks": [{"protocol": "{{p}}", "ipProtocol": "IPv6"}]})");
    row("limit", R"({"resourceLimits": {"cpus": "{{cpus}}"}})");
    row("port name", R"({"readinessChecks": [{"portName": "{{port}}"}]})");
}

void TestServerCasesApp::placeholdersPass()
{
    QFETCH(QByteArray, patch);
    const JsonTree tree = JsonTree::parse(patched(patch.toStdString()));
    QCOMPARE(linesOf(judge(tree)), QStringList());
}

void TestServerCasesApp::isDeterministic()
{
    for (const Json &row : cases()) {
        const JsonTree tree = JsonTree::parse(patched(row["patch"].dump()));
        const Verdict once = judge(tree);
        const Verdict twice = judge(tree);
        QCOMPARE(once.violations.size(), twice.violations.size());
        if (!once.isAccepted())
            QCOMPARE(answerBody(once), answerBody(twice));
    }
}

void TestServerCasesApp::survivesOddShapes_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "null", "[]", "5", "{}", R"({"id": 5, "container": []})",
             R"({"id": "/a", "container": "x", "networks": {}, "ports": "x"})",
             R"({"id": "/a", "healthChecks": [5, null], "constraints": ["x", 5, []]})",
             R"({"id": "/a", "env": [], "secrets": 5, "container": {"volumes": [null, 7]}})",
             R"({"id": "/a", "acceptedResourceRoles": "*", "readinessChecks": [[]]})", "{\"id\": ",
             R"({"id": "/a", "upgradeStrategy": [], "labels": 7, "dependencies": [1, null]})"})
        QTest::newRow(*body ? body : "nothing") << QByteArray(body);
}

void TestServerCasesApp::survivesOddShapes()
{
    QFETCH(QByteArray, body);
    const JsonTree tree = JsonTree::parse(body);
    const Verdict verdict = judge(tree);
    QVERIFY(verdict.refusedStatus == 422 || verdict.refusedStatus == 500);
}

QTEST_GUILESS_MAIN(TestServerCasesApp)
#include "tst_servercases_app.moc"
