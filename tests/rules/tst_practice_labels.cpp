// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicetesting.h"

#include <QJsonArray>

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Group = "lb-missing-group";
constexpr auto Ignored = "lb-label-ignored";
constexpr auto Vip = "lb-vip-ineffective";
constexpr auto Name = "name-not-dns-safe";
constexpr auto Runtime = "meta-runtime-fields";
constexpr auto Unknown = "meta-unknown-field";
constexpr auto Temporary = "temporary-expired";

#define LABELS(labels) R"({"labels": {)" labels "}}"
#define GROUPED(labels) LABELS(R"("HAPROXY_GROUP": "external", )" labels)
#define PORT_VIP(vip)                                                                              \
    R"({"container": {"portMappings": [{"containerPort": 80, "labels": {"VIP_0": ")" vip R"("}}]}})"

const std::array Cases = {
    PracticeCase{
        "a host without a group", Group, LABELS(R"("HAPROXY_0_VHOST": "a.example.com")"), "W"},
    PracticeCase{"a group of the app", Group, GROUPED(R"("HAPROXY_0_VHOST": "a.example.com")"), ""},
    PracticeCase{"a group of a port", Group,
        LABELS(R"("HAPROXY_0_VHOST": "a.example.com", "HAPROXY_0_GROUP": "external")"), ""},
    PracticeCase{"switched off", Group, LABELS(R"("HAPROXY_0_ENABLED": "false")"), ""},
    PracticeCase{"no label of a port", Group, LABELS(R"("HAPROXY_APP_ID": "x")"), ""},

    PracticeCase{"braces", Ignored, GROUPED(R"("HAPROXY_{0}_VHOST": "a")"), "W"},
    PracticeCase{"a typo", Ignored, GROUPED(R"("HAPROXY_0_VHOSTS": "a")"), "W"},
    PracticeCase{"no number", Ignored, GROUPED(R"("HAPROXY_VHOST": "a")"), "W"},
    PracticeCase{"an index too high", Ignored, GROUPED(R"("HAPROXY_3_VHOST": "a")"), "W"},
    PracticeCase{"a path without a host", Ignored, GROUPED(R"("HAPROXY_0_PATH": "/a")"), "W"},
    PracticeCase{"a redirect without a host", Ignored,
        GROUPED(R"("HAPROXY_0_REDIRECT_TO_HTTPS": "true")"), "W"},
    PracticeCase{"a path with a host", Ignored,
        GROUPED(R"("HAPROXY_0_VHOST": "a", "HAPROXY_0_PATH": "/a")"), ""},
    PracticeCase{"a known template", Ignored, GROUPED(R"("HAPROXY_0_BACKEND_HEAD": "x")"), ""},
    PracticeCase{"what a deployment script writes", Ignored,
        GROUPED(R"("HAPROXY_APP_ID": "x", "HAPROXY_DEPLOYMENT_GROUP": "x")"), ""},
    PracticeCase{"a templated value", Ignored, GROUPED(R"("HAPROXY_0_VHOSTS": "{{host}}")"), ""},
    PracticeCase{"another load balancer", Ignored, GROUPED(R"("traefik.enable": "true")"), ""},

    PracticeCase{"a label of the app", Vip, LABELS(R"("VIP_0": "/api:80")"), "W"},
    PracticeCase{"a label of a port", Vip, PORT_VIP("/api:80"), ""},
    PracticeCase{"a plain name", Vip, PORT_VIP("api.shop:80"), ""},
    PracticeCase{"an address", Vip, PORT_VIP("10.1.2.3:8080"), ""},
    PracticeCase{"no port", Vip, PORT_VIP("/api"), "W"},
    PracticeCase{"a port too high", Vip, PORT_VIP("/api:80000"), "W"},
    PracticeCase{"a placeholder", Vip, PORT_VIP("{{vip}}"), ""},
    PracticeCase{"another label", Vip, LABELS(R"("VIP_NAME": "x")"), ""},
    PracticeCase{"an endpoint of a pod", Vip,
        R"({"containers": [{"name": "c", "resources": {"cpus": 0.1, "mem": 32}, "endpoints":
            [{"name": "e", "containerPort": 1, "hostPort": 0, "labels": {"VIP_0": "x"}}]}]})",
        "W", ExampleBase::Pod},

    PracticeCase{"a dot", Name, R"({"id": "/shop/api.v2"})", "W"},
    PracticeCase{"a dotted folder", Name, R"({"id": "/shop.de/api"})", "W"},
    PracticeCase{"54 characters", Name,
        R"({"id": "/abcdefghij/abcdefghijklmnopqrstuvwxyz/abcdefghijklmnop"})", ""},
    PracticeCase{"55 characters", Name,
        R"({"id": "/abcdefghij/abcdefghijklmnopqrstuvwxyz/abcdefghijklmnopq"})", "W"},
    PracticeCase{"the folder above", Name, R"({"id": "../shop/api"})", ""},
    PracticeCase{"a placeholder", Name, R"({"id": "/shop/{{a.b}}"})", ""},
    PracticeCase{"a pod", Name, R"({"id": "/shop/a.b"})", "W", ExampleBase::Pod},
    PracticeCase{"a dotted group, once", Name,
        R"({"id": "/a.b", "apps": [{"id": "c", "cmd": "x"}, {"id": "d", "cmd": "x"}]})", "W",
        ExampleBase::None},

    PracticeCase{
        "two keys, one finding", Runtime, R"({"tasksRunning": 3, "deployments": []})", "W"},
    PracticeCase{"a version of a pod", Runtime, R"({"version": "2016-05-01T10:00:00.000Z"})", "W",
        ExampleBase::Pod},
    PracticeCase{"a rollback", Runtime, R"({"id": "/a", "version": "2016-05-01T10:00:00.000Z"})",
        "", ExampleBase::None},
    PracticeCase{"an answer with an app", Runtime,
        R"({"app": {"id": "/a", "cmd": "exec ./a", "tasksRunning": 1}})", "WW", ExampleBase::None},
    PracticeCase{"an answer with apps", Runtime, R"({"apps": [{"id": "/a", "cmd": "exec ./a"}]})",
        "W", ExampleBase::None},
    PracticeCase{"a group", Runtime, R"({"id": "/g", "apps": []})", "", ExampleBase::None},

    PracticeCase{"a typo", Unknown, R"({"instnaces": 5})", "W"},
    PracticeCase{"a remark", Unknown, R"({"_comment": "three zones"})", ""},
    PracticeCase{"what says nothing", Unknown, R"({"storeUrls": []})", ""},
    PracticeCase{"what the server writes", Unknown, R"({"tasksRunning": 5})", ""},

    PracticeCase{"yesterday", Temporary, LABELS(R"("pinion.temporary": "until=2026-05-31")"), "W"},
    PracticeCase{"today", Temporary, LABELS(R"("pinion.temporary": "until=2026-06-01")"), ""},
    PracticeCase{"a reason in front", Temporary,
        LABELS(R"("pinion.temporary": "to warm up; until=2026-05-31; by=ops")"), "W"},
    PracticeCase{"a mere date", Temporary, LABELS(R"("pinion.temporary": "2026-05-31")"), "W"},
    PracticeCase{"no date", Temporary, LABELS(R"("pinion.temporary": "soon")"), ""},
};

RuleConfig june()
{
    RuleConfig config = RuleConfig::builtIn();
    config.today = QDate(2026, 6, 1);
    return config;
}

} // namespace

class PracticeLabelsTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data() { addCases(Cases); }
    void judges();
    void fixesKeepTheLaw_data() { addCases(Cases); }
    void fixesKeepTheLaw();
    void servesTheProjectsGroups();
    void knowsExtraLabels();
    void renamesOnlyOneOfTwo();
    void movesVirtualAddresses();
    void namesMatterWithServiceDiscoveryOnly();
    void removesWhatTheServerWrites();
    void unwrapsAnswers();
};

void PracticeLabelsTest::judges()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    QFETCH(QString, levels);
    QCOMPARE(levelsOf(checkText(document, june()).findings, rule), levels);
}

void PracticeLabelsTest::fixesKeepTheLaw()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, rule);
    QCOMPARE(brokenFixOf(document, rule, june()), QString());
}

void PracticeLabelsTest::servesTheProjectsGroups()
{
    const QByteArray text
        = documentOf(LABELS(R"("HAPROXY_0_VHOST": "a.example.com")"), ExampleBase::App);
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.lb.groups = {u"edge"_s};
    const Findings findings = checkText(text, config).findings;
    QCOMPARE(findingOf(findings, Group)->fixes.size(), size_t(1));
    QVERIFY(fixedText(text, findingOf(findings, Group)->fixes.front(), {})
                .contains(R"("HAPROXY_GROUP": "edge")"));
    config.parameters.lb.wildcardGroup = true;
    QVERIFY(!findingOf(checkText(text, config).findings, Group));
}

void PracticeLabelsTest::knowsExtraLabels()
{
    const QByteArray text = documentOf(GROUPED(R"("HAPROXY_0_OURS": "x")"), ExampleBase::App);
    RuleConfig config = RuleConfig::builtIn();
    QVERIFY(findingOf(checkText(text, config).findings, Ignored));
    config.parameters.own.insert(
        QLatin1StringView(Ignored), {{u"extraLabels"_s, QJsonArray{u"HAPROXY_0_OURS"_s}}});
    QVERIFY(!findingOf(checkText(text, config).findings, Ignored));
}

void PracticeLabelsTest::renamesOnlyOneOfTwo()
{
    const QByteArray labels = documentOf(
        GROUPED(R"("HAPROXY_0_VHOSTS": "a", "HAPROXY_0_VHOSTT": "b")"), ExampleBase::App);
    for (const Finding &finding : checkText(labels).findings) {
        for (const Fix &fix : finding.fixes)
            QVERIFY2(!fix.isSafe, qPrintable(finding.rule));
    }
    const QByteArray fields
        = documentOf(R"({"instances": null, "instnaces": 5, "instancs": 6})", ExampleBase::App);
    for (const Finding &finding : checkText(fields).findings) {
        for (const Fix &fix : finding.fixes)
            QVERIFY2(finding.rule != QLatin1StringView(Unknown) || !fix.isSafe,
                qPrintable(finding.message));
    }
}

void PracticeLabelsTest::movesVirtualAddresses()
{
    const QByteArray text = documentOf(LABELS(R"("VIP_0": "/api:80")"), ExampleBase::App);
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Vip)->fixes.front();
    QVERIFY(fix.isSafe);
    const JsonTree after = JsonTree::parse(fixedText(text, fix, {}));
    QVERIFY(after.isValid());
    QCOMPARE(after.at(JsonPointer::of("/container/portMappings/0/labels/VIP_0")).stringOr(),
        u"/api:80"_s);
    QVERIFY(!after.at(JsonPointer::of("/labels/VIP_0")));
}

void PracticeLabelsTest::namesMatterWithServiceDiscoveryOnly()
{
    const QByteArray text = documentOf(R"({"id": "/shop/api.v2"})", ExampleBase::App);
    RuleConfig config = RuleConfig::builtIn();
    config.facts.cluster.hasServiceDiscovery = false;
    QVERIFY(!findingOf(checkText(text, config).findings, Name));
}

void PracticeLabelsTest::removesWhatTheServerWrites()
{
    const QByteArray text = "{\n  \"id\": \"/a\",\n  \"version\": \"x\",\n  \"tasksRunning\": 3,\n"
                            "  \"cmd\": \"exec ./a\",\n  \"tasks\": []\n}\n";
    const Findings findings = checkText(text).findings;
    const Fix &fix = findingOf(findings, Runtime)->fixes.front();
    QVERIFY(fix.isSafe);
    QCOMPARE(fixedText(text, fix, {}), "{\n  \"id\": \"/a\",\n  \"cmd\": \"exec ./a\"\n}\n"_ba);
}

void PracticeLabelsTest::unwrapsAnswers()
{
    const QByteArray text = "{\"app\": {\"id\": \"/a\", \"cmd\": \"exec ./a\"}}\n";
    const Findings findings = checkText(text).findings;
    QCOMPARE(fixedText(text, findingOf(findings, Runtime)->fixes.front(), {}),
        "{\"id\": \"/a\", \"cmd\": \"exec ./a\"}\n"_ba);
}

QTEST_APPLESS_MAIN(PracticeLabelsTest)
#include "tst_practice_labels.moc"
