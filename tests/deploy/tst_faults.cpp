// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a Marathon fails, over real sockets: nothing hangs, nothing is sent twice, and
// what is told is what happened. PINION_FAULTS is the part of the table that this program tries.
#include "faultrows.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Pinion;

class FaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyModeIsTried();
    void faults_data();
    void faults();

private:
    std::vector<FaultRow> m_rows;
};

namespace {

void verifyParts(const QString &sentence, const QStringList &parts)
{
    for (const QString &part : parts)
        QVERIFY2(sentence.contains(part), qPrintable(QString(sentence + u" lacks "_s + part)));
}

/// The manner of all sentences: whole, calm, and without the codes of HTTP.
void verifyManner(const QString &sentence)
{
    static const QRegularExpression unwanted(u"!|\\b[Ee]rror\\b|\\b[45]\\d\\d\\b|  |\\.\\."_s);
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    QVERIFY2(!unwanted.match(sentence).hasMatch(), qPrintable(sentence));
}

bool waitsFor(const DeployBench &bench, WaitKind kind)
{
    const std::optional<WaitReason> &waiting = bench.status().follow.waiting;
    return waiting && waiting->kind == kind;
}

/// The wait with all of its words. Without events the run may learn what failed, and why, only from
/// a later try than the one that it saw delayed.
bool tells(const DeployBench &bench, const FaultRow &row)
{
    const QString &sentence = bench.status().sentence;
    return waitsFor(bench, row.waits)
        && std::all_of(row.reason.cbegin(), row.reason.cend(),
            [&](const QString &part) { return sentence.contains(part); });
}

/// As the row says up to the last word of the run.
void follow(const FaultRow &row, DeployBench &bench)
{
    if (row.meanwhile) {
        QVERIFY2(bench.until([&] { return bench.status().follow.newRunning > 0; }),
            qPrintable(bench.status().sentence));
        row.meanwhile(bench);
    }
    if (row.waits != WaitKind::None) {
        if (!bench.until([&] { return tells(bench, row); }))
            verifyParts(bench.status().sentence, row.reason);
        QVERIFY2(waitsFor(bench, row.waits), qPrintable(bench.status().sentence));
        QCOMPARE(bench.status().state, RunState::Following);
        if (!row.mend)
            return;
        row.mend(bench);
    }
    QVERIFY2(bench.ended(), qPrintable(bench.status().sentence));
    QVERIFY2(bench.status().result == row.result, qPrintable(bench.status().sentence));
    verifyManner(bench.status().sentence);
    verifyParts(bench.status().sentence, row.says);
    QVERIFY2(bench.status().hint.contains(row.hint), qPrintable(bench.status().hint));
}

/// A lost answer, looked into.
void check(const FaultRow &row, DeployBench &bench)
{
    QCOMPARE(bench.journal.entries().size(), 1u);
    if (row.mend)
        row.mend(bench);
    // Who takes over may not listen yet; people ask again, too.
    const auto isFound = [&] {
        bench.run->check();
        return bench.ended() && bench.status().result == *row.checked;
    };
    QVERIFY2(QTest::qWaitFor(isFound), qPrintable(bench.status().sentence));
}

} // namespace

void FaultsTest::initTestCase()
{
    m_rows = PINION_FAULTS();
}

void FaultsTest::everyModeIsTried()
{
    QSet<int> tried;
    for (const auto &rows : {taskFaults(), answerFaults(), streamFaults()}) {
        for (const FaultRow &row : rows)
            tried.insert(int(row.mode));
    }
    for (int mode = 0; mode < int(FaultMode::Count); ++mode)
        QVERIFY2(tried.contains(mode), qPrintable(QString::number(mode)));
}

void FaultsTest::faults_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < int(m_rows.size()); ++index)
        QTest::newRow(m_rows[std::size_t(index)].name.constData()) << index;
}

void FaultsTest::faults()
{
    QFETCH(int, index);
    const FaultRow &row = m_rows[std::size_t(index)];
    DeployBench bench(TargetKind::Staging, row.options);
    if (row.prepare)
        row.prepare(bench);
    QVERIFY2(bench.runs(row.before), bench.sandbox.problem().constData());
    if (row.strike)
        row.strike(bench);
    DeployRequest request = DeployBench::request(row.after);
    if (row.request)
        row.request(request);
    bench.run->start(request, bench.permit());
    follow(row, bench);
    if (QTest::currentTestFailed())
        return;
    if (row.checked)
        check(row, bench);
    QCOMPARE(bench.changes().size(), row.sent);
    const bool isOver = bench.status().state == RunState::Ended;
    QCOMPARE(bench.journal.entries().size(), isOver ? 0u : 1u);
    if (row.also)
        row.also(bench);
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "tst_faults.moc"
