// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployfixture.h"

#include "ui/cluster/appactiondialog.h"
#include "ui/deploy/deploychart.h"
#include "ui/deploy/instancetable.h"
#include "ui/deploy/stagesbar.h"
#include "ui/diff/changespane.h"
#include "ui/diff/changesview.h"
#include "ui/history/historypanel.h"

#include <QClipboard>
#include <QCoroTask>
#include <QDesktopServices>
#include <QLabel>
#include <QListWidget>
#include <QTextEdit>
#include <QTreeView>

using namespace Pinion;
using namespace Qt::StringLiterals;

/// The press on Deploy in the real window, against a Marathon on real sockets.
class TestDeployWindow : public QObject
{
    Q_OBJECT

private slots:
    void deploysAndVerifies();
    void opensTheLogs();
    void remembersWhatItSent();
    void goesToAnAppByName();
    void stagingWantsTheChangesSeen();
    void anEditWantsThemSeenAgain();
    void rollsBackAfterwards();
    void movingTagsAreToldBeforeGoingBack();
    void rollsBackWhileItRuns();
    void removesWhatIsNew();
    void abandonsAfterTheName();
    void saysWhyItWaits();
    void lostAnswerIsChecked();
    void waitsForTheLock();
    void refusalIsShown();
    void nothingToDeploy();
    void anUnchangedMovingTagSaysWhy();
    void errorsAreNotDeployed();
    void anUnreachableTargetSaysSo();
    void comesBackAfterACrash();
    void writingKeepsTheWindow();
    void whatOthersChangedIsKept();
    void activityShowsRequests();
    void pictures_data();
    void pictures();

private:
    static void shoot(QWidget &widget, const QString &name)
    {
        const QString place = QStringLiteral(PINION_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(place));
        QTest::qWait(50); // lets layouts settle
        QVERIFY(widget.grab().toImage().save(place + u"/deploy-"_s + name + u".png"_s));
    }
    static void showChanges(const DeployFixture &f)
    {
        f.window->find<QDockWidget>(u"changesDock"_s)->show();
        f.window->find<QDockWidget>(u"changesDock"_s)->raise();
        auto *pane = f.window->find<ChangesPane>(u"changesPane"_s);
        QTRY_VERIFY(pane->running());
        QTRY_VERIFY(pane->changes().texts() && !pane->changes().texts()->changes().empty());
    }
};

static QByteArray imageApp(const QByteArray &tag)
{
    return "{\n  \"id\": \"/shop/img\",\n  \"cpus\": 0.1,\n  \"mem\": 32,\n"
           "  \"container\": {\"type\": \"DOCKER\", \"docker\": {\"image\": \"team/img:"
        + tag + "\"}}\n}\n";
}

void TestDeployWindow::deploysAndVerifies()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    QCOMPARE(f.deploy().text(), u"&Deploy to mine"_s);
    QVERIFY(!f.window->find<QDockWidget>(u"deployDock"_s)->isVisible());
    f.window->run("deploy.now");
    QTRY_VERIFY(f.panel().current());
    QVERIFY(f.panel().isVisible());
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.writes(), 1);
    auto *table = f.panel().findChild<QTreeView *>(u"instanceTable"_s);
    QVERIFY(table->model()->rowCount() >= 3);
    QCOMPARE(table->model()->index(0, InstanceTable::Version).data().toString(), u"new"_s);
    QVERIFY(f.panel().findChild<StagesBar *>()->sentence().contains(u"Verified: done"_s));
    QVERIFY(f.panel().findChild<DeployChart *>()->sentence().startsWith(u"0 old, 3 new"_s));
    QVERIFY2(f.told().contains(u"3 of 3"_s), qPrintable(f.told()));
    // Whole names of nodes, in rows that can be hit.
    const QRect node = table->visualRect(table->model()->index(0, InstanceTable::Node));
    const QString name = table->model()->index(0, InstanceTable::Node).data().toString();
    QVERIFY(node.width() >= table->fontMetrics().horizontalAdvance(name));
    QVERIFY(node.height() >= 28);
}

/// Takes the place of the browser.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(u"http"_s, this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    QList<QUrl> opened;

public slots:
    void open(const QUrl &url) { opened.append(url); }
};

void TestDeployWindow::opensTheLogs()
{
    Browser browser;
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("deploy.now");
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(f.button(u"deployLogs"_s).isVisible(), 60'000);
    QTest::mouseClick(&f.button(u"deployLogs"_s), Qt::LeftButton);
    QCOMPARE(browser.opened.size(), 1);
    const QString place = browser.opened.first().fragment();
    QVERIFY2(place.startsWith(u"/agents/"_s), qPrintable(place));
    QVERIFY2(place.contains(f.panel().current()->status().follow.instances.front().taskId),
        qPrintable(place));
}

void TestDeployWindow::remembersWhatItSent()
{
    DeployFixture f(u"development"_s);
    const QDateTime earlier(QDate(2026, 1, 1), QTime(), Qt::UTC);
    const PastRun last{addressesOf(f.window->targets.current()->urls), u"/shop/web"_s,
        u"2026-01-01T00:00:00.000Z"_s, earlier, std::chrono::seconds(100)};
    QVERIFY(f.window->targets.journal().past().remember({last}));
    f.openText(webApp(2));
    f.window->run("deploy.review");
    QTRY_VERIFY_WITH_TIMEOUT(f.review(), 60'000);
    QCOMPARE(f.review()->findChild<QLabel *>(u"reviewUsual"_s)->text(),
        u"Earlier deployments from here took about 1 min 40 s."_s);
    f.review()->findChild<QPushButton *>(u"deploy"_s)->click();
    const auto numbers = [&f] { return f.panel().findChild<QLabel *>(u"deployNumbers"_s)->text(); };
    QTRY_VERIFY2_WITH_TIMEOUT(
        numbers().endsWith(u"usually 1 min 40 s"_s), qPrintable(numbers()), 60'000);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    f.window->find<QDockWidget>(u"historyDock"_s)->show();
    f.window->find<QDockWidget>(u"historyDock"_s)->raise();
    const HistoryModel &model = f.window->find<HistoryPanel>(u"historyPanel"_s)->model();
    const auto by = [&model] {
        QStringList column;
        for (int row = 0; row < model.rowCount(); ++row)
            column.append(model.index(row, HistoryModel::By).data().toString());
        return column;
    };
    // The document, what was sent just now, and what was there before.
    QTRY_COMPARE_WITH_TIMEOUT(by(), (QStringList{QString(), u"you"_s, u"–"_s}), 60'000);
}

void TestDeployWindow::goesToAnAppByName()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("edit.goTo");
    auto *input = f.window->find<QLineEdit>(u"jumpInput"_s);
    QTest::keyClicks(input, u"shop/web runs on mine"_s);
    QVERIFY(f.window->find<QListWidget>(u"jumpList"_s)->count() > 0);
    QTest::keyClick(input, Qt::Key_Return);
    // Its definition is open already, so what runs is compared with that.
    QTRY_VERIFY_WITH_TIMEOUT(f.window->find<ChangesPane>(u"changesPane"_s)->isVisible(), 60'000);
}

void TestDeployWindow::stagingWantsTheChangesSeen()
{
    DeployFixture f(u"staging"_s);
    f.openText(webApp(2));
    f.window->run("deploy.now");
    QTRY_VERIFY(f.review());
    auto *button = f.review()->findChild<QPushButton *>(u"deploy"_s);
    QTRY_VERIFY(button->hasFocus());
    f.review()->reject();
    QTRY_VERIFY(!f.review());
    QCOMPARE(f.writes(), 0);
    // Seen once they are on screen: then one press is enough.
    showChanges(f);
    f.window->run("deploy.now");
    QTRY_VERIFY(f.panel().current());
    QVERIFY(!f.review());
    QTRY_COMPARE(f.writes(), 1);
}

void TestDeployWindow::anEditWantsThemSeenAgain()
{
    DeployFixture f(u"staging"_s);
    DocumentView *view = f.openText(webApp(2));
    showChanges(f);
    f.window->find<QDockWidget>(u"changesDock"_s)->hide();
    AppDocument &document = view->document();
    const qsizetype at = document.bytes().indexOf("32");
    QVERIFY(document.apply(u"test"_s, {{{at, at + 2}, "64"}}));
    f.window->run("deploy.now");
    QTRY_VERIFY(f.review());
    QCOMPARE(f.writes(), 0);
}

void TestDeployWindow::rollsBackAfterwards()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("deploy.now");
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.button(u"deployRevert"_s).text(), u"Roll back"_s);
    f.window->run("deploy.revert");
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::RolledBack, 60'000);
    QCOMPARE(f.writes(), 2);
    QVERIFY(!f.button(u"deployRevert"_s).isVisible());
    QVERIFY(!f.window->window->actions().action("deploy.revert")->isEnabled());
    QVERIFY(f.button(u"deployEdit"_s).isVisible());
}

void TestDeployWindow::movingTagsAreToldBeforeGoingBack()
{
    DeployFixture f(u"development"_s);
    QVERIFY2(f.cluster.run({imageApp("latest")}), f.cluster.problem().constData());
    f.openText(imageApp("1.4.2"));
    f.window->run("deploy.now");
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.button(u"deployRevert"_s).text(), u"Roll back to latest"_s);
    const int writes = f.writes();
    const auto press = [&f](const QString &name) {
        f.button(u"deployRevert"_s).click();
        auto *dialog = f.window->find<QDialog>(u"typedNameDialog"_s);
        QVERIFY(dialog);
        const QString text = dialog->findChild<QLabel *>(u"typedNameText"_s)->text();
        QVERIFY2(text.contains(u"team/img:latest, a tag that moves"_s), qPrintable(text));
        QVERIFY(!dialog->findChild<QLineEdit *>(u"typedName"_s));
        QTest::mouseClick(dialog->findChild<QPushButton *>(name), Qt::LeftButton);
        QTRY_VERIFY(!f.window->find<QDialog>(u"typedNameDialog"_s));
    };
    press(u"typedNameOther"_s);
    QVERIFY(f.window->find<QDockWidget>(u"historyDock"_s)->isVisible());
    QCOMPARE(f.window->find<HistoryPanel>(u"historyPanel"_s)->appId(), u"/shop/img"_s);
    QCOMPARE(f.writes(), writes);
    press(u"typedNameGo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::RolledBack, 60'000);
    QCOMPARE(f.writes(), writes + 1);
}

void TestDeployWindow::rollsBackWhileItRuns()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("deploy.now");
    QTRY_VERIFY(f.panel().canRevert());
    QCOMPARE(f.button(u"deployRevert"_s).text(), u"Stop and roll back"_s);
    f.button(u"deployRevert"_s).click();
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::RolledBack, 60'000);
}

void TestDeployWindow::removesWhatIsNew()
{
    DeployFixture f(u"development"_s);
    f.openText("{\"id\": \"/shop/huge\", \"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 900000}\n");
    f.window->run("deploy.now");
    QTRY_VERIFY(f.panel().canRevert());
    f.run();
    QCOMPARE(f.button(u"deployRevert"_s).text(), u"Stop and remove the app"_s);
    f.button(u"deployRevert"_s).click();
    QTRY_VERIFY_WITH_TIMEOUT(f.panel().current()->isOver(), 60'000);
    QVERIFY(f.cluster.marathon().instancesOf(u"/shop/huge"_s).empty());
}

void TestDeployWindow::abandonsAfterTheName()
{
    DeployFixture f(u"staging"_s);
    f.openText(webApp(2));
    showChanges(f);
    f.window->run("deploy.now");
    QTRY_COMPARE(f.state(), RunState::Following);
    f.button(u"deployAbandon"_s).click();
    auto *dialog = f.window->find<QDialog>(u"typedNameDialog"_s);
    QVERIFY(dialog);
    auto *go = dialog->findChild<QPushButton *>(u"typedNameGo"_s);
    QVERIFY(!go->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"typedName"_s), u"web"_s);
    QVERIFY(go->isEnabled());
    go->click();
    QTRY_COMPARE(f.result(), RunResult::Abandoned);
    QVERIFY2(f.told().contains(u"both stay"_s), qPrintable(f.told()));
}

void TestDeployWindow::saysWhyItWaits()
{
    DeployFixture f(u"development"_s);
    f.openText("{\"id\": \"/shop/huge\", \"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 900000}\n");
    f.window->run("deploy.now");
    f.run();
    QTRY_VERIFY_WITH_TIMEOUT(f.told().contains(u"memory"_s), 60'000);
    QVERIFY(f.button(u"deployAbandon"_s).isVisible());
    QVERIFY(f.button(u"deployDetails"_s).isVisible());
    f.button(u"deployDetails"_s).click();
    auto *details = f.window->find<QDialog>(u"deployDetailsDialog"_s);
    QVERIFY(details);
    QVERIFY(details->findChild<QTextEdit *>()->toPlainText().contains(u"InsufficientMemory"_s));
}

void TestDeployWindow::lostAnswerIsChecked()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    SandboxFault fault;
    fault.method = "PUT";
    fault.cutAfter = 0;
    f.cluster.faults().add(fault);
    f.window->run("deploy.now");
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::AnswerLost, 60'000);
    QVERIFY2(f.told().contains(u"not known"_s), qPrintable(f.told()));
    QVERIFY(f.button(u"deployCheck"_s).isVisible());
    f.button(u"deployCheck"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.writes(), 1);
}

void TestDeployWindow::waitsForTheLock()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("deploy.now");
    QTRY_COMPARE(f.state(), RunState::Following);
    // The same app once more while the first is under way: that wants a look.
    f.openText(webApp(3), u"web3.json"_s);
    f.window->run("deploy.now");
    QTRY_VERIFY(f.review());
    f.review()->findChild<QPushButton *>(u"deploy"_s)->click();
    QTRY_COMPARE(f.result(), RunResult::Locked);
    QCOMPARE(f.writes(), 1);
    QVERIFY(f.button(u"deployReplace"_s).isVisible());
    f.button(u"deployWait"_s).click();
    QTRY_COMPARE(f.state(), RunState::WaitingForLock);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.writes(), 2);
    QTRY_COMPARE(f.panel().findChild<QListView *>(u"deployList"_s)->model()->rowCount(), 2);
}

void TestDeployWindow::refusalIsShown()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    SandboxFault fault;
    fault.method = "PUT";
    fault.answer = SandboxFault::message(403, u"Not Authorized to perform this action!"_s);
    f.cluster.faults().add(fault);
    f.window->run("deploy.now");
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Refused, 60'000);
    QVERIFY(!f.told().isEmpty());
    QVERIFY(!f.panel().canRevert());
    QVERIFY(f.button(u"deployEdit"_s).isVisible());
}

void TestDeployWindow::nothingToDeploy()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(1));
    f.window->run("deploy.now");
    QTRY_VERIFY(f.review());
    QVERIFY(!f.review()->findChild<QPushButton *>(u"deploy"_s)->isEnabled());
    QVERIFY(f.review()
                ->findChild<QLabel *>(u"changesEmptyText"_s)
                ->text()
                .contains(u"already runs this definition"_s));
    // Who wanted the instances started anew gets that instead.
    QTest::mouseClick(f.review()->findChild<QPushButton *>(u"reviewRestart"_s), Qt::LeftButton);
    QTRY_VERIFY(!f.review());
    auto *dialog = f.window->window->findChild<AppActionDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->action(), AppAction::Restart);
    QCOMPARE(dialog->app().id, u"/shop/web"_s);
    dialog->reject();
    QCOMPARE(f.writes(), 0);
}

void TestDeployWindow::anUnchangedMovingTagSaysWhy()
{
    DeployFixture f(u"development"_s);
    QVERIFY2(f.cluster.run({imageApp("latest")}), f.cluster.problem().constData());
    f.openText(imageApp("latest"));
    const int writes = f.writes();
    f.window->run("deploy.now");
    QTRY_VERIFY_WITH_TIMEOUT(f.review(), 60'000);
    const QString text = f.review()->findChild<QLabel *>(u"changesEmptyText"_s)->text();
    QVERIFY2(text.startsWith(u"Nothing to deploy: mine already runs this definition."_s),
        qPrintable(text));
    QVERIFY2(text.contains(u"The tag of team/img:latest may have moved since; Marathon would not "
                           "notice. Pin the image"_s),
        qPrintable(text));
    QVERIFY(!f.review()->findChild<QPushButton *>(u"deploy"_s)->isEnabled());
    QCOMPARE(f.writes(), writes);
}

void TestDeployWindow::errorsAreNotDeployed()
{
    DeployFixture f(u"development"_s);
    f.openText("{\"id\": \"/shop/web\", \"cmd\": \"sleep 1\", \"instances\": -1}\n");
    f.window->run("deploy.now");
    QTRY_VERIFY(f.review());
    QVERIFY(!f.review()->findChild<QPushButton *>(u"deploy"_s)->isEnabled());
    QTest::keyClick(f.review(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.review()->isVisible());
    QCOMPARE(f.writes(), 0);
}

void TestDeployWindow::anUnreachableTargetSaysSo()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.cluster.stop();
    f.window->run("deploy.now");
    QTRY_VERIFY_WITH_TIMEOUT(
        f.window->window->bar().text().contains(u"Nothing was changed"_s), 60'000);
    QVERIFY(!f.panel().current());
}

void TestDeployWindow::comesBackAfterACrash()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("deploy.now");
    QTRY_COMPARE(f.state(), RunState::Following);
    f.open();
    QTRY_VERIFY(f.panel().current());
    QVERIFY(f.panel().findChild<QLabel *>(u"deployTitle"_s)->text().contains(u"/shop/web"_s));
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.writes(), 1);
}

void TestDeployWindow::writingKeepsTheWindow()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    SandboxFault fault;
    fault.method = "PUT";
    fault.hangs = true;
    f.cluster.faults().add(fault);
    f.window->run("deploy.now");
    QTRY_COMPARE(f.state(), RunState::Sending);
    f.window->window->close();
    QVERIFY(f.window->window->isVisible());
    QVERIFY(f.window->window->bar().text().contains(u"still to come"_s));
    for (QPushButton *button : f.window->window->bar().findChildren<QPushButton *>()) {
        if (button->text() == u"Quit all the same"_s)
            button->click();
    }
    QTRY_VERIFY(!f.window->window->isVisible());
}

/// Somebody else gives the app that many instances.
static void scaleByOthers(DeployFixture &f, const QByteArray &instances)
{
    const Target target = *f.window->targets.current();
    auto cluster = QCoro::waitFor(f.window->targets.reach(target, {}));
    QVERIFY(cluster);
    const auto permit = DeployGuard::permit(target, DeployAction::Deploy, {u"/shop/web"_s});
    QVERIFY(permit);
    const QByteArray wanted = "\"instances\": " + instances;
    const QByteArray body = webApp(1).replace("\"instances\": 3", wanted);
    auto answer = QCoro::waitFor(
        (*cluster)->marathon().putApp(u"/shop/web"_s, body, Forced::No, *permit, {}));
    QVERIFY(answer && answer->outcome == ChangeAnswer::Outcome::Accepted);
    for (int i = 0; i < 60; ++i)
        f.cluster.advance(1'000);
}

void TestDeployWindow::whatOthersChangedIsKept()
{
    DeployFixture f(u"staging"_s);
    f.openText(webApp(2));
    scaleByOthers(f, "5");
    f.window->run("deploy.review");
    QTRY_VERIFY(f.review());
    const auto drifts = [&f] { return f.review()->findChild<MessageBar *>(u"reviewDrifts"_s); };
    const auto press = [&](const QString &text) {
        for (QPushButton *button : drifts()->findChildren<QPushButton *>()) {
            if (button->text() == text)
                button->click();
        }
    };
    const auto forecast = [&f] { return f.review()->findChild<QLabel *>(u"forecast"_s)->text(); };
    QVERIFY(drifts());
    QVERIFY2(drifts()->text().contains(u"Instances 3 → 5"_s), qPrintable(drifts()->text()));
    QVERIFY2(forecast().contains(u"up to 10 at once"_s), qPrintable(forecast()));
    press(u"Use the file instead"_s);
    QTRY_VERIFY2(forecast().contains(u"up to 6 at once"_s), qPrintable(forecast()));
    press(u"Keep what runs"_s);
    QTRY_VERIFY2(forecast().contains(u"up to 10 at once"_s), qPrintable(forecast()));
    f.review()->findChild<QPushButton *>(u"deploy"_s)->click();
    QTRY_COMPARE(f.writes(), 2); // one is that of the others
    const QList<SandboxRequest> &all = f.cluster.requests();
    const auto sent = std::find_if(all.rbegin(), all.rend(),
        [](const SandboxRequest &request) { return request.method == "PUT"; });
    QVERIFY(sent->body.contains("\"instances\": 5"));
    QVERIFY(sent->body.contains("\"VERSION\": \"2\""));
}

void TestDeployWindow::activityShowsRequests()
{
    DeployFixture f(u"development"_s);
    f.openText(webApp(2));
    f.window->run("view.activity");
    auto *view = f.window->find<QTreeView>(u"activityView"_s);
    QTRY_VERIFY(view->model()->rowCount() > 2);
    f.window->run("deploy.now");
    QTRY_COMPARE(f.state(), RunState::Following);
    f.window->find<QDockWidget>(u"activityDock"_s)->raise();
    auto *filter = f.window->find<QLineEdit>(u"activityFilter"_s);
    QTest::keyClicks(filter, u"PUT"_s);
    QCOMPARE(view->model()->rowCount(), 1);
    view->setCurrentIndex(view->model()->index(0, 0));
    f.window->find<QPushButton>(u"activityCopy"_s)->click();
    const QString curl = QGuiApplication::clipboard()->text();
    QVERIFY2(curl.startsWith(u"curl "_s), qPrintable(curl));
    QVERIFY(curl.contains(u"PUT"_s) && curl.contains(u"/shop/web"_s));
    f.window->find<QPushButton>(u"activityClear"_s)->click();
    QCOMPARE(view->model()->rowCount(), 0);
}

void TestDeployWindow::pictures_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("width");
    QTest::newRow("light") << false << 1400;
    QTest::newRow("dark-narrow") << true << 960;
}

void TestDeployWindow::pictures()
{
    QFETCH(bool, isDark);
    QFETCH(int, width);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
    DeployFixture f(u"development"_s, {width, 900});
    f.openText(webApp(2));
    f.window->window->resizeDocks(
        {f.window->find<QDockWidget>(u"deployDock"_s)}, {380}, Qt::Vertical);
    f.window->run("deploy.now");
    QTRY_VERIFY(f.panel().current() && f.panel().current()->status().follow.wanted == 3);
    for (int i = 0; i < 200 && f.panel().current()->status().follow.newRunning < 1; ++i) {
        f.cluster.advance(300);
        QTest::qWait(20);
    }
    shoot(*f.window->window, name + u"-rolling"_s);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    shoot(*f.window->window, name + u"-verified"_s);
    f.openText("{\"id\": \"/shop/huge\", \"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 900000}\n",
        u"huge.json"_s);
    f.window->run("deploy.now");
    QTRY_VERIFY_WITH_TIMEOUT(f.told().contains(u"memory"_s), 60'000);
    shoot(*f.window->window, name + u"-stuck"_s);
    f.window->run("view.activity");
    shoot(*f.window->window, name + u"-activity"_s);
    applyTheme(Preferences::ThemeChoice::System);
}

QTEST_MAIN(TestDeployWindow)
#include "tst_deploywindow.moc"
