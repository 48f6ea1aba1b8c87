// SPDX-License-Identifier: GPL-3.0-or-later
#include "clusterwindow.h"

#include "ui/diff/changesview.h"
#include "ui/history/historypanel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

QByteArray orders(const QByteArray &tag, int instances, int mem)
{
    return "{\n  \"id\": \"/shop/orders\",\n  \"instances\": " + QByteArray::number(instances)
        + ",\n  \"cpus\": 0.1,\n  \"mem\": " + QByteArray::number(mem)
        + ",\n  \"container\": {\n    \"type\": \"DOCKER\",\n    \"docker\": {\n      \"image\": "
          "\"registry.example/shop/orders:"
        + tag + "\"\n    }\n  }\n}\n";
}

const QString OrdersId = u"/shop/orders"_s;

} // namespace

/// The versions of an app in the real window, against a Marathon on real sockets.
class TestHistory : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhyThereIsNothing();
    void listsTheNewestFirst();
    void comparesAnyTwo();
    void followsTheDocument();
    void staysWithTheChosenApp();
    void opensAndCopies();
    void takesAVersionInOneStep();
    void rollsBackThroughTheReview();
    void asksBeforeAMovingTag();
    void productionWantsTheName();
    void noticesANewVersion();

private:
    void show()
    {
        m_window->shell->run("view.history");
        panel().setApp(OrdersId);
    }
    [[nodiscard]] HistoryPanel &panel() const
    {
        return *m_window->shell->find<HistoryPanel>(u"historyPanel"_s);
    }
    [[nodiscard]] QStringList column(int column) const
    {
        QStringList texts;
        const HistoryModel &model = panel().model();
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row, column).data().toString());
        return texts;
    }
    void waitForAll(int rows) const
    {
        QTRY_COMPARE_WITH_TIMEOUT(panel().model().rowCount(), rows, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!column(HistoryModel::What).contains(u"…"_s), 10'000);
    }
    void choose(const QList<int> &rows) const
    {
        QItemSelectionModel &selection = *panel().list().selectionModel();
        selection.clear();
        for (const int row : rows)
            selection.select(panel().model().index(row, 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    void press(const QString &button) const
    {
        auto *found = m_window->shell->find<QToolButton>(button);
        QVERIFY2(found->isEnabled(), qPrintable(button));
        found->click();
    }
    void openFile(const QByteArray &bytes) const
    {
        const QString path = m_window->folder.filePath(u"orders.json"_s);
        QVERIFY(writeFile(path, bytes));
        QVERIFY(m_window->shell->window->openFile(path));
    }

    std::unique_ptr<ClusterWindow> m_window;
};

void TestHistory::init()
{
    m_window = std::make_unique<ClusterWindow>(QList<QByteArray>{orders("1.4.0", 3, 32)});
    m_window->put(OrdersId, orders("1.4.1", 3, 64));
    m_window->put(OrdersId, orders("1.4.1", 5, 64));
}

void TestHistory::cleanup()
{
    m_window.reset();
}

void TestHistory::saysWhyThereIsNothing()
{
    m_window->openWithTargetsAsTheyAre();
    m_window->shell->run("view.history");
    QTRY_VERIFY(m_window->text(u"historyEmpty"_s).contains(u"Choose a target"_s));
    m_window->shell.reset();
    m_window->open();
    m_window->shell->run("view.history");
    QTRY_VERIFY(m_window->text(u"historyEmpty"_s).contains(u"Open a definition"_s));
    panel().setApp(u"/shop/none"_s);
    QTRY_COMPARE(m_window->text(u"historyEmpty"_s),
        u"No versions: /shop/none has not been deployed on trial."_s);
}

void TestHistory::listsTheNewestFirst()
{
    m_window->open();
    show();
    waitForAll(3);
    QCOMPARE(column(HistoryModel::What),
        (QStringList{u"scaled 3 → 5"_s, u"Image 1.4.0 → 1.4.1, Memory: 32 → 64"_s,
            u"the oldest version kept"_s}));
    QCOMPARE(column(HistoryModel::Image), (QStringList{u"1.4.1"_s, u"1.4.1"_s, u"1.4.0"_s}));
    QCOMPARE(column(HistoryModel::Instances), (QStringList{u"5"_s, u"3"_s, u"3"_s}));
    const QStringList when = column(HistoryModel::When);
    QVERIFY2(when[0].endsWith(u"running"_s), qPrintable(when[0]));
    QVERIFY(!when[1].contains(u"running"_s));
    QVERIFY(!m_window->shell->find<QToolButton>(u"historyRollBack"_s)->isEnabled());
}

void TestHistory::comparesAnyTwo()
{
    m_window->open();
    show();
    waitForAll(3);
    const auto changes = [this] { return panel().changes().texts()->changes().size(); };
    choose({0}); // what runs, with what was before it
    QCOMPARE(changes(), 1U);
    choose({2}); // with what runs
    QCOMPARE(changes(), 3U);
    QVERIFY(m_window->text(u"historyPair"_s).startsWith(u"From what runs"_s));
    choose({1, 2});
    QCOMPARE(changes(), 2U);
    const QString pair = m_window->text(u"historyPair"_s);
    QVERIFY2(
        pair.indexOf(panel().model().row(2)->name) < pair.lastIndexOf(u" to "_s), qPrintable(pair));
    QVERIFY(!m_window->shell->find<QToolButton>(u"historyRollBack"_s)->isEnabled());
}

void TestHistory::followsTheDocument()
{
    m_window->open();
    openFile(orders("1.4.1", 5, 96));
    m_window->shell->run("view.history");
    QTRY_COMPARE(panel().appId(), OrdersId);
    waitForAll(4);
    QCOMPARE(column(HistoryModel::When).first(), u"orders.json"_s);
    QCOMPARE(column(HistoryModel::What).first(), u"Memory: 64 → 96"_s);
    choose({0});
    QCOMPARE(panel().changes().texts()->changes().size(), 1U);
    AppDocument &document = m_window->shell->window->currentView()->document();
    const qsizetype at = document.bytes().indexOf("96");
    QVERIFY(document.apply(u"test"_s, {{{at, at + 2}, "64"}}));
    QTRY_COMPARE(column(HistoryModel::What).first(), u"the same as what runs"_s);
}

void TestHistory::staysWithTheChosenApp()
{
    const QString other = u"/shop/other"_s;
    m_window->put(other, "{\"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 32}");
    m_window->open();
    openFile(orders("1.4.1", 5, 96));
    m_window->browse();
    m_window->select(other);
    m_window->act(AppAction::Versions);
    QTRY_COMPARE(panel().model().rowCount(), 1);
    AppDocument &document = m_window->shell->window->currentView()->document();
    const qsizetype at = document.bytes().indexOf("96");
    QVERIFY(document.apply(u"test"_s, {{{at, at + 2}, "64"}}));
    QCOMPARE(panel().appId(), other);
    const qsizetype id = document.bytes().indexOf("orders");
    QVERIFY(document.apply(u"test"_s, {{{id, id + 6}, "cart"}}));
    QCOMPARE(panel().appId(), u"/shop/cart"_s);
}

void TestHistory::opensAndCopies()
{
    m_window->open();
    show();
    waitForAll(3);
    choose({2});
    press(u"historyCopy"_s);
    const QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
    QVERIFY(copied.contains("orders:1.4.0"));
    QVERIFY(!copied.contains("versionInfo"));
    press(u"historyOpen"_s);
    QTRY_VERIFY(m_window->shell->window->currentView());
    QCOMPARE(m_window->shell->window->currentView()->document().bytes(), copied);
}

void TestHistory::takesAVersionInOneStep()
{
    m_window->open();
    const QByteArray mine = orders("1.4.2", 5, 64);
    openFile(mine);
    m_window->shell->run("view.history");
    waitForAll(4);
    choose({3});
    press(u"historyTake"_s);
    AppDocument &document = m_window->shell->window->currentView()->document();
    QCOMPARE(document.bytes(), orders("1.4.0", 3, 32));
    document.undoStack()->undo();
    QCOMPARE(document.bytes(), mine);
}

void TestHistory::rollsBackThroughTheReview()
{
    m_window->open();
    show();
    waitForAll(3);
    choose({2});
    const int before = m_window->changesSent();
    press(u"historyRollBack"_s);
    QDialog *way = m_window->dialog();
    QVERIFY2(way->findChild<QLabel *>(u"rollBackChange"_s)->text().contains(u"1.4.1 → 1.4.0"_s),
        qPrintable(way->findChild<QLabel *>(u"rollBackChange"_s)->text()));
    way->findChild<QCheckBox *>(u"keepInstances"_s)->click();
    way->findChild<QPushButton *>(u"reviewRollBack"_s)->click();
    QTRY_VERIFY(QApplication::activeModalWidget()
        && QApplication::activeModalWidget()->objectName() == u"reviewDialog"_s);
    QDialog *review = m_window->dialog();
    QCOMPARE(m_window->changesSent(), before);
    QVERIFY2(review->findChild<QLabel *>(u"forecast"_s)->text().contains(u"Restarts 5 of 5"_s),
        qPrintable(review->findChild<QLabel *>(u"forecast"_s)->text()));
    review->accept();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->changesSent(), before + 1, 10'000);
    const auto sent
        = std::find_if(m_window->sandbox.requests().rbegin(), m_window->sandbox.requests().rend(),
            [](const SandboxRequest &request) { return request.method == "PUT"; });
    QVERIFY(sent->body.contains("orders:1.4.0"));
    QVERIFY(sent->body.contains("\"instances\": 5") || sent->body.contains("\"instances\":5"));
    for (int i = 0; i < 10; ++i)
        m_window->sandbox.advance(20'000);
    QTRY_COMPARE_WITH_TIMEOUT(panel().model().rowCount(), 4, 20'000);
    waitForAll(4);
    QCOMPARE(column(HistoryModel::Image).first(), u"1.4.0"_s);
}

void TestHistory::asksBeforeAMovingTag()
{
    m_window->put(OrdersId, orders("latest", 5, 64));
    m_window->put(OrdersId, orders("1.4.2", 5, 64));
    m_window->open();
    show();
    waitForAll(5);
    choose({1});
    press(u"historyRollBack"_s);
    QDialog *way = m_window->dialog();
    auto *warning = way->findChild<QLabel *>(u"movingTag"_s);
    QVERIFY(warning);
    QVERIFY2(warning->text().contains(u"latest"_s), qPrintable(warning->text()));
    QVERIFY(!way->findChild<QWidget *>(u"imageThatRan"_s)); // nobody has looked at the tag
    way->reject();
}

void TestHistory::productionWantsTheName()
{
    m_window->open(u"production"_s);
    show();
    waitForAll(3);
    choose({1});
    const int before = m_window->changesSent();
    press(u"historyRollBack"_s);
    m_window->dialog()->findChild<QPushButton *>(u"reviewRollBack"_s)->click();
    QTRY_VERIFY(QApplication::activeModalWidget()
        && QApplication::activeModalWidget()->objectName() == u"reviewDialog"_s);
    QDialog *review = m_window->dialog();
    QTest::keyClick(review, Qt::Key_Return, Qt::ControlModifier);
    QTest::keyClick(review, Qt::Key_Return);
    QVERIFY(review->isVisible());
    review->accept(); // as if somebody had found a way around the button
    QTRY_VERIFY2(m_window->barText().contains(u"typed"_s), qPrintable(m_window->barText()));
    QCOMPARE(m_window->changesSent(), before);
}

void TestHistory::noticesANewVersion()
{
    m_window->open();
    show();
    waitForAll(3);
    m_window->put(OrdersId, orders("1.5.0", 5, 64));
    waitForAll(4);
    QCOMPARE(column(HistoryModel::What).first(), u"Image 1.4.1 → 1.5.0"_s);
}

QTEST_MAIN(TestHistory)
#include "tst_history.moc"
