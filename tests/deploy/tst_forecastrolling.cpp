// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollingrows.h"

#include "deploy/forecastrolling.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// What happens when a restart is played instance by instance.
struct Played
{
    int floor = 0;
    int ceiling = 0;
    bool ends = false;
};

/// Plays the server's rules one event at a time. Stopped instances exist until the next event; new
/// ones become healthy one by one, and each lets one more old instance go, unhealthy ones first.
class Player
{
public:
    Player(const RollingStart &start, const RollingPlan &plan)
        : m_target(start.target)
        , m_capacity(plan.maxCapacity)
        , m_healthyOld(start.healthy)
        , m_sickOld(start.present - start.healthy)
    {
        m_played.floor = start.healthy;
        kill(plan.killNow);
        launch();
        note();
    }

    Played run()
    {
        for (;;) {
            const int dying = m_dying;
            m_dying = 0; // their end is seen, and makes room
            launch();
            note();
            if (m_starting == 0 && dying == 0)
                break;
            if (m_starting == 0)
                continue;
            --m_starting;
            ++m_healthyNew;
            kill(1);
            note();
        }
        m_played.ends = m_healthyNew == m_target && m_healthyOld + m_sickOld + m_dying == 0;
        return m_played;
    }

private:
    void kill(int count)
    {
        const int sick = std::min(count, m_sickOld);
        const int healthy = std::min(count - sick, m_healthyOld);
        m_sickOld -= sick;
        m_healthyOld -= healthy;
        m_dying += sick + healthy;
    }
    void launch()
    {
        const int started = m_healthyNew + m_starting;
        const int old = m_healthyOld + m_sickOld + m_dying;
        m_starting += std::clamp(m_capacity - old - started, 0, m_target - started);
    }
    void note()
    {
        m_played.floor = std::min(m_played.floor, m_healthyOld + m_healthyNew);
        m_played.ceiling = std::max(
            m_played.ceiling, m_healthyOld + m_sickOld + m_dying + m_healthyNew + m_starting);
    }

    int m_target;
    int m_capacity;
    int m_healthyOld;
    int m_sickOld;
    int m_dying = 0;
    int m_starting = 0;
    int m_healthyNew = 0;
    Played m_played;
};

RollingStart startOf(const RollingRow &row)
{
    return {row.target, row.present, row.healthy, row.minimumHealth, row.overCapacity,
        row.isResident, {1, 10}};
}

} // namespace

class TestForecastRolling : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void rounds_data();
    void rounds();
    void agreesWithThePlay();
    void olderServersDoNotLookAtHealth();
};

void TestForecastRolling::rows_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < RollingRows.size(); ++i) {
        const RollingRow &row = RollingRows[i];
        QTest::addRow("%zu: %d of %d to %d at %g/%g", i + 1, row.healthy, row.present, row.target,
            row.minimumHealth, row.overCapacity)
            << int(i);
    }
}

void TestForecastRolling::rows()
{
    QFETCH(int, index);
    const RollingRow &row = RollingRows.at(size_t(index));
    const RollingPlan plan = rollingPlan(startOf(row));
    QCOMPARE(plan.minHealthy, row.minHealthy);
    QCOMPARE(plan.maxCapacity, row.maxCapacity);
    QCOMPARE(plan.hasExtra, row.hasExtra);
    QCOMPARE(plan.killNow, row.killNow);
    QCOMPARE(plan.startNow, row.startNow);
    QCOMPARE(plan.floor, row.floor);
    QCOMPARE(plan.ceiling, row.ceiling);
    QCOMPARE(plan.isStalled, !row.ends);
}

void TestForecastRolling::rounds_data()
{
    QTest::addColumn<RollingStart>("start");
    QTest::addColumn<int>("firstBatch");
    QTest::addColumn<int>("rounds");
    QTest::newRow("all at once") << RollingStart{3, 3, 3, 1, 1} << 3 << 1;
    QTest::newRow("one by one") << RollingStart{3, 3, 3, 0.5, 0} << 1 << 3;
    QTest::newRow("the one that is granted") << RollingStart{3, 3, 3, 1, 0} << 1 << 3;
    QTest::newRow("four at a time") << RollingStart{10, 10, 10, 0.8, 0.2} << 4 << 3;
    QTest::newRow("nothing runs") << RollingStart{5, 0, 0, 1, 0} << 5 << 1;
    QTest::newRow("growing") << RollingStart{10, 2, 2, 1, 1} << 10 << 1;
    QTest::newRow("stalled") << RollingStart{3, 3, 0, 1, 0} << 0 << 0;
}

void TestForecastRolling::rounds()
{
    QFETCH(RollingStart, start);
    QFETCH(int, firstBatch);
    QFETCH(int, rounds);
    const RollingPlan plan = rollingPlan(start);
    QCOMPARE(plan.firstBatch, firstBatch);
    QCOMPARE(plan.rounds, rounds);
}

void TestForecastRolling::agreesWithThePlay()
{
    QRandomGenerator random(20210727);
    for (int round = 0; round < 20000; ++round) {
        RollingStart start;
        start.target = int(random.bounded(1, 30));
        start.present = int(random.bounded(0, 30));
        start.healthy = random.bounded(3) ? start.present : int(random.bounded(start.present + 1));
        start.minimumHealth = double(random.bounded(21)) / 20;
        start.overCapacity = double(random.bounded(21)) / 20;
        start.isResident = random.bounded(4) == 0;
        const RollingPlan plan = rollingPlan(start);
        const Played played = Player(start, plan).run();
        const QByteArray told = u"%1 of %2 to %3 at %4/%5, resident %6"_s.arg(start.healthy)
                                    .arg(start.present)
                                    .arg(start.target)
                                    .arg(start.minimumHealth)
                                    .arg(start.overCapacity)
                                    .arg(start.isResident)
                                    .toUtf8();
        QVERIFY2(plan.floor == played.floor, told.constData());
        QVERIFY2(plan.ceiling == played.ceiling, told.constData());
        QVERIFY2(plan.isStalled == !played.ends, told.constData());
    }
}

void TestForecastRolling::olderServersDoNotLookAtHealth()
{
    // More instances than wanted, of which many are stopped anyway: the rule of 1.10 adds nothing.
    const RollingStart start{4, 10, 10, 1, 1, false, {1, 9}};
    QCOMPARE(rollingPlan(start).killNow, 6);
}

QTEST_GUILESS_MAIN(TestForecastRolling)
#include "tst_forecastrolling.moc"
