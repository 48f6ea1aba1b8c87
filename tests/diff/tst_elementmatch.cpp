// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/elementmatch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

std::vector<QByteArray> keysOf(const QString &letters)
{
    std::vector<QByteArray> keys;
    for (const QChar letter : letters)
        keys.push_back(letter == u'_' ? QByteArray() : QString(letter).toUtf8());
    return keys;
}

/// "a b>c -d +e": kept, changed into, gone, new; a moved one has a star.
QString told(const ElementKeys &keys)
{
    QStringList words;
    for (const ElementPair &pair : matchElements(keys)) {
        const QString before
            = pair.before < 0 ? QString() : QString::fromUtf8(keys.before[size_t(pair.before)]);
        const QString after
            = pair.after < 0 ? QString() : QString::fromUtf8(keys.after[size_t(pair.after)]);
        QString word = before == after ? after : QString(before + u'>' + after);
        if (pair.before < 0)
            word = u'+' + after;
        if (pair.after < 0)
            word = u'-' + before;
        words.append(pair.isMoved ? word + u'*' : word);
    }
    return words.join(u' ');
}

} // namespace

class TestElementMatch : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void setsHaveNoOrder();
    void unlikeOnesStayApart();
    void holdsEveryElementOnce();
    void longListsAreMatchedToo();
};

void TestElementMatch::matches_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("result");
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    QTest::newRow("all the same") << u"abc"_s << u"abc"_s << u"a b c"_s;
    QTest::newRow("one new at the end") << u"ab"_s << u"abc"_s << u"a b +c"_s;
    QTest::newRow("one new in front") << u"ab"_s << u"cab"_s << u"+c a b"_s;
    QTest::newRow("one gone from the middle") << u"abc"_s << u"ac"_s << u"a -b c"_s;
    QTest::newRow("one gone from the front") << u"abc"_s << u"bc"_s << u"-a b c"_s;
    QTest::newRow("one changed") << u"abc"_s << u"axc"_s << u"a b>x c"_s;
    QTest::newRow("one changed, one new") << u"abc"_s << u"axyc"_s << u"a b>x +y c"_s;
    QTest::newRow("two changed places") << u"ab"_s << u"ba"_s << u"b* a"_s;
    QTest::newRow("the last to the front") << u"abcd"_s << u"dabc"_s << u"d* a b c"_s;
    QTest::newRow("repeated ones go by order") << u"aab"_s << u"ab"_s << u"a -a b"_s;
    QTest::newRow("flags with values") << u"x1x2"_s << u"x0x1x2"_s << u"x +0 +x 1 x 2"_s;
    QTest::newRow("no keys, same length") << u"__"_s << u"__"_s << u" "_s;
    QTest::newRow("everything new") << u""_s << u"ab"_s << u"+a +b"_s;
    QTest::newRow("everything gone") << u"ab"_s << u""_s << u"-a -b"_s;
}

void TestElementMatch::matches()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, result);
    const auto always = [](int, int) { return true; };
    QCOMPARE(told({keysOf(before), keysOf(after), always, false}), result);
}

void TestElementMatch::setsHaveNoOrder()
{
    QCOMPARE(told({keysOf(u"abc"_s), keysOf(u"cab"_s), {}, true}), u"c a b"_s);
    QCOMPARE(told({keysOf(u"abc"_s), keysOf(u"xba"_s), [](int, int) { return true; }, true}),
        u"c>x b a"_s);
}

void TestElementMatch::unlikeOnesStayApart()
{
    QCOMPARE(told({keysOf(u"ab"_s), keysOf(u"xb"_s), {}, false}), u"-a +x b"_s);
    const auto onlySecond = [](int, int after) { return after == 1; };
    QCOMPARE(told({keysOf(u"a"_s), keysOf(u"xy"_s), onlySecond, false}), u"+x a>y"_s);
}

void TestElementMatch::holdsEveryElementOnce()
{
    QRandomGenerator random(4711);
    for (int round = 0; round < 2000; ++round) {
        QString before;
        QString after;
        for (int i = int(random.bounded(8)); i > 0; --i)
            before += QChar(char16_t(u'a' + random.bounded(4)));
        for (int i = int(random.bounded(8)); i > 0; --i)
            after += QChar(char16_t(u'a' + random.bounded(4)));
        const ElementKeys keys{
            keysOf(before), keysOf(after), [](int, int) { return true; }, round % 2 == 0};
        QList<int> left;
        QList<int> right;
        int last = -1;
        for (const ElementPair &pair : matchElements(keys)) {
            if (pair.before >= 0)
                left.append(pair.before);
            if (pair.after >= 0)
                right.append(pair.after);
            if (pair.before < 0 || pair.after < 0 || pair.isMoved || keys.isSet)
                continue;
            QVERIFY2(pair.before > last, qPrintable(u"%1 and %2"_s.arg(before, after)));
            last = pair.before;
        }
        QVERIFY2(std::is_sorted(right.begin(), right.end()), qPrintable(after));
        std::sort(left.begin(), left.end());
        QCOMPARE(left.size(), before.size());
        QCOMPARE(right.size(), after.size());
        for (qsizetype i = 0; i < left.size(); ++i)
            QCOMPARE(left[i], int(i));
        for (qsizetype i = 0; i < right.size(); ++i)
            QCOMPARE(right[i], int(i));
    }
}

void TestElementMatch::longListsAreMatchedToo()
{
    std::vector<QByteArray> before;
    for (int i = 0; i < 5000; ++i)
        before.push_back(QByteArray::number(i));
    std::vector<QByteArray> after = before;
    std::rotate(after.begin(), after.begin() + 1, after.end());
    const std::vector<ElementPair> pairs = matchElements({before, after, {}, false});
    QCOMPARE(pairs.size(), size_t(5000));
    QCOMPARE(std::count_if(
                 pairs.begin(), pairs.end(), [](const ElementPair &pair) { return pair.isMoved; }),
        1);
    QVERIFY(pairs.back().isMoved);
}

QTEST_GUILESS_MAIN(TestElementMatch)
#include "tst_elementmatch.moc"
