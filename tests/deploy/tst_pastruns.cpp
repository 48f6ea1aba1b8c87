// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "deploy/pastruns.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestPastRuns : public QObject
{
    Q_OBJECT

private slots:
    void knowsItsOwn();
    void usualTimes_data();
    void usualTimes();
    void takesNewsOfTheSameVersion();
    void doesNotGrowForEver();
    void bearsWithOtherFiles();

private:
    [[nodiscard]] QString file() const { return m_folder.filePath(u"deep/below/past.list"_s); }
    void forget() const { QFile::remove(file()); }

    static PastRun run(int number, int seconds, const QString &app = u"/web"_s)
    {
        const QDateTime began = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC).addSecs(number);
        return {Here, app, began.toString(Qt::ISODateWithMs), began, std::chrono::seconds(seconds)};
    }

    static inline const QStringList Here{u"https://m.example"_s};
    QTemporaryDir m_folder;
};

void TestPastRuns::knowsItsOwn()
{
    forget();
    const PastRuns past(file());
    QVERIFY(past.ownVersions(Here, u"/web"_s).empty());
    QVERIFY(past.remember({run(1, -1), run(1, -1, u"/db"_s)}));
    QVERIFY(past.remember({run(2, 30)}));
    const std::vector<AppVersion> expected{run(1, 0).version, run(2, 0).version};
    QVERIFY(past.ownVersions(Here, u"/web"_s) == expected);
    QCOMPARE(past.ownVersions(Here, u"/db"_s).size(), std::size_t(1));
    QVERIFY(past.ownVersions({u"https://other.example"_s}, u"/web"_s).empty());
    QVERIFY(past.ownVersions(Here, u"/we"_s).empty());
}

void TestPastRuns::usualTimes_data()
{
    QTest::addColumn<QList<int>>("times");
    QTest::addColumn<int>("usual");
    QTest::newRow("none") << QList<int>() << 0;
    QTest::newRow("never well") << QList<int>{-1, -1} << 0;
    QTest::newRow("one") << QList<int>{40} << 40;
    QTest::newRow("one was stuck") << QList<int>{40, 900, 44} << 44;
    QTest::newRow("those that failed do not count") << QList<int>{40, -1, 44, -1, 42} << 42;
    QTest::newRow("the last five") << QList<int>{900, 900, 900, 10, 11, 12, 13, 14} << 12;
}

void TestPastRuns::usualTimes()
{
    QFETCH(QList<int>, times);
    QFETCH(int, usual);
    forget();
    const PastRuns past(file());
    for (int i = 0; i < times.size(); ++i)
        QVERIFY(past.remember({run(i, times[i])}));
    QVERIFY(past.remember({run(100, 5, u"/quick"_s)}));
    QCOMPARE(past.usual(Here, {u"/web"_s}).count(), usual);
    QCOMPARE(past.usual(Here, {u"/web"_s, u"/quick"_s}).count(), std::max(usual, 5));
    QCOMPARE(past.usual({u"https://other.example"_s}, {u"/web"_s}).count(), 0);
}

void TestPastRuns::takesNewsOfTheSameVersion()
{
    forget();
    const PastRuns past(file());
    QVERIFY(past.remember({run(1, -1)}));
    QVERIFY(past.remember({run(1, 20)}));
    QCOMPARE(past.ownVersions(Here, u"/web"_s).size(), std::size_t(1));
    QCOMPARE(past.usual(Here, {u"/web"_s}).count(), 20);
}

void TestPastRuns::doesNotGrowForEver()
{
    forget();
    const PastRuns past(file());
    std::vector<PastRun> many;
    for (int i = 0; i < 1'200; ++i)
        many.push_back(run(i, 1));
    QVERIFY(past.remember(many));
    const std::vector<AppVersion> kept = past.ownVersions(Here, u"/web"_s);
    QCOMPARE(kept.size(), std::size_t(1'000));
    QCOMPARE(kept.back(), many.back().version);
}

void TestPastRuns::bearsWithOtherFiles()
{
    forget();
    const PastRuns past(file());
    QVERIFY(past.remember({run(1, 20)}));
    QVERIFY(writeFile(file(), "[{\"app\": 5}, 7, \"x\""));
    QVERIFY(past.ownVersions(Here, u"/web"_s).empty());
    QVERIFY(past.remember({run(2, 20)}));
    QCOMPARE(past.ownVersions(Here, u"/web"_s).size(), std::size_t(1));
    QVERIFY(writeFile(file(), "[{\"app\": 5}, 7, {}]"));
    QVERIFY(past.ownVersions(Here, u"/web"_s).empty());
}

QTEST_APPLESS_MAIN(TestPastRuns)
#include "tst_pastruns.moc"
