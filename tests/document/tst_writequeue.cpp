// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writequeue.h"

#include <QSemaphore>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestWriteQueue : public QObject
{
    Q_OBJECT

private slots:
    void slowDiskHoldsNobody();
    void writesInOrder();
    void answersWithTheError();
    void writesAllBeforeItGoes();
};

void TestWriteQueue::slowDiskHoldsNobody()
{
    QSemaphore disk;
    WriteQueue queue;
    const QFuture<Result<void>> written = queue.add([&disk]() -> Result<void> {
        disk.acquire();
        return {};
    });
    QVERIFY(!queue.isIdle());
    QVERIFY(!written.isFinished());
    disk.release();
    queue.finish();
    QVERIFY(queue.isIdle());
    QVERIFY(written.result().has_value());
}

void TestWriteQueue::writesInOrder()
{
    std::vector<int> written; // by one thread after another, and read when all are done
    WriteQueue queue;
    for (int i = 0; i < 100; ++i)
        queue.add([&written, i]() -> Result<void> {
            written.push_back(i);
            return {};
        });
    queue.finish();
    QCOMPARE(written.size(), size_t(100));
    QVERIFY(std::is_sorted(written.begin(), written.end()));
}

void TestWriteQueue::answersWithTheError()
{
    WriteQueue queue;
    const auto written
        = queue.add([]() -> Result<void> { return fail(ErrorKind::Io, u"The disk is full."_s); });
    queue.finish();
    QCOMPARE(written.result().error().kind, ErrorKind::Io);
}

void TestWriteQueue::writesAllBeforeItGoes()
{
    int written = 0;
    {
        WriteQueue queue;
        for (int i = 0; i < 10; ++i)
            queue.add([&written]() -> Result<void> {
                ++written;
                return {};
            });
    }
    QCOMPARE(written, 10);
}

QTEST_GUILESS_MAIN(TestWriteQueue)
#include "tst_writequeue.moc"
