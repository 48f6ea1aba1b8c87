// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inparallel.h"

#include <QTest>

#include <array>
#include <atomic>
#include <memory>
#include <set>
#include <thread>

using namespace Pinion;

class TestInParallel : public QObject
{
    Q_OBJECT

private slots:
    void handsOverInOrder_data();
    void handsOverInOrder();
    void takesInTheCallingThread();
    void keepsFewValuesWaiting();
    void movesValuesThatCannotBeCopied();
};

void TestInParallel::handsOverInOrder_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 63, 64, 65, 1000})
        QTest::addRow("%d", count) << count;
}

void TestInParallel::handsOverInOrder()
{
    QFETCH(const int, count);
    std::vector<std::atomic_int> made(static_cast<size_t>(count));
    std::vector<size_t> taken;
    const auto make = [&made](size_t index) {
        ++made[index];
        return index * 2;
    };
    inParallel(size_t(count), make, [&taken](size_t value) { taken.push_back(value); });

    QCOMPARE(taken.size(), size_t(count));
    for (size_t i = 0; i < taken.size(); ++i) {
        QCOMPARE(taken[i], i * 2);
        QCOMPARE(made[i].load(), 1);
    }
}

void TestInParallel::takesInTheCallingThread()
{
    std::set<std::thread::id> takers;
    inParallel(
        500, [](size_t index) { return index; },
        [&takers](size_t) { takers.insert(std::this_thread::get_id()); });
    QVERIFY(takers == std::set{std::this_thread::get_id()});
}

void TestInParallel::keepsFewValuesWaiting()
{
    std::atomic_int waiting = 0;
    std::atomic_int most = 0;
    const auto make = [&](size_t index) {
        const int now = ++waiting;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) { }
        return index;
    };
    inParallel(2000, make, [&](size_t) {
        std::this_thread::yield(); // gives the others time to run ahead
        --waiting;
    });
    constexpr int Window = 64;
    QVERIFY2(most <= Window + 1, QByteArray::number(most).constData()); // and the one just taken
}

void TestInParallel::movesValuesThatCannotBeCopied()
{
    int sum = 0;
    inParallel(
        100, [](size_t index) { return std::make_unique<int>(int(index)); },
        [&sum](const std::unique_ptr<int> &value) { sum += *value; });
    QCOMPARE(sum, 4950);
}

QTEST_APPLESS_MAIN(TestInParallel)
#include "tst_inparallel.moc"
