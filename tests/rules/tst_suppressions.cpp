// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruletesting.h"

#include "rules/baseline.h"
#include "rules/labelsuppressions.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

/// Findings that a project lives with: by label and by baseline.
class SuppressionsTest : public QObject
{
    Q_OBJECT

private slots:
    void labelsSuppress_data();
    void labelsSuppress();
    void invalidLabels_data();
    void invalidLabels();
    void labelsOfContainersSpeakForThem();
    void marksTheDate();
    void removesLabels();
    void namesWhatWasTemporary();
    void baselineKnowsFindings();
    void baselineFollowsMovedFiles();
    void baselineReadsBack();
    void damagedBaselines_data();
    void damagedBaselines();
};

namespace {

QByteArray appWith(const QByteArray &label)
{
    return R"({"id": "/a", "cmd": "exec ./a", "container": {"type": "DOCKER", "docker": {"image": "r/n:latest"}},
 "labels": {)"
        + label + "}}";
}

RuleConfig configAt(QDate today)
{
    RuleConfig config = RuleConfig::builtIn();
    config.today = today;
    return config;
}

QStringList policyIdsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings) {
        if (finding.family == RuleFamily::Policy)
            ids.append(finding.rule);
    }
    return ids;
}

} // namespace

void SuppressionsTest::labelsSuppress_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<bool>("isSuppressed");
    QTest::addColumn<QString>("about");

    const QByteArray key = R"("pinion.ignore/image-latest-tag": )";
    QTest::newRow("a reason") << key + R"("vendor ships only latest")" << true << QString();
    QTest::newRow("all fields") << key
            + R"("vendor ships only latest, OPS-12; until=2099-12-31; by=ops")"
                                << true << QString();
    QTest::newRow("a reason with a semicolon")
        << key + R"("vendor; ships only latest; by=ops")" << true << QString();
    QTest::newRow("the last day") << key + R"("vendor ships only latest; until=2026-05-20")" << true
                                  << QString();
    QTest::newRow("the day after") << key + R"("vendor ships only latest; until=2026-05-19")"
                                   << false << u"suppress-expired"_s;
    QTest::newRow("a rule that found nothing")
        << R"("pinion.ignore/image-no-tag": "vendor ships only latest")"_ba << false
        << u"suppress-unused"_s;
    QTest::newRow("a rule that is off")
        << R"("pinion.ignore/image-not-digest-pinned": "vendor ships only latest")"_ba << false
        << QString();
}

void SuppressionsTest::labelsSuppress()
{
    QFETCH(QByteArray, label);
    QFETCH(bool, isSuppressed);
    QFETCH(QString, about);

    const CheckResult result = checkText(appWith(label), configAt(QDate(2026, 5, 20)));
    const Finding *finding = findingOf(result.findings, u"image-latest-tag"_s);
    QVERIFY(finding);
    QCOMPARE(finding->suppressed.has_value(), isSuppressed);
    if (isSuppressed) {
        QCOMPARE(finding->suppressed->source, SuppressionSource::InSource);
        QCOMPARE(
            finding->suppressed->label.toString(), u"/labels/pinion.ignore~1image-latest-tag"_s);
    }
    QCOMPARE(policyIdsOf(result.findings), about.isEmpty() ? QStringList() : QStringList{about});
}

void SuppressionsTest::invalidLabels_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("because");
    QTest::addColumn<QByteArray>("marked");

    const QByteArray key = R"("pinion.ignore/image-latest-tag": )";
    QTest::newRow("an unknown rule")
        << R"("pinion.ignore/image-lastest-tag": "vendor ships it")"_ba << QByteArray("{}")
        << u"there is no rule \"image-lastest-tag\"; did you mean \"image-latest-tag\"?"_s
        << R"("pinion.ignore/image-lastest-tag")"_ba;
    QTest::newRow("no reason") << key + R"("")" << QByteArray("{}") << u"it gives no reason."_s
                               << R"("")"_ba;
    QTest::newRow("an excuse") << key + R"("TODO fix me; by=ops")" << QByteArray("{}")
                               << u"its reason does not say why"_s << R"("TODO fix me; by=ops")"_ba;
    QTest::newRow("a date that is none")
        << key + R"("vendor ships only latest; until=soon")" << QByteArray("{}")
        << u"\"until\" must be a date such as 2027-01-31."_s << "until=soon"_ba;
    QTest::newRow("an unknown field")
        << key + R"("vendor ships only latest; untill=2027-01-31")" << QByteArray("{}")
        << u"\"untill\" is no field of it; there are until and by."_s << "untill=2027-01-31"_ba;
    QTest::newRow("too long") << key + '"' + QByteArray(600, 'x') + '"' << QByteArray("{}")
                              << u"it is longer than 511 characters."_s
                              << '"' + QByteArray(600, 'x') + '"';
    QTest::newRow("where labels are not allowed")
        << key + R"("vendor ships only latest")"
        << R"({"inlineSuppressions": {"allowed": false}})"_ba
        << u"this project keeps its decisions in .pinion.json, not in labels."_s
        << R"("pinion.ignore/image-latest-tag")"_ba;
    QTest::newRow("a rule that no label may suppress")
        << key + R"("vendor ships only latest")"
        << R"({"inlineSuppressions": {"never": ["image-latest-tag"]}})"_ba
        << u"no label may suppress image-latest-tag in this project."_s
        << R"("pinion.ignore/image-latest-tag")"_ba;
    QTest::newRow("without the last day that is wanted")
        << key + R"("vendor ships only latest")"
        << R"({"inlineSuppressions": {"requireExpiry": true}})"_ba
        << u"this project wants a last day: until=2027-01-31."_s
        << R"("vendor ships only latest")"_ba;
}

void SuppressionsTest::invalidLabels()
{
    QFETCH(QByteArray, label);
    QFETCH(QByteArray, settings);
    QFETCH(QString, because);
    QFETCH(QByteArray, marked);

    const Result<RuleConfig> config = RuleConfig::parse(settings, {});
    QVERIFY(config);
    const QByteArray text = appWith(label);
    const CheckResult result = checkText(text, *config);
    QVERIFY(!findingOf(result.findings, u"image-latest-tag"_s)->suppressed);
    const Finding *invalid = findingOf(result.findings, u"suppress-invalid"_s);
    QVERIFY(invalid);
    QVERIFY2(invalid->message.contains(because), qPrintable(invalid->message));
    QCOMPARE(text.sliced(invalid->range.begin, invalid->range.length()), marked);
    QCOMPARE(invalid->app, u"/a"_s);
}

void SuppressionsTest::labelsOfContainersSpeakForThem()
{
    const QByteArray text = R"({"id": "/pod", "containers": [
        {"name": "a", "image": {"kind": "DOCKER", "id": "r/a:latest"},
         "labels": {"pinion.ignore/image-latest-tag": "vendor ships only latest"}},
        {"name": "b", "image": {"kind": "DOCKER", "id": "r/b:latest"}}]})";
    QStringList seen;
    for (const Finding &finding : checkText(text).findings) {
        if (finding.rule == u"image-latest-tag")
            seen.append(finding.pointer.toString() + (finding.suppressed ? u" no" : u" yes"));
    }
    QCOMPARE(seen, (QStringList{u"/containers/0/image/id no"_s, u"/containers/1/image/id yes"_s}));
}

void SuppressionsTest::marksTheDate()
{
    const QByteArray text = appWith(
        R"("pinion.ignore/image-latest-tag": "vendor ships only latest; until=2020-01-01")");
    const CheckResult result = checkText(text);
    const Finding *expired = findingOf(result.findings, u"suppress-expired"_s);
    QVERIFY(expired);
    QCOMPARE(text.sliced(expired->range.begin, expired->range.length()), "until=2020-01-01"_ba);
    QCOMPARE(expired->severity, Severity::Warning);
    QVERIFY(!findingOf(result.findings, u"image-latest-tag"_s)->suppressed);
}

void SuppressionsTest::removesLabels()
{
    const QByteArray text
        = appWith(R"("pinion.ignore/image-no-tag": "vendor ships only latest", "owner": "ops")");
    const CheckResult result = checkText(text);
    const Finding *unused = findingOf(result.findings, u"suppress-unused"_s);
    QVERIFY(unused);
    QCOMPARE(unused->fixes.size(), size_t(1));
    QVERIFY(!unused->fixes.front().isSafe); // a change of labels restarts the tasks
    const QByteArray after = fixedText(text, unused->fixes.front(), {});
    QCOMPARE(after, appWith(R"("owner": "ops")"));
}

void SuppressionsTest::namesWhatWasTemporary()
{
    const RuleConfig config = configAt(QDate(2026, 5, 20));
    const auto reports = [&config](const QByteArray &date) {
        const QByteArray text = appWith("\"pinion.temporary\": \"" + date + "\"");
        return countOf(checkText(text, config).findings, u"temporary-expired"_s);
    };
    QCOMPARE(reports("2026-05-19"), qsizetype(1));
    QCOMPARE(reports("2026-05-20"), qsizetype(0));
    QCOMPARE(reports("some day"), qsizetype(0));
}

void SuppressionsTest::baselineKnowsFindings()
{
    const QByteArray text = appWith({});
    const JsonTree tree = JsonTree::parse(text);
    Findings findings = checkText(text).findings;
    const Definitions definitions = findDefinitions(tree);
    std::vector<BaselineEntry> entries;
    for (const Finding &finding : findings)
        entries.push_back(*baselineEntry(finding, definitions, u"a.json"_s));
    const Baseline baseline(u"there before Pinion"_s, entries);

    applyBaseline(findings, tree, baseline, u"a.json"_s);
    const FindingCounts counts = countFindings(findings);
    QCOMPARE(counts.errors, 0);
    QCOMPARE(counts.suppressed, 0);
    QCOMPARE(counts.baselined, int(findings.size()));
    QCOMPARE(findings.front().suppressed->reason, u"there before Pinion"_s);

    // Lines do not count, and neither does a move into a group.
    const QByteArray moved = "\n\n" + (R"({"id": "/", "apps": [)" + text + "]}");
    Findings later = checkText(moved).findings;
    applyBaseline(later, JsonTree::parse(moved), baseline, u"a.json"_s);
    QVERIFY(findingOf(later, u"image-latest-tag"_s)->isInBaseline());
    // The same mistake in the file of another cluster is a new one.
    Findings other = checkText(text).findings;
    applyBaseline(other, tree, baseline, u"b.json"_s);
    QVERIFY(!findingOf(other, u"image-latest-tag"_s)->suppressed);
}

void SuppressionsTest::baselineFollowsMovedFiles()
{
    const BaselineEntry entry{u"old.json"_s, u"/a"_s, u"image-latest-tag"_s, u"/x"_s, u"text"_s};
    BaselineEntry found = entry;
    found.file = u"new.json"_s;
    Baseline baseline(u"r"_s, {entry});
    QVERIFY(!baseline.find(found));
    baseline.release([](const QString &) { return false; });
    QVERIFY(baseline.find(found));
    baseline.release([](const QString &) { return true; });
    QVERIFY(!baseline.find(found));
}

void SuppressionsTest::baselineReadsBack()
{
    const BaselineEntry first{u"a.json"_s, u"/a"_s, u"image-no-tag"_s, u"/x"_s, u"\"q\""_s};
    const BaselineEntry second{u"b.json"_s, {}, u"meta-duplicate-key"_s, {}, u"m"_s};
    const Baseline baseline(u"why"_s, {second, first, first});
    const QByteArray text = baseline.toJson();
    QCOMPARE(text,
        "{\n  \"version\": 1,\n  \"reason\": \"why\",\n  \"findings\": [\n"
        "    {\"file\": \"a.json\", \"app\": \"/a\", \"rule\": \"image-no-tag\", "
        "\"pointer\": \"/x\", \"message\": \"\\\"q\\\"\"},\n"
        "    {\"file\": \"b.json\", \"rule\": \"meta-duplicate-key\", \"message\": \"m\"}\n"
        "  ]\n}\n"_ba);
    const Result<Baseline> read = Baseline::parse(text, u"known.json"_s);
    QVERIFY(read);
    QCOMPARE(read->reason(), u"why"_s);
    QVERIFY(read->entries() == (std::vector{first, second}));
    QCOMPARE(Baseline().toJson(),
        "{\n  \"version\": 1,\n  \"reason\": \"\",\n  \"findings\": []\n}\n"_ba);
}

void SuppressionsTest::damagedBaselines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    QTest::newRow("no JSON") << QByteArray("{") << u"known.json, line 1, column "_s;
    QTest::newRow("another version")
        << R"({"version": 2})"_ba
        << u"known.json, line 1, column 13: a baseline of version 1 is expected here."_s;
    QTest::newRow("no list") << R"({"version": 1})"_ba
                             << u"known.json, line 1, column 1: \"findings\" must be a list."_s;
    QTest::newRow("no rule") << R"({"version": 1, "findings": [{}]})"_ba
                             << u"known.json, line 1, column 29: this finding names no rule."_s;
}

void SuppressionsTest::damagedBaselines()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);

    const Result<Baseline> read = Baseline::parse(text, u"known.json"_s);
    QVERIFY(!read);
    QVERIFY2(read.error().message.startsWith(message), qPrintable(read.error().message));
}

QTEST_APPLESS_MAIN(SuppressionsTest)
#include "tst_suppressions.moc"
