// SPDX-License-Identifier: GPL-3.0-or-later
// What Pinion offers where the server refuses, and that it helps.
#include "practicelaws.h"
#include "server/judgegroup.h"
#include "server/judgepod.h"
#include "server/judgeupdate.h"
#include "server/reader.h"
#include "server/serverrules_app.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::vector<ServerRule> allRows()
{
    std::vector<ServerRule> rows;
    for (const auto table : {readerServerRules(), appServerRules(), podServerRules(),
             groupServerRules(), updateServerRules()})
        rows.insert(rows.end(), table.begin(), table.end());
    return rows;
}

/// A row whose fault the schema's rules tell under their own id: no example in the catalogue.
bool isToldOtherwise(const ServerRule &row)
{
    return !row.failing.empty() && findRule(textOf(row.id))->failing.empty();
}

/// The document that a row's example stands for; an app that lacks everything is none any more, so
/// that one has too much.
QByteArray documentOf(const ServerRule &row, std::string_view example)
{
    Rule rule = *findRule(textOf(row.id));
    if (row.id == "server-command-missing" && example == row.failing)
        example = R"({"args": ["x"]})";
    const bool isWhole = example.starts_with(R"({"id": "/t/pod")");
    if (isToldOtherwise(row) && !isWhole)
        rule.exampleBase = ExampleBase::Command;
    return exampleDocument(rule, example);
}

RuleConfig configFor(const ServerRule &row)
{
    return configOf(bytesOf(findRule(textOf(row.id))->exampleConfig));
}

Findings refusedIn(const QByteArray &text, const RuleConfig &config = RuleConfig::builtIn())
{
    Findings findings = checkText(text, config).findings;
    std::erase_if(
        findings, [](const Finding &finding) { return finding.family != RuleFamily::Refused; });
    return findings;
}

/// The text after a fix, answered as somebody would who takes what is suggested.
QByteArray mended(const QByteArray &text, const Fix &fix)
{
    if (!fix.question)
        return fixedText(text, fix, {});
    for (const QString &answer :
        {fix.question->suggestion, u"shop"_s, u"8080"_s, u"shop/api:2.7.1"_s}) {
        const bool fits
            = !answer.isEmpty() && (!fix.title.contains("image"_L1) || answer.contains(u':'));
        const QByteArray after = fits ? fixedText(text, fix, answer) : QByteArray();
        if (!after.isEmpty())
            return after;
    }
    return {};
}

/// What a fix breaks: it must take its finding away and leave no rule with more errors than before.
QString brokenBy(const Fix &fix, const Finding &finding, const QByteArray &text,
    const Findings &before, const RuleConfig &config)
{
    const QByteArray after = mended(text, fix);
    if (after.isEmpty())
        return fix.title + u" gives no edits"_s;
    const Findings now = checkText(after, config).findings;
    if (countOf(now, finding.rule) >= countOf(before, finding.rule))
        return fix.title + u" leaves the finding in "_s + QString::fromUtf8(after);
    for (const Finding &left : now) {
        // A volume that is one at last may be unwise.
        if (left.rule == u"vol-external-overlap"_s)
            continue;
        if (left.severity == Severity::Error
            && countOf(now, left.rule) > countOf(before, left.rule))
            return fix.title + u" causes "_s + left.rule + u" in "_s + QString::fromUtf8(after);
    }
    return {};
}

} // namespace

class ServerFixesTest : public QObject
{
    Q_OBJECT

private slots:
    void fixesHelp_data();
    void fixesHelp();
    void rowsWithoutAFix();
    void schemaTellsTheAnswer_data() { fixesHelp_data(); }
    void schemaTellsTheAnswer();
    void fixes_data();
    void fixes();
    void answersAreJudged();
};

void ServerFixesTest::fixesHelp_data()
{
    QTest::addColumn<int>("index");
    const std::vector<ServerRule> rows = allRows();
    for (size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].failing.empty())
            QTest::newRow(bytesOf(rows[i].id).constData()) << int(i);
    }
}

void ServerFixesTest::fixesHelp()
{
    QFETCH(int, index);
    const ServerRule row = allRows()[size_t(index)];
    const QByteArray text = documentOf(row, row.failing);
    const RuleConfig config = configFor(row);
    const Findings before = checkText(text, config).findings;
    for (const Finding &finding : before) {
        if (finding.family != RuleFamily::Refused)
            continue;
        for (const Fix &fix : finding.fixes) {
            const QString broken = brokenBy(fix, finding, text, before, config);
            QVERIFY2(broken.isEmpty(), qPrintable(finding.rule + u": "_s + broken));
        }
    }
}

void ServerFixesTest::rowsWithoutAFix()
{
    QStringList without;
    for (const ServerRule &row : allRows()) {
        if (row.failing.empty())
            continue;
        const Findings findings = refusedIn(documentOf(row, row.failing), configFor(row));
        const bool hasFix = std::any_of(findings.begin(), findings.end(),
            [](const Finding &finding) { return !finding.fixes.empty(); });
        if (!hasFix)
            without.append(textOf(row.id));
    }
    // Nobody but the author knows, or it takes another server.
    static const QStringList expected{u"server-read-type"_s, u"server-read-value"_s,
        u"server-read-missing"_s, u"server-read-form"_s, u"server-secrets-feature"_s,
        u"server-fetch-uri-syntax"_s, u"server-external-feature"_s,
        u"server-pod-container-name-twice"_s, u"server-pod-networks"_s,
        u"server-pod-secrets-feature"_s, u"server-pod-secret-unknown"_s,
        u"server-pod-volume-name-twice"_s, u"server-pod-mount-unknown"_s,
        u"server-pod-container-port-missing"_s, u"server-pod-protocol-twice"_s,
        u"server-pod-endpoint-network"_s, u"server-pod-endpoint-networks"_s,
        u"server-pod-endpoint-name-twice"_s, u"server-pod-container-port-twice"_s,
        u"server-pod-check-kinds"_s, u"server-pod-check-timeout"_s, u"server-pod-check-endpoint"_s,
        u"server-pod-limit"_s, u"server-pod-linux-info"_s, u"server-pod-role"_s,
        u"server-pod-resident-role"_s, u"server-dependency-cycle"_s,
        u"server-volume-shared-by-apps"_s};
    QVERIFY2(without == expected, qPrintable(without.join(u' ')));
}

/// Where a rule of the schema tells the fault, the server's words are with it.
void ServerFixesTest::schemaTellsTheAnswer()
{
    QFETCH(int, index);
    const ServerRule row = allRows()[size_t(index)];
    if (!isToldOtherwise(row))
        return;
    const Findings failing = refusedIn(documentOf(row, row.failing), configFor(row));
    const bool isAnswered = std::any_of(
        failing.begin(), failing.end(), [](const Finding &finding) { return finding.answer; });
    QVERIFY(isAnswered);
    for (const Finding &finding : failing)
        QVERIFY2(finding.rule != textOf(row.id) || row.id == "server-command-missing",
            qPrintable(finding.rule));
    QCOMPARE(idsOf(refusedIn(documentOf(row, row.passing), configFor(row))), QStringList());
}

void ServerFixesTest::fixes_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isSafe");

    const auto row = [](const char *tag, const char *patch, const char *title, const char *after,
                         bool isSafe) {
        QTest::newRow(tag) << QByteArray(patch) << QString::fromUtf8(title) << QByteArray(after)
                           << isSafe;
    };
    row("an operator in small letters", R"({"constraints": [["hostname", "unique"]]})",
        "Write UNIQUE", R"({"constraints": [["hostname", "UNIQUE"]]})", true);
    row("names of ports", R"({"portDefinitions": [{"name": "http"}, {"name": "http"}]})",
        "Choose another name", R"({"portDefinitions": [{"name": "http"}, {"name": "http-2"}]})",
        false);
    row("numbers of ports", R"({"ports": [80, 80]})", "Let Marathon choose the port",
        R"({"ports": [80, 0]})", false);
    row("two protocols",
        R"({"portDefinitions": [{"port": 53, "protocol": "tcp"}, {"port": 53, "protocol": "udp"}]})",
        "Make it one port for udp,tcp",
        R"({"portDefinitions": [{"port": 53, "protocol": "udp,tcp"}]})", false);
    row("uris beside fetch",
        R"({"uris": ["http://h/a.tgz?x", "http://h/run.sh", "http://h/b"], "fetch": [{"uri": "http://h/b"}]})",
        "Move uris to fetch",
        R"({"fetch": [{"uri": "http://h/b"}, {"uri": "http://h/a.tgz?x", "extract": true}, {"uri": "http://h/run.sh", "extract": false}]})",
        true);
    row("cmd and args: cmd", R"({"args": ["x"]})", "Keep cmd", "{}", false);
    row("cmd and args: args", R"({"args": ["x"]})", "Keep args", R"({"cmd": null, "args": ["x"]})",
        false);
    row("half a strategy", R"({"upgradeStrategy": {"minimumHealthCapacity": 1}})",
        "Set maximumOverCapacity to 1",
        R"({"upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1}})", true);
    row("half a strategy of an app with data",
        R"({"residency": {}, "upgradeStrategy": {"minimumHealthCapacity": 1}})",
        "Set maximumOverCapacity to 0",
        R"({"residency": {}, "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 0}})",
        true);
    row("a login",
        R"({"container": {"docker": {"image": "a/b:1.0.0", "credential": {"principal": "x"}}}})",
        "Remove credential, to log in by pullConfig or fetch",
        R"({"container": {"docker": {"image": "a/b:1.0.0"}}})", false);
    row("a port that is not there", R"({"healthChecks": [{"portIndex": 3}]})", "Ask the only port",
        R"({"healthChecks": [{"portIndex": 0}]})", true);
    row("a network of Docker with Mesos",
        R"({"container": {"type": "MESOS", "docker": {"image": "a/b:1.0.0", "network": "BRIDGE"}}})",
        "Move network to networks",
        R"({"container": {"type": "MESOS", "docker": {"image": "a/b:1.0.0"}}, "networks": [{"mode": "container/bridge"}]})",
        true);
    row("mappings of Docker with Mesos",
        R"({"container": {"type": "MESOS", "docker": {"image": "a/b:1.0.0", "portMappings": [{"containerPort": 80}]}}})",
        "Move portMappings up",
        R"({"container": {"type": "MESOS", "docker": {"image": "a/b:1.0.0"}, "portMappings": [{"containerPort": 80}]}})",
        true);
    row("both forms, one network",
        R"({"container": {"docker": {"image": "a/b:1.0.0", "network": "BRIDGE"}}, "networks": [{"mode": "container/bridge"}]})",
        "Remove network",
        R"({"container": {"docker": {"image": "a/b:1.0.0"}}, "networks": [{"mode": "container/bridge"}]})",
        true);
    row("both forms, two networks",
        R"({"container": {"docker": {"image": "a/b:1.0.0", "network": "HOST"}}, "networks": [{"mode": "container/bridge"}]})",
        "Remove network",
        R"({"container": {"docker": {"image": "a/b:1.0.0"}}, "networks": [{"mode": "container/bridge"}]})",
        false);
    row("an address said twice",
        R"({"ipAddress": {"networkName": "dcos"}, "networks": [{"name": "dcos"}]})",
        "Remove ipAddress", R"({"networks": [{"name": "dcos"}]})", true);
    row("an app with data", R"({"residency": {}, "unreachableStrategy": {}})",
        "Set unreachableStrategy to \"disabled\"",
        R"({"residency": {}, "unreachableStrategy": "disabled"})", true);
    row("a single instance", R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}})",
        "Stop the old instance first",
        R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}, "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
        true);
    row("two checks of Mesos",
        R"({"healthChecks": [{"protocol": "MESOS_TCP"}, {}, {"protocol": "MESOS_HTTP"}]})",
        "Keep the first of Mesos' checks", R"({"healthChecks": [{"protocol": "MESOS_TCP"}, {}]})",
        false);
    row("UNLIKE on a volume",
        R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "d", "mode": "RW", "persistent": {"size": 1, "type": "path", "constraints": [["path", "UNLIKE", "/a|/b"]]}}]}})",
        "Use LIKE with the opposite",
        R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "d", "mode": "RW", "persistent": {"size": 1, "type": "path", "constraints": [["path", "LIKE", "(?!(?:/a|/b)$).*"]]}}]}})",
        false);
}

void ServerFixesTest::fixes()
{
    QFETCH(QByteArray, patch);
    QFETCH(QString, title);
    QFETCH(QByteArray, after);
    QFETCH(bool, isSafe);

    const QByteArray text = patched(ExampleBase::Command, patch);
    for (const Finding &finding : refusedIn(text)) {
        for (const Fix &fix : finding.fixes) {
            if (fix.title != title)
                continue;
            const auto plain = [](const QByteArray &json) {
                return QByteArray::fromStdString(nlohmann::json::parse(json.toStdString()).dump());
            };
            QCOMPARE(plain(mended(text, fix)), plain(patched(ExampleBase::Command, after)));
            QCOMPARE(fix.isSafe, isSafe);
            return;
        }
    }
    QFAIL(idsOf(refusedIn(text)).join(u' ').toUtf8().constData());
}

void ServerFixesTest::answersAreJudged()
{
    const QByteArray text = patched(
        ExampleBase::Command, R"({"portDefinitions": [{"name": "http"}, {"name": "http"}]})");
    const Findings findings = refusedIn(text);
    QCOMPARE(findings.size(), size_t(1));
    const FixQuestion question = *findings.front().fixes.front().question;
    for (const QString &answer : {u""_s, u"http"_s, u"HTTP 2"_s}) {
        const Result<TextEdits> edits = question.edits(answer);
        QVERIFY(!edits);
        QCOMPARE(edits.error().kind, ErrorKind::Invalid);
    }
    QVERIFY(question.edits(u" admin "_s));
}

QTEST_APPLESS_MAIN(ServerFixesTest)
#include "tst_serverfixes.moc"
