// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploybench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class SentOnceTest : public QObject
{
    Q_OBJECT

private slots:
    void changesAreSentOnce_data();
    void changesAreSentOnce();
};

void SentOnceTest::changesAreSentOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("change");
    QTest::newRow("an app") << QByteArray("PUT") << 0;
    QTest::newRow("a list of apps") << QByteArray("PUT") << 1;
    QTest::newRow("a group") << QByteArray("PUT") << 2;
    QTest::newRow("the end of an app") << QByteArray("DELETE") << 3;
    QTest::newRow("a restart") << QByteArray("POST") << 4;
    QTest::newRow("a rollback") << QByteArray("DELETE") << 5;
    QTest::newRow("an abandoned deployment") << QByteArray("DELETE") << 6;
    QTest::newRow("the end of a delay") << QByteArray("DELETE") << 7;
    QTest::newRow("the end of a task") << QByteArray("DELETE") << 8;
}

/// Qt by itself repeats what a connection was cut at, above all on one that was used before.
void SentOnceTest::changesAreSentOnce()
{
    QFETCH(QByteArray, method);
    QFETCH(int, change);
    DeployBench bench;
    QVERIFY(bench.hasApp());
    MarathonClient &marathon = bench.cluster->marathon();
    QVERIFY(QCoro::waitFor(marathon.deployments({})));
    const WritePermit permit = bench.permit(DeployAction::Destroy);
    const QString id = u"/shop/web"_s;
    const QByteArray body = DeployBench::app("\"env\":{\"A\":\"1\"}");
    const auto send = [&]() -> Task<ChangeAnswer> {
        switch (change) {
        case 0:
            return marathon.putApp(id, body, Forced::No, permit, {});
        case 1:
            return marathon.putApps('[' + body + ']', Forced::No, permit, {});
        case 2:
            return marathon.putGroup(u"/shop"_s, "{\"apps\":[]}", Forced::No, permit, {});
        case 3:
            return marathon.removeApp(id, Forced::No, permit, {});
        case 4:
            return marathon.restartApp(id, Forced::No, permit, {});
        case 5:
            return marathon.revertDeployment(u"some"_s, permit, {});
        case 6:
            return marathon.abandonDeployment(u"some"_s, permit, {});
        case 7:
            return marathon.resetDelay(id, permit, {});
        default:
            return marathon.killTask(id, u"some"_s, permit, {});
        }
    };
    for (const int cutAfter : {0, 9}) {
        bench.sandbox.forgetRequests();
        SandboxFault cut;
        cut.method = method;
        cut.times = -1;
        cut.cutAfter = cutAfter;
        bench.sandbox.faults().clear();
        bench.sandbox.faults().add(cut);
        const Result<ChangeAnswer> answer = QCoro::waitFor(send());
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().text()));
        QCOMPARE(answer->outcome, ChangeAnswer::Outcome::Unknown);
        QVERIFY(answer->refusal.error.message.contains("It is not known whether"_L1));
        QCOMPARE(bench.changes().size(), 1);
    }
}

QTEST_GUILESS_MAIN(SentOnceTest)
#include "tst_sentonce.moc"
