// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// Members that follow others.
QByteArray more(const QByteArray &members)
{
    return members.isEmpty() ? members : QByteArray(", " + members);
}

/// An app that nothing is wrong with, and these members.
QByteArray app(const QByteArray &members)
{
    return R"({"id": "/t/app", "cmd": "sleep 10")" + more(members) + '}';
}

QByteArray pod(const QByteArray &members, const QByteArray &ofContainer = {})
{
    return R"({"id": "/t/pod", "containers": [{"name": "web", "resources": {"cpus": 1})"
        + more(ofContainer) + "}]" + more(members) + '}';
}

QByteArray docker(const QByteArray &members)
{
    return app(R"("container": {"docker": {"image": "a/b:1.0.0", )" + members + "}}");
}

QByteArray volume(const QByteArray &members)
{
    return app(R"("container": {"type": "MESOS", "volumes": [{)" + members + "}]}");
}

/// Without the server's own refusals, which tst_serverrules tries.
RuleConfig schemaOnly()
{
    RuleConfig config = RuleConfig::builtIn();
    for (const Rule &rule : allRules()) {
        const bool isOfSchema = rule.id.starts_with("schema-") || rule.id == "meta-unknown-field"
            || rule.id == "meta-duplicate-key";
        if (!isOfSchema)
            config.levels.insert(QString::fromLatin1(rule.id), std::nullopt);
    }
    return config;
}

} // namespace

class SchemaRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void judgesPods_data();
    void judgesPods();
    void judgesOtherBodies_data();
    void judgesOtherBodies();
    void marksThePlace_data();
    void marksThePlace();
    void speaksPlainly_data();
    void speaksPlainly();
    void fixes_data();
    void fixes();
    void offersNoFixThatFails_data();
    void offersNoFixThatFails();
    void skipsTemplates_data();
    void skipsTemplates();
    void knowsVersions_data();
    void knowsVersions();
    void unknownFields_data();
    void unknownFields();
    void allowsExtraKeys();
    void renames_data();
    void renames();
};

void SchemaRulesTest::judges_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rule");

    const auto row = [](const QByteArray &members, const char *rule) {
        const QByteArray name = members + (rule[0] ? " -> " : " is fine") + rule;
        QTest::newRow(name.constData()) << app(members) << QString::fromLatin1(rule);
    };
    row("", "");
    // types
    row(R"("cpus": 0.5)", "");
    row(R"("cpus": "0.5")", "schema-type");
    row(R"("cpus": null)", "");
    row(R"("cpus": [1])", "schema-type");
    row(R"("instances": 2.0)", "");
    row(R"("instances": 2e0)", "");
    row(R"("instances": 1.5)", "schema-type");
    row(R"("instances": true)", "schema-type");
    row(R"("tty": "yes")", "schema-type");
    row(R"("tty": 1)", "schema-type");
    row(R"("user": 0)", "schema-type");
    row(R"("args": "run")", "schema-type");
    row(R"("args": ["run", 1])", "schema-type");
    row(R"("args": ["run", null])", "schema-type");
    row(R"("args": [])", "");
    row(R"("residency": 5)", "schema-type");
    row(R"("portDefinitions": ["abc"])", "schema-type");
    row(R"("portDefinitions": [null])", "");
    row(R"("executorResources": "x")", "schema-type");
    row(R"("version": 7)", "schema-type");
    row(R"("version": "2020-01-01T00:00:00.000Z")", "");
    row(R"("tasksRunning": "none", "tasks": 3, "versionInfo": 1)", "");
    // unions
    row(R"("env": {"A": "1", "B": {"secret": "b"}}, "secrets": {"b": {"source": "x"}})", "");
    row(R"("env": {"A": 1})", "schema-type");
    row(R"("env": {"A": true})", "schema-type");
    row(R"("env": {"A": []})", "schema-type");
    row(R"("env": {"A": null})", "");
    row(R"("env": {"A": {}})", "schema-required");
    row(R"("env": {"A": {"secret": 1}})", "schema-type");
    row(R"("env": {"9 lives": "yes"})", "");
    row(R"("labels": {"tier": 2})", "schema-type");
    row(R"("labels": {"any key at all": ""})", "");
    row(R"("secrets": {"b": {}})", "schema-required");
    row(R"("secrets": {"b": {"source": ""}})", "schema-range");
    row(R"("resourceLimits": {"cpus": 2, "mem": "unlimited"})", "");
    row(R"("resourceLimits": {"cpus": "Unlimited"})", "schema-value");
    row(R"("resourceLimits": {"cpus": "2"})", "schema-value");
    row(R"("resourceLimits": {"cpus": true})", "schema-type");
    row(R"("unreachableStrategy": "disabled")", "");
    row(R"("unreachableStrategy": "off")", "schema-value");
    row(R"("unreachableStrategy": 5)", "schema-type");
    row(R"("unreachableStrategy": {"inactiveAfterSeconds": 0, "expungeAfterSeconds": 5})", "");
    row(R"("unreachableStrategy": {"expungeAfterSeconds": -5})", "schema-range");
    row(R"("check": {"exec": {"command": {"shell": "true"}}})", "");
    row(R"("check": {"exec": {"command": {}}})", "schema-required");
    row(R"("check": {"exec": {}})", "schema-required");
    // ranges
    row(R"("cpus": 0)", "");
    row(R"("cpus": 0.0001)", "");
    row(R"("cpus": -0.5)", "schema-range");
    row(R"("mem": -1)", "schema-range");
    row(R"("instances": 0)", "");
    row(R"("instances": -1)", "schema-range");
    row(R"("backoffFactor": 0.5)", "schema-range");
    row(R"("taskKillGracePeriodSeconds": -1)", "schema-range");
    row(R"("executorResources": {"mem": 16})", "schema-range");
    row(R"("portDefinitions": [{"port": 65536}])", "schema-range");
    row(R"("portDefinitions": [{"port": 65535}])", "");
    row(R"("upgradeStrategy": {"minimumHealthCapacity": 1.1, "maximumOverCapacity": 0})",
        "schema-range");
    row(R"("healthChecks": [{"timeoutSeconds": -5}])", "");
    row(R"("role": "")", "schema-range");
    row(R"("fetch": [{"uri": ""}])", "schema-range");
    // words
    row(R"("killSelection": "oldest_first")", "");
    row(R"("killSelection": "RANDOM")", "schema-value");
    row(R"("healthChecks": [{"protocol": "mesos_http"}])", "");
    row(R"("healthChecks": [{"protocol": "GRPC"}])", "schema-value");
    row(R"("networks": [{"mode": "Host"}])", "");
    row(R"("networks": [{"mode": "bridge"}])", "schema-value");
    row(R"("portDefinitions": [{"protocol": "tcp,udp"}])", "schema-value");
    row(R"("portDefinitions": [{"protocol": "UDP,TCP"}])", "");
    // patterns
    row(R"("executor": "//cmd")", "");
    row(R"("executor": "/opt/run")", "");
    row(R"("executor": "")", "");
    row(R"("executor": "//other")", "schema-pattern");
    row(R"("networks": [{"name": "dcos_net"}])", "");
    row(R"("networks": [{"name": "-net"}])", "schema-pattern");
    row(R"("portDefinitions": [{"name": "HTTP"}])", "schema-pattern");
    // required
    row(R"("upgradeStrategy": {"minimumHealthCapacity": 1})", "schema-required");
    row(R"("upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": null})",
        "schema-required");
    row(R"("fetch": [{"extract": true}])", "schema-required");
    row(R"("container": {"docker": {}})", "schema-required");
    row(R"("container": {"docker": {"image": null}})", "schema-required");
    row(R"("container": {"docker": {"image": ""}})", "schema-range");
    row(R"("healthChecks": [{"protocol": "COMMAND", "command": {}}])", "schema-required");
    // the server knows it, and refuses it
    QTest::newRow("a credential") << docker(R"("credential": {"principal": "x"})")
                                  << u"schema-rejected"_s;
    QTest::newRow("the old network") << docker(R"("network": "Bridge")") << QString();
    QTest::newRow("an unknown old network") << docker(R"("network": "VLAN")") << u"schema-value"_s;
    QTest::newRow("a Docker option")
        << docker(R"("parameters": [{"key": "a", "value": ""}])") << QString();
    QTest::newRow("half a Docker option")
        << docker(R"("parameters": [{"key": "a"}])") << u"schema-required"_s;
    // volumes
    const QByteArray path = R"("containerPath": "data")";
    QTest::newRow("a host volume")
        << volume(path + R"(, "hostPath": "/srv", "mode": "ro")") << QString();
    QTest::newRow("a host volume without mode")
        << volume(path + R"(, "hostPath": "/srv")") << u"schema-required"_s;
    QTest::newRow("a volume of no kind")
        << volume(path + R"(, "mode": "RW")") << u"schema-required"_s;
    QTest::newRow("a volume without a place")
        << volume(R"("hostPath": "/srv", "mode": "RO")") << u"schema-required"_s;
    QTest::newRow("a persistent volume")
        << volume(path + R"(, "mode": "RW", "persistent": {"size": 100})") << QString();
    QTest::newRow("a persistent volume without size")
        << volume(path + R"(, "mode": "RW", "persistent": {}, "hostPath": null)")
        << u"schema-required"_s;
    QTest::newRow("a secret volume") << volume(path + R"(, "secret": "tls")") << QString();
    QTest::newRow("an external volume") << volume(path
        + R"(, "mode": "RW", "external": {"name": "v", "provider": "dvdi",)"
          R"( "options": {"dvdi/driver": "rexray", "any/key": "x"}})")
                                        << QString();
    QTest::newRow("an external volume with a number as option") << volume(path
        + R"(, "mode": "RW", "external": {"name": "v", "provider": "dvdi",)"
          R"( "options": {"dvdi/driver": "rexray", "size": 3}})")
                                                                << u"schema-type"_s;
}

void SchemaRulesTest::judges()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, rule);

    const Findings findings = checkText(text, schemaOnly()).findings;
    QCOMPARE(idsOf(findings), rule.isEmpty() ? QStringList() : QStringList{rule});
    QCOMPARE(brokenFixLaw(text, schemaOnly()), QString());
    if (!rule.isEmpty()) {
        QCOMPARE(findings.front().family, RuleFamily::Refused);
        QCOMPARE(findings.front().severity, Severity::Error);
        QVERIFY2(findings.front().message.size() <= 90, qPrintable(findings.front().message));
    }
}

void SchemaRulesTest::judgesPods_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rule");

    QTest::newRow("a plain pod") << pod({}) << QString();
    QTest::newRow("no containers")
        << R"({"id": "/t/pod", "containers": []})"_ba << u"schema-range"_s;
    QTest::newRow("a container without name")
        << R"({"id": "/t/pod", "containers": [{"resources": {}}]})"_ba << u"schema-required"_s;
    QTest::newRow("a name with capitals")
        << R"({"id": "/t/pod", "containers": [{"name": "Web", "resources": {}}]})"_ba
        << u"schema-pattern"_s;
    QTest::newRow("a long name")
        << "{\"id\": \"/t/pod\", \"containers\": [{\"resources\": {}, \"name\": \""
            + QByteArray(64, 'a') + "\"}]}"
        << u"schema-range"_s;
    QTest::newRow("fixed scaling")
        << pod(R"("scaling": {"kind": "fixed", "instances": 2})") << QString();
    QTest::newRow("fixed in capitals")
        << pod(R"("scaling": {"kind": "FIXED", "instances": 2})") << u"schema-value"_s;
    QTest::newRow("endpoint protocol as text")
        << pod({}, R"("endpoints": [{"name": "http", "protocol": "tcp"}])") << u"schema-type"_s;
    QTest::newRow("endpoint port 0")
        << pod({}, R"("endpoints": [{"name": "http", "containerPort": 0}])") << u"schema-range"_s;
    QTest::newRow("a command without form")
        << pod({}, R"("exec": {"command": {}})") << u"schema-required"_s;
    QTest::newRow("an argv command")
        << pod({}, R"("exec": {"command": {"argv": ["a"]}})") << QString();
    QTest::newRow("an empty argv")
        << pod({}, R"("exec": {"command": {"argv": []}})") << u"schema-range"_s;
    QTest::newRow("an image without kind")
        << pod({}, R"("image": {"id": "a/b:1.0.0"})") << u"schema-required"_s;
    QTest::newRow("an image of another kind")
        << pod({}, R"("image": {"kind": "OCI", "id": "a/b:1.0.0"})") << u"schema-value"_s;
    QTest::newRow("environment") << pod(R"("environment": {"A": 1})") << u"schema-type"_s;
    QTest::newRow("an ephemeral volume") << pod(R"("volumes": [{"name": "data"}])") << QString();
    QTest::newRow("a constraint") << pod(
        R"("scheduling": {"placement": {"constraints": [{"fieldName": "hostname", "operator": "unique"}]}})")
                                  << QString();
    QTest::newRow("an unknown operator") << pod(
        R"("scheduling": {"placement": {"constraints": [{"fieldName": "hostname", "operator": "SPREAD"}]}})")
                                         << u"schema-value"_s;
}

void SchemaRulesTest::judgesPods()
{
    judges();
}

void SchemaRulesTest::judgesOtherBodies_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rule");

    QTest::newRow("a list of apps") << "[" + app({}) + "]" << QString();
    QTest::newRow("a list with something else") << "[" + app({}) + ", 5]" << u"schema-type"_s;
    QTest::newRow("an app of a list") << "[" + app(R"("cpus": "1")") + "]" << u"schema-type"_s;
    QTest::newRow("an answer") << R"({"app": )"
            + app(R"("mem": "1", "tasks": [], "deployments": [])")
            + "}" << u"schema-type"_s;
    QTest::newRow("a group") << R"({"id": "/g", "apps": [{"id": "a", "cmd": "aa"}]})"_ba
                             << QString();
    QTest::newRow("a group without id")
        << R"({"apps": [{"id": "a", "cmd": "aa"}], "groups": []})"_ba << QString();
    QTest::newRow("a nested group without id")
        << R"({"id": "/g", "groups": [{"apps": []}]})"_ba << u"schema-required"_s;
    QTest::newRow("apps that are no list") << R"({"id": "/g", "apps": {}})"_ba << u"schema-type"_s;
    QTest::newRow("an app that is no object")
        << R"({"id": "/g", "apps": ["a"]})"_ba << u"schema-type"_s;
    QTest::newRow("an app of a group")
        << R"({"id": "/g", "apps": [{"id": "a", "cpus": -1}]})"_ba << u"schema-range"_s;
    QTest::newRow("an app without id")
        << R"({"id": "/g", "apps": [{"cmd": "aa"}]})"_ba << u"schema-required"_s;
    QTest::newRow("scaling down") << R"({"id": "/g", "apps": [], "scaleBy": -1})"_ba
                                  << u"schema-range"_s;
}

void SchemaRulesTest::judgesOtherBodies()
{
    judges();
}

void SchemaRulesTest::marksThePlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("marked");
    QTest::addColumn<QString>("pointer");

    QTest::newRow("the value at fault") << app(R"("cpus": "1")") << "\"1\""_ba << u"/cpus"_s;
    QTest::newRow("the key of the parent of what is missing")
        << app(R"("upgradeStrategy": {"minimumHealthCapacity": 1})") << "\"upgradeStrategy\""_ba
        << u"/upgradeStrategy"_s;
    QTest::newRow("the brace of an element that lacks something")
        << app(R"("fetch": [{"extract": true}])") << "{"_ba << u"/fetch/0"_s;
    QTest::newRow("the key that has no effect")
        << app(R"("instnaces": 3)") << "\"instnaces\""_ba << u"/instnaces"_s;
    QTest::newRow("a key with a slash")
        << app(R"("labels": {"a/b": 1})") << "1"_ba << u"/labels/a~1b"_s;
}

void SchemaRulesTest::marksThePlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, marked);
    QFETCH(QString, pointer);

    const Findings findings = checkText(text, schemaOnly()).findings;
    const Finding &finding = findings.front();
    QCOMPARE(text.mid(finding.range.begin, finding.range.length()), marked);
    QCOMPARE(finding.pointer.toString(), pointer);
    QCOMPARE(finding.app, u"/t/app"_s);
}

void SchemaRulesTest::speaksPlainly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    const auto row = [](const QByteArray &members, const QString &message) {
        QTest::newRow(members.constData()) << app(members) << message;
    };
    row(R"("cpus": "1")", u"Marathon refuses this: cpus must be a number."_s);
    row(R"("instances": 0.5)", u"Marathon refuses this: instances must be a whole number."_s);
    row(R"("tty": 1)", u"Marathon refuses this: tty must be true or false."_s);
    row(R"("env": {"A": 1})", u"Marathon refuses this: A must be text or an object."_s);
    row(R"("args": [1])", u"Marathon refuses this: an entry of args must be text."_s);
    row(R"("residency": 5)",
        u"residency must be an object; Marathon takes this for an empty one."_s);
    row(R"("instances": -1)", u"Marathon refuses this: instances must be at least 0."_s);
    row(R"("portDefinitions": [{"port": 70000}])",
        u"Marathon refuses this: port must be at most 65535."_s);
    row(R"("role": "")", u"Marathon refuses this: role must not be empty."_s);
    row(R"("killSelection": "X")",
        u"Marathon refuses this: killSelection must be YOUNGEST_FIRST or OLDEST_FIRST."_s);
    row(R"("healthChecks": [{"protocol": "X"}])",
        u"Marathon refuses this: 'X' is not a protocol that it knows."_s);
    row(R"("executor": "//x")",
        u"Marathon refuses this: executor must be empty, //cmd or a path."_s);
    row(R"("fetch": [{}])", u"Marathon refuses this: uri is missing."_s);
    row(R"("priviledged": 1)", u"'priviledged' is not a Marathon field and has no effect."_s);
    row(R"("instnaces": 1)",
        u"'instnaces' is not a Marathon field and has no effect; did you mean 'instances'?"_s);
}

void SchemaRulesTest::speaksPlainly()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(checkText(text, schemaOnly()).findings.front().message, message);
}

void SchemaRulesTest::fixes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("isSafe");

    const auto row
        = [](const QByteArray &before, const QByteArray &after, const QString &title, bool isSafe) {
              QTest::newRow(before.constData()) << app(before) << app(after) << title << isSafe;
          };
    row(R"("cpus": "0.50")", R"("cpus": 0.50)", u"Make it a number"_s, true);
    row(R"("instances": " 2 ")", R"("instances": 2)", u"Make it a number"_s, true);
    row(R"("env": {"A": 1e3})", R"("env": {"A": "1e3"})", u"Make it text"_s, true);
    row(R"("env": {"A": true})", R"("env": {"A": "true"})", u"Make it text"_s, true);
    row(R"("labels": {"A": 010.5})"_ba.replace("010", "10"), R"("labels": {"A": "10.5"})",
        u"Make it text"_s, true);
    row(R"("args": ["a", 2])", R"("args": ["a", "2"])", u"Make it text"_s, true);
    row(R"("tty": "True")", R"("tty": true)", u"Make it true"_s, true);
    row(R"("requirePorts": "false")", R"("requirePorts": false)", u"Make it false"_s, true);
    row(R"("resourceLimits": {"cpus": "2"})", R"("resourceLimits": {"cpus": 2})",
        u"Make it a number"_s, true);
    row(R"("resourceLimits": {"cpus": "Unlimited"})", R"("resourceLimits": {"cpus": "unlimited"})",
        u"Use unlimited"_s, false);
    row(R"("killSelection": "youngest-first")", R"("killSelection": "YOUNGEST_FIRST")",
        u"Use YOUNGEST_FIRST"_s, false);
    row(R"("healthChecks": [{"protocol": "MESOS_HTP"}])",
        R"("healthChecks": [{"protocol": "MESOS_HTTP"}])", u"Use MESOS_HTTP"_s, false);
    QTest::newRow("an id with capitals and underscores")
        << R"({"id": "/Shop/My_App", "cmd": "aa"})"_ba
        << R"({"id": "/shop/my-app", "cmd": "aa"})"_ba << u"Use /shop/my-app"_s << false;
}

void SchemaRulesTest::fixes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, title);
    QFETCH(bool, isSafe);

    const Findings findings = checkText(before, schemaOnly()).findings;
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings.front().fixes.size(), size_t(1));
    const Fix &fix = findings.front().fixes.front();
    QCOMPARE(fix.title, title);
    QCOMPARE(fix.isSafe, isSafe);
    QCOMPARE(fixedText(before, fix, {}), after);
    QCOMPARE(idsOf(checkText(after, schemaOnly()).findings), QStringList());
}

void SchemaRulesTest::offersNoFixThatFails_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const char *members : {R"("cpus": "one")", R"("cpus": "0x10")", R"("instances": "1.5")",
             R"("instances": "-1")", R"("tty": "yes")", R"("tty": 1)", R"("cpus": true)",
             R"("role": ["a"])", R"("executor": "//x")", R"("killSelection": "RANDOM")",
             R"("networks": [{"mode": 1}])", R"("networks": [{"name": true, "mode": false}])",
             R"("portDefinitions": [{"name": 1.5}])"})
        QTest::newRow(members) << app(members);
    QTest::newRow("an id that stays wrong") << R"({"id": "/shop/my#app", "cmd": "aa"})"_ba;
}

void SchemaRulesTest::offersNoFixThatFails()
{
    QFETCH(QByteArray, text);
    const Findings findings = checkText(text, schemaOnly()).findings;
    QVERIFY(!findings.empty());
    QVERIFY2(findings.back().fixes.empty(), qPrintable(findings.back().message));
}

void SchemaRulesTest::skipsTemplates_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("skipped");

    QTest::newRow("a number") << R"("cpus": "{{cpus}}")"_ba << 1;
    QTest::newRow("an object") << R"("upgradeStrategy": "${STRATEGY}")"_ba << 1;
    QTest::newRow("a word") << R"("killSelection": "@SELECTION@")"_ba << 1;
    QTest::newRow("a name") << R"("portDefinitions": [{"name": "<port name>"}])"_ba << 1;
    QTest::newRow("several") << R"("cpus": "{{a}}", "mem": "{{b}}", "tty": "{{c}}")"_ba << 3;
    QTest::newRow("free text is judged by nobody") << R"("user": "{{a}}")"_ba << 0;
}

void SchemaRulesTest::skipsTemplates()
{
    QFETCH(QByteArray, members);
    QFETCH(int, skipped);

    const CheckResult result = checkText(app(members), schemaOnly());
    QCOMPARE(idsOf(result.findings), QStringList());
    QCOMPARE(result.templatedValues, skipped);
}

void SchemaRulesTest::knowsVersions_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<MarathonVersion>("version");
    QTest::addColumn<QString>("message");

    const QByteArray check = R"("check": {"tcp": {"port": 1}})";
    QTest::newRow("the same") << check << MarathonVersion{1, 8, 0} << QString();
    QTest::newRow("newer") << check << MarathonVersion{1, 6, 0}
                           << u"'check' needs Marathon 1.8 and has no effect on 1.6."_s;
    QTest::newRow("newer, but empty")
        << R"("check": {})"_ba << MarathonVersion{1, 6, 0} << QString();
    QTest::newRow("not looked into") << R"("check": {"tcp": 5})"_ba << MarathonVersion{1, 6, 0}
                                     << u"'check' needs Marathon 1.8 and has no effect on 1.6."_s;
    QTest::newRow("a limit on 1.9")
        << R"("resourceLimits": {"cpus": 1})"_ba << MarathonVersion{1, 9, 0}
        << u"'resourceLimits' needs Marathon 1.10 and has no effect on 1.9."_s;
    const QByteArray shared = R"("container": {"type": "MESOS", "volumes": [{"containerPath": "d",
        "mode": "RW", "external": {"name": "n", "provider": "dvdi", "shared": true}}]})";
    QTest::newRow("a line stands for its newest release")
        << shared << MarathonVersion{1, 8, 0} << QString();
    QTest::newRow("a release is that one")
        << shared << MarathonVersion{1, 8, 100}
        << u"'shared' needs Marathon 1.8.222 and has no effect on 1.8.100."_s;
}

void SchemaRulesTest::knowsVersions()
{
    QFETCH(QByteArray, members);
    QFETCH(MarathonVersion, version);
    QFETCH(QString, message);

    RuleConfig config = schemaOnly();
    config.version = version;
    const Findings findings = checkText(app(members), config).findings;
    QCOMPARE(findings.empty() ? QString() : findings.front().message, message);
    if (!findings.empty())
        QCOMPARE(findings.front().rule, u"meta-unknown-field"_s);
}

void SchemaRulesTest::unknownFields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");

    QTest::newRow("at the top") << app(R"("instnaces": 5)") << 1;
    QTest::newRow("further down") << app(R"("healthChecks": [{"interval": 5, "timeout": 3}])") << 2;
    QTest::newRow("in another case") << app(R"("Cpus": 1)") << 1;
    QTest::newRow("a remark") << app(R"("_comment": "three zones", "//": "x", "x-team": 1)") << 0;
    QTest::newRow("null") << app(R"("stroeUrls": null)") << 0;
    QTest::newRow("an empty list") << app(R"("stroeUrls": [])") << 0;
    QTest::newRow("an empty object") << app(R"("extra": {})") << 0;
    QTest::newRow("in free maps") << app(R"("env": {"A": "x"}, "labels": {"instnaces": "x"})") << 0;
    QTest::newRow("written by the server")
        << app(R"("tasksRunning": 3, "deployments": [{"id": "x"}],
        "versionInfo": {"lastScalingAt": "x"}, "lastTaskFailure": {"anything": 1})")
        << 0;
    QTest::newRow("legacy") << app(R"("uris": ["http://a.example/b"], "ports": [0])") << 0;
    QTest::newRow("in a pod") << pod(
        R"("scaling": {"kind": "fixed", "instances": 1, "maxInstances": 2})")
                              << 1;
    QTest::newRow("in a group") << R"({"id": "/g", "apps": [], "aps": [1]})"_ba << 1;
    QTest::newRow("in something else") << R"({"name": "x", "instnaces": 1})"_ba << 0;
    QTest::newRow("an escaped key") << app(R"("cpu\u0073": 1)") << 0;
}

void SchemaRulesTest::unknownFields()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);

    const Findings findings = checkText(text, schemaOnly()).findings;
    QCOMPARE(countOf(findings, u"meta-unknown-field"_s), count);
    QCOMPARE(findings.size(), size_t(count));
    QCOMPARE(brokenFixLaw(text, schemaOnly()), QString());
}

void SchemaRulesTest::allowsExtraKeys()
{
    RuleConfig config = schemaOnly();
    config.parameters.allowedExtraKeys = {u"^team-"_s};
    const QByteArray text = app(R"("team-owner": "x", "_comment": "y")");
    QCOMPARE(countOf(checkText(text, config).findings, u"meta-unknown-field"_s), 1);
}

void SchemaRulesTest::renames_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isSafe");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after,
                         bool isSafe) {
        QTest::newRow(name) << app(before) << (after.isEmpty() ? after : app(after)) << isSafe;
    };
    row("mistyped", R"("instnaces": 5)", R"("instances": 5)", true);
    row("in another case", R"("Instances" : 5)", R"("instances" : 5)", true);
    row("with underscores", R"("accepted_resource_roles": ["*"])",
        R"("acceptedResourceRoles": ["*"])", true);
    row("near to two, nearer to one", R"("cpu": 1)", R"("cpus": 1)", false);
    row("without its ending", R"("taskKillGracePeriod": 5)", R"("taskKillGracePeriodSeconds": 5)",
        false);
    row("the right one is there", R"("instnaces": 5, "instances": 4)", "", false);
    row("nothing is near", R"("sidecar": 5)", "", false);
    row("the value would not fit", R"("instnaces": "many")", "", false);
    row("it would switch on a forced pull",
        R"("container": {"docker": {"image": "a/b:1.0.0", "forcePulImage": true}})", "", false);
    row("what it brings to life is judged anew",
        R"("container": {"dockr": {"image": "a/b:1.0.0"}})",
        R"("container": {"docker": {"image": "a/b:1.0.0"}})", false);
}

void SchemaRulesTest::renames()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(bool, isSafe);

    const Findings findings = checkText(before, schemaOnly()).findings;
    const Finding *finding = findingOf(findings, u"meta-unknown-field"_s);
    QVERIFY(finding);
    QCOMPARE(finding->fixes.size(), size_t(after.isEmpty() ? 0 : 1));
    if (after.isEmpty())
        return;
    QCOMPARE(finding->fixes.front().isSafe, isSafe);
    QCOMPARE(fixedText(before, finding->fixes.front(), {}), after);
    QCOMPARE(idsOf(checkText(after, schemaOnly()).findings), QStringList());
}

QTEST_APPLESS_MAIN(SchemaRulesTest)
#include "tst_schemarules.moc"
