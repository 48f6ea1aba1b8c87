// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/fixedits.h"

#include <QTest>

#include <thread>

using namespace Pinion;

class TestFixEdits : public QObject
{
    Q_OBJECT

private slots:
    void noneAreEmpty();
    void knownOnesAreAtHand();
    void laterOnesAreMadeOnce();
    void nobodyAsksNothingIsMade();
    void manyThreadsSeeTheSame();
    void compareByContent();
};

namespace {

const TextEdit One{{1, 2}, "one"};
const TextEdit Two{{4, 4}, "two"};

} // namespace

void TestFixEdits::noneAreEmpty()
{
    QVERIFY(FixEdits().empty());
    QVERIFY(FixEdits(TextEdits()).empty());
    QVERIFY(FixEdits() == FixEdits(TextEdits()));
}

void TestFixEdits::knownOnesAreAtHand()
{
    const FixEdits edits{One, Two};
    QCOMPARE(edits.front(), One);
    QCOMPARE(edits.end() - edits.begin(), 2);
    const TextEdits &all = edits;
    QVERIFY((all == TextEdits{One, Two}));
}

void TestFixEdits::laterOnesAreMadeOnce()
{
    int made = 0;
    const FixEdits edits([&made] {
        ++made;
        return TextEdits{Two};
    });
    const FixEdits copy = edits;
    QCOMPARE(made, 0);
    QCOMPARE(edits.front(), Two);
    QCOMPARE(copy.front(), Two);
    QCOMPARE(&copy.all(), &edits.all());
    QCOMPARE(made, 1);
}

void TestFixEdits::nobodyAsksNothingIsMade()
{
    int made = 0;
    {
        const FixEdits edits([&made] {
            ++made;
            return TextEdits();
        });
        QVERIFY(edits == edits);
    }
    QCOMPARE(made, 0);
}

void TestFixEdits::manyThreadsSeeTheSame()
{
    std::atomic_int made = 0;
    const FixEdits edits([&made] {
        ++made;
        return TextEdits{One, Two};
    });
    std::atomic_int right = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&right, copy = edits] {
                right += int(copy.all() == TextEdits{One, Two});
            });
        }
    }
    QCOMPARE(right.load(), 8);
    QCOMPARE(made.load(), 1);
}

void TestFixEdits::compareByContent()
{
    const FixEdits later([] { return TextEdits{One}; });
    QVERIFY(later == FixEdits{One});
    QVERIFY(!(later == FixEdits{Two}));
}

QTEST_APPLESS_MAIN(TestFixEdits)
#include "tst_fixedits.moc"
