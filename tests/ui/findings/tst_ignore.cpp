// SPDX-License-Identifier: GPL-3.0-or-later
// Living with a finding: the decision goes to .pinion.json, and comes back from there.
#include "base/textfile.h"
#include "ui/findings/fixes.h"
#include "ui/findings/ignore.h"
#include "ui/findings/ignoredialog.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

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

class TestIgnore : public QObject
{
    Q_OBJECT

private slots:
    void ignoringNeedsAReason();
    void ignoringKeepsOwnerAndEnd();
    void ignoringWritesTheReason();
    void stoppingToIgnore_data();
    void stoppingToIgnore();
    void stoppingRemovesALabelThatIsThere();
    void mistakesOfTheTextCannotBeIgnored();
    void ignoringNeedsAFile();
};

void TestIgnore::ignoringNeedsAReason()
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

void TestIgnore::ignoringKeepsOwnerAndEnd()
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

void TestIgnore::ignoringWritesTheReason()
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

void TestIgnore::stoppingToIgnore_data()
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

void TestIgnore::stoppingToIgnore()
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

void TestIgnore::stoppingRemovesALabelThatIsThere()
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

void TestIgnore::mistakesOfTheTextCannotBeIgnored()
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

void TestIgnore::ignoringNeedsAFile()
{
    Opened opened(appWith("shop/api:2.7.1"));
    const auto written = writeSuppression(opened.analysis, {});
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Invalid);
    QVERIFY(!written.error().hint.isEmpty());
}

QTEST_MAIN(TestIgnore)

#include "tst_ignore.moc"
