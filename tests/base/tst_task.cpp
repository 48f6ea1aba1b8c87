// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/delay.h"
#include "base/foreachlimited.h"
#include "base/gate.h"
#include "base/taskscope.h"

#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace Pinion;
using std::chrono::hours;
using std::chrono::milliseconds;

namespace {

/// Counts how many are under way at once.
struct Crowd
{
    int now = 0;
    int most = 0;
};

Task<int> doubled(Crowd *crowd, int number, std::stop_token stop)
{
    crowd->most = std::max(crowd->most, ++crowd->now);
    const Result<void> hasWaited = co_await delay(milliseconds(1), stop);
    --crowd->now;
    if (!hasWaited)
        co_return tl::make_unexpected(hasWaited.error());
    if (number == 3)
        co_return fail(ErrorKind::Invalid, u"three"_s);
    co_return 2 * number;
}

Task<int> immediate(int number)
{
    co_return number;
}

/// An object whose tasks must not outlive it.
class Owner
{
public:
    explicit Owner(QString *log)
        : m_log(log)
    { }

    void start() { run(this, m_scope.token()); }

private:
    static QCoro::Task<void> run(Owner *self, std::stop_token stop)
    {
        QString *log = self->m_log;
        const Result<void> hasWaited = co_await delay(hours(1), stop);
        *log += hasWaited ? u"finished"_s : u"cancelled"_s;
    }

    QString *m_log;
    TaskScope m_scope;
};

Task<void> passGate(Gate *gate, QString *log, QChar name, std::stop_token stop)
{
    const Result<void> isIn = co_await gate->enter(stop);
    if (!isIn) {
        *log += name.toLower();
        co_return tl::make_unexpected(isIn.error());
    }
    const GatePass pass(*gate);
    *log += name;
    co_return co_await delay(milliseconds(1), stop);
}

Task<void> sleepEither(std::stop_token one, std::stop_token other)
{
    const StopEither either(one, other);
    const std::stop_token both = either.token();
    co_return co_await delay(hours(1), both);
}

} // namespace

class TestTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delayEnds() { QVERIFY(QCoro::waitFor(delay(milliseconds(1), std::stop_token()))); }

    void delayStopsAtOnce()
    {
        std::stop_source source;
        Task<void> task = delay(hours(1), source.get_token());
        QVERIFY(!task.isReady());
        source.request_stop();
        QVERIFY(task.isReady());
        QCOMPARE(QCoro::waitFor(task).error().kind, ErrorKind::Cancelled);
    }

    void delayDoesNotStartWhenStopped()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(delay(hours(1), source.get_token()).isReady());
    }

    void scopeCancelsWithItsOwner()
    {
        QString log;
        {
            Owner owner(&log);
            owner.start();
            QCOMPARE(log, QString());
        }
        QCOMPARE(log, u"cancelled"_s);
    }

    void scopeGoesOnAfterCancel()
    {
        TaskScope scope;
        const std::stop_token before = scope.token();
        scope.cancel();
        QVERIFY(before.stop_requested());
        QVERIFY(!scope.token().stop_requested());
    }

    void eitherStops_data()
    {
        QTest::addColumn<bool>("isFirst");
        QTest::newRow("the first") << true;
        QTest::newRow("the second") << false;
    }

    void eitherStops()
    {
        QFETCH(bool, isFirst);
        std::stop_source one;
        std::stop_source other;
        Task<void> task = sleepEither(one.get_token(), other.get_token());
        QVERIFY(!task.isReady());
        (isFirst ? one : other).request_stop();
        QVERIFY(task.isReady());
    }

    void resultsKeepTheirOrder_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("limit");
        QTest::newRow("none") << 0 << 4;
        QTest::newRow("fewer than the limit") << 2 << 4;
        QTest::newRow("more than the limit") << 50 << 4;
        QTest::newRow("one after the other") << 5 << 1;
        QTest::newRow("a senseless limit") << 5 << 0;
    }

    void resultsKeepTheirOrder()
    {
        QFETCH(int, items);
        QFETCH(int, limit);
        std::vector<int> numbers(items);
        std::iota(numbers.begin(), numbers.end(), 0);
        Crowd crowd;
        const auto call = [&crowd](int number) { return doubled(&crowd, number, {}); };
        const auto results
            = QCoro::waitFor(forEachLimited(numbers, limit, call, std::stop_token()));
        QCOMPARE(int(results.size()), items);
        for (int i = 0; i < items; ++i) {
            QCOMPARE(results[i].has_value(), i != 3);
            if (i != 3)
                QCOMPARE(*results[i], 2 * i);
        }
        QVERIFY(crowd.most <= std::max(limit, 1));
        QCOMPARE(crowd.most, std::min(items, std::max(limit, 1)));
    }

    void manyThatAreReadyAtOnce()
    {
        std::vector<int> numbers(100'000, 7);
        const auto results
            = QCoro::waitFor(forEachLimited(std::move(numbers), 8, immediate, std::stop_token()));
        QCOMPARE(*results.back(), 7);
    }

    void stopBeginsNothingNew()
    {
        std::stop_source source;
        Crowd crowd;
        const auto call
            = [&crowd, &source](int number) { return doubled(&crowd, number, source.get_token()); };
        auto task = forEachLimited(std::vector<int>(100, 1), 4, call, source.get_token());
        QCOMPARE(crowd.now, 4);
        source.request_stop();
        QVERIFY(task.isReady());
        for (const Result<int> &result : QCoro::waitFor(task))
            QCOMPARE(result.error().kind, ErrorKind::Cancelled);
        QCOMPARE(crowd.most, 4);
    }

    void gateLetsInInOrder()
    {
        Gate gate(1);
        QString log;
        std::stop_source impatient;
        Task<void> a = passGate(&gate, &log, u'A', {});
        Task<void> b = passGate(&gate, &log, u'B', impatient.get_token());
        Task<void> c = passGate(&gate, &log, u'C', {});
        QCOMPARE(log, u"A"_s);
        impatient.request_stop();
        QCOMPARE(log, u"Ab"_s);
        QVERIFY(QCoro::waitFor(a));
        QVERIFY(QCoro::waitFor(c));
        QCOMPARE(log, u"AbC"_s);
        QVERIFY(QCoro::waitFor(passGate(&gate, &log, u'D', {})));
        QCOMPARE(log, u"AbCD"_s);
    }
};

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
