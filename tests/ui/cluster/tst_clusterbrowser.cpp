// SPDX-License-Identifier: GPL-3.0-or-later
#include "clusterwindow.h"

#include "ui/deploy/deployjob.h"
#include "ui/deploy/deploypanel.h"
#include "ui/registry/runningimages.h"
#include "ui/shell/filespanel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Web = "{\"id\": \"/shop/web\", \"cmd\": \"sleep 1000\", \"cpus\": 0.1, "
                       "\"mem\": 32, \"instances\": 2, \"labels\": {\"team\": \"shop\"}}";
const QByteArray Orders
    = "{\"id\": \"/shop/orders\", \"instances\": 3, \"cpus\": 0.1, \"mem\": 32, \"container\": "
      "{\"type\": \"DOCKER\", \"docker\": {\"image\": \"registry.example/shop/orders:latest\", "
      "\"forcePullImage\": true}}, \"healthChecks\": [{\"protocol\": \"MESOS_HTTP\", \"path\": "
      "\"/health\", \"portIndex\": 0}]}";
const QByteArray Db = "{\"id\": \"/db\", \"cmd\": \"sleep 1000\", \"cpus\": 0.1, \"mem\": 32}";

const QString WebId = u"/shop/web"_s;

} // namespace

/// The cluster browser in the real window, against a Marathon on real sockets.
class TestClusterBrowser : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhyThereIsNothing_data();
    void saysWhyThereIsNothing();
    void comesBackFromOffline();
    void listsAppsByGroup();
    void staysFreshByEvents();
    void tellsOfInstances();
    void tellsWhetherImagesAreTheSame();
    void tellsWhyInstancesWait();
    void tellsTheLastFailure();
    void filtersAndClears();
    void filtersByLabels();
    void opensACopy();
    void comparesWithTheOpenDocument();
    void findsTheFileInTheFolder();
    void scales();
    void suspendsAndResumes();
    void restarts();
    void destroysAgainstTheName();
    void locksProduction();
    void cannotChangeWhatHasChanged();
    void opensLogs();
    void tellsWhereImagesRun();
    void cleansUpWithTheTarget();

public slots:
    void takeUrl(const QUrl &url) { m_opened = url; }

private:
    void typeName(QDialog &dialog, const QString &name)
    {
        auto *edit = dialog.findChild<QLineEdit *>(u"typedName"_s);
        QVERIFY(edit);
        QTest::keyClicks(edit, name);
    }
    [[nodiscard]] QPushButton *doIt(const QDialog &dialog) const
    {
        return dialog.findChild<QPushButton *>(u"doIt"_s);
    }
    [[nodiscard]] int instancesOf(const QString &id)
    {
        return int(m_window->sandbox.marathon().instancesOf(id).size());
    }

    std::unique_ptr<ClusterWindow> m_window;
    QUrl m_opened;
};

void TestClusterBrowser::init()
{
    m_window = std::make_unique<ClusterWindow>(QList<QByteArray>{Web, Orders, Db});
}

void TestClusterBrowser::cleanup()
{
    m_window.reset();
}

// ---- what there is to see

void TestClusterBrowser::saysWhyThereIsNothing_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("button");
    QTest::newRow("no target") << u"none"_s << u"Choose a target"_s << u"Choose target…"_s;
    QTest::newRow("offline") << u"offline"_s << u"127.0.0.1"_s << u"Try again"_s;
    QTest::newRow("signed out") << u"login"_s << u"sign"_s << u"Sign in…"_s;
    QTest::newRow("empty") << u"empty"_s << u"No apps run on trial."_s << QString();
}

void TestClusterBrowser::saysWhyThereIsNothing()
{
    QFETCH(QString, how);
    QFETCH(QString, expected);
    QFETCH(QString, button);
    SandboxCluster empty;
    QVERIFY(empty.start());
    TargetEntry target{u"trial"_s, u"staging"_s, empty.url()};
    if (how == u"offline"_s)
        target.url = QUrl(u"http://127.0.0.1:1"_s);
    if (how == u"login"_s) {
        SandboxAccess access;
        access.user = "ann";
        access.password = "secret";
        empty.setAccess(access);
        target.signIn = u"basic"_s;
        target.user = u"ann"_s;
    }
    if (how != u"none"_s)
        writeTargets(TargetsSetup::alone(AppPaths::below(m_window->own())).userFile, {target});
    m_window->openWithTargetsAsTheyAre();
    m_window->shell->run("view.cluster");
    QTRY_VERIFY2_WITH_TIMEOUT(
        m_window->text(u"clusterNotice"_s).contains(expected, Qt::CaseInsensitive),
        qPrintable(m_window->text(u"clusterNotice"_s)), 30'000);
    auto *first = m_window->shell->find<QPushButton>(u"clusterNoticeFirst"_s);
    QVERIFY(first->parentWidget()->isVisible());
    QCOMPARE(first->isVisible() ? first->text() : QString(), button);
}

void TestClusterBrowser::comesBackFromOffline()
{
    writeTargets(TargetsSetup::alone(AppPaths::below(m_window->own())).userFile,
        {{u"trial"_s, u"staging"_s, QUrl(u"http://127.0.0.1:1"_s)}});
    m_window->openWithTargetsAsTheyAre();
    m_window->shell->run("view.cluster");
    auto *again = m_window->shell->find<QPushButton>(u"clusterNoticeFirst"_s);
    QTRY_COMPARE_WITH_TIMEOUT(again->text(), u"Try again"_s, 30'000);
    writeTargets(TargetsSetup::alone(AppPaths::below(m_window->own())).userFile,
        {{u"trial"_s, u"staging"_s, m_window->sandbox.url()}});
    m_window->shell->targets.reload();
    QTRY_COMPARE(m_window->panel().model().appCount(), 3);
    QVERIFY(m_window->panel().tree().isVisible());
}

void TestClusterBrowser::listsAppsByGroup()
{
    m_window->open();
    m_window->browse();
    QCOMPARE(m_window->panel().model().appCount(), 3);
    QCOMPARE(m_window->status(WebId), u"Running 2/2"_s);
    const QModelIndex orders = m_window->panel().model().indexOf(u"/shop/orders"_s);
    QCOMPARE(orders.siblingAtColumn(ClusterModel::Image).data().toString(), u"latest"_s);
    QVERIFY(orders.siblingAtColumn(ClusterModel::Image)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"registry.example/shop/orders:latest"_s));
    QCOMPARE(orders.parent().data().toString(), u"shop"_s);
    QVERIFY(!m_window->panel().tree().isColumnHidden(ClusterModel::Status));
}

void TestClusterBrowser::staysFreshByEvents()
{
    m_window->open();
    m_window->browse();
    m_window->put(WebId, "{\"cmd\": \"sleep 1000\", \"cpus\": 0.1, \"mem\": 32, \"instances\": 4}");
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status(WebId), u"Running 4/4"_s, 10'000);
    m_window->put(u"/shop/cart"_s, "{\"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 32}");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->panel().model().indexOf(u"/shop/cart"_s).isValid(), 10'000);
}

void TestClusterBrowser::tellsOfInstances()
{
    m_window->open();
    m_window->browse();
    m_window->select(u"/shop/orders"_s);
    auto *instances = m_window->shell->find<QTreeView>(u"instances"_s);
    QTRY_COMPARE(instances->model()->rowCount(), 3);
    QStringList texts;
    for (int column = 0; column < 4; ++column)
        texts.append(instances->model()->index(0, column).data().toString());
    QCOMPARE(texts[0], u"healthy"_s);
    QVERIFY2(texts[1].contains(u"agent-"_s), qPrintable(texts[1]));
    QCOMPARE(texts[3], u"current"_s);
    QVERIFY(m_window->text(u"sameImage"_s).contains(u"nobody looked at latest"_s));
    QVERIFY(!m_window->shell->find<QLabel>(u"appWaiting"_s)->isVisible());
}

void TestClusterBrowser::tellsWhetherImagesAreTheSame()
{
    const auto look = [](const QString &time, char digit) {
        TagDigest seen;
        seen.digest = u"sha256:"_s + QString(64, QLatin1Char(digit));
        seen.profile = u"index-manifest-1"_s;
        return LedgerNews{u"registry.example/shop/orders:latest"_s, seen,
            QDateTime(QDate(2024, 3, 5), QTime::fromString(time, u"HH:mm"_s), Qt::UTC), {}};
    };
    m_window->open();
    m_window->browse();
    m_window->select(u"/shop/orders"_s);
    auto *restart = m_window->shell->find<QToolButton>(u"restartAll"_s);
    QTRY_VERIFY(m_window->text(u"sameImage"_s).contains(u"not known"_s));
    QVERIFY(!restart->isVisible());
    // They started after nine, when the sandbox did.
    m_window->shell->registries.remember({look(u"08:00"_s, 'a'), look(u"12:00"_s, 'a')});
    QTRY_VERIFY2(m_window->text(u"sameImage"_s).startsWith(u"All 3 run the same image"_s),
        qPrintable(m_window->text(u"sameImage"_s)));
    // One dies in the afternoon, comes back, and pulls what the tag means by then.
    m_window->sandbox.advance(6 * 3600 * 1000);
    m_window->sandbox.marathon().killInstances(
        {m_window->sandbox.marathon().instancesOf(u"/shop/orders"_s).front()->id});
    m_window->sandbox.advance(60'000);
    m_window->shell->registries.remember({look(u"13:00"_s, 'b'), look(u"20:00"_s, 'b')});
    QTRY_VERIFY2_WITH_TIMEOUT(
        m_window->text(u"sameImage"_s).startsWith(u"They run 2 different images"_s),
        qPrintable(m_window->text(u"sameImage"_s)), 10'000);
    QVERIFY(restart->isVisible() && restart->isEnabled());
    restart->click();
    m_window->dialog()->reject();
}

void TestClusterBrowser::tellsWhyInstancesWait()
{
    m_window->open();
    m_window->browse();
    m_window->put(
        u"/big"_s, "{\"cmd\": \"sleep 1\", \"cpus\": 0.1, \"mem\": 900000, \"instances\": 1}");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->panel().model().indexOf(u"/big"_s).isValid(), 10'000);
    m_window->select(u"/big"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(m_window->text(u"appWaiting"_s).contains(u"of memory free"_s),
        qPrintable(m_window->text(u"appWaiting"_s)), 10'000);
    auto *tabs = m_window->shell->find<QTabWidget>(u"appTabs"_s);
    tabs->setCurrentIndex(2);
    auto *offers = m_window->shell->find<QTreeWidget>(u"offers"_s);
    QTRY_VERIFY(offers->topLevelItemCount() > 0);
    QCOMPARE(offers->topLevelItem(0)->text(0), u"Too little memory"_s);
    QCOMPARE(offers->topLevelItem(0)->toolTip(0), u"InsufficientMemory"_s);
}

void TestClusterBrowser::tellsTheLastFailure()
{
    TaskScript script;
    script.fate = TaskFate::Crashes;
    script.message = u"cannot open config.yml"_s;
    m_window->sandbox.marathon().state().scripts[u"/shop/bad"_s] = script;
    m_window->open();
    m_window->browse();
    m_window->put(u"/shop/bad"_s, "{\"cmd\": \"exit 1\", \"cpus\": 0.1, \"mem\": 32}");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->panel().model().indexOf(u"/shop/bad"_s).isValid(), 10'000);
    m_window->select(u"/shop/bad"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->text(u"lastFailure"_s).contains(u"cannot open config.yml"_s), 10'000);
    QVERIFY(m_window->text(u"lastFailure"_s).contains(u"the current one"_s));
}

void TestClusterBrowser::filtersAndClears()
{
    m_window->open();
    m_window->browse();
    const QAbstractItemModel &shown = *m_window->panel().tree().model();
    auto *search = m_window->shell->find<QLineEdit>(u"clusterSearch"_s);
    QTest::keyClicks(search, u"web"_s);
    QCOMPARE(shown.rowCount(), 1);
    QCOMPARE(shown.index(0, 0, shown.index(0, 0)).data().toString(), u"web"_s);
    QTest::keyClicks(search, u"nothing"_s);
    QVERIFY(m_window->shell->find<QLabel>(u"clusterNothing"_s)->isVisible());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QVERIFY(m_window->panel().tree().isVisible());
    m_window->shell->find<QToolButton>(u"chip:notPinned"_s)->click();
    QCOMPARE(shown.rowCount(), 1);
    QCOMPARE(shown.rowCount(shown.index(0, 0)), 1);
    QTest::keyClick(search, Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), &m_window->panel().tree());
}

void TestClusterBrowser::filtersByLabels()
{
    m_window->open();
    m_window->browse();
    auto *button = m_window->shell->find<QToolButton>(u"clusterLabels"_s);
    button->menu()->popup(QPoint());
    auto *labels = m_window->shell->find<QListWidget>(u"clusterLabelsList"_s);
    QCOMPARE(labels->count(), 1);
    QCOMPARE(labels->item(0)->text(), u"team=shop (1)"_s);
    labels->item(0)->setCheckState(Qt::Checked);
    button->menu()->hide();
    QCOMPARE(button->text(), u"Labels: 1"_s);
    const QAbstractItemModel &shown = *m_window->panel().tree().model();
    QCOMPARE(shown.rowCount(), 1);
    QCOMPARE(shown.index(0, 0, shown.index(0, 0)).data().toString(), u"web"_s);
}

// ---- definitions

void TestClusterBrowser::opensACopy()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    QTest::keyClick(&m_window->panel().tree(), Qt::Key_Return);
    QTRY_VERIFY(m_window->shell->window->currentView());
    AppDocument &document = m_window->shell->window->currentView()->document();
    QCOMPARE(document.displayName(), u"web of trial"_s);
    QCOMPARE(document.tree().root()["id"].stringOr(), WebId);
    QVERIFY(!document.tree().root()["versionInfo"]);
    QVERIFY(!document.tree().root()["tasksRunning"]);
    QVERIFY(document.bytes().contains('\n'));
}

void TestClusterBrowser::comparesWithTheOpenDocument()
{
    QVERIFY(writeFile(m_window->folder.filePath(u"web.json"_s), Web));
    m_window->open();
    QVERIFY(m_window->shell->window->openFile(m_window->folder.filePath(u"web.json"_s)));
    m_window->browse();
    m_window->select(WebId);
    m_window->act(AppAction::Open);
    QTRY_VERIFY(m_window->shell->find<QDockWidget>(u"changesDock"_s)->isVisible());
    QCOMPARE(m_window->shell->workspace.documents().size(), 1);
    QVERIFY2(m_window->barText().contains(u"/shop/web is defined in web.json"_s),
        qPrintable(m_window->barText()));
}

void TestClusterBrowser::findsTheFileInTheFolder()
{
    const QString project = m_window->folder.filePath(u"project"_s);
    QVERIFY(QDir().mkpath(project));
    QVERIFY(writeFile(project + u"/a.json"_s, "{\"id\": \"/other/web\", \"cmd\": \"x\"}"));
    QVERIFY(writeFile(project + u"/b.json"_s, Web));
    m_window->open();
    auto *files = m_window->shell->find<QDockWidget>(u"filesDock"_s);
    QVERIFY(files);
    auto *panel = qobject_cast<FilesPanel *>(files->widget());
    panel->setFolder(project);
    QTRY_COMPARE(panel->files().size(), 2);
    m_window->browse();
    m_window->select(WebId);
    m_window->act(AppAction::Compare);
    QTRY_VERIFY(m_window->shell->window->currentView());
    QCOMPARE(m_window->shell->window->currentView()->document().displayName(), u"b.json"_s);
}

// ---- changes

void TestClusterBrowser::scales()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    const int before = m_window->changesSent();
    m_window->act(AppAction::Scale);
    QDialog *dialog = m_window->dialog();
    auto *count = dialog->findChild<QSpinBox *>(u"instances"_s);
    QCOMPARE(count->value(), 2);
    QVERIFY(!doIt(*dialog)->isEnabled()); // there is nothing to do yet
    count->setValue(5);
    QCOMPARE(dialog->findChild<QLabel *>(u"consequence"_s)->text(),
        u"Needs room for 3 more: 0.3 CPU, 96 MiB of memory."_s);
    QCOMPARE(doIt(*dialog)->text(), u"Scale web"_s);
    doIt(*dialog)->click();
    QTRY_COMPARE(m_window->changesSent(), before + 1);
    QTRY_COMPARE(instancesOf(WebId), 5);
    m_window->sandbox.advance(60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status(WebId), u"Running 5/5"_s, 10'000);
}

void TestClusterBrowser::suspendsAndResumes()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    m_window->act(AppAction::Suspend);
    QDialog *dialog = m_window->dialog();
    QVERIFY(!doIt(*dialog)->isEnabled());
    typeName(*dialog, u"web"_s);
    doIt(*dialog)->click();
    QTRY_VERIFY(
        m_window->sandbox.marathon().state().locked().contains(WebId) || instancesOf(WebId) == 0);
    m_window->sandbox.advance(60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status(WebId), u"Suspended"_s, 10'000);
    QVERIFY(!m_window->panel().action(AppAction::Suspend)->isEnabled());
    // The run that has suspended it looks at its end, too.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->panel().action(AppAction::Resume)->isEnabled(), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        (m_window->act(AppAction::Resume),
            QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }, 500)),
        20'000);
    dialog = m_window->dialog();
    QCOMPARE(dialog->findChild<QSpinBox *>(u"instances"_s)->value(), 2); // as there were before
    doIt(*dialog)->click();
    QTRY_COMPARE(instancesOf(WebId), 2);
}

void TestClusterBrowser::restarts()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    m_window->act(AppAction::Restart);
    QDialog *dialog = m_window->dialog();
    QCOMPARE(dialog->findChild<QLabel *>(u"consequence"_s)->text(),
        u"Replaces all 2 instances, never below 2 healthy, at most 4 at once."_s);
    doIt(*dialog)->click();
    const auto *panel = m_window->shell->find<DeployPanel>(u"deployPanel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panel->current(), 20'000);
    QVERIFY(panel->isVisible());
    QVERIFY2(
        panel->current()->title().endsWith(u": restart"_s), qPrintable(panel->current()->title()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->sandbox.marathon().state().locked().contains(WebId), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(panel->current()->status().state, RunState::Following, 20'000);
    QVERIFY(!panel->canRevert()); // there is nothing else to go back to
}

void TestClusterBrowser::destroysAgainstTheName()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    const int before = m_window->changesSent();
    m_window->act(AppAction::Destroy);
    QDialog *dialog = m_window->dialog();
    QTest::keyClick(dialog, Qt::Key_Return);
    typeName(*dialog, u"we"_s);
    QVERIFY(!doIt(*dialog)->isEnabled());
    QCOMPARE(m_window->changesSent(), before);
    typeName(*dialog, u"b"_s);
    QVERIFY(doIt(*dialog)->isEnabled());
    doIt(*dialog)->click();
    QTRY_COMPARE(m_window->changesSent(), before + 1);
    m_window->sandbox.advance(60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->panel().model().indexOf(WebId).isValid(), 10'000);
    const auto *panel = m_window->shell->find<DeployPanel>(u"deployPanel"_s);
    QVERIFY(panel->current());
    QTRY_COMPARE_WITH_TIMEOUT(panel->current()->status().result, RunResult::Removed, 60'000);
}

void TestClusterBrowser::locksProduction()
{
    m_window->open(u"production"_s);
    m_window->browse();
    m_window->select(WebId);
    for (const AppAction action : {AppAction::Scale, AppAction::Restart, AppAction::Destroy})
        QVERIFY(!m_window->panel().action(action)->isEnabled());
    QVERIFY(m_window->panel().action(AppAction::Open)->isEnabled());
    const int before = m_window->changesSent();
    m_window->panel().tree().setFocus();
    m_window->shell->run("deploy.scale");
    QVERIFY(m_window->barText().contains(u"locked"_s));
    QVERIFY(!QApplication::activeModalWidget());
    m_window->shell->find<QToolButton>(u"unlockActions"_s)->click();
    m_window->act(AppAction::Scale);
    QDialog *dialog = m_window->dialog();
    dialog->findChild<QSpinBox *>(u"instances"_s)->setValue(3);
    QVERIFY(!doIt(*dialog)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_window->changesSent(), before);
    dialog->reject();
}

void TestClusterBrowser::cannotChangeWhatHasChanged()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    m_window->act(AppAction::Scale);
    QDialog *dialog = m_window->dialog();
    dialog->findChild<QSpinBox *>(u"instances"_s)->setValue(5);
    m_window->put(WebId, "{\"cmd\": \"sleep 2\", \"cpus\": 0.1, \"mem\": 32, \"instances\": 1}");
    const int before = m_window->changesSent();
    doIt(*dialog)->click();
    const auto *panel = m_window->shell->window->findChild<DeployPanel *>();
    const auto told
        = [panel] { return panel->current() ? panel->current()->status().sentence : QString(); };
    QTRY_VERIFY2(told().contains(u"changed"_s), qPrintable(told()));
    QCOMPARE(m_window->changesSent(), before);
}

void TestClusterBrowser::opensLogs()
{
    QDesktopServices::setUrlHandler(u"http"_s, this, "takeUrl");
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    QTRY_COMPARE(m_window->shell->find<QTreeView>(u"instances"_s)->model()->rowCount(), 2);
    m_window->act(AppAction::Logs);
    QDesktopServices::unsetUrlHandler(u"http"_s);
    QCOMPARE(m_opened.port(), m_window->sandbox.mesosUrl().port());
    QVERIFY2(m_opened.fragment().contains(u"/executors/shop_web.instance-"_s),
        qPrintable(m_opened.toString()));
    m_window->act(AppAction::CopyId);
    QCOMPARE(QGuiApplication::clipboard()->text(), WebId);
}

void TestClusterBrowser::tellsWhereImagesRun()
{
    m_window->open();
    m_window->browse();
    const RunningImages *images = m_window->shell->registries.runningImages();
    QVERIFY(images && images->hasTargets());
    const QString repository = u"registry.example/shop/orders"_s;
    QCOMPARE(images->targetsRunning(repository, u"latest"_s, {}), QStringList{u"trial"_s});
    QCOMPARE(images->targetsRunning(repository, u"1.4"_s, {}), QStringList());
    QCOMPARE(
        images->targetsRunning(u"registry.example/shop/web"_s, u"latest"_s, {}), QStringList());
    m_window->shell->window.reset();
    QVERIFY(!m_window->shell->registries.runningImages());
}

void TestClusterBrowser::cleansUpWithTheTarget()
{
    m_window->open();
    m_window->browse();
    m_window->select(WebId);
    m_window->act(AppAction::Scale);
    QVERIFY(m_window->dialog());
    writeTargets(TargetsSetup::alone(AppPaths::below(m_window->own())).userFile, {});
    m_window->shell->targets.reload();
    QTRY_VERIFY(!QApplication::activeModalWidget());
    QTRY_VERIFY(m_window->text(u"clusterNotice"_s).contains(u"Choose a target"_s));
    QVERIFY(m_window->panel().currentApp().isEmpty());
}

QTEST_MAIN(TestClusterBrowser)
#include "tst_clusterbrowser.moc"
