// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ruleset.h"
#include "ui/findings/explaindialog.h"
#include "ui/findings/fixes.h"
#include "ui/findings/fixpreview.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
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
