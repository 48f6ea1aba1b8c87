// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicetesting.h"

#include <QElapsedTimer>

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Twice = "group-duplicate-id";
constexpr auto ServicePort = "group-service-port-clash";
constexpr auto HostPort = "group-host-port-clash";
constexpr auto Cycle = "group-dependency-cycle";
constexpr auto Missing = "group-dependency-missing";
constexpr auto Unhealthy = "group-dependency-without-health";
constexpr auto Pods = "group-pods-ignored";
constexpr auto Reset = "group-instances-reset";
constexpr auto Host = "group-vhost-clash";

#define APP(id, more) R"({"id": ")" id R"(", "cmd": "exec ./x", "instances": 1)" more "}"
#define GROUP(apps) R"({"id": "/g", "apps": [)" apps "]}"
#define SERVED(id, port, labels)                                                                   \
    APP(id, R"(, "portDefinitions": [{"port": )" port R"(}], "labels": {)" labels "}")
#define EXTERNAL R"("HAPROXY_GROUP": "external")"
#define HOSTED(id, labels) APP(id, R"(, "labels": {)" EXTERNAL ", " labels "}")
#define FIXED(id, port, more)                                                                      \
    APP(id, R"(, "requirePorts": true, "portDefinitions": [{"port": )" port "}]" more)
#define NEEDS(id, target) APP(id, R"(, "dependencies": [)" target "]")
#define PIN(host) R"(, "constraints": [["hostname", "CLUSTER", ")" host R"("]])"
#define CHECKED R"(, "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}])"

PracticeCase whole(const char *name, const char *rule, const char *json, const char *levels)
{
    return {name, rule, json, levels, ExampleBase::None};
}

const std::array Cases = {
    whole("two apps", Twice, GROUP(APP("a", "") "," APP("/g/a", "")), "E"),
    whole("an app and a group", Twice,
        R"({"id": "/g", "apps": [)" APP("a", "") R"(], "groups": [{"id": "a", "apps": []}]})", "E"),
    whole("three apps", Twice, GROUP(APP("a", "") "," APP("a", "") "," APP("a", "")), "EE"),
    whole("a list of apps", Twice, "[" APP("a", "") "," APP("/a", "") "]", "E"),
    whole("different groups", Twice,
        R"({"id": "/g", "groups": [{"id": "x", "apps": [)" APP(
            "a", "") R"(]}, {"id": "y", "apps": [)" APP("a", "") "]}]}",
        ""),
    whole("ids that cannot be read", Twice,
        R"({"id": 3, "apps": [{"cmd": "x"}, {"cmd": "y"}, {"id": null}]})", ""),

    whole("one port", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED("b", "10001", EXTERNAL)), "E"),
    whole("a group in common", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED(
            "b", "10001", R"("HAPROXY_GROUP": "internal,external")")),
        "E"),
    whole("a group of the port", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED(
            "b", "10001", R"("HAPROXY_0_GROUP": "external")")),
        "E"),
    whole("no group in common", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED(
            "b", "10001", R"("HAPROXY_GROUP": "internal")")),
        ""),
    whole(
        "no group", ServicePort, GROUP(SERVED("a", "10001", "") "," SERVED("b", "10001", "")), ""),
    whole("different ports", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED("b", "10002", EXTERNAL)), ""),
    whole("any port", ServicePort, GROUP(SERVED("a", "0", EXTERNAL) "," SERVED("b", "0", EXTERNAL)),
        ""),
    whole("switched off", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED(
            "b", "10001", EXTERNAL R"(, "HAPROXY_0_ENABLED": "false")")),
        ""),
    whole("blue and green", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL R"(, "HAPROXY_DEPLOYMENT_GROUP": "x")") "," SERVED(
            "b", "10001", EXTERNAL R"(, "HAPROXY_DEPLOYMENT_GROUP": "x")")),
        ""),
    whole("blue, green and a stranger", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL R"(, "HAPROXY_DEPLOYMENT_GROUP": "x")") "," SERVED("b",
            "10001",
            EXTERNAL R"(, "HAPROXY_DEPLOYMENT_GROUP": "x")") "," SERVED("c", "10001", EXTERNAL)),
        "E"),
    whole("different addresses", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL R"(, "HAPROXY_0_BIND_ADDR": "10.0.0.1")") "," SERVED(
            "b", "10001", EXTERNAL R"(, "HAPROXY_0_BIND_ADDR": "10.0.0.2")")),
        ""),
    whole("a port by label", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," SERVED(
            "b", "0", EXTERNAL R"(, "HAPROXY_0_PORT": "10001")")),
        "E"),
    whole("a mapping", ServicePort,
        GROUP(SERVED("a", "10001", EXTERNAL) "," APP("b",
            R"(, "networks": [{"mode": "container/bridge"}], "container": {"type": "MESOS", "portMappings":
            [{"containerPort": 1, "servicePort": 10001}]}, "labels": {)" EXTERNAL "}")),
        "E"),

    whole("any agents", HostPort, GROUP(FIXED("a", "31100", "") "," FIXED("b", "31100", "")), "I"),
    whole("one agent by name", HostPort,
        GROUP(FIXED("a", "31100", PIN("x")) "," FIXED("b", "31100", PIN("x"))), "E"),
    whole("two agents by name", HostPort,
        GROUP(FIXED("a", "31100", PIN("x")) "," FIXED("b", "31100", PIN("y"))), ""),
    whole("different ports", HostPort, GROUP(FIXED("a", "31100", "") "," FIXED("b", "31101", "")),
        ""),
    whole("public agents", HostPort,
        GROUP(FIXED("a", "31100", "") "," FIXED(
            "b", "31100", R"(, "acceptedResourceRoles": ["slave_public"])")),
        ""),
    whole("no instances", HostPort,
        GROUP(FIXED("a", "31100", "") ","
                                      R"({"id": "b", "cmd": "x",
        "instances": 0, "requirePorts": true, "portDefinitions": [{"port": 31100}]})"),
        ""),

    whole("two apps", Cycle, GROUP(NEEDS("a", R"("/g/b")") "," NEEDS("b", R"("/g/a")")), "E"),
    whole("relative ids", Cycle, GROUP(NEEDS("a", R"("b")") "," NEEDS("b", R"("a")")), "E"),
    whole("itself", Cycle, GROUP(NEEDS("a", R"("/g/a")")), "E"),
    whole("its own group", Cycle, GROUP(NEEDS("a", R"("/g")")), "E"),
    whole("a chain", Cycle, GROUP(NEEDS("a", R"("b")") "," NEEDS("b", R"("c")") "," APP("c", "")),
        ""),
    whole("through groups", Cycle,
        R"({"id": "/g", "groups": [{"id": "x", "dependencies": ["/g/y"], "apps": [)" APP(
            "a", "") R"(]}, {"id": "y", "apps": [)" NEEDS("b", R"("/g/x/a")") "]}]}",
        "E"),
    whole("a sibling of what a group waits for", Cycle,
        R"({"id": "/g", "groups": [{"id": "x", "dependencies": ["/g/y"], "apps": [)" NEEDS(
            "a", R"("/g/x/b")") "," APP("b", "") R"(]}, {"id": "y", "apps": [)" APP("c", "") "]}]}",
        ""),

    whole("below its group", Missing, GROUP(NEEDS("a", R"("/g/ghost")")), "W"),
    whole("elsewhere", Missing, GROUP(NEEDS("a", R"("/other/db")")), "I"),
    whole("a group", Missing,
        R"({"id": "/g", "apps": [)" NEEDS(
            "a", R"("/g/x")") R"(], "groups": [{"id": "x", "apps": [)" APP("b", "") "]}]}",
        ""),
    whole("a pod", Missing,
        R"({"id": "/g", "apps": [)" NEEDS(
            "a", R"("/g/p")") R"(], "pods": [{"id": "p", "containers": []}]})",
        "W"),
    whole("a single app", Missing, NEEDS("/a", R"("/db")"), ""),
    whole("a placeholder", Missing, GROUP(NEEDS("a", R"("/g/{{db}}")")), ""),

    whole("an app without a check", Unhealthy, GROUP(NEEDS("a", R"("b")") "," APP("b", "")), "I"),
    whole("an app with a check", Unhealthy, GROUP(NEEDS("a", R"("b")") "," APP("b", CHECKED)), ""),
    whole("an app that tells when it is ready", Unhealthy,
        GROUP(NEEDS("a", R"("b")") "," APP("b", R"(, "readinessChecks": [{"name": "r"}])")), ""),
    whole("an app with no instances", Unhealthy,
        GROUP(NEEDS("a", R"("b")") ","
                                   R"({"id": "b", "cmd": "x", "instances": 0})"),
        ""),

    whole("pods", Pods, R"({"id": "/g", "pods": [{"id": "p", "containers": []}]})", "E"),
    whole("pods of a group inside", Pods,
        R"({"id": "/g", "groups": [{"id": "x", "pods": [{"id": "p"}]}]})", "E"),
    whole("no pods", Pods, R"({"id": "/g", "apps": [], "pods": []})", ""),

    whole("in a group", Reset, GROUP(R"({"id": "a", "cmd": "exec ./a"})"), "I"),
    whole("written", Reset, GROUP(APP("a", "")), ""),
    whole("alone", Reset, R"({"id": "/a", "cmd": "exec ./a"})", ""),

    whole("one name", Host,
        GROUP(HOSTED("a", R"("HAPROXY_0_VHOST": "x.example.com")") "," HOSTED(
            "b", R"("HAPROXY_0_VHOST": "y.example.com, X.example.com")")),
        "W"),
    whole("different paths", Host,
        GROUP(HOSTED("a", R"("HAPROXY_0_VHOST": "x.example.com")") "," HOSTED(
            "b", R"("HAPROXY_0_VHOST": "x.example.com", "HAPROXY_0_PATH": "/b")")),
        ""),
    whole("the root as path", Host,
        GROUP(HOSTED("a", R"("HAPROXY_0_VHOST": "x.example.com")") "," HOSTED(
            "b", R"("HAPROXY_0_VHOST": "x.example.com", "HAPROXY_0_PATH": "/")")),
        "W"),
    whole("switched off", Host,
        GROUP(HOSTED("a", R"("HAPROXY_0_VHOST": "x.example.com")") "," HOSTED(
            "b", R"("HAPROXY_0_VHOST": "x.example.com", "HAPROXY_0_ENABLED": "false")")),
        ""),
    whole("blue and green", Host,
        GROUP(HOSTED("a", R"("HAPROXY_0_VHOST": "x", "HAPROXY_DEPLOYMENT_GROUP": "s")") "," HOSTED(
            "b", R"("HAPROXY_0_VHOST": "x", "HAPROXY_DEPLOYMENT_GROUP": "s")")),
        ""),
};

/// A checked document among others that are deployed with it.
struct Files
{
    explicit Files(const QByteArray &own, const QByteArray &other)
        : tree(JsonTree::parse(own))
        , otherTree(JsonTree::parse(other))
        , otherDefinitions(findDefinitions(otherTree))
    { }

    [[nodiscard]] Findings check(bool isComplete = false) const
    {
        const ScopedDocument companion{u"prod/other.json"_s, &otherTree, &otherDefinitions};
        return Pinion::check(
            tree, RuleConfig::builtIn(), {}, {}, nullptr, {{&companion, 1}, isComplete})
            .findings;
    }

    JsonTree tree;
    JsonTree otherTree;
    Definitions otherDefinitions;
};

} // namespace

class PracticeGroupsTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data() { addCases(Cases); }
    void judges();
    void fixesKeepTheLaw_data() { addCases(Cases); }
    void fixesKeepTheLaw();
    void countsAgents();
    void everybodySharesAWildcard();
    void patchesHaveNoAbsence();
    void comparesFiles();
    void namesACircleOnce();
    void seesCyclesAcrossFiles();
    void completeScopesKnowWhatIsMissing();
    void suggestsTheNearestId();
    void handsOutDifferentPorts();
    void survivesDamagedGroups_data();
    void survivesDamagedGroups();
    void staysFast();
};

void PracticeGroupsTest::judges()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    QFETCH(QString, levels);
    QCOMPARE(levelsOf(checkText(document).findings, rule), levels);
}

void PracticeGroupsTest::fixesKeepTheLaw()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    QCOMPARE(brokenFixOf(document, rule, RuleConfig::builtIn()), QString());
}

void PracticeGroupsTest::countsAgents()
{
    const QByteArray text = GROUP(FIXED("a", "31100", "") "," FIXED("b", "31100", ""));
    RuleConfig config = RuleConfig::builtIn();
    config.facts.cluster.agents = 1;
    QCOMPARE(levelsOf(checkText(text, config).findings, HostPort), u"E"_s);
    config.facts.cluster.agents = 2;
    QCOMPARE(levelsOf(checkText(text, config).findings, HostPort), u"I"_s);
}

void PracticeGroupsTest::everybodySharesAWildcard()
{
    const QByteArray text = GROUP(SERVED("a", "10001", "") "," SERVED("b", "10001", ""));
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.lb.wildcardGroup = true;
    QCOMPARE(levelsOf(checkText(text, config).findings, ServicePort), u"E"_s);
}

void PracticeGroupsTest::patchesHaveNoAbsence()
{
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.isPartial = true;
    QVERIFY(
        !findingOf(checkText(GROUP(R"({"id": "a", "cmd": "exec ./a"})"), config).findings, Reset));
}

void PracticeGroupsTest::comparesFiles()
{
    const Files files(GROUP(SERVED("a", "10001", EXTERNAL) "," FIXED("c", "31100", "")),
        "[" SERVED("/x/b", "10001", EXTERNAL) "," FIXED("/g/c", "31100", "") "]");
    const Findings findings = files.check();
    QCOMPARE(levelsOf(findings, Twice), u"E"_s);
    QCOMPARE(levelsOf(findings, ServicePort), u"E"_s);
    QCOMPARE(levelsOf(findings, HostPort), QString()); // one app in two files is no clash of ports
    for (const char *rule : {Twice, ServicePort}) {
        const Finding *finding = findingOf(findings, QLatin1StringView(rule));
        QCOMPARE(finding->related.front().file, u"prod/other.json"_s);
        QVERIFY(finding->range.end <= files.tree.bytes().size());
    }
}

void PracticeGroupsTest::namesACircleOnce()
{
    const QByteArray text = GROUP(NEEDS("a", R"("b")") "," NEEDS("b", R"("a")"));
    const QString refusal = u"server-dependency-cycle"_s;
    QVERIFY(!findingOf(checkText(text).findings, refusal));
    RuleConfig config = RuleConfig::builtIn();
    config.levels.insert(QString::fromUtf8(Cycle), {});
    QVERIFY(findingOf(checkText(text, config).findings, refusal));
}

void PracticeGroupsTest::seesCyclesAcrossFiles()
{
    const Files files(NEEDS("/a", R"("/b")"), NEEDS("/b", R"("/a")"));
    const Findings findings = files.check();
    const Finding *finding = findingOf(findings, Cycle);
    QVERIFY(finding);
    QCOMPARE(finding->pointer.toUtf8(), "/dependencies/0"_ba);
    QCOMPARE(finding->related.front().file, u"prod/other.json"_s);
    QCOMPARE(finding->fixes.size(), size_t(1)); // the other file is not ours to edit
}

void PracticeGroupsTest::completeScopesKnowWhatIsMissing()
{
    const Files files(NEEDS("/a", R"("/c")"), APP("/b", ""));
    QCOMPARE(levelsOf(files.check(), Missing), u"I"_s);
    QCOMPARE(levelsOf(files.check(true), Missing), u"W"_s);
}

void PracticeGroupsTest::suggestsTheNearestId()
{
    const QByteArray text = GROUP(NEEDS("a", R"("/g/mogno")") "," APP("mongo", CHECKED));
    const Findings findings = checkText(text).findings;
    QVERIFY(fixedText(text, findingOf(findings, Missing)->fixes.front(), {})
                .contains(R"("dependencies": ["/g/mongo"])"));
}

void PracticeGroupsTest::handsOutDifferentPorts()
{
    const QByteArray text = GROUP(SERVED("a", "10000", EXTERNAL) "," SERVED(
        "b", "10000", EXTERNAL) "," SERVED("c", "10000", EXTERNAL));
    QStringList titles;
    for (const Finding &finding : checkText(text).findings) {
        if (finding.rule == QLatin1StringView(ServicePort))
            titles.append(finding.fixes.front().title);
    }
    QCOMPARE(titles, (QStringList{u"Use service port 10001"_s, u"Use service port 10002"_s}));
}

void PracticeGroupsTest::survivesDamagedGroups_data()
{
    QTest::addColumn<QByteArray>("document");
    for (const char *document :
        {R"({"id": 1, "apps": [1, null, {"id": []}, {"dependencies": 3}]})",
            R"({"apps": {"id": "x"}, "groups": "y", "pods": 3})",
            R"({"id": "", "groups": [{"groups": [{"apps": [{"id": "../../../x"}]}]}]})",
            R"({"id": "/", "dependencies": ["/", "", 3, "."], "apps": [{"id": ""}]})",
            R"({"id": "/g", "apps": [{"id": "a", "labels": [], "ports": "x", "constraints": [3]}]})",
            R"([{"id": "/a", "instances": "{{n}}", "dependencies": ["/a", "//", ".."]}])",
            R"({"id": "/g", "apps": [{"id": "a")"})
        QTest::addRow("%s", document) << QByteArray(document);
}

void PracticeGroupsTest::survivesDamagedGroups()
{
    QFETCH(QByteArray, document);
    const Findings findings = checkText(document).findings;
    for (const Finding &finding : findings)
        QVERIFY(finding.range.end <= document.size());
}

void PracticeGroupsTest::staysFast()
{
    QByteArray text = R"({"id": "/g", "apps": [)";
    for (int i = 0; i < 1000; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray next = QByteArray::number((i + 1) % 1000);
        text += (i ? "," : "") + QByteArray(R"({"id": "a)") + number
            + R"(", "cmd": "cd /x && ./run", "env": {"DB_PASSWORD": "hunter22", "A": "b"},
                "labels": {"HAPROXY_GROUP": "external", "HAPROXY_0_VHOST": "x.example.com"},
                "requirePorts": true, "portDefinitions": [{"port": 31000}], "dependencies": ["a)"
            + next + R"("]})";
    }
    text += "]}";
    QElapsedTimer timer;
    timer.start();
    const Findings findings = checkText(text).findings;
    // Generous: this runs beside others, without optimisation and under sanitizers. What it guards
    // against is time that grows with the square of the apps.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(countOf(findings, QLatin1StringView(Cycle)), 1);
    QCOMPARE(countOf(findings, QLatin1StringView(HostPort)), 999);
    QCOMPARE(countOf(findings, QLatin1StringView(Host)), 999);
    qInfo(
        "%lld ms for %lld KiB, %zu findings", timer.elapsed(), text.size() / 1024, findings.size());
}

QTEST_APPLESS_MAIN(PracticeGroupsTest)
#include "tst_practice_groups.moc"
