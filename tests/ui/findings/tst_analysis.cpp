// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "ui/findings/analysis.h"
#include "ui/findings/carriedfindings.h"
#include "ui/findings/projectwatch.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Moving = R"({
  "id": "/shop/api",
  "cmd": "run",
  "cpus": 0.5,
  "mem": "256",
  "instances": 3,
  "priviledged": true,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": "shop/api:latest",
      "forcePullImage": true
    }
  }
}
)";

/// Marathon takes it; nothing but the image is wrong.
const QByteArray Accepted = R"({
  "id": "/shop/api",
  "cpus": 0.5,
  "mem": 256,
  "instances": 1,
  "container": {"type": "DOCKER", "docker": {"image": "shop/api:latest", "forcePullImage": true}}
}
)";

const Finding *byRule(const Analysis &analysis, const QString &rule)
{
    const auto &findings = analysis.findings();
    const auto found = std::ranges::find(findings, rule, &Finding::rule);
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

class TestAnalysis : public QObject
{
    Q_OBJECT

private slots:
    void answersByItself();
    void answersAtOnce();
    void dropsLateAnswers();
    void worstComesFirst();
    void findsWhatLiesBelow();
    void keepsFindingsWhileBroken();
    void carriedFindingsMoveWithTheText_data();
    void carriedFindingsMoveWithTheText();
    void readsTheProjectConfiguration();
    void saysWhyTheConfigurationIsUnreadable();
    void checksAgainWhenTheProjectChanges_data();
    void checksAgainWhenTheProjectChanges();
    void mayDieWhileTheWorkerRuns();
};

void TestAnalysis::answersByItself()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    QSignalSpy changed(&analysis, &Analysis::changed);
    QTRY_VERIFY(analysis.isCurrent());
    QVERIFY(byRule(analysis, u"image-force-pull-mutable"_s));
    QVERIFY(analysis.counts()[FindingLevel::Error] >= 1);
    QVERIFY(analysis.snapshot() == document.snapshot());

    QVERIFY(document.setField(
        u"Change"_s, JsonPointer::of("/container/docker/image"), "\"shop/api:2.7.1\""));
    QVERIFY(!analysis.isCurrent());
    QTRY_VERIFY(analysis.isCurrent());
    QVERIFY(!byRule(analysis, u"image-force-pull-mutable"_s));
}

void TestAnalysis::answersAtOnce()
{
    AppDocument document;
    Analysis analysis(document);
    document.loadUntitled(Moving);
    analysis.runNow();
    QVERIFY(analysis.isCurrent());
    QVERIFY(!analysis.isStale());
    QVERIFY(byRule(analysis, u"image-force-pull-mutable"_s));
}

void TestAnalysis::dropsLateAnswers()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document); // its first run starts at once
    QSignalSpy changed(&analysis, &Analysis::changed);
    document.loadUntitled("{}");
    QTRY_VERIFY(analysis.isCurrent());
    QCOMPARE(changed.count(), 1);
    QVERIFY(!byRule(analysis, u"image-force-pull-mutable"_s));
}

void TestAnalysis::worstComesFirst()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    const auto all = analysis.at(JsonPointer(), true);
    QVERIFY(all.size() > 1);
    QVERIFY(std::ranges::is_sorted(all, std::greater(), &Finding::severity));
    const auto atImage = analysis.at(JsonPointer::of("/container/docker/image"));
    QVERIFY(!atImage.empty());
    QCOMPARE(atImage.front()->severity, Severity::Error);
    QVERIFY(analysis.at(JsonPointer::of("/container")).size()
        <= analysis.at(JsonPointer::of("/container"), true).size());
    QVERIFY(analysis.at(JsonPointer::of("/nothing")).empty());
}

// The index answers as a walk over all findings would.
void TestAnalysis::findsWhatLiesBelow()
{
    AppDocument document;
    document.loadUntitled(
        R"({"id": "/g", "apps": [{"id": "a", "mem": "1", "a": 1, "ab": 1, "a/b": 1},
            {"id": "b", "cmd": 1, "mem": "2"}, {"id": "c", "container": {"docker": {
            "image": "x:latest", "forcePullImage": true, "x": 1}}}], "groups": 3})");
    Analysis analysis(document);
    analysis.runNow();
    for (JsonNode node = document.tree().root(); node;) {
        const JsonPointer pointer = node.pointer();
        for (const bool andBelow : {false, true}) {
            std::vector<const Finding *> expected;
            for (const Finding &finding : analysis.findings()) {
                if (andBelow ? pointer.contains(finding.pointer) : pointer == finding.pointer)
                    expected.push_back(&finding);
            }
            std::ranges::stable_sort(
                expected, std::greater(), [](const Finding *finding) { return levelOf(*finding); });
            QCOMPARE(analysis.at(pointer, andBelow), expected);
        }
        JsonNode next = node.firstChild();
        for (; !next && node; node = node.parent())
            next = node.nextSibling();
        node = next;
    }
}

void TestAnalysis::keepsFindingsWhileBroken()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    const qsizetype comma = Moving.indexOf(',');
    QVERIFY(document.apply(u"Break"_s, {{{comma, comma + 1}, {}}}));
    analysis.runNow();

    QVERIFY(analysis.isStale());
    const Finding *carried = byRule(analysis, u"image-force-pull-mutable"_s);
    QVERIFY(carried);
    QVERIFY(analysis.isStale(*carried));
    QVERIFY(carried->fixes.empty());
    QCOMPARE(document.tree().text(carried->range).toByteArray(), "\"shop/api:latest\""_ba);
    const auto isSyntax = [](const Finding &f) { return f.family == RuleFamily::Syntax; };
    const auto syntax = std::ranges::find_if(analysis.findings(), isSyntax);
    QVERIFY(syntax != analysis.findings().end());
    QVERIFY(!analysis.isStale(*syntax));

    document.undoStack()->undo();
    analysis.runNow();
    QVERIFY(!analysis.isStale());
    QVERIFY(!byRule(analysis, u"image-force-pull-mutable"_s)->fixes.empty());
}

void TestAnalysis::carriedFindingsMoveWithTheText_data()
{
    QTest::addColumn<QByteArray>("presentText");
    QTest::addColumn<qsizetype>("begin");
    QTest::addColumn<qsizetype>("end");
    QTest::newRow("change behind it") << "[1, 22, 3"_ba << 4LL << 6LL;
    QTest::newRow("change before it") << "[, 22, 3]"_ba << 3LL << 5LL;
    QTest::newRow("change inside it") << "[1, 2x2, 3]"_ba << 4LL << 7LL;
    QTest::newRow("it is gone") << "[1, 3]"_ba << -1LL << -1LL;
}

void TestAnalysis::carriedFindingsMoveWithTheText()
{
    QFETCH(QByteArray, presentText);
    QFETCH(qsizetype, begin);
    QFETCH(qsizetype, end);
    Finding finding;
    finding.range = {4, 6};
    const Findings carried = withCarriedFindings({}, {finding}, "[1, 22, 3]", presentText);
    QCOMPARE(carried.size(), size_t(begin < 0 ? 0 : 1));
    if (begin >= 0)
        QVERIFY((carried.front().range == TextRange{begin, end}));
}

void TestAnalysis::readsTheProjectConfiguration()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"app.json"_s);
    QVERIFY(writeFile(path, Moving));
    QVERIFY(writeFile(folder.filePath(u".pinion.json"_s),
        R"({"root": true, "rules": {"image-force-pull-mutable": "off"}})"));
    AppDocument document;
    QVERIFY(document.load(path));
    Analysis analysis(document);
    analysis.runNow();
    QVERIFY(!byRule(analysis, u"image-force-pull-mutable"_s));
    QVERIFY(analysis.configProblem().isEmpty());
}

void TestAnalysis::saysWhyTheConfigurationIsUnreadable()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"app.json"_s);
    QVERIFY(writeFile(path, Moving));
    QVERIFY(writeFile(folder.filePath(u".pinion.json"_s), "{"));
    AppDocument document;
    QVERIFY(document.load(path));
    Analysis analysis(document);
    QVERIFY(!analysis.configProblem().isEmpty());
    QVERIFY(writeFile(folder.filePath(u".pinion.json"_s), R"({"root": true})"));
    analysis.reloadConfig();
    QVERIFY(analysis.configProblem().isEmpty());
    QTRY_VERIFY(analysis.isCurrent());
}

void TestAnalysis::checksAgainWhenTheProjectChanges_data()
{
    QTest::addColumn<QByteArray>("policy"); // what the configuration extends
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("isFoundAfterwards");
    const QString rule = u"image-force-pull-mutable"_s;
    const QByteArray off = R"({"root": true, "rules": {"image-force-pull-mutable": "off"}})";
    QTest::newRow("its configuration") << "{}"_ba << u".pinion.json"_s << off << rule << false;
    QTest::newRow("a nearer configuration")
        << "{}"_ba << u"team/.pinion.json"_s << off << rule << false;
    QTest::newRow("what that extends") << "{}"_ba << u"policy.json"_s << off << rule << false;
    QTest::newRow("what that extends breaks") << off << u"policy.json"_s << "{"_ba << rule << true;
    QTest::newRow("what that extends is mended")
        << "{"_ba << u"policy.json"_s << off << rule << false;
    QTest::newRow("another document of the scope")
        << "{}"_ba << u"team/other.json"_s << R"({"id": "/shop/api", "cmd": "exec ./x"})"_ba
        << u"group-duplicate-id"_s << true;
}

void TestAnalysis::checksAgainWhenTheProjectChanges()
{
    QFETCH(QByteArray, policy);
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, rule);
    QFETCH(bool, isFoundAfterwards);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"team"_s));
    QVERIFY(writeFile(folder.filePath(u"team/app.json"_s), Accepted));
    QVERIFY(writeFile(folder.filePath(u"policy.json"_s), policy));
    const QByteArray config = R"({"root": true, "extends": ["policy.json"],
        "scopes": [{"name": "all", "files": ["team/**"]}]})";
    QVERIFY(writeFile(folder.filePath(u".pinion.json"_s), config));
    AppDocument document;
    QVERIFY(document.load(folder.filePath(u"team/app.json"_s)));
    Analysis analysis(document);
    ProjectWatch watch;
    watch.follow(analysis);
    QTRY_VERIFY(analysis.isCurrent());
    QCOMPARE(byRule(analysis, rule) != nullptr, !isFoundAfterwards);
    QVERIFY(writeFile(folder.filePath(file), content));
    QTRY_COMPARE(byRule(analysis, rule) != nullptr, isFoundAfterwards);
}

void TestAnalysis::mayDieWhileTheWorkerRuns()
{
    AppDocument document;
    document.loadUntitled(Moving);
    for (int i = 0; i < 50; ++i)
        Analysis analysis(document); // starts a run and goes away
    Analysis last(document);
    QTRY_VERIFY(last.isCurrent());
}

QTEST_MAIN(TestAnalysis)

#include "tst_analysis.moc"
