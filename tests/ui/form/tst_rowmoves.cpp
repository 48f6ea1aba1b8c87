// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/rowmoves.h"

#include <QMimeData>
#include <QTest>

using namespace Pinion;

class TestRowMoves : public QObject
{
    Q_OBJECT

private slots:
    void everyChoiceOfFive()
    {
        constexpr int Count = 5;
        for (int chosen = 1; chosen < 1 << Count; ++chosen) {
            QList<qsizetype> places;
            for (int i = 0; i < Count; ++i) {
                if (chosen >> i & 1)
                    places.append(i);
            }
            for (qsizetype before = 0; before <= Count; ++before)
                QCOMPARE(moved(places, before), expected(places, before));
        }
    }

    void onlyTheirOwnListTakesThem()
    {
        const int owner = 0;
        const int other = 0;
        const auto data = rowsToDrag(&owner, {4, 1});
        QCOMPARE(draggedRows(*data, &owner), (QList<int>{1, 4}));
        QVERIFY(draggedRows(*data, &other).isEmpty());
        QVERIFY(draggedRows(QMimeData(), &owner).isEmpty());
    }

private:
    static QList<int> moved(const QList<qsizetype> &places, qsizetype before)
    {
        QList<int> items{0, 1, 2, 3, 4};
        for (const RowMove &move : movesBefore(places, before))
            items.move(move.from, move.to);
        return items;
    }
    static QList<int> expected(const QList<qsizetype> &places, qsizetype before)
    {
        QList<int> items;
        for (int i = 0; i <= 5; ++i) {
            if (i == before) {
                for (const qsizetype place : places)
                    items.append(int(place));
            }
            if (i < 5 && !places.contains(i))
                items.append(i);
        }
        return items;
    }
};

QTEST_GUILESS_MAIN(TestRowMoves)
#include "tst_rowmoves.moc"
