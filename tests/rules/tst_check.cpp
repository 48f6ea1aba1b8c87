// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include "marathon/schema.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheKind_data();
    void namesTheKind();
    void ordersByPlaceThenId();
    void sameTextSameAnswer();
    void fillsInTheApp();
    void countsTemplatedValues();
    void setsLevels();
    void countsTheRulesThatRan();
    void stopsWhenCancelled();
    void suppresses_data();
    void suppresses();
    void suppressionsCountApart();
    void expires();
    void reportsUnusedSuppressions_data();
    void reportsUnusedSuppressions();
    void reportsInvalidSuppressions();
    void policyRulesHaveLevelsToo();
    void isQuietAboutOtherFiles();
};

namespace {

const QByteArray LatestApp
    = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:latest"}}})";
const QByteArray Group = R"({"id": "/shop", "apps": [
  {"id": "api", "container": {"docker": {"image": "shop/api:latest"}}},
  {"id": "/shop/web", "container": {"docker": {"image": "shop/web:latest"}}}],
  "groups": [{"id": "eu", "apps": [
    {"id": "api", "container": {"docker": {"image": "shop/api:latest"}}}]}]})";

/// Settings under which only these rules speak, so that the tests of the engine need not know the
/// whole catalogue.
RuleConfig only(RuleConfig config, const QStringList &prefixes)
{
    for (const Rule &rule : allRules()) {
        const QString id = text(rule.id);
        const bool isWanted = std::any_of(prefixes.begin(), prefixes.end(),
            [&id](const QString &prefix) { return id.startsWith(prefix); });
        if (!isWanted)
            config.levels.insert(id, std::nullopt);
    }
    return config;
}

const RuleConfig &imagesOnly()
{
    static const RuleConfig config = only(
        RuleConfig::builtIn(), {u"image-"_s, u"schema-"_s, u"meta-"_s, u"suppress-"_s, u"json-"_s});
    return config;
}

SuppressionEntry entryFor(const QString &id)
{
    SuppressionEntry entry;
    entry.rule = u"image-latest-tag"_s;
    entry.id = id;
    entry.suppression.reason = u"a sandbox that nobody relies on"_s;
    return entry;
}

RuleConfig configWith(const SuppressionEntry &entry)
{
    RuleConfig config
        = only(RuleConfig::builtIn(), {u"image-"_s, u"schema-"_s, u"meta-"_s, u"suppress-"_s});
    config.path = u"/project/.pinion.json"_s;
    config.today = QDate(2026, 6, 15);
    config.suppressions = {entry};
    return config;
}

} // namespace

void CheckTest::namesTheKind_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<DocumentKind>("kind");

    QTest::newRow("an app") << LatestApp << DocumentKind::App;
    QTest::newRow("a group") << Group << DocumentKind::Group;
    QTest::newRow("a list") << "[]"_ba << DocumentKind::Apps;
    QTest::newRow("something else") << R"({"name": "x"})"_ba << DocumentKind::Other;
    QTest::newRow("nothing") << ""_ba << DocumentKind::Other;
}

void CheckTest::namesTheKind()
{
    QFETCH(QByteArray, text);
    QFETCH(DocumentKind, kind);
    QCOMPARE(checkText(text).kind, kind);
}

void CheckTest::ordersByPlaceThenId()
{
    const Findings findings = checkText(R"({"id": "/A", "cmd": "x1", "instnaces": 1, "mem": "1",
        "container": {"docker": {"image": "a:latest"}}, "cpus": -1, "cpus": -1})",
        imagesOnly())
                                  .findings;
    QCOMPARE(idsOf(findings),
        (QStringList{u"schema-pattern"_s, u"meta-unknown-field"_s, u"schema-type"_s,
            u"image-latest-tag"_s, u"schema-range"_s, u"meta-duplicate-key"_s, u"schema-range"_s}));
    QVERIFY(std::is_sorted(findings.begin(), findings.end(),
        [](const Finding &a, const Finding &b) { return a.range < b.range; }));
}

void CheckTest::sameTextSameAnswer()
{
    const Findings first = checkText(Group).findings;
    for (int i = 0; i < 5; ++i) {
        const Findings again = checkText(Group).findings;
        QCOMPARE(idsOf(again), idsOf(first));
        for (size_t k = 0; k < first.size(); ++k)
            QCOMPARE(again[k].message, first[k].message);
    }
}

void CheckTest::fillsInTheApp()
{
    const Findings findings = checkText(Group, imagesOnly()).findings;
    QStringList apps;
    for (const Finding &finding : findings)
        apps.append(finding.app);
    QCOMPARE(apps, (QStringList{u"/shop/api"_s, u"/shop/web"_s, u"/shop/eu/api"_s}));
    QCOMPARE(findings.back().pointer.toString(), u"/groups/0/apps/0/container/docker/image"_s);
    QCOMPARE(findings.back().family, RuleFamily::Practice);
}

void CheckTest::countsTemplatedValues()
{
    const CheckResult result = checkText(R"({"id": "/shop/{{name}}", "cmd": "run ${HOME}",
        "cpus": "{{cpus}}", "env": {"URL": "${URL}"},
        "container": {"docker": {"image": "shop/api:@TAG@", "network": "<mode>"}}})",
        imagesOnly());
    QCOMPARE(idsOf(result.findings), QStringList());
    QCOMPARE(result.templatedValues, 4);
}

void CheckTest::setsLevels()
{
    RuleConfig config = imagesOnly();
    config.levels.insert(u"image-latest-tag"_s, Severity::Info);
    QCOMPARE(checkText(LatestApp, config).findings.front().severity, Severity::Info);
    config.levels.insert(u"image-latest-tag"_s, std::nullopt);
    QVERIFY(checkText(LatestApp, config).findings.empty());
}

void CheckTest::countsTheRulesThatRan()
{
    RuleConfig config = RuleConfig::builtIn();
    const qsizetype all = checkText(LatestApp, config).rulesRun;
    const auto isOff = [](const Rule &rule) { return !rule.isOnByDefault; };
    QCOMPARE(all + std::count_if(allRules().begin(), allRules().end(), isOff),
        qsizetype(allRules().size()));
    config.levels.insert(u"image-latest-tag"_s, std::nullopt);
    QCOMPARE(checkText(LatestApp, config).rulesRun, all - 1);
    QVERIFY(checkText("{", config).rulesRun < 10);
}

void CheckTest::stopsWhenCancelled()
{
    const JsonTree tree = JsonTree::parse(LatestApp);
    const std::atomic_bool cancelled = true;
    QVERIFY(check(tree, RuleConfig::builtIn(), {}, {}, &cancelled).findings.empty());
}

void CheckTest::suppresses_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("count");

    const QStringList any;
    QTest::newRow("one id") << u"/shop/web"_s << any << QString() << 1;
    QTest::newRow("a glob") << u"/shop/*"_s << any << QString() << 2;
    QTest::newRow("everything below") << u"/shop/**"_s << any << QString() << 3;
    QTest::newRow("another id") << u"/shop/db"_s << any << QString() << 0;
    QTest::newRow("a prefix is no match") << u"/shop"_s << any << QString() << 0;
    QTest::newRow("a file") << QString() << QStringList{u"prod/shop.json"_s} << QString() << 3;
    QTest::newRow("a glob of files")
        << QString() << QStringList{u"x"_s, u"prod/**"_s} << QString() << 3;
    QTest::newRow("another file") << QString() << QStringList{u"staging/**"_s} << QString() << 0;
    QTest::newRow("a place in the app")
        << u"/shop/**"_s << any << u"/container/docker/image"_s << 3;
    QTest::newRow("a place in the document")
        << u"/shop/**"_s << any << u"/apps/1/container/docker/image"_s << 1;
    QTest::newRow("a subtree") << u"/shop/web"_s << any << u"/container/**"_s << 1;
    QTest::newRow("a subtree of the document") << u"/shop/**"_s << any << u"/groups/**"_s << 1;
    QTest::newRow("another place") << u"/shop/**"_s << any << u"/container/docker"_s << 0;
    QTest::newRow("a place that only begins alike")
        << u"/shop/**"_s << any << u"/container/dock/**"_s << 0;
}

void CheckTest::suppresses()
{
    QFETCH(QString, id);
    QFETCH(QStringList, files);
    QFETCH(QString, pointer);
    QFETCH(int, count);

    SuppressionEntry entry = entryFor(id);
    entry.files = files;
    entry.pointer = pointer;
    const CheckResult result = checkText(Group, configWith(entry), {}, u"prod/shop.json"_s);
    QCOMPARE(countFindings(result.findings).suppressed, count);
    QCOMPARE(countOf(result.findings, u"image-latest-tag"_s), 3);
}

void CheckTest::suppressionsCountApart()
{
    SuppressionEntry entry = entryFor(u"/shop/web"_s);
    entry.suppression.owner = u"ops"_s;
    const Findings findings = checkText(Group, configWith(entry)).findings;
    QCOMPARE(countFindings(findings), (FindingCounts{.errors = 2, .suppressed = 1}));
    QCOMPARE(findings[1].suppressed->owner, u"ops"_s);
    QCOMPARE(findings[1].suppressed->reason, entry.suppression.reason);
}

void CheckTest::expires()
{
    SuppressionEntry entry = entryFor(u"/shop/api"_s);
    entry.suppression.until = QDate(2026, 6, 15);
    QCOMPARE(countFindings(checkText(LatestApp, configWith(entry)).findings),
        (FindingCounts{.suppressed = 1}));

    entry.suppression.until = QDate(2026, 6, 14);
    const Findings findings = checkText(LatestApp, configWith(entry)).findings;
    QCOMPARE(idsOf(findings), (QStringList{u"suppress-expired"_s, u"image-latest-tag"_s}));
    QVERIFY(!findings[1].suppressed);
    QCOMPARE(findings[0].range, TextRange());
    QCOMPARE(findings[0].family, RuleFamily::Policy);
    QVERIFY(findings[0].message.contains(u"/shop/api"));
}

void CheckTest::reportsUnusedSuppressions_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isReported");

    const QByteArray pinned
        = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:1.0.0"}}})";
    const QStringList any;
    const QStringList thisFile{u"api.json"_s};
    QTest::newRow("used") << u"/shop/api"_s << any << LatestApp << false;
    QTest::newRow("unused here") << u"/shop/api"_s << any << pinned << true;
    QTest::newRow("about an app of another file") << u"/shop/web"_s << any << pinned << false;
    QTest::newRow("with a wildcard") << u"/shop/*"_s << any << pinned << false;
    QTest::newRow("about this file") << QString() << thisFile << pinned << true;
    QTest::newRow("about an app of this file") << u"/shop/*"_s << thisFile << pinned << true;
    QTest::newRow("about another file")
        << QString() << QStringList{u"web.json"_s} << pinned << false;
    QTest::newRow("about several files")
        << QString() << QStringList{u"api.json"_s, u"b.json"_s} << pinned << false;
    QTest::newRow("about a glob of files")
        << QString() << QStringList{u"*.json"_s} << pinned << false;
    QTest::newRow("in a damaged text") << QString() << thisFile << "{"_ba << false;
}

void CheckTest::reportsUnusedSuppressions()
{
    QFETCH(QString, id);
    QFETCH(QStringList, files);
    QFETCH(QByteArray, text);
    QFETCH(bool, isReported);

    SuppressionEntry entry = entryFor(id);
    entry.files = files;
    RuleConfig config = configWith(entry);
    const auto count = [&] {
        return countOf(checkText(text, config, {}, u"api.json"_s).findings, u"suppress-unused"_s);
    };
    QCOMPARE(count(), isReported ? 1 : 0);
    config.levels.insert(u"image-latest-tag"_s, std::nullopt);
    QCOMPARE(count(), 0);
    config.suppressions.front().rule = u"image-tag-moved"_s;
    QCOMPARE(count(), 0);
}

void CheckTest::reportsInvalidSuppressions()
{
    SuppressionEntry entry = entryFor(u"/shop/api"_s);
    entry.invalidBecause = u"it gives no reason"_s;
    const Findings findings = checkText(LatestApp, configWith(entry)).findings;
    QCOMPARE(idsOf(findings), (QStringList{u"suppress-invalid"_s, u"image-latest-tag"_s}));
    QCOMPARE(findings[0].severity, Severity::Error);
    QVERIFY(!findings[1].suppressed);
    QCOMPARE(findings[0].message,
        u"The suppression of image-latest-tag for /shop/api has no effect: it gives no reason."_s);
}

void CheckTest::policyRulesHaveLevelsToo()
{
    SuppressionEntry entry = entryFor(u"/shop/api"_s);
    entry.invalidBecause = u"it gives no reason"_s;
    RuleConfig config = configWith(entry);
    config.levels.insert(u"suppress-invalid"_s, Severity::Warning);
    QCOMPARE(checkText(LatestApp, config).findings.front().severity, Severity::Warning);
    config.levels.insert(u"suppress-invalid"_s, std::nullopt);
    QCOMPARE(idsOf(checkText(LatestApp, config).findings), QStringList{u"image-latest-tag"_s});
}

void CheckTest::isQuietAboutOtherFiles()
{
    const CheckResult result
        = checkText(R"({"name": "package", "image": "a:latest", "cpus": "x", "scripts": {}})");
    QCOMPARE(result.kind, DocumentKind::Other);
    QVERIFY(result.findings.empty());
}

QTEST_APPLESS_MAIN(CheckTest)
#include "tst_check.moc"
