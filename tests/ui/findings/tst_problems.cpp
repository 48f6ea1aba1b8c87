// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "rules/baseline.h"
#include "ui/findings/analysis.h"
#include "ui/findings/problemsmodel.h"
#include "ui/findings/problemspanel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Moving = R"({
  "id": "/shop/api",
  "cpus": 0.5,
  "mem": "256",
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

} // namespace

class TestProblems : public QObject
{
    Q_OBJECT

private slots:
    void modelIsSound();
    void modelShowsTheFindings();
    void filterNarrows();
    void ignoredAreStruckThrough();
    void refusedIsALevelOfItsOwn();
    void baselineIsCountedApart();
    void panelSaysWhenAllIsWell();
    void togglesShowCounts();
    void enterJumps();
    void nextFindingGoesAround();
    void fixKeyAsksForTheMenu();
    void keepsTheSelection();
    void onlyChangedRowsMove();
    void staysSoundWhileTyping_data();
    void staysSoundWhileTyping();
    void selectionComesBackWithItsFinding();
    void survivesItsAnalysis();
};

void TestProblems::modelIsSound()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    ProblemsModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAnalysis(&analysis);
    analysis.runNow();
    QVERIFY(model.rowCount() > 2);
    ProblemsFilter grouped;
    grouped.groupsByLevel = true;
    model.setFilter(grouped);
    QVERIFY(model.rowCount() >= 1);
    QVERIFY(model.rowCount(model.index(0, 0)) >= 1);
    document.loadUntitled("{}");
    analysis.runNow();
    model.setFilter({});
    model.setAnalysis(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestProblems::modelShowsTheFindings()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsModel model;
    model.setAnalysis(&analysis);
    QCOMPARE(size_t(model.rowCount()), analysis.findings().size());
    for (int row = 0; row < model.rowCount(); ++row) {
        const Finding &finding = analysis.findings()[size_t(row)];
        const auto shown = [&](int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(shown(ProblemsModel::What), finding.message);
        QCOMPARE(shown(ProblemsModel::Rule), finding.rule);
        QVERIFY(!shown(ProblemsModel::Level).isEmpty());
        QVERIFY(!shown(ProblemsModel::Where).isEmpty());
        QVERIFY(shown(ProblemsModel::Line).toInt() >= 1);
        const QString spoken = model.index(row, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.contains(finding.message));
    }
}

void TestProblems::filterNarrows()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    const int all = panel.model().rowCount();
    QTest::keyClicks(panel.findChild<QLineEdit *>(u"problemsFilter"_s), u"forced PULL"_s);
    QVERIFY(panel.model().rowCount() < all);
    panel.findChild<QLineEdit *>(u"problemsFilter"_s)->setText(u"zzz"_s);
    QCOMPARE(panel.model().rowCount(), 0);
    QVERIFY(panel.findChild<QLabel *>(u"problemsEmptyText"_s)->text().contains(u"filter"_s));
}

void TestProblems::ignoredAreStruckThrough()
{
    QTemporaryDir folder;
    QVERIFY(writeFile(folder.filePath(u".pinion.json"_s), R"({"root": true, "suppressions": [
        {"rule": "image-force-pull-mutable", "id": "/shop/api", "reason": "moves on purpose here"}]})"));
    QVERIFY(writeFile(folder.filePath(u"app.json"_s), Moving));
    AppDocument document;
    QVERIFY(document.load(folder.filePath(u"app.json"_s)));
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    auto *ignored = panel.findChild<QToolButton *>(u"showIgnored"_s);
    QVERIFY(ignored->text().contains(u'1'));
    const int before = panel.model().rowCount();
    ignored->setChecked(true);
    QCOMPARE(panel.model().rowCount(), before + 1);
    int struck = 0;
    for (int row = 0; row < panel.model().rowCount(); ++row) {
        const QVariant font = panel.model().index(row, 1).data(Qt::FontRole);
        if (!font.value<QFont>().strikeOut())
            continue;
        ++struck;
        const QString what = panel.model().index(row, ProblemsModel::What).data().toString();
        QVERIFY2(what.contains(u"Ignored: moves on purpose here"_s), qPrintable(what));
    }
    QCOMPARE(struck, 1);
}

void TestProblems::refusedIsALevelOfItsOwn()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    const int refused = analysis.counts()[FindingLevel::Refused];
    QVERIFY(refused > 0); // "mem" is a text
    QVERIFY(analysis.counts()[FindingLevel::Error] > 0);
    panel.findChild<QToolButton *>(u"groupByLevel"_s)->setChecked(true);
    const QModelIndex first = panel.model().index(0, 0);
    QCOMPARE(first.data().toString(), u"Refused (%1)"_s.arg(refused));
    const Finding *finding = panel.model().finding(panel.model().index(0, 0, first));
    QVERIFY(finding && finding->answer);
    const QString spoken = panel.model().index(0, 0, first).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.contains(answerSentence(*finding->answer)), qPrintable(spoken));

    auto *toggle = panel.findChild<QToolButton *>(u"showRefused"_s);
    QVERIFY(toggle->text().contains(u"refused"_s));
    toggle->setChecked(false);
    QCOMPARE(panel.model().index(0, 0).data().toString(),
        u"Error (%1)"_s.arg(analysis.counts()[FindingLevel::Error]));
}

void TestProblems::baselineIsCountedApart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.json"_s);
    QVERIFY(writeFile(path, Moving));
    AppDocument document;
    QVERIFY(document.load(path));
    Analysis analysis(document);
    analysis.runNow();
    std::vector<BaselineEntry> entries;
    for (const Finding &finding : analysis.findings()) {
        if (auto entry = baselineEntry(finding, document.snapshot()->definitions, u"app.json"_s))
            entries.push_back(*entry);
    }
    const int all = int(entries.size());
    QCOMPARE(all, analysis.counts().total());
    QVERIFY(writeFile(folder.filePath(u"known.json"_s),
        Baseline(u"we begin with Pinion"_s, std::move(entries)).toJson()));
    QVERIFY(writeFile(
        folder.filePath(u".pinion.json"_s), R"({"root": true, "baseline": "known.json"})"));
    analysis.reloadConfig();
    QTRY_COMPARE(analysis.counts().baselined, all);
    QCOMPARE(analysis.counts().ignored, 0);
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    QCOMPARE(panel.model().rowCount(), 0);
    const auto *text = panel.findChild<QLabel *>(u"problemsEmptyText"_s);
    QVERIFY2(text->text().contains(u"%1 in baseline"_s.arg(all)), qPrintable(text->text()));
    panel.showSuppressed();
    QCOMPARE(panel.model().rowCount(), all);
}

void TestProblems::panelSaysWhenAllIsWell()
{
    ProblemsPanel panel;
    const auto *text = panel.findChild<QLabel *>(u"problemsEmptyText"_s);
    QVERIFY(text->text().contains(u"No document"_s));
    AppDocument document;
    Analysis analysis(document);
    panel.setAnalysis(&analysis);
    document.loadUntitled("[]");
    analysis.runNow();
    QCOMPARE(analysis.findings().size(), size_t(0));
    const QString count = QString::number(analysis.result().rulesRun);
    QVERIFY(text->text().startsWith(u"No findings. "_s + count));
}

void TestProblems::togglesShowCounts()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    auto *errors = panel.findChild<QToolButton *>(u"showErrors"_s);
    QCOMPARE(errors->text().toInt(), analysis.counts()[FindingLevel::Error]);
    const int all = panel.model().rowCount();
    errors->setChecked(false);
    QCOMPARE(panel.model().rowCount(), all - analysis.counts()[FindingLevel::Error]);
}

void TestProblems::enterJumps()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    QSignalSpy jumped(&panel, &ProblemsPanel::jumpRequested);
    panel.view().setCurrentIndex(panel.model().index(0, 0));
    QTest::keyClick(&panel.view(), Qt::Key_Return);
    QCOMPARE(jumped.count(), 1);
    QCOMPARE(jumped.first().first().value<JsonPointer>(), analysis.findings().front().pointer);
    QVERIFY(jumped.first().last().value<TextRange>() == analysis.findings().front().range);
}

void TestProblems::nextFindingGoesAround()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    panel.findChild<QToolButton *>(u"groupByLevel"_s)->setChecked(true);
    QSignalSpy jumped(&panel, &ProblemsPanel::jumpRequested);
    const auto count = qsizetype(analysis.findings().size());
    for (qsizetype i = 0; i <= count; ++i)
        panel.selectNext(1);
    QCOMPARE(jumped.count(), count + 1);
    QCOMPARE(jumped.first().first(), jumped.last().first());
    panel.selectNext(-1);
    QCOMPARE(jumped.last().first(), jumped[count - 1].first());
}

void TestProblems::fixKeyAsksForTheMenu()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    QSignalSpy asked(&panel, &ProblemsPanel::fixMenuRequested);
    panel.selectNext(1);
    QTest::keyClick(&panel.view(), Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(asked.count(), 1);
}

void TestProblems::keepsTheSelection()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    panel.view().setCurrentIndex(panel.model().index(2, 0));
    const QString rule = panel.model().finding(panel.view().currentIndex())->rule;
    QVERIFY(document.apply(u"Change"_s, {{{0, 0}, "\n"}}));
    analysis.runNow();
    QVERIFY(panel.view().currentIndex().isValid());
    QCOMPARE(panel.model().finding(panel.view().currentIndex())->rule, rule);
}

void TestProblems::onlyChangedRowsMove()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsModel model;
    model.setAnalysis(&analysis);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const int all = model.rowCount();

    QVERIFY(document.apply(u"Move"_s, {{{0, 0}, "\n\n"}}));
    const int line = model.index(0, ProblemsModel::Line).data().toInt();
    analysis.runNow();
    QCOMPARE(removed.count() + inserted.count(), 0);
    QCOMPARE(model.index(0, ProblemsModel::Line).data().toInt(), line + 2);

    const int mark = int(document.bytes().indexOf("\"256\""));
    QVERIFY(document.apply(u"Fix"_s, {{{mark, mark + 5}, "256"}}));
    analysis.runNow();
    QCOMPARE(removed.count(), 1);
    QVERIFY(model.rowCount() < all);
    document.undoStack()->undo();
    analysis.runNow();
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), all);
    QCOMPARE(resets.count(), 0);
}

void TestProblems::staysSoundWhileTyping_data()
{
    QTest::addColumn<bool>("isGrouped");
    QTest::newRow("one list") << false;
    QTest::newRow("by level") << true;
}

void TestProblems::staysSoundWhileTyping()
{
    QFETCH(bool, isGrouped);
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    ProblemsPanel panel;
    ProblemsModel &model = panel.model();
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    panel.setAnalysis(&analysis);
    panel.findChild<QToolButton *>(u"groupByLevel"_s)->setChecked(isGrouped);
    panel.show();
    for (qsizetype removed = 0; removed < Moving.size(); removed += 3) {
        QVERIFY(document.apply(u"Remove"_s, {{{removed, removed + 1}, {}}}));
        analysis.runNow();
        panel.selectNext(1);
        document.undoStack()->undo();
        analysis.runNow();
        ProblemsModel fresh;
        fresh.setFilter(model.filter());
        fresh.setAnalysis(&analysis);
        QCOMPARE(model.rowCount(), fresh.rowCount());
        for (int row = 0; row < fresh.rowCount(); ++row)
            for (int column = 0; column < ProblemsModel::ColumnCount; ++column)
                QCOMPARE(model.index(row, column).data(), fresh.index(row, column).data());
    }
}

void TestProblems::selectionComesBackWithItsFinding()
{
    AppDocument document;
    document.loadUntitled(Moving);
    Analysis analysis(document);
    analysis.runNow();
    ProblemsPanel panel;
    panel.setAnalysis(&analysis);
    const ProblemsModel &model = panel.model();
    int row = 0;
    while (model.finding(model.index(row, 0))->pointer != JsonPointer::of("/mem"))
        ++row;
    panel.view().setCurrentIndex(model.index(row, 0));
    const int mark = int(document.bytes().indexOf("\"256\""));
    QVERIFY(document.apply(u"Fix"_s, {{{mark, mark + 5}, "256"}}));
    analysis.runNow();
    QVERIFY(!panel.view().currentIndex().isValid());
    document.undoStack()->undo();
    analysis.runNow();
    QCOMPARE(model.finding(panel.view().currentIndex())->pointer, JsonPointer::of("/mem"));
}

void TestProblems::survivesItsAnalysis()
{
    ProblemsPanel panel;
    {
        AppDocument document;
        document.loadUntitled(Moving);
        Analysis analysis(document);
        analysis.runNow();
        panel.setAnalysis(&analysis);
        QVERIFY(panel.model().rowCount() > 0);
    }
    QCOMPARE(panel.model().rowCount(), 0);
    panel.selectNext(1);
}

QTEST_MAIN(TestProblems)

#include "tst_problems.moc"
