// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/jsonstyler.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// One letter per byte: k key, s string, n number, l literal, ! damaged, '.' anything else.
QByteArray letters(const QByteArray &styles)
{
    QByteArray text = styles;
    for (char &c : text)
        c = ".ksnl!"[int(c)];
    return text;
}

QByteArray largeText(int apps)
{
    QByteArray text = "[\n";
    for (int i = 0; i < apps; ++i)
        text += "  {\"id\": \"/shop/api-" + QByteArray::number(i)
            + "\", \"cpus\": 0.5,\n   \"env\": {\"A\": \"b\", \"C\": \"d\"}},\n";
    return text + "  null\n]\n";
}

} // namespace

class TestJsonStyler : public QObject
{
    Q_OBJECT

private slots:
    void styles_data();
    void styles();
    void partsAreAsTheWhole();
    void levels_data();
    void levels();
    void costsWhatIsShown();
};

void TestJsonStyler::styles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("all kinds") << R"({"a": ["b", 1.5, true, null]})"_ba
                               << R"(.kkk...sss..nnn..llll..llll..)"_ba;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("escapes") << R"({"a\"b": "\n"})"_ba
                             << R"(.kkkkkk..ssss.)"_ba;
}

void TestJsonStyler::styles()
{
    QFETCH(QByteArray, text);
    const JsonTree tree = JsonTree::parse(text);
    QTEST(letters(jsonStyles(tree, {0, text.size()})), "expected");
}

void TestJsonStyler::partsAreAsTheWhole()
{
    const QByteArray text = largeText(40);
    const JsonTree tree = JsonTree::parse(text);
    const QByteArray whole = jsonStyles(tree, {0, text.size()});
    for (qsizetype begin = 0; begin < text.size(); begin += 37) {
        const TextRange part{begin, qMin(begin + 113, text.size())};
        QCOMPARE(jsonStyles(tree, part), whole.sliced(part.begin, part.length()));
    }
    const LineIndex lines(text);
    const auto all = foldLevels(tree, lines, 1, lines.lineCount());
    QCOMPARE(qsizetype(all.size()), lines.lineCount());
    for (qsizetype line = 1; line <= lines.lineCount(); ++line)
        QCOMPARE(foldLevels(tree, lines, line, 1).front(), all[size_t(line - 1)]);
}

void TestJsonStyler::levels_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<int>>("depths"); // a header has 100 added
    QTest::newRow("object") << "{\n\"a\": 1\n}"_ba << QList<int>{100, 1, 1};
    QTest::newRow("on one line") << "{\"a\": [1]}\n"_ba << QList<int>{0, 0};
    QTest::newRow("nested") << "{\n\"a\": [\n1\n]\n}"_ba << QList<int>{100, 101, 2, 2, 1};
    QTest::newRow("closing and opening")
        << "[{\n1\n}, {\n2\n}]"_ba << QList<int>{100, 2, 101, 2, 2};
    QTest::newRow("never closed") << "{\n\"a\": [\n1\n"_ba << QList<int>{100, 101, 2, 0};
}

void TestJsonStyler::levels()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<int>, depths);
    const LineIndex lines(text);
    QList<int> found;
    for (const int level : foldLevels(JsonTree::parse(text), lines, 1, lines.lineCount()))
        found << (level & 0xfff) - 0x400 + (level & 0x2000 ? 100 : 0);
    QCOMPARE(found, depths);
}

void TestJsonStyler::costsWhatIsShown()
{
    const QByteArray text = largeText(25000);
    QVERIFY(text.size() > 1'800'000);
    const JsonTree tree = JsonTree::parse(text);
    const LineIndex lines(text);
    const TextRange screen{text.size() - 4000, text.size()};
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(jsonStyles(tree, screen).size(), screen.length());
    // Skipping the apps before takes well under a millisecond; the bound leaves room for a busy
    // machine and for sanitizers.
    QVERIFY2(timer.elapsed() < 10 * 50, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(TestJsonStyler)

#include "tst_jsonstyler.moc"
