// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterfilter.h"
#include "ui/cluster/clustermodel.h"
#include "ui/cluster/instancesmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

AppRow row(const QString &id, AppStatus status = AppStatus::Running, int instances = 1)
{
    AppRow row;
    row.id = id;
    row.status = status;
    row.instances = instances;
    row.running = instances;
    return row;
}

/// One line for each node, its children indented.
QStringList outline(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int at = 0; at < model.rowCount(parent); ++at) {
        const QModelIndex index = model.index(at, 0, parent);
        QStringList cells;
        for (int column = 0; column < ClusterModel::Age; ++column)
            cells.append(index.siblingAtColumn(column).data().toString());
        lines.append(QString(depth * 2, u' ') + cells.join(u'|'));
        lines.append(outline(model, index, depth + 1));
    }
    return lines;
}

std::vector<AppRow> randomRows(QRandomGenerator &random)
{
    static const QStringList names{u"a"_s, u"a-b"_s, u"b"_s, u"b0"_s, u"c"_s};
    std::map<QString, AppRow> rows;
    const int count = random.bounded(30);
    for (int i = 0; i < count; ++i) {
        QString id;
        const int depth = 1 + random.bounded(3);
        for (int level = 0; level < depth; ++level)
            id += u'/' + names[random.bounded(names.size())];
        rows[id] = row(id, AppStatus(random.bounded(6)), random.bounded(4));
    }
    std::vector<AppRow> list;
    for (const auto &[id, app] : rows) {
        // No app is a group as well, as in Marathon.
        const bool isGroup = std::any_of(rows.begin(), rows.end(),
            [&id](const auto &other) { return other.first.startsWith(id + u'/'); });
        if (!isGroup)
            list.push_back(app);
    }
    return list;
}

} // namespace

class TestClusterModel : public QObject
{
    Q_OBJECT

private slots:
    void showsGroups();
    void tellsOnlyWhatIsDifferent();
    void takesAnyListAfterAnyOther();
    void findsApps();
    void tellsStatusInWords_data();
    void tellsStatusInWords();
    void tellsStatus_data();
    void tellsStatus();
    void shortensImages_data();
    void shortensImages();
    void filters_data();
    void filters();
    void sortsWhatNeedsSomebodyFirst();
    void tellsMemory_data();
    void tellsMemory();
    void tellsInstances_data();
    void tellsInstances();
};

void TestClusterModel::showsGroups()
{
    ClusterModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(
        {row(u"/db"_s), row(u"/shop/cart/api"_s, AppStatus::Unhealthy, 2), row(u"/shop/web"_s)});
    QCOMPARE(outline(model).join(u'\n'),
        u"db|Running 1/1|–|0|0 MiB\n"
        "shop|1 of 2 in trouble||0|0 MiB\n"
        "  cart|1 of 1 in trouble||0|0 MiB\n"
        "    api|Unhealthy 2/2|–|0|0 MiB\n"
        "  web|Running 1/1|–|0|0 MiB"_s);
    QCOMPARE(model.appCount(), 3);
}

void TestClusterModel::tellsOnlyWhatIsDifferent()
{
    ClusterModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows({row(u"/a"_s), row(u"/g/x"_s), row(u"/g/y"_s)});
    const QSignalSpy changed(&model, &ClusterModel::dataChanged);
    const QSignalSpy inserted(&model, &ClusterModel::rowsInserted);
    const QSignalSpy removed(&model, &ClusterModel::rowsRemoved);
    const QSignalSpy reset(&model, &ClusterModel::modelReset);
    model.setRows({row(u"/a"_s), row(u"/g/x"_s), row(u"/g/y"_s)});
    QCOMPARE(changed.size(), 0);
    model.setRows({row(u"/a"_s), row(u"/g/x"_s, AppStatus::Waiting), row(u"/g/y"_s)});
    QCOMPARE(changed.size(), 2); // the app, and what its group adds up to
    const QPersistentModelIndex y = model.indexOf(u"/g/y"_s);
    model.setRows({row(u"/g/w"_s), row(u"/g/y"_s)});
    QVERIFY(y.isValid());
    QCOMPARE(model.idOf(y), u"/g/y"_s);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 2);
    QCOMPARE(reset.size(), 0);
}

void TestClusterModel::takesAnyListAfterAnyOther()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    ClusterModel model;
    const QAbstractItemModelTester tester(&model);
    for (int i = 0; i < 200; ++i) {
        const std::vector<AppRow> rows = randomRows(random);
        model.setRows(rows);
        ClusterModel fresh;
        fresh.setRows(rows);
        QCOMPARE(outline(model), outline(fresh));
        QCOMPARE(model.appCount(), int(rows.size()));
        for (const AppRow &app : rows)
            QCOMPARE(model.idOf(model.indexOf(app.id)), app.id);
    }
}

void TestClusterModel::findsApps()
{
    ClusterModel model;
    model.setRows({row(u"/a"_s), row(u"/g/x"_s)});
    QCOMPARE(model.row(model.indexOf(u"/g/x"_s))->id, u"/g/x"_s);
    QVERIFY(!model.indexOf(u"/g"_s).isValid());
    QVERIFY(!model.indexOf(u"/g/z"_s).isValid());
    QVERIFY(!model.row(model.indexOf(u"/g/x"_s).parent()));
    QCOMPARE(model.idOf(model.indexOf(u"/g/x"_s).parent()), u"/g"_s);
}

void TestClusterModel::tellsStatusInWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("running");
    QTest::addColumn<int>("failing");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all run") << int(AppStatus::Running) << 3 << 0 << u"Running 3/3"_s;
    QTest::newRow("one fails") << int(AppStatus::Unhealthy) << 3 << 1
                               << u"Unhealthy 3/3, 1 failing"_s;
    QTest::newRow("waits") << int(AppStatus::Waiting) << 2 << 0 << u"Waiting 2/3"_s;
    QTest::newRow("suspended") << int(AppStatus::Suspended) << 0 << 0 << u"Suspended"_s;
    QTest::newRow("still stopping") << int(AppStatus::Suspended) << 1 << 0 << u"Suspended 1/3"_s;
}

void TestClusterModel::tellsStatusInWords()
{
    QFETCH(int, status);
    QFETCH(int, running);
    QFETCH(int, failing);
    AppRow app = row(u"/a"_s, AppStatus(status), 3);
    app.running = running;
    app.unhealthy = failing;
    QTEST(statusText(app), "expected");
}

void TestClusterModel::tellsStatus_data()
{
    QTest::addColumn<int>("instances");
    QTest::addColumn<int>("running");
    QTest::addColumn<int>("unhealthy");
    QTest::addColumn<bool>("isDeploying");
    QTest::addColumn<int>("delay"); // seconds; -1: not queued
    QTest::addColumn<QString>("expected");
    QTest::newRow("runs") << 2 << 2 << 0 << false << -1 << u"running"_s;
    QTest::newRow("none wanted") << 0 << 0 << 0 << false << -1 << u"suspended"_s;
    QTest::newRow("deploys") << 2 << 1 << 1 << true << -1 << u"deploying"_s;
    QTest::newRow("fails") << 2 << 2 << 1 << false << -1 << u"unhealthy"_s;
    QTest::newRow("waits for offers") << 2 << 1 << 0 << false << 0 << u"waiting"_s;
    QTest::newRow("waits after failures") << 2 << 1 << 0 << false << 34 << u"delayed"_s;
}

void TestClusterModel::tellsStatus()
{
    QFETCH(int, delay);
    QFETCH(bool, isDeploying);
    QFETCH(int, instances);
    QFETCH(int, running);
    QFETCH(int, unhealthy);
    RunningApp app;
    app.instances = instances;
    app.tasksRunning = running;
    app.tasksUnhealthy = unhealthy;
    if (isDeploying)
        app.deployments.append(u"d"_s);
    QueueEntry entry;
    entry.isOverdue = delay == 0;
    entry.timeLeft = std::chrono::seconds(delay);
    QTEST(statusName(statusOf(app, delay < 0 ? nullptr : &entry)), "expected");
}

void TestClusterModel::shortensImages_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a tag") << u"registry.example/shop/orders:1.4.2"_s << u"1.4.2"_s;
    QTest::newRow("none means latest") << u"nginx"_s << u"latest"_s;
    QTest::newRow("tag and digest") << u"nginx:1.25@sha256:"_s + QString(64, u'a') << u"1.25"_s;
    QTest::newRow("a digest") << u"nginx@sha256:"_s + QString(64, u'a') << u"@aaaaaaa…"_s;
    QTest::newRow("no reference") << u"{{image}}"_s << u"{{image}}"_s;
}

void TestClusterModel::shortensImages()
{
    QFETCH(QString, image);
    QTEST(shortImage(image), "expected");
}

void TestClusterModel::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("chips");
    QTest::addColumn<QStringList>("labels");
    QTest::addColumn<QStringList>("expected");
    const auto chips = [](ClusterChips wanted) { return int(wanted.toInt()); };
    const QStringList all{u"/db"_s, u"/shop/api"_s, u"/shop/web"_s};
    QTest::newRow("nothing") << QString() << 0 << QStringList() << all;
    QTest::newRow("a part of an id")
        << u"SHOP"_s << 0 << QStringList() << QStringList{u"/shop/api"_s, u"/shop/web"_s};
    QTest::newRow("two words") << u"shop 1.4"_s << 0 << QStringList()
                               << QStringList{u"/shop/api"_s};
    QTest::newRow("a label") << u"team=core"_s << 0 << QStringList() << QStringList{u"/db"_s};
    QTest::newRow("one condition")
        << QString() << chips(ClusterChip::Waiting) << QStringList() << QStringList{u"/shop/web"_s};
    QTest::newRow("any of two conditions")
        << QString() << chips(ClusterChips(ClusterChip::Waiting) | ClusterChip::Unhealthy)
        << QStringList() << QStringList{u"/shop/api"_s, u"/shop/web"_s};
    QTest::newRow("not pinned") << QString() << chips(ClusterChip::NotPinned) << QStringList()
                                << QStringList{u"/shop/web"_s};
    QTest::newRow("a condition and a property")
        << QString() << chips(ClusterChips(ClusterChip::Unhealthy) | ClusterChip::NotPinned)
        << QStringList() << QStringList();
    QTest::newRow("without health check") << QString() << chips(ClusterChip::NoHealthCheck)
                                          << QStringList() << QStringList{u"/db"_s, u"/shop/web"_s};
    QTest::newRow("a chosen label") << QString() << 0 << QStringList{u"team=shop"_s}
                                    << QStringList{u"/shop/api"_s, u"/shop/web"_s};
}

void TestClusterModel::filters()
{
    QFETCH(int, chips);
    AppRow db = row(u"/db"_s);
    db.labels = {u"team=core"_s};
    AppRow api = row(u"/shop/api"_s, AppStatus::Unhealthy);
    api.image = u"registry.example/api:1.4@sha256:"_s + QString(64, u'b');
    api.hasHealthCheck = true;
    api.labels = {u"team=shop"_s};
    AppRow web = row(u"/shop/web"_s, AppStatus::Waiting);
    web.image = u"registry.example/web:latest"_s;
    web.labels = {u"team=shop"_s};
    ClusterModel model;
    ClusterFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter);
    model.setRows({db, api, web});
    QFETCH(QString, text);
    QFETCH(QStringList, labels);
    filter.setQuery({text, ClusterChips::fromInt(chips), labels});
    QStringList found;
    const std::function<void(const QModelIndex &)> collect = [&](const QModelIndex &parent) {
        for (int at = 0; at < filter.rowCount(parent); ++at) {
            const QModelIndex index = filter.index(at, 0, parent);
            if (const AppRow *app = model.row(filter.mapToSource(index)))
                found.append(app->id);
            collect(index);
        }
    };
    collect({});
    QTEST(found, "expected");
}

void TestClusterModel::sortsWhatNeedsSomebodyFirst()
{
    ClusterModel model;
    ClusterFilter filter;
    filter.setSourceModel(&model);
    model.setRows({row(u"/a"_s), row(u"/b"_s, AppStatus::Suspended),
        row(u"/c"_s, AppStatus::Unhealthy), row(u"/g/x"_s)});
    filter.sort(ClusterModel::Status);
    QStringList names;
    for (int at = 0; at < filter.rowCount(); ++at)
        names.append(filter.index(at, 0).data().toString());
    QCOMPARE(names, (QStringList{u"g"_s, u"c"_s, u"a"_s, u"b"_s}));
}

void TestClusterModel::tellsMemory_data()
{
    QTest::addColumn<double>("mebibytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("little") << 512.0 << u"512 MiB"_s;
    QTest::newRow("more") << 1280.0 << u"1.25 GiB"_s;
    QTest::newRow("the most gibibytes") << 1023.0 * 1000 << u"999 GiB"_s;
    QTest::newRow("a large cluster") << 1'800'000.0 << u"1.72 TiB"_s;
}

void TestClusterModel::tellsMemory()
{
    QFETCH(double, mebibytes);
    AppRow app = row(u"/a"_s);
    app.mem = mebibytes;
    ClusterModel model;
    model.setRows({app});
    QTEST(model.index(0, ClusterModel::Memory).data().toString(), "expected");
}

void TestClusterModel::tellsInstances_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("checks");
    QTest::addColumn<QList<bool>>("results");
    QTest::addColumn<QString>("expected");
    const QString running = u"TASK_RUNNING"_s;
    QTest::newRow("healthy") << running << 1 << QList<bool>{true} << u"healthy"_s;
    QTest::newRow("failing") << running << 2 << QList<bool>{true, false} << u"unhealthy"_s;
    QTest::newRow("no result yet") << running << 1 << QList<bool>() << u"running"_s;
    QTest::newRow("nothing checks it") << running << 0 << QList<bool>() << u"running"_s;
    QTest::newRow("starting") << u"TASK_STAGING"_s << 0 << QList<bool>() << u"fetching the image"_s;
    QTest::newRow("failed") << u"TASK_FAILED"_s << 0 << QList<bool>() << u"failed"_s;
}

void TestClusterModel::tellsInstances()
{
    QFETCH(QString, state);
    QFETCH(int, checks);
    QFETCH(QList<bool>, results);
    RunningApp app;
    app.healthChecks = checks;
    AppTask task;
    task.id = u"a.instance-1._app.1"_s;
    task.state = state;
    for (const bool isAlive : results)
        task.health.push_back({isAlive, 0, {}});
    app.tasks = {task};
    InstancesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setApp(&app);
    QTEST(model.index(0, InstancesModel::State).data().toString(), "expected");
}

QTEST_MAIN(TestClusterModel)
#include "tst_clustermodel.moc"
