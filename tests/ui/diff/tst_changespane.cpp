// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewfixture.h"

#include "ui/diff/changesmodel.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QLabel>
#include <QToolButton>
#include <QTreeView>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestChangesPane : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static QString rows(const ChangesView &view)
    {
        QStringList lines;
        const ChangesModel &model = view.model();
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells.append(model.index(row, column).data().toString());
            lines.append(cells.join(u" | "_s));
        }
        return lines.join(u'\n');
    }
    static void shoot(QWidget &widget, const QString &name)
    {
        const QString folder = QStringLiteral(PINION_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(folder));
        QTest::qWait(50); // lets layouts settle
        QVERIFY(widget.grab().toImage().save(folder + u"/changes-"_s + name + u".png"_s));
    }

private Q_SLOTS:
    void followsTheDocument();
    void comparesWithWhatRuns();
    void followsTheChosenTarget();
    void saysWhyItCannot();
    void goesThroughTheChanges();
    void foldsAndUnfolds();
    void oneColumnWhereThereIsNoRoom();
    void jumpsToTheText();
    void modelIsSound();
    void pictures_data();
    void pictures();
};

void TestChangesPane::followsTheDocument()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.compareWith({});
    QVERIFY(f.changes().texts());
    auto *empty = f.window->find<QLabel>(u"changesEmptyText"_s);
    QCOMPARE(empty->text(), u"Nothing has changed since it was saved."_s);
    f.edit("512", "768");
    QTRY_COMPARE(rows(f.changes()), u"Memory | 512 → 768 | ⟳ restarts"_s);
    f.edit("\"info\"", "\"debug\"");
    QTRY_COMPARE(f.changes().model().rowCount(), 2);
    f.edit("tr0ub4dor-and-3", "correct-horse-7");
    QTRY_COMPARE(f.changes().model().rowCount(), 3);
    QVERIFY(!rows(f.changes()).contains(u"correct-horse"_s));
    f.window->run("file.save");
    QTRY_COMPARE(f.changes().model().rowCount(), 0);
    // The text differs, its meaning does not.
    f.edit("\"instances\": 3,", "\"instances\": 3.0,");
    QTRY_VERIFY(empty->text().contains(u"means the same"_s));
}

void TestChangesPane::comparesWithWhatRuns()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.edit("\"instances\": 3", "\"instances\": 5");
    f.compareWith(u"staging"_s);
    QTRY_COMPARE(rows(f.changes()), u"Instances | 3 → 5 | ↕ scales only"_s);
    auto *defaults = f.window->find<QToolButton>(u"showFilledIn"_s);
    QVERIFY(defaults->isVisible());
    const size_t hidden = f.changes().text().lines().lines().size();
    defaults->click();
    f.changes().text().toggleFolds();
    QVERIFY(f.changes().text().lines().lines().size() > hidden);
    // Undone: there is nothing to deploy.
    f.window->run("edit.undo");
    auto *empty = f.window->find<QLabel>(u"changesEmptyText"_s);
    QTRY_COMPARE(empty->text(), u"Nothing to deploy: staging already runs this definition."_s);
}

void TestChangesPane::followsTheChosenTarget()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.window->run("view.changes");
    auto *other = f.window->find<QComboBox>(u"compareWith"_s);
    QCOMPARE(other->currentText(), u"What runs on staging"_s);
    QCOMPARE(other->count(), 2);
    f.window->targets.choose(u"production"_s);
    QCOMPARE(other->currentText(), u"What runs on production"_s);
    QTRY_VERIFY(f.pane().running());
    // Who wants the file gets it, whatever is chosen.
    f.pane().compareWith(ChangesPane::Other::File);
    f.window->targets.choose(u"staging"_s);
    QCOMPARE(other->currentText(), u"The file on disk"_s);
    QVERIFY(!f.pane().target());
}

void TestChangesPane::saysWhyItCannot()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.write(u".pinion.json"_s,
        "{\"targets\": [{\"name\": \"gone\", \"kind\": \"staging\", "
        "\"urls\": [\"http://127.0.0.1:1\"]}]}");
    f.window->targets.reload();
    f.window->run("view.changes");
    auto *state = f.window->find<QLabel>(u"compareState"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        !state->text().isEmpty() && !state->text().startsWith(u"Asking"_s), 60000);
    QVERIFY(!f.pane().running());
    QVERIFY(f.window->find<QToolButton>(u"readAgain"_s)->isVisible());
    f.compareWith({});
    QVERIFY(f.changes().texts());
}

void TestChangesPane::goesThroughTheChanges()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.compareWith({});
    f.edit("512", "768");
    f.edit("eu-central", "eu-west");
    QTRY_COMPARE(f.changes().model().rowCount(), 2);
    DiffView &text = f.changes().text();
    const std::optional<ChangeIndex> first = text.currentChange();
    QVERIFY(first);
    f.window->run("deploy.nextChange");
    QVERIFY(text.currentChange() && !(text.currentChange() == first));
    // The list goes along, and leads as well.
    QVERIFY(f.changes().model().change(f.changes().list().currentIndex()) == text.currentChange());
    f.changes().list().setCurrentIndex(f.changes().model().indexOf(*first));
    QVERIFY(text.currentChange() == first);
    f.window->run("deploy.nextChange");
    f.window->run("deploy.previousChange");
    QVERIFY(text.currentChange() == first);
    QVERIFY(text.accessibleDescription().contains(u"512 → 768"_s));
}

void TestChangesPane::foldsAndUnfolds()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.compareWith({});
    f.edit("\"backend\"", "\"front\"");
    QTRY_COMPARE(f.changes().model().rowCount(), 1);
    DiffView &text = f.changes().text();
    const auto folds = [&text] {
        const auto &lines = text.lines().lines();
        return std::count_if(lines.begin(), lines.end(),
            [](const DiffLine &line) { return line.type == DiffLine::Type::Fold; });
    };
    QVERIFY(folds() > 0);
    text.setFocus();
    QTest::keyClick(&text, Qt::Key_E);
    QCOMPARE(folds(), 0);
    QTest::keyClick(&text, Qt::Key_E);
    QVERIFY(folds() > 0);
    QTest::keyClick(&text, Qt::Key_Home);
    QTest::keyClick(&text, Qt::Key_Return);
    QCOMPARE(folds(), 0);
}

void TestChangesPane::oneColumnWhereThereIsNoRoom()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path(), {1000, 700});
    f.compareWith({});
    f.edit("512", "768");
    QTRY_COMPARE(f.changes().model().rowCount(), 1);
    DiffView &text = f.changes().text();
    f.window->window->resize(1500, 800);
    QTRY_VERIFY(text.viewport()->width() >= DiffView::RoomForTwo);
    QVERIFY(text.areTwoColumns());
    f.window->find<QToolButton>(u"sideBySide"_s)->click();
    QVERIFY(!text.areTwoColumns());
    text.setColumns(DiffView::Columns::AsFits);
    QVERIFY(text.areTwoColumns());
}

void TestChangesPane::jumpsToTheText()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    f.window->run("view.text");
    f.compareWith({});
    f.edit("512", "768");
    QTRY_COMPARE(f.changes().model().rowCount(), 1);
    DiffView &text = f.changes().text();
    text.setFocus();
    QTest::keyClick(&text, Qt::Key_Return);
    QCOMPARE(f.window->window->currentView()->currentPointer().toString(), u"/mem"_s);
}

void TestChangesPane::modelIsSound()
{
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path());
    const QAbstractItemModelTester tester(
        &f.changes().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.compareWith({});
    f.edit("512", "768");
    QTRY_COMPARE(f.changes().model().rowCount(), 1);
    f.edit("768", "512");
    QTRY_COMPARE(f.changes().model().rowCount(), 0);
}

void TestChangesPane::pictures_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("wide-light") << 1500 << false;
    QTest::newRow("wide-dark") << 1500 << true;
    QTest::newRow("narrow-light") << 960 << false;
    QTest::newRow("narrow-dark") << 960 << true;
}

void TestChangesPane::pictures()
{
    QFETCH(int, width);
    QFETCH(bool, isDark);
    const QTemporaryDir folder;
    const ReviewFixture f(folder.path(), {width, 900});
    f.window->preferences.setTheme(
        isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
    f.edit("orders:1.4.1@sha256:4bc453b5", "orders:1.4.2@sha256:7d3f21aa");
    f.edit("512", "768");
    f.edit("\"REGION\": \"eu-central\"", "\"FEATURE_X\": \"on\"");
    f.edit("\"team\": \"shop\", ", "");
    f.compareWith(u"staging"_s);
    QTRY_VERIFY(f.changes().model().rowCount() > 3);
    f.window->window->resizeDocks(
        {f.window->find<QDockWidget>(u"changesDock"_s)}, {480}, Qt::Vertical);
    shoot(*f.window->window, QString::fromLatin1(QTest::currentDataTag()));
}

QTEST_MAIN(TestChangesPane)
#include "tst_changespane.moc"
