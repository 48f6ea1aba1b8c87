// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

QByteArray more(const QByteArray &members)
{
    return members.isEmpty() ? members : QByteArray(", " + members);
}

QByteArray app(const QByteArray &members)
{
    return R"({"id": "/t/app", "cmd": "sleep 10")" + more(members) + '}';
}

QByteArray pod(const QByteArray &members, const QByteArray &ofContainer = {})
{
    return R"({"id": "/t/pod", "containers": [{"name": "web", "resources": {"cpus": 1})"
        + more(ofContainer) + "}]" + more(members) + '}';
}

/// What is refused, or overlooked, in the document: other families speak of other things.
Findings refusedIn(const QByteArray &text, const RuleConfig &config = RuleConfig::builtIn(),
    const Facts &facts = {})
{
    RuleConfig refusing = config;
    refusing.levels.insert(u"group-dependency-cycle"_s, {}); // speaks in the place of a refusal
    Findings findings = checkText(text, refusing, facts).findings;
    std::erase_if(
        findings, [](const Finding &finding) { return finding.family != RuleFamily::Refused; });
    return findings;
}

} // namespace

class ServerRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void marks_data();
    void marks();
    void overlooks_data();
    void overlooks();
    void oneCauseOneFinding_data();
    void oneCauseOneFinding();
    void skipsPlaceholders_data();
    void skipsPlaceholders();
    void knowsOwnPlaceholders();
    void judgesUpdates();
    void takesManyRefusals();
    void knowsTheServer();
    void fixes_data();
    void fixes();
};

void ServerRulesTest::answers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("answer");

    const auto row
        = [](const char *tag, const QByteArray &text, const char *rule, const QString &answer) {
              QTest::newRow(tag) << text << QString::fromLatin1(rule) << answer;
          };
    row("a type", app(R"("cpus": "1")"), "schema-type", u"422 /cpus error.expected.jsnumber"_s);
    row("a range", app(R"("instances": -1)"), "schema-range", u"422 /instances error.min"_s);
    row("a word", app(R"("killSelection": "RANDOM")"), "schema-value",
        u"422 /killSelection error.unknown.enum.literal"_s);
    row("a pattern", app(R"("executor": "//x")"), "schema-pattern",
        u"422 /executor error.pattern"_s);
    row("a missing member", app(R"("fetch": [{"extract": true}])"), "schema-required",
        u"422 /fetch(0)/uri 'uri' is undefined on object: {\"extract\":true}"_s);
    row("a form",
        app(R"("container": {"type": "MESOS", "volumes": [{"containerPath": "d", "mode": "RW", "persistent": {}}]})"),
        "schema-required",
        u"422 /container/volumes(0)/hostPath 'hostPath' is undefined on object: "
        "{\"containerPath\":\"d\",\"mode\":\"RW\",\"persistent\":{}}"_s);
    row("what is always refused",
        app(R"("container": {"docker": {"image": "a/b:1.0.0", "credential": {"principal": "x"}}})"),
        "schema-rejected", u"422 /container/docker/credential must be empty"_s);
    row("more than 32 bits", app(R"("instances": 3000000000)"), "server-read-type",
        u"422 /instances error.expected.int"_s);
    row("a version that is none", app(R"("version": "yesterday")"), "server-read-date",
        u"422 /version error.expected.date.isoformat"_s);
    row("an app of a group", R"({"id": "/g", "apps": [{"id": "a", "cmd": "sleep 1", "mem": "1"}]})",
        "schema-type", u"422 /apps(0)/mem error.expected.jsnumber"_s);
    row("an app of a list", "[" + app(R"("mem": "1")") + "]", "schema-type",
        u"422 (0)/mem error.expected.jsnumber"_s);
    row("a pod", pod(R"("volumes": [{"name": "data"}])"), "server-pod-volume-unmounted",
        u"422 /volumes(0) volume must be referenced by at least one container"_s);
    row("the telling half of an answer", pod(R"("secrets": {"s": {"source": "/s"}})"),
        "server-pod-secrets-feature",
        u"422 /secrets Feature secrets is not enabled. Enable with --enable_features secrets)"_s);
    row("a group", R"({"id": "/g", "apps": [{"id": "/o/a", "cmd": "sleep 1"}]})",
        "server-group-app-elsewhere", u"422 /apps(0)/id Identifier is not child of '/g'"_s);
    row("a group inside without an id", R"({"id": "/g", "groups": [{"apps": []}]})",
        "schema-required", u"500  None.get"_s);
    row("a circle",
        R"({"id": "/g", "apps": [{"id": "a", "cmd": "sleep 1", "dependencies": ["a"]}]})",
        "server-dependency-cycle", u"422 / Dependency graph has cyclic dependencies."_s);
}

void ServerRulesTest::answers()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, rule);
    QFETCH(QString, answer);

    const Findings findings = refusedIn(text);
    QCOMPARE(idsOf(findings), QStringList{rule});
    const Finding &finding = findings.front();
    QVERIFY(finding.answer);
    QCOMPARE(QString::number(finding.answer->status) + u' ' + finding.answer->path + u' '
            + finding.answer->error,
        answer);
    QCOMPARE(finding.severity, Severity::Error);
    QVERIFY2(finding.message.startsWith(u"Marathon"_s), qPrintable(finding.message));
}

void ServerRulesTest::marks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("marked");

    QTest::newRow("a value") << app(R"("instances": 3000000000)") << "3000000000"_ba;
    QTest::newRow("a key") << pod(R"("linuxInfo": {"seccomp": {"unconfined": true}})")
                           << "\"seccomp\""_ba;
    QTest::newRow("the brace of an entry") << pod(R"("volumes": [{"name": "data"}])") << "{"_ba;
}

void ServerRulesTest::marks()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, marked);

    const Findings findings = refusedIn(text);
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(text.mid(findings.front().range.begin, findings.front().range.length()), marked);
}

void ServerRulesTest::overlooks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    QTest::newRow("another word than disabled")
        << app(R"("unreachableStrategy": "off")")
        << u"Marathon overlooks this: unreachableStrategy must be disabled."_s;
    QTest::newRow("an object that needs nothing")
        << app(R"("residency": 5)")
        << u"residency must be an object; Marathon takes this for an empty one."_s;
    QTest::newRow("a volume that then lives with the pod")
        << pod(R"("volumes": [{"name": "data", "persistent": {}}])",
               R"("volumeMounts": [{"name": "data", "mountPath": "d"}])")
        << u"Marathon overlooks this: size is missing."_s;
    QTest::newRow("one whose type it minds") << app(
        R"("resourceLimits": 5)") << u"Marathon refuses this: resourceLimits must be an object."_s;
}

void ServerRulesTest::overlooks()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);

    const Findings findings = refusedIn(text);
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings.front().message, message);
    QCOMPARE(findings.front().answer.has_value(), message.contains("refuses"_L1));
}

void ServerRulesTest::oneCauseOneFinding_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rules");

    QTest::newRow("two members that are missing")
        << app(R"("upgradeStrategy": {"x": 1})")
        << QStringList{u"schema-required"_s, u"schema-required"_s};
    QTest::newRow("an unknown key that is refused")
        << pod(R"("linuxInfo": {"seccomp": {"unconfined": true}})")
        << QStringList{u"server-pod-seccomp"_s};
    QTest::newRow("a later step is silent") << pod(R"("role": "x", "volumes": [{"name": "d"}])")
                                            << QStringList{u"server-pod-volume-unmounted"_s};
}

void ServerRulesTest::oneCauseOneFinding()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, rules);

    const Findings findings = refusedIn(text);
    QCOMPARE(idsOf(findings), rules);
    for (const Finding &finding : findings)
        QVERIFY(finding.answer);
    if (findings.size() == 2)
        QVERIFY(findings.front().answer->path != findings.back().answer->path);
}

void ServerRulesTest::skipsPlaceholders_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("a number") << app(R"("cpus": "{{cpus}}")");
    QTest::newRow("a word") << app(R"("killSelection": "${KILL}")");
    QTest::newRow("an id") << QByteArray(R"({"id": "/{{env}}/app", "cmd": "sleep 10"})");
    QTest::newRow("a pod's id") << QByteArray(
        R"({"id": "{{id}}", "containers": [{"name": "web", "resources": {}}]})");
    QTest::newRow("a date") << app(R"("version": "{{now}}")");
}

void ServerRulesTest::skipsPlaceholders()
{
    QFETCH(QByteArray, text);
    QCOMPARE(idsOf(refusedIn(text)), QStringList());
}

void ServerRulesTest::knowsOwnPlaceholders()
{
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.placeholders = Placeholders({u"^#.+#$"_s});
    for (const QByteArray &text : {app(R"("constraints": [["rack", "#HOW#", "#RACK#"]])"),
             app(R"("cpus": "#CPUS#")"), app(R"("role": "#ROLE#", "dependencies": ["#DB#"])"),
             app(R"("networks": [{"mode": "#MODE#"}], "acceptedResourceRoles": ["#ROLE#"])"),
             pod(R"("volumes": [{"name": "#NAME#"}])"),
             pod(R"("networks": [{"mode": "#Mode#", "name": "x"}, {"mode": "host"}])")}) {
        QVERIFY2(!refusedIn(text).empty(), text.constData());
        QCOMPARE(idsOf(refusedIn(text, config)), QStringList());
    }
}

void ServerRulesTest::judgesUpdates()
{
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.isPartial = true;
    const QByteArray version = R"("version": "2020-01-01T00:00:00.000Z")";
    const Findings findings = refusedIn(app(version), config);
    QCOMPARE(idsOf(findings), QStringList{u"server-update-version"_s});
    QCOMPARE(fixedText(app(version), findings.front().fixes.front(), {}), app({}));
    QCOMPARE(idsOf(refusedIn(app({}), config)), QStringList());

    const QByteArray list = "[" + app({}) + R"(, {"cmd": "sleep 10"}])";
    const Findings lacking = refusedIn(list, config);
    QCOMPARE(idsOf(lacking), QStringList{u"schema-required"_s});
    QCOMPARE(
        lacking.front().answer->error, u"requirement failed: App Update must have app id set"_s);
}

/// The time grows with their number, not with its square.
void ServerRulesTest::takesManyRefusals()
{
    QByteArrayList apps;
    for (int i = 0; i < 1000; ++i) {
        apps.append(R"({"id": "a)" + QByteArray::number(i)
            + R"(", "cmd": "sleep 10", "mem": "1", "instances": 3000000000})");
        apps.append(R"({"id": "b)" + QByteArray::number(i) + R"(", "cmd": "sleep 10", "gpus": 1})");
    }
    const Findings findings = refusedIn(R"({"id": "/g", "apps": [)" + apps.join(',') + "]}");
    QCOMPARE(countOf(findings, u"schema-type"_s), 1000);
    QCOMPARE(countOf(findings, u"server-read-type"_s), 1000);
    QCOMPARE(countOf(findings, u"server-gpus-feature"_s), 1000);
}

void ServerRulesTest::knowsTheServer()
{
    const QByteArray text = pod(R"("secrets": {"s": {"source": "/s"}})");
    Facts facts;
    facts.server.features = {u"secrets"_s};
    QCOMPARE(refusedIn(text).size(), size_t(1));
    QCOMPARE(refusedIn(text, RuleConfig::builtIn(), facts).size(), size_t(0));

    RuleConfig old = RuleConfig::builtIn();
    old.version = {1, 4};
    const Findings findings = refusedIn(app(R"("cpus": "1")"), old);
    QCOMPARE(findings.size(), size_t(1));
    QVERIFY(!findings.front().answer);
}

void ServerRulesTest::fixes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isSafe");

    QTest::newRow("a version") << app(R"("version": "yesterday")") << app({}) << true;
    QTest::newRow("a group's version")
        << R"({"id": "/g", "version": "2020-01-01T00:00:00.000Z", "apps": []})"_ba
        << R"({"id": "/g", "apps": []})"_ba << true;
    QTest::newRow("an empty user") << pod(R"("user": "")") << pod({}) << true;
    QTest::newRow("a value for UNIQUE")
        << pod(R"("scheduling": {"placement": {"constraints": [{"fieldName": "hostname", "operator": "UNIQUE", "value": "x"}]}})")
        << pod(R"("scheduling": {"placement": {"constraints": [{"fieldName": "hostname", "operator": "UNIQUE"}]}})")
        << false;
    QTest::newRow("a relative id of a pod")
        << QByteArray(R"({"id": "pod", "containers": [{"name": "web", "resources": {}}]})")
        << QByteArray(R"({"id": "/pod", "containers": [{"name": "web", "resources": {}}]})")
        << false;
}

void ServerRulesTest::fixes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(bool, isSafe);

    const Findings findings = refusedIn(before);
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings.front().fixes.size(), size_t(1));
    const Fix &fix = findings.front().fixes.front();
    QCOMPARE(fixedText(before, fix, {}), after);
    QCOMPARE(fix.isSafe, isSafe);
    QCOMPARE(idsOf(refusedIn(after)), QStringList());
}

QTEST_APPLESS_MAIN(ServerRulesTest)
#include "tst_serverrules.moc"
