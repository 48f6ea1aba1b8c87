// SPDX-License-Identifier: GPL-3.0-or-later
// What the window tells about the rules: which there are, which count, and why.
#include "windowfixture.h"

#include "base/textfile.h"
#include "rules/ruleset.h"
#include "ui/findings/problemsmodel.h"
#include "ui/findings/problemspanel.h"
#include "ui/form/formview.h"
#include "ui/shell/documentview.h"
#include "ui/shell/navigation.h"
#include "ui/shell/preferencesdialog.h"
#include "ui/shell/rulesdialog.h"

#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Moving = R"({
  "id": "/shop/api",
  "cpus": 0.5,
  "mem": 256,
  "container": {"type": "DOCKER", "docker": {"image": "shop/api:latest", "forcePullImage": true}}
}
)";

QStringList idsShown(const QTreeWidgetItem &item)
{
    if (item.isHidden())
        return {};
    if (item.childCount() == 0)
        return {item.text(2)};
    QStringList ids;
    for (int row = 0; row < item.childCount(); ++row)
        ids += idsShown(*item.child(row));
    return ids;
}

QStringList idsShown(const QTreeWidget &tree)
{
    QStringList ids;
    for (int row = 0; row < tree.topLevelItemCount(); ++row)
        ids += idsShown(*tree.topLevelItem(row));
    return ids;
}

} // namespace

class TestChecksInForce : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    DocumentView *open(
        const WindowFixture &fixture, const QString &folder, const QByteArray &config)
    {
        const QDir dir(m_folder.filePath(folder));
        [&] {
            QVERIFY(QDir().mkpath(dir.filePath(u"live"_s)));
            QVERIFY(writeFile(dir.filePath(u"live/app.json"_s), Moving));
            QVERIFY(writeFile(dir.filePath(u".pinion.json"_s), config));
        }();
        DocumentView *view = fixture.window->openFile(dir.filePath(u"live/app.json"_s));
        if (view)
            view->analysis().runNow();
        return view;
    }

private slots:
    void listsEveryRule();
    void findsRules_data();
    void findsRules();
    void showsTheProjectsLevels();
    void statusTellsTheProfile_data();
    void statusTellsTheProfile();
    void statusTellsWhatIsIgnored();
    void badgesOfferFixes();
    void textSizeIsPlain();
};

void TestChecksInForce::listsEveryRule()
{
    RulesDialog dialog(RuleConfig::builtIn());
    dialog.show();
    auto *tree = dialog.findChild<QTreeWidget *>(u"rules"_s);
    QCOMPARE(idsShown(*tree).size(), qsizetype(allRules().size()));
    QCOMPARE(tree->topLevelItemCount(), 4);
    const QTreeWidgetItem *practice = tree->topLevelItem(2);
    for (int row = 0; row < tree->topLevelItemCount(); ++row) {
        for (int group = 0; group < tree->topLevelItem(row)->childCount(); ++group) {
            const QString subject = tree->topLevelItem(row)->child(group)->text(0);
            QVERIFY2(subject.contains(u"-…"_s), qPrintable(subject)); // a prefix without a name
        }
    }
    QCOMPARE(practice->child(0)->text(0), u"Images and tags (image-…)"_s);
    QVERIFY(tree->header()->sectionSize(1)
        >= tree->sizeHintForIndex(tree->model()->index(0, 1)).width());
    QVERIFY(tree->header()->sectionSize(1)
        > QFontMetrics(tree->font()).horizontalAdvance(u"Refused"_s) + 24);
    QVERIFY(dialog.findChild<QLabel *>(u"origin"_s)->text().contains(u"Profile default"_s));
}

void TestChecksInForce::findsRules_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("found");
    QTest::newRow("by its id") << u"image-force-pull-mutable"_s << u"image-force-pull-mutable"_s;
    QTest::newRow("by words") << u"PULL forced error"_s << u"image-force-pull-mutable"_s;
    QTest::newRow("by the beginning of ids") << u"suppress-"_s << u"suppress-expired"_s;
}

void TestChecksInForce::findsRules()
{
    QFETCH(QString, typed);
    QFETCH(QString, found);
    RulesDialog dialog(RuleConfig::builtIn());
    auto *tree = dialog.findChild<QTreeWidget *>(u"rules"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"rulesFilter"_s), typed);
    const QStringList shown = idsShown(*tree);
    QVERIFY2(shown.contains(found), qPrintable(shown.join(u' ')));
    QVERIFY(shown.size() < 20);
    const QString count = dialog.findChild<QLabel *>(u"rulesCount"_s)->text();
    QVERIFY2(count.startsWith(QString::number(shown.size()) + u" of "_s), qPrintable(count));

    QSignalSpy explained(&dialog, &RulesDialog::explainRequested);
    auto *explain = dialog.findChild<QPushButton *>(u"explain"_s);
    QVERIFY2(!explain->isEnabled(), "a group explains nothing");
    const auto rows = tree->findItems(found, Qt::MatchExactly | Qt::MatchRecursive, 2);
    QCOMPARE(rows.size(), 1);
    tree->setCurrentItem(rows.first());
    explain->click();
    QCOMPARE(explained.count(), 1);
    QCOMPARE(explained.first().first().toString(), found);
}

void TestChecksInForce::showsTheProjectsLevels()
{
    const auto config
        = RuleConfig::parse(R"({"rules": {"image-latest-tag": "off"}})", u"/p/.pinion.json"_s);
    QVERIFY(config);
    RulesDialog dialog(*config);
    auto *tree = dialog.findChild<QTreeWidget *>(u"rules"_s);
    const auto rows
        = tree->findItems(u"image-latest-tag"_s, Qt::MatchExactly | Qt::MatchRecursive, 2);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first()->text(1), u"Off"_s);
}

void TestChecksInForce::statusTellsTheProfile_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QStringList>("told");
    QTest::newRow("of the project")
        << "{\"root\": true,\n \"profile\": \"staging\"}"_ba << u"Profile: staging"_s
        << QStringList{u".pinion.json, line 2"_s};
    QTest::newRow("none") << R"({"root": true})"_ba << u"Profile: default"_s
                          << QStringList{u"names no profile"_s};
    QTest::newRow("of an override")
        << R"({"root": true, "overrides": [{"files": ["live/**"], "profile": "production"}]})"_ba
        << u"Profile: production"_s << QStringList{u"override"_s, u".pinion.json, line 1"_s};
    QTest::newRow("unreadable") << "{"_ba << u"Project settings not read"_s
                                << QStringList{u"built-in levels apply"_s};
}

void TestChecksInForce::statusTellsTheProfile()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, shown);
    QFETCH(QStringList, told);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const WindowFixture fixture(m_folder.filePath(u"state "_s + name));
    QVERIFY(open(fixture, name, config));
    const auto *field = fixture.find<QToolButton>(u"statusProfile"_s);
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->text(), shown);
    for (const QString &part : told)
        QVERIFY2(field->toolTip().contains(part), qPrintable(field->toolTip()));
}

void TestChecksInForce::statusTellsWhatIsIgnored()
{
    const WindowFixture fixture(m_folder.filePath(u"state"_s));
    const DocumentView *view = open(fixture, u"ignored"_s,
        R"({"root": true, "suppressions": [{"rule": "image-force-pull-mutable", "id": "/shop/api",
            "reason": "moves on purpose here"}]})");
    QVERIFY(view);
    auto *field = fixture.find<QToolButton>(u"statusSuppressed"_s);
    QVERIFY(field->isVisible());
    QCOMPARE(field->text(), u"1 ignored"_s);
    QVERIFY(!fixture.find<QToolButton>(u"statusRefused"_s)->isVisible());
    const auto *panel = fixture.find<ProblemsPanel>(u"problemsPanel"_s);
    const int before = panel->model().rowCount();
    QTest::mouseClick(field, Qt::LeftButton);
    QVERIFY(fixture.find<QDockWidget>(u"problemsDock"_s)->isVisible());
    QCOMPARE(panel->model().rowCount(), before + 1);
}

void TestChecksInForce::badgesOfferFixes()
{
    const WindowFixture fixture(m_folder.filePath(u"state badges"_s));
    DocumentView *view = open(fixture, u"badges"_s, R"({"root": true})");
    QVERIFY(view && view->form());
    const auto findings = view->form()->findings(1);
    QVERIFY(!findings.empty());
    QCOMPARE(int(findings.size()), view->form()->badge(1).total());
    auto *sections = fixture.find<QListWidget>(u"sections"_s);
    emit sections->customContextMenuRequested(sections->visualItemRect(sections->item(1)).center());
    auto *menu = view->findChild<QMenu *>(u"fixMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QVERIFY(menu->actions().first()->text().contains(findings.front()->message));
    menu->close();
}

void TestChecksInForce::textSizeIsPlain()
{
    Preferences preferences(m_folder.filePath(u"settings.ini"_s));
    const AppPaths paths = AppPaths::below(m_folder.path());
    Registries registries(RegistriesSetup::alone(paths));
    Targets targets(TargetsSetup::alone(paths));
    const PreferencesDialog dialog(preferences, registries, targets);
    auto *size = dialog.findChild<QComboBox *>(u"textZoom"_s);
    QVERIFY2(!size->currentText().startsWith(u"0 "_s), qPrintable(size->currentText()));
    QVERIFY(size->currentText().contains(u"as in other programs"_s));
    size->setCurrentIndex(size->currentIndex() + 2);
    emit size->activated(size->currentIndex());
    QCOMPARE(preferences.textZoom(), 2);
}

QTEST_MAIN(TestChecksInForce)

#include "tst_checksinforce.moc"
