// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/progress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The state machine of the hosts, told what back-ends tell.
class PrepullProgressTest : public QObject
{
    Q_OBJECT

private slots:
    void runsInWaves();
    void schedulerPicksOtherHosts();
    void finalStaysFinal();
    void countsAttempts();
    void notReached_data();
    void notReached();
    void sharedWaitEndsForAll();
    void reachedHostsKeepTheOthersWaiting();
    void stagingForEver();
    void silentPullTimesOut();
    void vanishedTaskWaitsAgain();
    void wantedButBarredIsNoSuccess();
    void cancelEndsTheRest();
    void unknownHostIsIgnored();
    void wordsAreAskedForOnce();

private:
    QDateTime m_now{QDate(2026, 1, 31), QTime(10, 0), Qt::UTC};

    [[nodiscard]] QDateTime after(int seconds) const { return m_now.addSecs(seconds); }
};

namespace {

PrepullPlan planFor(const QStringList &hosts, int atOnce)
{
    PrepullPlan plan;
    plan.hosts = hosts;
    plan.atOnce = atOnce;
    plan.pullTime = std::chrono::seconds(100);
    plan.startTime = std::chrono::seconds(300);
    plan.tries = 1;
    return plan;
}

HostReport report(const QString &host, HostState state, const QString &task = {})
{
    return {host, task.isEmpty() ? QString(u"task-"_s + host) : task, state, 0, {}};
}

const HostRow &row(const PrepullProgress &progress, const QString &host)
{
    for (const HostRow &one : progress.rows()) {
        if (one.host == host)
            return one;
    }
    qFatal("no such host");
}

PrepullReport reports(std::vector<HostReport> hosts)
{
    PrepullReport all;
    all.hosts = std::move(hosts);
    return all;
}

} // namespace

void PrepullProgressTest::runsInWaves()
{
    PrepullProgress progress(planFor({u"a"_s, u"b"_s, u"c"_s}, 2), Placement::Pinned, m_now);
    QCOMPARE(progress.takeNext(m_now), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(progress.takeNext(m_now), QStringList());
    progress.take(
        reports({report(u"a"_s, HostState::Done), report(u"b"_s, HostState::Pulling)}), after(5));
    QCOMPARE(progress.takeNext(after(5)), QStringList{u"c"_s});
    QVERIFY(!progress.isOver());
    progress.take(
        reports({report(u"b"_s, HostState::Done), report(u"c"_s, HostState::Done)}), after(9));
    QVERIFY(progress.isOver());
    QVERIFY(progress.isSuccess());
    QCOMPARE(row(progress, u"b"_s).pullsSince, after(5));
}

void PrepullProgressTest::schedulerPicksOtherHosts()
{
    PrepullProgress progress(planFor({u"a"_s, u"b"_s, u"c"_s}, 1), Placement::Free, m_now);
    QCOMPARE(progress.takeNext(m_now).size(), 1);
    progress.take(reports({report(u"c"_s, HostState::Pulling)}), after(5));
    // One place was asked for and one is taken: no more until it is over.
    QCOMPARE(progress.takeNext(after(5)).size(), 0);
    progress.take(reports({report(u"c"_s, HostState::Done)}), after(9));
    QCOMPARE(progress.takeNext(after(9)).size(), 1);
    QVERIFY(!row(progress, u"b"_s).isAsked);
}

void PrepullProgressTest::finalStaysFinal()
{
    PrepullProgress progress(planFor({u"a"_s}, 1), Placement::Pinned, m_now);
    (void)progress.takeNext(m_now);
    HostReport failed = report(u"a"_s, HostState::Failed);
    failed.code = 54;
    failed.reason = u"sign-in refused"_s;
    progress.take(reports({failed}), after(5));
    progress.take(reports({report(u"a"_s, HostState::Done)}), after(9));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Failed);
    QCOMPARE(row(progress, u"a"_s).code, 54);
    QCOMPARE(row(progress, u"a"_s).endedAt, after(5));
    QVERIFY(!progress.isSuccess());
}

void PrepullProgressTest::countsAttempts()
{
    PrepullProgress progress(planFor({u"a"_s}, 1), Placement::Pinned, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"a"_s, HostState::Pulling, u"t1"_s)}), after(5));
    progress.take(reports({report(u"a"_s, HostState::Pulling, u"t1"_s)}), after(8));
    QCOMPARE(row(progress, u"a"_s).attempts, 1);
    progress.take(reports({report(u"a"_s, HostState::Pulling, u"t2"_s)}), after(11));
    QCOMPARE(row(progress, u"a"_s).attempts, 2);
}

void PrepullProgressTest::notReached_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<HostState>("state");
    QTest::newRow("just before") << 299 << HostState::Queued;
    QTest::newRow("at the limit") << 300 << HostState::NotReached;
}

void PrepullProgressTest::notReached()
{
    QFETCH(int, seconds);
    QFETCH(HostState, state);
    PrepullProgress progress(planFor({u"a"_s}, 1), Placement::Pinned, m_now);
    (void)progress.takeNext(m_now);
    PrepullReport report;
    report.waiting.insert(u"a"_s, u"it has too little memory free"_s);
    progress.take(report, after(10));
    progress.onTick(after(seconds));
    QCOMPARE(row(progress, u"a"_s).state, state);
    QCOMPARE(row(progress, u"a"_s).reason, u"it has too little memory free"_s);
}

void PrepullProgressTest::sharedWaitEndsForAll()
{
    PrepullProgress progress(planFor({u"a"_s, u"b"_s, u"c"_s}, 1), Placement::Free, m_now);
    (void)progress.takeNext(m_now);
    progress.onTick(after(300));
    QCOMPARE(progress.count(HostState::NotReached), 3);
    QVERIFY(progress.isOver());
}

void PrepullProgressTest::reachedHostsKeepTheOthersWaiting()
{
    PrepullProgress progress(planFor({u"a"_s, u"b"_s}, 2), Placement::Free, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"a"_s, HostState::Done)}), after(290));
    progress.onTick(after(300));
    QCOMPARE(row(progress, u"b"_s).state, HostState::Queued);
    progress.onTick(after(590));
    QCOMPARE(row(progress, u"b"_s).state, HostState::NotReached);
}

void PrepullProgressTest::stagingForEver()
{
    PrepullProgress progress(planFor({u"a"_s}, 1), Placement::Free, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"a"_s, HostState::Queued)}), after(10));
    progress.onTick(after(309));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Queued);
    progress.onTick(after(310));
    QCOMPARE(row(progress, u"a"_s).state, HostState::NotReached);
    QCOMPARE(row(progress, u"a"_s).reason, u"the agent took the task but did not start it"_s);
}

void PrepullProgressTest::silentPullTimesOut()
{
    const PrepullPlan plan = planFor({u"a"_s}, 1);
    PrepullProgress progress(plan, Placement::Pinned, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"a"_s, HostState::Pulling)}), after(10));
    progress.onTick(after(10 + int(plan.patience().count()) - 1));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Pulling);
    progress.onTick(after(10 + int(plan.patience().count())));
    QCOMPARE(row(progress, u"a"_s).state, HostState::TimedOut);
}

void PrepullProgressTest::vanishedTaskWaitsAgain()
{
    PrepullProgress progress(planFor({u"a"_s}, 1), Placement::Pinned, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"a"_s, HostState::Pulling, u"t1"_s)}), after(10));
    progress.take({}, after(20));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Queued);
    progress.onTick(after(300));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Queued);
    progress.take(reports({report(u"a"_s, HostState::Done, u"t2"_s)}), after(310));
    QCOMPARE(row(progress, u"a"_s).attempts, 2);
    QVERIFY(progress.isSuccess());
}

void PrepullProgressTest::wantedButBarredIsNoSuccess()
{
    PrepullPlan plan = planFor({u"a"_s}, 1);
    plan.leftOut = {{u"b"_s, u"being drained"_s, true}, {u"c"_s, u"not chosen"_s, false}};
    PrepullProgress progress(plan, Placement::Pinned, m_now);
    QCOMPARE(progress.rows().size(), size_t(2));
    QCOMPARE(progress.takeNext(m_now), QStringList{u"a"_s});
    progress.take(reports({report(u"a"_s, HostState::Done)}), after(5));
    QVERIFY(progress.isOver());
    QVERIFY(!progress.isSuccess());
    QCOMPARE(row(progress, u"b"_s).reason, u"being drained"_s);
}

void PrepullProgressTest::cancelEndsTheRest()
{
    PrepullProgress progress(planFor({u"a"_s, u"b"_s}, 2), Placement::Pinned, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"a"_s, HostState::Done)}), after(5));
    progress.cancel(u"stopped"_s, after(6));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Done);
    QCOMPARE(row(progress, u"b"_s).state, HostState::Cancelled);
    QVERIFY(progress.isOver());
}

void PrepullProgressTest::unknownHostIsIgnored()
{
    PrepullProgress progress(planFor({u"a"_s}, 1), Placement::Free, m_now);
    (void)progress.takeNext(m_now);
    progress.take(reports({report(u"newcomer"_s, HostState::Done)}), after(5));
    QCOMPARE(progress.rows().size(), size_t(1));
    QCOMPARE(row(progress, u"a"_s).state, HostState::Queued);
}

void PrepullProgressTest::wordsAreAskedForOnce()
{
    PrepullProgress progress(
        planFor({u"a"_s, u"b"_s, u"c"_s, u"d"_s}, 4), Placement::Pinned, m_now);
    QCOMPARE(progress.takeNext(m_now).size(), 4);
    QVERIFY(progress.takeUnread().isEmpty());
    progress.take(reports({report(u"a"_s, HostState::Done), report(u"b"_s, HostState::Pulling),
                      report(u"c"_s, HostState::Failed)}),
        after(5));
    QCOMPARE(progress.takeUnread(), (QStringList{u"a"_s, u"c"_s}));
    QVERIFY(progress.takeUnread().isEmpty());
    const QByteArray digest = "sha256:" + QByteArray(64, '1');
    progress.tell(u"a"_s, QByteArray("Digest: " + digest + "\n"));
    progress.tell(u"c"_s, "denied\n");
    progress.tell(u"z"_s, "of nobody");
    QCOMPARE(row(progress, u"a"_s).digest, QString::fromLatin1(digest));
    QCOMPARE(row(progress, u"c"_s).words, QByteArray("denied\n"));
    QVERIFY(row(progress, u"c"_s).digest.isEmpty());
    progress.onTick(after(400)); // "d" had no task, and so left no words
    QCOMPARE(row(progress, u"d"_s).state, HostState::NotReached);
    QCOMPARE(progress.takeUnread(), QStringList{u"b"_s});
}

QTEST_GUILESS_MAIN(PrepullProgressTest)
#include "tst_prepullprogress.moc"
