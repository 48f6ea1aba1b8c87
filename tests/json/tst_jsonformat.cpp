// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonformat.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestJsonFormat : public QObject
{
    Q_OBJECT

private slots:
    void layoutKeepsSpellingAndOrder()
    {
        const QByteArray text
            = "{\"z\": 1.50,\"a\":{\"c\":[\"hostname\",\"UNIQUE\"],\"b\":[]},\"z\":1e2}";
        QCOMPARE(formattedText(JsonTree::parse(text)).value(),
            "{\n  \"z\": 1.50,\n  \"a\": {\n    \"c\": [\"hostname\", \"UNIQUE\"],\n    \"b\": "
            "[]\n  },\n"
            "  \"z\": 1e2\n}");
    }

    void sortingIsStable()
    {
        QCOMPARE(sortedText(JsonTree::parse("{\n\t\"b\": 1,\n\t\"a\": {\"d\": 1, \"c\": 2}\n}\n"))
                     .value(),
            "{\n\t\"a\": {\n\t\t\"c\": 2,\n\t\t\"d\": 1\n\t},\n\t\"b\": 1\n}\n");
    }

    void formattingIsIdempotent()
    {
        const QByteArray text = "\xEF\xBB\xBF{\r\n \"a\":[[1,2,3,4,5],{\"b\":\"\\u00e4\"}]\r\n}";
        const QByteArray once = formattedText(JsonTree::parse(text)).value();
        QCOMPARE(formattedText(JsonTree::parse(once)).value(), once);
        QVERIFY(once.startsWith("\xEF\xBB\xBF{\r\n \"a\":["));
        QVERIFY(once.endsWith('}'));
    }

    void damagedTextIsRefused() { QVERIFY(!formattedText(JsonTree::parse("{"))); }

    void compactLeavesStringsAlone()
    {
        const JsonTree tree = JsonTree::parse("{ \"a b\" : \"c \\\" d\",\n \"e\": [ 1, 2 ] }");
        QCOMPARE(compact(tree.root()), "{\"a b\":\"c \\\" d\",\"e\":[1,2]}");
    }

    void depthIsNoProblem()
    {
        constexpr int Depth = 20'000;
        const JsonTree tree = JsonTree::parse(QByteArray(Depth, '[') + QByteArray(Depth, ']'));
        TextStyle style;
        style.indent.clear();
        QCOMPARE(formatted(tree.root(), style).count('\n'), 2 * (Depth - 1));
    }

    void styles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("indent");
        QTest::addColumn<QString>("lineEnd");
        QTest::newRow("two blanks")
            << "{\n  \"a\": {\n    \"b\": 1\n  }\n}"_ba << u"2 spaces"_s << u"LF"_s;
        QTest::newRow("tabs") << "{\r\n\t\"a\": 1\r\n}\r\n"_ba << u"tabs"_s << u"CRLF"_s;
        QTest::newRow("four blanks, one odd")
            << "{\n    \"a\": 1,\n     \"c\": 1,\n    \"b\": 1\n}"_ba << u"4 spaces"_s << u"LF"_s;
        QTest::newRow("one line") << "{\"a\":1}"_ba << u"one line"_s << u"LF"_s;
        QTest::newRow("mixed ends")
            << "{\r\n \"a\":1,\r\n \"b\":2\n}"_ba << u"1 space"_s << u"CRLF (mixed)"_s;
        QTest::newRow("old Mac ends") << "{\r \"a\":1\r}"_ba << u"1 space"_s << u"CR"_s;
    }
    void styles()
    {
        QFETCH(QByteArray, text);
        const TextStyle style = detectStyle(JsonTree::parse(text));
        QTEST(style.indentName(), "indent");
        QTEST(style.lineEndName(), "lineEnd");
    }
};

QTEST_APPLESS_MAIN(TestJsonFormat)
#include "tst_jsonformat.moc"
