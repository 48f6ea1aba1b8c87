// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deploychart.h"
#include "ui/deploy/instancetable.h"
#include "ui/deploy/stagesbar.h"
#include "ui/deploy/typedname.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

InstanceRow row(const QString &id, InstanceState state, bool isNew = true)
{
    InstanceRow row;
    row.id = id;
    row.shortId = u"…"_s + id.right(4);
    row.state = state;
    row.isNew = isNew;
    row.host = u"node-1"_s;
    return row;
}

} // namespace

/// The parts of the panel of deployments, each alone.
class TestDeployParts : public QObject
{
    Q_OBJECT

private slots:
    void tableShowsInstances();
    void tableKeepsSelectionOverNews();
    void chartTellsWhatItShows();
    void stagesTellWhatTheyShow();
    void nothingGoesWithoutTheName_data();
    void nothingGoesWithoutTheName();
};

void TestDeployParts::tableShowsInstances()
{
    InstanceTable table;
    const QAbstractItemModelTester tester(
        &table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setInstances({row(u"web.a1b2"_s, InstanceState::Healthy),
        row(u"web.c3d4"_s, InstanceState::WaitingForNode, false)});
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.index(0, InstanceTable::Name).data().toString(), u"…a1b2"_s);
    QCOMPARE(table.index(0, InstanceTable::Version).data().toString(), u"new"_s);
    QCOMPARE(table.index(1, InstanceTable::Version).data().toString(), u"old"_s);
    QCOMPARE(table.index(1, InstanceTable::State).data().toString(),
        instanceStateText(InstanceState::WaitingForNode));
    QVERIFY(!table.index(0, InstanceTable::State).data(Qt::DecorationRole).isNull());
}

void TestDeployParts::tableKeepsSelectionOverNews()
{
    InstanceTable table;
    table.setInstances({row(u"a"_s, InstanceState::Staging), row(u"b"_s, InstanceState::Staging)});
    QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    table.setInstances({row(u"a"_s, InstanceState::Healthy), row(u"b"_s, InstanceState::Staging)});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    table.setInstances({row(u"a"_s, InstanceState::Healthy)});
    QCOMPARE(reset.size(), 1);
}

void TestDeployParts::chartTellsWhatItShows()
{
    DeployChart chart;
    chart.resize(300, 160);
    const QImage empty = chart.grab().toImage();
    const QDateTime began = QDateTime::currentDateTimeUtc();
    chart.setSamples({{began, 3, 0, 0}, {began.addSecs(10), 1, 2, 1}}, 3, began.addSecs(20));
    QCOMPARE(chart.accessibleName(), u"1 old, 2 new, 1 of them healthy; 3 are wanted."_s);
    QVERIFY(chart.grab().toImage() != empty);
}

void TestDeployParts::stagesTellWhatTheyShow()
{
    StagesBar bar;
    bar.setStages({Stage{StageKind::Sent, StageState::Done, {}},
        Stage{StageKind::Planned, StageState::Done, u"restart"_s},
        Stage{StageKind::Replacing, StageState::Waiting, u"1 of 3"_s},
        Stage{StageKind::Verified, StageState::NotStarted, {}}});
    QCOMPARE(bar.accessibleName(),
        u"Sent: done. Planned: done (restart). Replacing: waiting (1 of 3). "_s
            + u"Verified: not started"_s);
}

void TestDeployParts::nothingGoesWithoutTheName_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("goes");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("another name") << u"order"_s << false;
    QTest::newRow("another case") << u"Orders"_s << false;
    QTest::newRow("the name") << u"orders"_s << true;
}

void TestDeployParts::nothingGoesWithoutTheName()
{
    QFETCH(QString, typed);
    QFETCH(bool, goes);
    TypedNameDialog dialog({u"Title"_s, u"Text"_s, u"Go"_s, u"orders"_s});
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.show();
    auto *line = dialog.findChild<QLineEdit *>(u"typedName"_s);
    auto *button = dialog.findChild<QPushButton *>(u"typedNameGo"_s);
    line->setText(typed);
    QCOMPARE(button->isEnabled(), goes);
    for (const Qt::KeyboardModifiers with : {Qt::NoModifier, Qt::ControlModifier})
        QTest::keyClick(line, Qt::Key_Return, with);
    QCOMPARE(accepted.size(), 0); // Enter never does it
    dialog.show();
    line->setText(typed);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(accepted.size(), goes ? 1 : 0);
}

QTEST_MAIN(TestDeployParts)
#include "tst_deployparts.moc"
