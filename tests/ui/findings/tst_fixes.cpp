// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "rules/ruleset.h"
#include "ui/findings/explaindialog.h"
#include "ui/findings/fixes.h"
#include "ui/findings/fixpreview.h"
#include "ui/findings/ignore.h"
#include "ui/findings/ignoredialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const JsonPointer Image = JsonPointer::of("/container/docker/image");
const JsonPointer ForcePull = JsonPointer::of("/container/docker/forcePullImage");

QByteArray appWith(const QByteArray &image)
{
    return R"({
  "id": "/shop/api",
  "cpus": 0.5,
  "mem": 256,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": ")"
        + image + R"(",
      "forcePullImage": true
    }
  }
}
)";
}

const Finding *findingWith(const Analysis &analysis, const QString &fixTitle)
{
    for (const Finding &finding : analysis.findings()) {
        if (std::ranges::find(finding.fixes, fixTitle, &Fix::title) != finding.fixes.end())
            return &finding;
    }
    return nullptr;
}

QAction *actionOf(const QMenu &menu, const QString &text)
{
    const auto actions = menu.actions();
    const auto found
        = std::ranges::find_if(actions, [&text](QAction *a) { return a->text() == text; });
    return found == actions.end() ? nullptr : *found;
}

const Finding *ignoredIn(const Analysis &analysis)
{
    const auto found = std::ranges::find_if(
        analysis.findings(), [](const Finding &finding) { return finding.suppressed.has_value(); });
    return found == analysis.findings().end() ? nullptr : &*found;
}

struct Opened
{
    explicit Opened(const QByteArray &bytes)
        : analysis(document)
    {
        document.loadUntitled(bytes);
        analysis.runNow();
    }
    AppDocument document;
    Analysis analysis;
    QWidget window;
};

} // namespace

class TestFixes : public QObject
{
    Q_OBJECT

private slots:
    void menuOffersAndTells();
    void menuOfSeveralFindings();
    void popUpSelectsTheFirst();
    void popUpWhereNothingIsWrong();
    void applyingIsOneStep();
    void outdatedFixIsRefused();
    void guidedFixAsks();
    void guidedFixMayBeDeclined();
    void guidedFixEndsWithItsDocumentsState();
    void safeFixesTogether();
    void previews_data();
    void previews();
    void knowsWhatRestarts();
    void ignoringNeedsAReason();
    void ignoringKeepsOwnerAndEnd();
    void ignoringWritesTheReason();
    void stoppingToIgnore_data();
    void stoppingToIgnore();
    void stoppingRemovesALabelThatIsThere();
    void mistakesOfTheTextCannotBeIgnored();
    void ignoringNeedsAFile();
    void explainsEveryRule();
    void explainingShowsTheServersAnswer();
    void explainsParametersAndFacts();
};

void TestFixes::menuOffersAndTells()
{
    Opened opened(appWith("shop/api:2.7.1"));
    const Finding *finding = findingWith(opened.analysis, u"Turn off forced pull"_s);
    QVERIFY(finding);
    QMenu menu;
    fillFixMenu(menu, &opened.window, opened.analysis, {finding});
    QVERIFY(menu.toolTipsVisible());
    const QAction *fix = actionOf(menu, u"Turn off forced pull"_s);
    QVERIFY(fix);
    QCOMPARE(fix->toolTip(),
        u"− \"forcePullImage\": true\n+ \"forcePullImage\": false\n"
        "Deploying this restarts all instances"_s);
    QVERIFY(!fix->statusTip().contains(u'\n'));
    QVERIFY(actionOf(menu, u"Explain"_s));
    const QAction *ignore = actionOf(menu, u"Ignore here…"_s);
    QVERIFY(ignore);
    QVERIFY2(!ignore->isEnabled(), "an untitled document has no place for the reason");
    QVERIFY(!ignore->toolTip().isEmpty());
}

void TestFixes::menuOfSeveralFindings()
{
    Opened opened(appWith("shop/api:latest").replace("256", "\"256\""));
    const auto findings = opened.analysis.at(JsonPointer(), true);
    QVERIFY(findings.size() > 1);
    QMenu menu;
    fillFixMenu(menu, &opened.window, opened.analysis, findings);
    for (const Finding *finding : findings) {
        const auto actions = menu.actions();
        const auto about = std::ranges::find_if(actions, [finding](const QAction *action) {
            return action->menu() && action->text() == finding->message;
        });
        QVERIFY2(about != actions.end(), qPrintable(finding->message));
        QVERIFY(actionOf(*(*about)->menu(), u"Ignore here…"_s));
        QVERIFY(actionOf(*(*about)->menu(), u"Explain"_s));
    }
}

void TestFixes::popUpSelectsTheFirst()
{
    Opened opened(appWith("shop/api:2.7.1"));
    opened.window.show();
    const Finding *finding = findingWith(opened.analysis, u"Turn off forced pull"_s);
    QVERIFY(finding);
    popUpFixMenu(&opened.window, opened.analysis, finding->pointer, QPoint(10, 10));
    auto *menu = opened.window.findChild<QMenu *>(u"fixMenu"_s);
    QVERIFY(menu);
    QVERIFY(menu->activeAction());
    QTest::keyClick(menu, Qt::Key_Return);
    QVERIFY(opened.document.bytes().contains("\"forcePullImage\": false"));
}

void TestFixes::popUpWhereNothingIsWrong()
{
    Opened opened(appWith("shop/api:2.7.1"));
    opened.window.show();
    popUpFixMenu(&opened.window, opened.analysis, JsonPointer::of("/mem"), QPoint(10, 10));
    auto *menu = opened.window.findChild<QMenu *>(u"fixMenu"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    QVERIFY(!menu->actions().first()->isEnabled());
    menu->close();
}

void TestFixes::applyingIsOneStep()
{
    Opened opened(appWith("shop/api:2.7.1"));
    const QByteArray before = opened.document.bytes();
    const Finding finding = *findingWith(opened.analysis, u"Turn off forced pull"_s);
    QVERIFY(applyFix(&opened.window, opened.analysis, finding, finding.fixes.front()));
    QCOMPARE(opened.document.undoStack()->count(), 1);
    QCOMPARE(opened.document.undoStack()->undoText(), u"Turn off forced pull"_s);
    opened.analysis.runNow();
    QVERIFY(!findingWith(opened.analysis, u"Turn off forced pull"_s));
    opened.document.undoStack()->undo();
    QCOMPARE(opened.document.bytes(), before);
}

void TestFixes::outdatedFixIsRefused()
{
    Opened opened(appWith("shop/api:2.7.1"));
    const Finding finding = *findingWith(opened.analysis, u"Turn off forced pull"_s);
    QVERIFY(opened.document.apply(u"Change"_s, {{{0, 0}, "\n\n"}}));
    const QByteArray before = opened.document.bytes();
    QVERIFY(!applyFix(&opened.window, opened.analysis, finding, finding.fixes.front()));
    opened.analysis.runNow();
    QVERIFY2(!applyFix(&opened.window, opened.analysis, finding, finding.fixes.front()),
        "the finding has moved: its old edits would hit other bytes");
    QCOMPARE(opened.document.bytes(), before);
}

void TestFixes::guidedFixAsks()
{
    Opened opened(appWith("shop/api:latest"));
    const QString title = u"Pin the image and turn off forced pull…"_s;
    const Finding finding = *findingWith(opened.analysis, title);
    const Fix fix = *std::ranges::find(finding.fixes, title, &Fix::title);
    QVERIFY(applyFix(&opened.window, opened.analysis, finding, fix));
    QPointer<QDialog> dialog = opened.window.findChild<QDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    auto *answer = dialog->findChild<QLineEdit *>(u"answerEdit"_s);
    auto *apply = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QVERIFY(!apply->isEnabled());
    QTest::keyClicks(answer, u"stable"_s);
    QVERIFY(!apply->isEnabled());
    QVERIFY(!dialog->findChild<QLabel *>(u"messageLabel"_s)->text().isEmpty());
    answer->clear();
    QTest::keyClicks(answer, u"2.7.1"_s);
    QVERIFY(apply->isEnabled());
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QCOMPARE(opened.document.tree().at(Image).stringOr(), u"shop/api:2.7.1"_s);
    QCOMPARE(opened.document.tree().at(ForcePull).toBool(), false);
    QCOMPARE(opened.document.undoStack()->count(), 1);
}

void TestFixes::guidedFixMayBeDeclined()
{
    Opened opened(appWith("shop/api:latest"));
    const QString title = u"Pin the image and turn off forced pull…"_s;
    const Finding finding = *findingWith(opened.analysis, title);
    const Fix fix = *std::ranges::find(finding.fixes, title, &Fix::title);
    QVERIFY(applyFix(&opened.window, opened.analysis, finding, fix));
    QPointer<QDialog> dialog = opened.window.findChild<QDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(opened.document.undoStack()->count(), 0);
}

void TestFixes::guidedFixEndsWithItsDocumentsState()
{
    Opened opened(appWith("shop/api:latest"));
    const QString title = u"Pin the image and turn off forced pull…"_s;
    const Finding finding = *findingWith(opened.analysis, title);
    const Fix fix = *std::ranges::find(finding.fixes, title, &Fix::title);
    QVERIFY(applyFix(&opened.window, opened.analysis, finding, fix));
    QPointer<QDialog> dialog = opened.window.findChild<QDialog *>();
    QVERIFY(dialog);
    QVERIFY(opened.document.apply(u"Another program"_s, {{{1, 1}, " "}}));
    QTRY_VERIFY(!dialog);
    QCOMPARE(opened.document.undoStack()->count(), 1);
}

void TestFixes::safeFixesTogether()
{
    const QByteArray one = appWith("shop/api:2.7.1").trimmed();
    const QByteArray other = QByteArray(one).replace("/shop/api", "/shop/web");
    Opened opened("[" + one + ", " + other + "]");
    const QByteArray before = opened.document.bytes();
    const QString rule = u"image-force-pull-left-on"_s;
    QCOMPARE(applySafeFixes(opened.analysis, rule), 2);
    QVERIFY(!opened.document.bytes().contains("\"forcePullImage\": true"));
    QCOMPARE(opened.document.undoStack()->count(), 1);
    QCOMPARE(applySafeFixes(opened.analysis, rule), 0);
    QCOMPARE(opened.document.undoStack()->count(), 1);
    opened.document.undoStack()->undo();
    QCOMPARE(opened.document.bytes(), before);
    QVERIFY(applySafeFixes(opened.analysis) >= 2);
}

void TestFixes::previews_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<TextEdits>("edits");
    QTest::addColumn<QString>("preview");
    QTest::newRow("a value") << "{\n  \"a\": 1,\n  \"b\": 2\n}"_ba << TextEdits{{{9, 10}, "3"}}
                             << u"− \"a\": 1\n+ \"a\": 3"_s;
    QTest::newRow("a member more")
        << "{\n  \"a\": 1\n}"_ba << TextEdits{{{10, 10}, ",\n  \"b\": 2"}} << u"+ \"b\": 2"_s;
    QTest::newRow("a member less")
        << "{\n  \"a\": 1,\n  \"b\": 2\n}"_ba << TextEdits{{{10, 20}, ""}} << u"− \"b\": 2"_s;
    QTest::newRow("on one line") << "{\"a\": 1}"_ba << TextEdits{{{6, 7}, "2"}}
                                 << u"− {\"a\": 1}\n+ {\"a\": 2}"_s;
    QTest::newRow("several places") << "[\n1,\n2\n]"_ba << TextEdits{{{2, 3}, "7"}, {{5, 6}, "8"}}
                                    << u"− 1\n+ 7\nand 1 more place(s)"_s;
}

void TestFixes::previews()
{
    QFETCH(QByteArray, text);
    QFETCH(TextEdits, edits);
    QFETCH(QString, preview);
    QCOMPARE(fixPreview(text, edits).toString(), preview);
}

void TestFixes::knowsWhatRestarts()
{
    const DocumentSnapshot app(
        R"({"id": "/a", "cmd": "x", "instances": 2, "labels": {"instances": "1"}})");
    QVERIFY(!restartsInstances(app, JsonPointer::of("/instances")));
    QVERIFY(restartsInstances(app, JsonPointer::of("/labels/instances")));
    QVERIFY(restartsInstances(app, JsonPointer::of("/cmd")));
    const TextRange instances = app.tree.at(JsonPointer::of("/instances")).range();
    QVERIFY(!restartsInstances(app, TextEdits{{instances, "3"}}));
    const DocumentSnapshot other("[1, 2]");
    QVERIFY(!restartsInstances(other, JsonPointer::of("/0")));
}

void TestFixes::ignoringNeedsAReason()
{
    QTemporaryDir folder;
    AppDocument document;
    document.loadUntitled(appWith("shop/api:2.7.1"));
    QVERIFY(document.saveAs(folder.filePath(u"app.json"_s)));
    Analysis analysis(document);
    analysis.runNow();
    const Finding finding = *findingWith(analysis, u"Turn off forced pull"_s);
    QWidget window;
    window.show();
    ignoreFinding(&window, analysis, finding);
    auto *dialog = window.findChild<QDialog *>(u"IgnoreDialog"_s);
    QVERIFY(dialog);
    auto *accept = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *reason = dialog->findChild<QLineEdit *>(u"reasonEdit"_s);
    QVERIFY(!accept->isEnabled());
    QVERIFY(!accept->toolTip().isEmpty());
    QTest::keyClicks(reason, u"too short"_s);
    QVERIFY(!accept->isEnabled());
    QTest::keyClicks(reason, u" until now, long enough"_s);
    QVERIFY(accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_COMPARE(analysis.counts().ignored, 1);
    const Finding *ignored = ignoredIn(analysis);
    QVERIFY(ignored);
    QCOMPARE(ignored->rule, finding.rule);
    QCOMPARE(ignored->suppressed->reason, u"too short until now, long enough"_s);
    QVERIFY(QFile::exists(folder.filePath(u".pinion.json"_s)));
    QVERIFY2(!document.isDirty(), "the definition itself says nothing of it");
}

void TestFixes::ignoringKeepsOwnerAndEnd()
{
    Finding finding;
    finding.message = u"It moves"_s;
    const IgnoreDialog dialog(finding, u"/x/.pinion.json"_s);
    dialog.findChild<QLineEdit *>(u"reasonEdit"_s)->setText(u" the vendor ships only this "_s);
    dialog.findChild<QLineEdit *>(u"ownerEdit"_s)->setText(u"ops"_s);
    QVERIFY(!dialog.suppression().until.isValid());
    dialog.findChild<QCheckBox *>(u"untilCheck"_s)->setChecked(true);
    const QDate end = QDate::currentDate().addDays(30);
    dialog.findChild<QDateEdit *>(u"untilEdit"_s)->setDate(end);
    const Suppression suppression = dialog.suppression();
    QCOMPARE(suppression.reason, u"the vendor ships only this"_s);
    QCOMPARE(suppression.owner, u"ops"_s);
    QCOMPARE(suppression.until, end);
    QVERIFY(suppression.source == SuppressionSource::Config);
    dialog.findChild<QLineEdit *>(u"reasonEdit"_s)->setText(u"todo"_s);
    QVERIFY(!dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
    QVERIFY(!dialog.findChild<QLabel *>(u"problemLabel"_s)->text().isEmpty());
}

void TestFixes::stoppingToIgnore_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray entry = R"({"rule": "image-force-pull-left-on", "id": "/shop/api",
        "reason": "the registry rewrites this tag"})";
    const QByteArray other
        = R"({ "rule":"place-single-instance","id":"/other",  "reason":"one is enough there" })";
    QTest::newRow("first of two") << "{\r\n\t\"root\" : true,\r\n\t\"suppressions\": [\r\n\t\t"
            + entry + ",\r\n\t\t" + other + "\r\n\t]\r\n}"
                                  << "{\r\n\t\"root\" : true,\r\n\t\"suppressions\": [\r\n\t\t"
            + other + "\r\n\t]\r\n}";
    QTest::newRow("last of two") << "{\"root\":true, \"suppressions\": [" + other + ", " + entry
            + "], \"profile\":   \"staging\"}\n\n"
                                 << "{\"root\":true, \"suppressions\": [" + other
            + "], \"profile\":   \"staging\"}\n\n";
}

void TestFixes::stoppingToIgnore()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QTemporaryDir folder;
    const QString configPath = folder.filePath(u".pinion.json"_s);
    QVERIFY(writeFile(configPath, before));
    AppDocument document;
    document.loadUntitled(appWith("shop/api:2.7.1"));
    QVERIFY(document.saveAs(folder.filePath(u"app.json"_s)));
    Analysis analysis(document);
    QWidget window;
    window.show();
    analysis.runNow();
    const Finding *ignored = ignoredIn(analysis);
    QVERIFY(ignored);
    QVERIFY(analysis.at(ignored->pointer).empty());
    popUpFixMenu(&window, analysis, ignored->pointer, QPoint(10, 10));
    QVERIFY(analysis.configProblem().isEmpty());
    QCOMPARE(analysis.counts().ignored, 1);
    auto *menu = window.findChild<QMenu *>(u"fixMenu"_s);
    QVERIFY(menu);
    QAction *stop = actionOf(*menu, u"Stop ignoring"_s);
    QVERIFY(stop && stop->isEnabled());
    QVERIFY(stop->toolTip().contains(u"the registry rewrites this tag"_s));
    stop->trigger();
    QTRY_COMPARE(analysis.counts().ignored, 0);
    QVERIFY(findingWith(analysis, u"Turn off forced pull"_s));
    QCOMPARE(readFile(configPath).value_or(QByteArray()), after);
    menu->close();
}

void TestFixes::stoppingRemovesALabelThatIsThere()
{
    Opened opened(
        appWith("shop/api:2.7.1")
            .replace("\"mem\": 256,",
                "\"mem\": 256,\n  \"labels\": {\"a\": \"b\", "
                "\"pinion.ignore/image-force-pull-left-on\": \"vendor rewrites tags\"},"));
    QCOMPARE(opened.analysis.counts().ignored, 1);
    const Finding *ignored = ignoredIn(opened.analysis);
    QVERIFY(ignored);
    const QByteArray expected = QByteArray(opened.document.bytes())
                                    .replace(", \"pinion.ignore/image-force-pull-left-on\": "
                                             "\"vendor rewrites tags\"",
                                        "");
    QVERIFY(unignoreFinding(opened.analysis, *ignored));
    QCOMPARE(opened.document.bytes(), expected);
    opened.analysis.runNow();
    QCOMPARE(opened.analysis.counts().ignored, 0);
}

void TestFixes::mistakesOfTheTextCannotBeIgnored()
{
    const QTemporaryDir folder;
    AppDocument document;
    document.loadUntitled("{\"id\": \"/a\",}");
    QVERIFY(document.saveAs(folder.filePath(u"app.json"_s)));
    Analysis analysis(document);
    analysis.runNow();
    QVERIFY(!analysis.findings().empty());
    QVERIFY(!whyNotIgnorable(analysis, analysis.findings().front()).isEmpty());
}

void TestFixes::ignoringWritesTheReason()
{
    QTemporaryDir folder;
    const QString configPath = folder.filePath(u".pinion.json"_s);
    const QByteArray config = "{\n\t\"pinion\": 1,\n\t\"root\": true\n}\n";
    QVERIFY(writeFile(configPath, config));
    AppDocument document;
    document.loadUntitled(appWith("shop/api:2.7.1"));
    QVERIFY(document.saveAs(folder.filePath(u"app.json"_s)));
    Analysis analysis(document);
    analysis.runNow();
    const Finding finding = *findingWith(analysis, u"Turn off forced pull"_s);
    const SuppressionEntry entry = suppressionFor(analysis, finding,
        {u"the registry rewrites this tag"_s, u"ops"_s, QDate::currentDate().addDays(9)});
    QCOMPARE(entry.id, u"/shop/api"_s);
    QCOMPARE(entry.pointer, finding.pointer.toString());
    QVERIFY(writeSuppression(analysis, entry));
    QTRY_COMPARE(analysis.counts().ignored, 1);
    const QByteArray written = readFile(configPath).value_or(QByteArray());
    QVERIFY(written.startsWith("{\n\t\"pinion\": 1,\n\t\"root\": true"));
    QVERIFY(written.contains("the registry rewrites this tag"));
}

void TestFixes::ignoringNeedsAFile()
{
    Opened opened(appWith("shop/api:2.7.1"));
    const auto written = writeSuppression(opened.analysis, {});
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Invalid);
    QVERIFY(!written.error().hint.isEmpty());
}

void TestFixes::explainsEveryRule()
{
    for (const Rule &rule : allRules()) {
        const QString html = explanationHtml(rule, Theme::light());
        const auto words = QString::fromUtf8(rule.why.data(), qsizetype(rule.why.size()));
        QVERIFY2(html.contains(words.toHtmlEscaped()), rule.id.data());
    }
    ExplainDialog dialog(allRules().front());
    QVERIFY(!dialog.findChild<QTextBrowser *>(u"page"_s)->toPlainText().isEmpty());
    ExplainDialog::showRule(nullptr, u"no-such-rule"_s);
}

void TestFixes::explainingShowsTheServersAnswer()
{
    Opened opened(appWith("shop/api:2.7.1").replace("256", "\"256\""));
    const auto refused = std::ranges::find_if(opened.analysis.findings(),
        [](const Finding &finding) { return finding.answer.has_value(); });
    QVERIFY(refused != opened.analysis.findings().end());
    QCOMPARE(levelOf(*refused), FindingLevel::Refused);
    const QString sentence = answerSentence(*refused->answer);
    QVERIFY2(sentence.startsWith(u"Marathon would answer 4"_s), qPrintable(sentence));
    QVERIFY(sentence.endsWith(refused->answer->error));
    const Rule *rule = findRule(refused->rule);
    QVERIFY(rule);
    ExplainDialog dialog(*rule, &*refused);
    const QString page = dialog.findChild<QTextBrowser *>(u"page"_s)->toPlainText();
    QVERIFY2(page.contains(sentence), qPrintable(page));
    QVERIFY(page.contains(u"Refused"_s));
}

void TestFixes::explainsParametersAndFacts()
{
    const auto rows = allRules();
    const auto row = std::ranges::find_if(
        rows, [](const Rule &rule) { return !rule.parameters.empty() && rule.judge; });
    QVERIFY(row != rows.end());
    const QString html = explanationHtml(*row, Theme::dark());
    const std::string_view name = row->parameters.front().name;
    QVERIFY(html.contains(QString::fromUtf8(name.data(), qsizetype(name.size()))));
    QVERIFY(html.contains(u"Parameters"_s));
    QVERIFY(html.contains(u"Confidence"_s));
}

QTEST_MAIN(TestFixes)

#include "tst_fixes.moc"
