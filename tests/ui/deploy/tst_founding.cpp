// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "sandbox/demo/demoworld.h"
#include "ui/deploy/deploypanel.h"
#include "ui/deploy/instancetable.h"
#include "ui/deploy/reviewdialog.h"
#include "ui/deploy/stagesbar.h"
#include "ui/diff/changesmodel.h"
#include "ui/diff/changespane.h"
#include "ui/diff/changesview.h"
#include "ui/registry/tagpicker.h"
#include "ui/registry/tagview.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"
#include "ui/targets/targetstrip.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// More than the slowest machine needs for one step.
constexpr int Patience = 60'000; // ms

/// What was to be seen while a deployment went on.
struct Watched
{
    bool hasMixed = false; ///< old and new instances in the table at the same time
    bool isWhole = false; ///< the instances that ran before have been listed
    int leastUp = 99; ///< healthy or running, old and new, since then
    QStringList stages; ///< each sentence once
};

} // namespace

/// The story that Pinion was made for, from the file to the last healthy instance: real window,
/// real sockets, a registry and two clusters. Each slot is one step of it.
class TestFounding : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void opensTheExample();
    void pinsWithThePicker();
    void reviewsTheChange();
    void deploysInOneClick();
    void rollsThreeInstances();
    void isVerified();
    void rollsBack();
    void productionWantsMore();
    void deploysToProduction();

private:
    [[nodiscard]] QString strip() const
    {
        return m_shell->find<TargetStrip>(u"targetStrip"_s)->sentence();
    }
    [[nodiscard]] DeployPanel &panel() const
    {
        return *m_shell->find<DeployPanel>(u"deployPanel"_s);
    }
    [[nodiscard]] RunResult result() const
    {
        return panel().current() ? panel().current()->status().result : RunResult::None;
    }
    [[nodiscard]] QString told() const
    {
        return panel().findChild<MessageBar *>(u"deployBar"_s)->text();
    }
    [[nodiscard]] QByteArray text() const
    {
        return m_shell->window->currentView()->document().bytes();
    }
    [[nodiscard]] ReviewDialog *review() const
    {
        return m_shell->find<ReviewDialog>(u"reviewDialog"_s);
    }
    static QByteArrayList writesTo(const SandboxCluster &cluster)
    {
        QByteArrayList writes;
        for (const SandboxRequest &request : cluster.requests()) {
            if (request.method != "GET")
                writes.append(request.body);
        }
        return writes;
    }
    void watch(DeployJob &job);

    QTemporaryDir m_folder;
    std::unique_ptr<DemoWorld> m_world;
    std::unique_ptr<WindowFixture> m_shell;
    QTimer m_clock; ///< of both clusters
    Watched m_watched;
    bool m_hasFailed = false;
};

void TestFounding::initTestCase()
{
    DemoOptions options;
    options.isLive = false;
    m_world = std::make_unique<DemoWorld>(options);
    const Result<void> started = m_world->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_world->staging().advance(300);
        m_world->production().advance(300);
    });
    m_world->staging().forgetRequests();
    m_world->production().forgetRequests();
}

void TestFounding::init()
{
    if (m_hasFailed)
        QSKIP("The story broke off before.");
}

void TestFounding::cleanup()
{
    m_hasFailed = m_hasFailed || QTest::currentTestFailed();
}

void TestFounding::watch(DeployJob &job)
{
    m_watched = Watched();
    connect(&job, &DeployJob::changed, this, [this, &job] {
        const FollowState &follow = job.status().follow;
        if (follow.stages[0].state == StageState::NotStarted || follow.instances.empty())
            return;
        const auto isUp = [](const InstanceRow &row) {
            return row.state == InstanceState::Healthy || row.state == InstanceState::Running;
        };
        const auto isHere = [](const InstanceRow &row) { return row.state != InstanceState::Gone; };
        const auto count = [&](auto accepts) {
            return int(std::count_if(follow.instances.begin(), follow.instances.end(), accepts));
        };
        const int fresh = count([&](const auto &row) { return row.isNew && isHere(row); });
        const int old = count([&](const auto &row) { return !row.isNew && isHere(row); });
        m_watched.hasMixed = m_watched.hasMixed || (fresh > 0 && old > 0);
        m_watched.isWhole = m_watched.isWhole || count(isUp) >= 3;
        if (m_watched.isWhole)
            m_watched.leastUp = std::min(m_watched.leastUp, count(isUp));
        const QString stages = panel().findChild<StagesBar *>()->sentence();
        if (!m_watched.stages.contains(stages))
            m_watched.stages.append(stages);
    });
}

void TestFounding::opensTheExample()
{
    const QString project = m_folder.filePath(u"shop"_s);
    QVERIFY(QDir().mkpath(project));
    const Result<QStringList> files = m_world->writeFiles(project);
    QVERIFY(files);
    m_shell = std::make_unique<WindowFixture>(
        m_folder.filePath(u"own"_s), QSize(1400, 900), [](TargetsSetup &setup) {
            setup.runPace.poll = std::chrono::milliseconds(60);
            setup.runPace.patience.longestVerification = std::chrono::seconds(1);
        });
    QVERIFY(m_shell->window->openFile(files->first()));
    QVERIFY(text().contains("orders:latest") && text().contains("\"forcePullImage\": true"));
    m_shell->window->currentView()->analysis().runNow();
    QVERIFY(m_shell->window->currentView()->analysis().counts()[FindingLevel::Error] > 0);
    QTRY_VERIFY_WITH_TIMEOUT(strip().contains(u"STAGING"_s), Patience);
    QTRY_VERIFY2_WITH_TIMEOUT(
        strip().contains(u"connected, 3 apps"_s), qPrintable(strip()), Patience);
}

void TestFounding::pinsWithThePicker()
{
    m_shell->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_shell->window.get()));
    QTest::keyClick(m_shell->window.get(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_shell->find<TagPicker>(u"tagPicker"_s), Patience);
    auto *picker = m_shell->find<TagPicker>(u"tagPicker"_s);
    auto *table = picker->findChild<TagView *>(u"tags"_s);
    const auto row = [&] {
        for (int at = 0; at < table->model()->rowCount(); ++at) {
            if (table->model()->index(at, TagModel::Tag).data().toString() == u"1.8.2"_s)
                return at;
        }
        return -1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(row() >= 0, Patience);
    QPushButton *use
        = picker->findChild<QDialogButtonBox *>(u"buttons"_s)->button(QDialogButtonBox::Ok);
    QTRY_VERIFY_WITH_TIMEOUT(use->isEnabled(), Patience);
    // Rows come in and move while the registry answers: click on where it is now.
    table->scrollTo(table->model()->index(row(), TagModel::Tag));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
        table->visualRect(table->model()->index(row(), TagModel::Tag)).center());
    QTest::mouseClick(use, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(text().contains("@sha256:"), Patience);
    QVERIFY2(text().contains(QByteArray("orders:1.8.2@" + m_world->goodDigest().toLatin1())),
        text().constData());
    QVERIFY(!text().contains("\"forcePullImage\": true"));
    m_shell->window->currentView()->analysis().runNow();
    const LevelCounts counts = m_shell->window->currentView()->analysis().counts();
    QCOMPARE(counts[FindingLevel::Refused] + counts[FindingLevel::Error], 0);
    QCOMPARE(counts[FindingLevel::Warning], 0);
}

void TestFounding::reviewsTheChange()
{
    m_shell->run("deploy.review");
    QTRY_VERIFY_WITH_TIMEOUT(review(), Patience);
    const QString forecast = review()->findChild<QLabel *>(u"forecast"_s)->text();
    QVERIFY2(forecast.startsWith(u"Restarts 3 of 3"_s), qPrintable(forecast));
    QVERIFY2(forecast.contains(u"never below 2 healthy"_s), qPrintable(forecast));
    const ChangesModel &model = review()->changes().model();
    QVERIFY(model.rowCount() > 0);
    QVERIFY(model.index(0, ChangesModel::What).data().toString().contains(u"mage"_s));
    QTest::mouseClick(review()->findChild<QPushButton *>(u"reviewBack"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!review(), Patience);
    QVERIFY(writesTo(m_world->staging()).isEmpty());
}

void TestFounding::deploysInOneClick()
{
    m_shell->run("view.changes");
    auto *pane = m_shell->find<ChangesPane>(u"changesPane"_s);
    QTRY_VERIFY_WITH_TIMEOUT(pane->running(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(pane->changes().model().rowCount() > 0, Patience);
    QTest::mouseClick(m_shell->find<QWidget>(u"deployButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(panel().current() || review(), Patience);
    QVERIFY(!review());
    watch(*panel().current());
    QVERIFY(panel().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(writesTo(m_world->staging()).size(), 1, Patience);
    QVERIFY(writesTo(m_world->staging()).first().contains(m_world->goodDigest().toLatin1()));
}

void TestFounding::rollsThreeInstances()
{
    m_clock.start(10);
    auto *table = panel().findChild<QTreeView *>(u"instanceTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_watched.hasMixed, Patience);
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->rowCount() >= 3);
    QTRY_VERIFY_WITH_TIMEOUT(panel().current()->status().follow.newHealthy == 3, Patience);
    QVERIFY2(m_watched.leastUp >= 2, QByteArray::number(m_watched.leastUp).constData());
    QVERIFY2(
        std::any_of(m_watched.stages.begin(), m_watched.stages.end(),
            [](const QString &told) { return told.contains(u"Replacing: running (1 of 3)"_s); }),
        qPrintable(m_watched.stages.join(u'\n')));
}

void TestFounding::isVerified()
{
    QTRY_COMPARE_WITH_TIMEOUT(result(), RunResult::Verified, Patience);
    QCOMPARE(writesTo(m_world->staging()).size(), 1);
    QVERIFY(panel().findChild<StagesBar *>()->sentence().contains(u"Verified: done"_s));
    QVERIFY2(told().contains(u"/shop/orders is healthy on staging: 3 of 3"_s), qPrintable(told()));
    auto *table = panel().findChild<QTreeView *>(u"instanceTable"_s);
    for (int row = 0; row < 3; ++row) {
        const auto cell = [&](int column) { return table->model()->index(row, column).data(); };
        QCOMPARE(cell(InstanceTable::Version).toString(), u"new"_s);
        QCOMPARE(cell(InstanceTable::State).toString(), u"healthy"_s);
    }
    for (const SandboxInstance *instance :
        m_world->staging().marathon().instancesOf(u"/shop/orders"_s))
        QCOMPARE(instance->imageDigest, m_world->goodDigest());
}

void TestFounding::rollsBack()
{
    auto *revert = panel().findChild<QPushButton *>(u"deployRevert"_s);
    QCOMPARE(revert->text(), u"Roll back to 1.8.1"_s);
    QTest::mouseClick(revert, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(result(), RunResult::RolledBack, Patience);
    QCOMPARE(writesTo(m_world->staging()).size(), 2);
    QVERIFY2(
        told().startsWith(u"Rolled back. "_s) && told().contains(u"3 of 3"_s), qPrintable(told()));
    for (const SandboxInstance *instance :
        m_world->staging().marathon().instancesOf(u"/shop/orders"_s))
        QCOMPARE(instance->imageDigest, m_world->earlierDigest());
    QVERIFY(!revert->isVisible());
}

void TestFounding::productionWantsMore()
{
    m_shell->targets.choose(u"production"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(strip().contains(u"PRODUCTION"_s) && strip().contains(u"connected"_s),
        qPrintable(strip()), Patience);
    QTest::mouseClick(m_shell->find<QWidget>(u"deployButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(review(), Patience);
    auto *deploy = review()->findChild<QPushButton *>(u"deploy"_s);
    QCOMPARE(deploy->text(), u"Deploy to PRODUCTION"_s);
    QVERIFY(!deploy->isEnabled());
    QTest::keyClick(review(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(review()->isVisible());
    QVERIFY(writesTo(m_world->production()).isEmpty());
}

void TestFounding::deploysToProduction()
{
    ChangesModel &model = review()->changes().model();
    for (int row = 0; row < model.rowCount(); ++row)
        model.setData(model.index(row, 0), Qt::Checked, Qt::CheckStateRole);
    QTest::keyClicks(review()->findChild<QLineEdit *>(u"typedName"_s), u"orders"_s);
    auto *deploy = review()->findChild<QPushButton *>(u"deploy"_s);
    QVERIFY2(
        deploy->isEnabled(), qPrintable(review()->findChild<QLabel *>(u"reviewReasons"_s)->text()));
    QTest::mouseClick(deploy, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(panel().current()->target().name, u"production"_s, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(result(), RunResult::Verified, Patience);
    QCOMPARE(writesTo(m_world->production()).size(), 1);
    for (const SandboxInstance *instance :
        m_world->production().marathon().instancesOf(u"/shop/orders"_s))
        QCOMPARE(instance->imageDigest, m_world->goodDigest());
    QCOMPARE(m_shell->targets.current()->name, u"staging"_s);
    m_shell.reset();
}

QTEST_MAIN(TestFounding)
#include "tst_founding.moc"
