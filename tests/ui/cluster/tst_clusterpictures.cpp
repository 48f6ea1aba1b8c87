// SPDX-License-Identifier: GPL-3.0-or-later
// The cluster browser and the history as they look, for people to look at. Checks that nothing is
// cut off that can be told.
#include "clusterwindow.h"

#include "ui/shell/documentview.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QTabWidget>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

QByteArray app(
    const QByteArray &id, const QByteArray &image, int instances, const QByteArray &more = {})
{
    return "{\"id\": \"" + id + "\", \"instances\": " + QByteArray::number(instances)
        + ", \"cpus\": 0.25, \"mem\": 256, \"container\": {\"type\": \"DOCKER\", \"docker\": "
          "{\"image\": \""
        + image + "\"}}, \"labels\": {\"team\": \"shop\"}" + more + "}";
}

const QByteArray Health = ", \"healthChecks\": [{\"protocol\": \"MESOS_HTTP\", \"path\": "
                          "\"/health\", \"portIndex\": 0}]";
const QByteArray Digest
    = "@sha256:4bc453b53cb3d914b45f4b250294236adba2c0e09ff6f03793949e7e39fd4cc1";

} // namespace

class TestClusterPictures : public QObject
{
    Q_OBJECT

private slots:
    void pictures_data();
    void pictures();
};

void TestClusterPictures::pictures_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::newRow("light, wide") << false << 1500 << u"staging"_s << u"cluster-light"_s;
    QTest::newRow("dark, narrow") << true << 980 << u"production"_s << u"cluster-dark-narrow"_s;
}

void TestClusterPictures::pictures()
{
    QFETCH(bool, isDark);
    QFETCH(int, width);
    QFETCH(QString, kind);
    QFETCH(QString, name);
    ClusterWindow window({app("/shop/web", "registry.example/shop/web:2.7.1" + Digest, 3, Health),
        app("/shop/orders", "registry.example/shop/orders:latest", 3, Health),
        app("/shop/billing/invoices", "registry.example/billing/invoices:1.4", 2),
        app("/shop/billing/mailer", "registry.example/billing/mailer:1.4.2", 0),
        "{\"id\": \"/tools/cron\", \"cmd\": \"sleep 1000\", \"cpus\": 0.1, \"mem\": 32}"});
    TaskScript crash;
    crash.fate = TaskFate::Crashes;
    crash.message = u"Command exited with status 1: cannot open config.yml"_s;
    window.sandbox.marathon().state().scripts[u"/tools/report"_s] = crash;
    window.put(u"/tools/report"_s, app("/tools/report", "registry.example/tools/report:3", 1));
    window.put(
        u"/big/model"_s, "{\"cmd\": \"train\", \"cpus\": 0.1, \"mem\": 900000, \"instances\": 2}");
    window.put(
        u"/shop/orders"_s, app("/shop/orders", "registry.example/shop/orders:1.4.0", 3, Health));
    window.put(
        u"/shop/orders"_s, app("/shop/orders", "registry.example/shop/orders:1.4.0", 5, Health));
    window.put(u"/shop/orders"_s,
        app("/shop/orders", "registry.example/shop/orders:1.4.1", 5,
            Health + ", \"env\": {\"LOG_LEVEL\": \"debug\"}"));
    applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
    window.open(kind, {width, 900});
    const QString file = window.folder.filePath(u"orders.json"_s);
    QVERIFY(writeFile(file, app("/shop/orders", "registry.example/shop/orders:1.4.2", 5, Health)));
    QVERIFY(window.shell->window->openFile(file));
    window.browse();
    window.select(u"/shop/orders"_s);
    auto *instances = window.shell->find<QTreeView>(u"instances"_s);
    QTRY_COMPARE(instances->model()->rowCount(), 5);
    window.shell->run("view.history");
    auto *history = window.shell->find<QTreeView>(u"historyList"_s);
    QTRY_VERIFY(history->model()->rowCount() >= 5);
    QTRY_VERIFY(!history->model()->index(4, 2).data().toString().isEmpty());
    window.shoot(*window.shell->window, name);

    window.shell->find<QDockWidget>(u"historyDock"_s)->hide();
    auto *dock = window.shell->find<QDockWidget>(u"clusterDock"_s);
    window.select(u"/big/model"_s);
    QTRY_VERIFY(window.text(u"appWaiting"_s).contains(u"memory"_s));
    window.shell->find<QTabWidget>(u"appTabs"_s)->setCurrentIndex(2);
    dock->setFloating(true);
    dock->resize(isDark ? 380 : 1100, 700);
    QTest::qWait(1);
    window.shoot(*dock, name + u"-alone"_s);
    window.select(u"/tools/report"_s);
    window.shell->find<QTabWidget>(u"appTabs"_s)->setCurrentIndex(1);
    QTRY_VERIFY(window.text(u"lastFailure"_s).contains(u"config.yml"_s));
    window.shoot(*dock, name + u"-failure"_s);
    if (auto *unlock = window.shell->find<QToolButton>(u"unlockActions"_s); unlock->isVisible())
        unlock->click();
    window.select(u"/shop/orders"_s);
    window.act(AppAction::Scale);
    window.shoot(*window.dialog(), name + u"-scale"_s);
    window.dialog()->reject();
    QTRY_VERIFY(!QApplication::activeModalWidget());
    window.act(AppAction::Destroy);
    window.shoot(*window.dialog(), name + u"-destroy"_s);
    window.dialog()->reject();
    QTRY_VERIFY(!QApplication::activeModalWidget());
    dock->setFloating(false);
    window.shell->run("view.history");
    history->clearSelection();
    history->setCurrentIndex(history->model()->index(3, 0));
    window.shell->find<QToolButton>(u"historyRollBack"_s)->click();
    window.shoot(*window.dialog(), name + u"-rollback"_s);
    window.dialog()->reject();
    applyTheme(Preferences::ThemeChoice::System);
}

QTEST_MAIN(TestClusterPictures)
#include "tst_clusterpictures.moc"
