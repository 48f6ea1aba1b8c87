// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/textedit.h"

#include <QTest>

using namespace Pinion;

class TestTextEdit : public QObject
{
    Q_OBJECT

private slots:
    void oneEditAndItsInverse()
    {
        const QByteArray before = "hello world";
        for (const TextEdit &edit : {TextEdit{{0, 5}, "bye"}, TextEdit{{5, 5}, ","},
                 TextEdit{{5, 11}, ""}, TextEdit{{11, 11}, "!"}}) {
            const QByteArray after = applied(before, edit);
            QCOMPARE(applied(after, inverse(edit, before)), before);
        }
    }

    void severalEditsReferToTheTextBefore()
    {
        const TextEdits edits{{{6, 11}, "there"}, {{0, 5}, "hi"}};
        QCOMPARE(applied("hello world", edits).value(), "hi there");
    }

    void overlapsAndOutsidersAreRefused()
    {
        QVERIFY(!applied("hello", TextEdits{{{0, 3}, ""}, {{2, 4}, ""}}));
        QVERIFY(!applied("hello", TextEdits{{{3, 9}, ""}}));
        QVERIFY(!applied("hello", TextEdits{{{4, 3}, ""}}));
    }

    void theSmallestDifference_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("equal") << QByteArray("abc") << QByteArray("abc");
        QTest::newRow("appended") << QByteArray("abc") << QByteArray("abcd");
        QTest::newRow("removed in front") << QByteArray("abc") << QByteArray("bc");
        QTest::newRow("replaced") << QByteArray("a1c") << QByteArray("a22c");
        QTest::newRow("repeated letters") << QByteArray("aaaa") << QByteArray("aa");
        QTest::newRow("everything") << QByteArray("abc") << QByteArray("xyz");
    }
    void theSmallestDifference()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const TextEdit edit = difference(before, after);
        QCOMPARE(applied(before, edit), after);
        QCOMPARE(edit.range.isEmpty() && edit.text.isEmpty(), before == after);
        QVERIFY(edit.range.length() + edit.text.size() <= before.size() + after.size());
    }
};

QTEST_APPLESS_MAIN(TestTextEdit)
#include "tst_textedit.moc"
