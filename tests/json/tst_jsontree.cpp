// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsontree.h"
#include "json/lineindex.h"

#include <QTest>

#include <cmath>

using namespace Pinion;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Pinion::SyntaxProblem)

class TestJsonTree : public QObject
{
    Q_OBJECT

private slots:
    void rangesAndSpelling()
    {
        const QByteArray text = "{ \"a\" : 1.50 , \"b\":[true,null] }";
        const JsonTree tree = JsonTree::parse(text);
        QVERIFY(tree.isValid());
        const JsonNode a = tree.root()["a"];
        QCOMPARE(tree.text(a.keyRange()), QByteArrayView("\"a\""));
        QCOMPARE(a.literal(), QByteArrayView("1.50"));
        QCOMPARE(tree.text(a.memberRange()), QByteArrayView("\"a\" : 1.50"));
        QCOMPARE(tree.root()["b"].literal(), QByteArrayView("[true,null]"));
        QCOMPARE(tree.root().literal(), QByteArrayView(text));
        QVERIFY(tree.at(JsonPointer::of("/b/1")).isNull());
        QVERIFY(!tree.at(JsonPointer::of("/b/2")).exists());
    }

    void readers()
    {
        const JsonTree tree = JsonTree::parse("[2, 2.0, 2e0, 0.5, 1e400, -9223372036854775808, "
                                              "9223372036854775808, \"x\\u0041\", true]");
        QVERIFY(tree.isValid());
        const JsonNode root = tree.root();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(root.element(i).toInteger(), std::optional<qint64>(2));
        QVERIFY(!root.element(3).toInteger());
        QCOMPARE(root.element(3).toDouble(), std::optional(0.5));
        QVERIFY(std::isinf(*root.element(4).toDouble()));
        QCOMPARE(root.element(5).toInteger(), std::optional(std::numeric_limits<qint64>::min()));
        QVERIFY(!root.element(6).toInteger());
        QCOMPARE(root.element(7).toUtf8(), std::optional("xA"_ba));
        QCOMPARE(root.element(8).toBool(), std::optional(true));
        QVERIFY(!root.element(8).toInteger() && !root.element(0).toBool() && !root.toUtf8());
    }

    void lookUpsOfNothingChain()
    {
        const JsonTree tree = JsonTree::parse("{}");
        const JsonNode node = tree.root()["a"]["b"].element(3).parent().firstChild();
        QVERIFY(!node.exists());
        QVERIFY(node.isAbsent());
        QVERIFY(node.literal().isEmpty());
        QCOMPARE(node.stringOr(u"x"_s), u"x"_s);
    }

    void theLastOfTwoEqualKeysCounts()
    {
        const JsonTree tree = JsonTree::parse("{\"a\": 1, \"\\u0061\": 2}");
        QVERIFY(tree.isValid());
        QCOMPARE(tree.root()["a"].literal(), QByteArrayView("2"));
        QCOMPARE(tree.root().childCount(), 2);
    }

    void keysOfManyMembersMayRepeat()
    {
        QByteArrayList members;
        for (int i = 0; i < 1000; ++i)
            members.append('"' + QByteArray::number(i) + "\": 0");
        members.append("\"7\": 1");
        const JsonTree tree = JsonTree::parse('{' + members.join(',') + '}');
        QVERIFY(tree.root().mayRepeatKeys());
        QCOMPARE(tree.root()["7"].literal(), QByteArrayView("1"));
        QVERIFY(!JsonTree::parse("{\"a\": {}, \"b\": {\"a\": 1}}").root().mayRepeatKeys());
    }

    void aKeyWithoutQuotesStandsForItself()
    {
        const JsonTree tree = JsonTree::parse("{xabcx: 1}");
        QCOMPARE(tree.root().firstChild().key(), "xabcx");
        QCOMPARE(tree.root()["xabcx"].literal(), QByteArrayView("1"));
        QVERIFY(!tree.root()["abc"].exists());
    }

    void family()
    {
        const JsonTree tree = JsonTree::parse("{\"a\": [1, [2, 3], 4], \"b\": {}}");
        const JsonNode list = tree.root()["a"];
        QCOMPARE(list.lastChild().literal(), QByteArrayView("4"));
        QCOMPARE(list.lastChild().previousSibling().childCount(), 2);
        QCOMPARE(list.element(1).indexInParent(), 1);
        QCOMPARE(list.nextSibling().key(), "b");
        QVERIFY(!list.nextSibling().nextSibling().exists());
        QVERIFY(!tree.root()["b"].firstChild().exists());
        QCOMPARE(list.element(1).element(1).pointer().toUtf8(), "/a/1/1");
    }

    void nodeAtACursor()
    {
        const QByteArray text = "{\"a\": {\"b\": \"xyz\"}, \"c\": 1}";
        const JsonTree tree = JsonTree::parse(text);
        const auto at = [&](const char *token) {
            return tree.nodeAt(text.indexOf(token)).pointer().toUtf8();
        };
        QCOMPARE(at("xyz"), "/a/b");
        QCOMPARE(at("b\""), "/a/b");
        QCOMPARE(at("{\"b"), "/a");
        QCOMPARE(at("1"), "/c");
        QCOMPARE(tree.nodeAt(text.indexOf("1") + 1).pointer().toUtf8(), "/c");
        QCOMPARE(tree.nodeAt(0).pointer().toUtf8(), "");
    }

    void mistakes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Pinion::SyntaxProblem>("problem");
        QTest::addColumn<QByteArray>("where"); // the offending bytes; empty for a place in between

        const auto row = [](const char *name, QByteArray text, SyntaxProblem problem,
                             QByteArray where) { QTest::newRow(name) << text << problem << where; };
        using P = SyntaxProblem;
        row("empty", "", P::Empty, "");
        row("only blanks", " \n\t", P::Empty, "");
        row("byte order mark only", "\xEF\xBB\xBF", P::Empty, "");
        row("line comment", "{\"a\": 1 // why\n}", P::Comment, "// why");
        row("block comment", "{/* why */}", P::Comment, "/* why */");
        row("hash comment", "# why\n{}", P::Comment, "# why");
        row("open block comment", "{} /* why", P::Comment, "/* why");
        row("trailing comma in an object", "{\"a\": 1,}", P::TrailingComma, ",");
        row("trailing comma in a list", "[1,\n]", P::TrailingComma, ",");
        row("missing comma", "{\"a\": 1\n \"b\": 2}", P::MissingComma, "");
        row("missing comma in a list", "[1 2]", P::MissingComma, "");
        row("double comma", "[1,,2]", P::ExtraComma, ",");
        row("leading comma", "[,1]", P::ExtraComma, ",");
        row("missing colon", "{\"a\" 1}", P::MissingColon, "");
        row("bare key", "{a: 1}", P::MissingKey, "a");
        row("no key", "{: 1}", P::MissingKey, "");
        row("no value", "{\"a\": }", P::MissingValue, "");
        row("no value before a comma", "{\"a\":, \"b\": 1}", P::MissingValue, "");
        row("open object", "{\"a\": 1", P::UnclosedContainer, "{");
        row("open list", "[1", P::UnclosedContainer, "[");
        row("wrong bracket", "{\"a\": [1}", P::MismatchedBracket, "}");
        row("open string", "{\"a\": \"x\n}", P::UnterminatedString, "\"x");
        row("single quotes", "{\"a\": 'x'}", P::SingleQuotes, "'x'");
        row("unknown escape", "[\"\\q\"]", P::BadEscape, "\\q");
        row("short escape", "[\"\\u12\"]", P::BadEscape, "\\u12");
        row("lone surrogate", "[\"\\ud800\"]", P::LoneSurrogate, "\\ud800");
        row("raw tab", "[\"a\tb\"]", P::ControlCharacter, "\t");
        row("NUL in a string", QByteArray("[\"a\0b\"]", 7), P::ControlCharacter,
            QByteArray("\0", 1));
        row("overlong UTF-8", "[\"\xC0\x80\"]", P::InvalidUtf8, "\xC0");
        row("surrogate in UTF-8", "[\"\xED\xA0\x80\"]", P::InvalidUtf8, "\xED");
        row("cut UTF-8", "[\"\xE2\x82\"]", P::InvalidUtf8, "\xE2");
        row("leading zero", "[01]", P::BadNumber, "01");
        row("no digits after the point", "[1.]", P::BadNumber, "1.");
        row("unit behind a number", "[512MB]", P::BadNumber, "512MB");
        row("Python's True", "[True]", P::BadLiteral, "True");
        row("misspelt literal", "[nul]", P::BadLiteral, "nul");
        row("mustache placeholder", "{\"cpus\": {{cpus}}, \"a\": 1}", P::Template, "{{cpus}}");
        row("shell placeholder", "{\"cpus\": ${CPUS}}", P::Template, "${CPUS}");
        row("section tag", "{ {{#a}} \"b\": 1}", P::Template, "{{#a}}");
        row("joined placeholders", "[{{a}}:{{b}}]", P::Template, "{{a}}");
        row("stray character", "[?]", P::UnexpectedCharacter, "?");
        row("NUL between tokens", QByteArray("{\0}", 3), P::MissingKey, QByteArray("\0", 1));
        row("second value", "{} {}", P::TrailingText, "{");
        row("prose", "Meeting notes", P::BadLiteral, "Meeting");
    }
    void mistakes()
    {
        QFETCH(QByteArray, text);
        const JsonTree tree = JsonTree::parse(text);
        QVERIFY(!tree.isValid());
        const SyntaxError &error = tree.errors().front();
        QTEST(error.problem, "problem");
        QTEST(tree.text(error.range).toByteArray(), "where");
        QVERIFY(!describe(error, text).isEmpty());
    }

    void recoveryKeepsTheRest()
    {
        const JsonTree tree = JsonTree::parse("{\n"
                                              "            \"id\": \"/a\", // the id\n"
                                              "            \"cpus\": {{cpus}},\n"
                                              "            \"env\": {\"A\": \"x\" \"B\": \"y\",},\n"
                                              "            \"open\": \"text,\n"
                                              "            \"mem\": 64\n"
                                              "        }");
        QCOMPARE(tree.errors().size(), 5U);
        QCOMPARE(tree.root()["id"].toUtf8(), std::optional("/a"_ba));
        QCOMPARE(tree.root()["cpus"].type(), JsonType::Invalid);
        QCOMPARE(tree.root()["env"]["B"].toUtf8(), std::optional("y"_ba));
        QCOMPARE(tree.root()["mem"].toInteger(), std::optional<qint64>(64));
        QVERIFY(tree.root()["env"].isDamaged());
    }

    void errorsAreInOrderOfTheText()
    {
        const JsonTree tree = JsonTree::parse("[1, // a\n]");
        QCOMPARE(tree.errors().size(), 2U);
        QVERIFY(tree.errors()[0].range < tree.errors()[1].range);
    }

    void byteOrderMarkIsTolerated()
    {
        const JsonTree tree = JsonTree::parse("\xEF\xBB\xBF{\"a\": 1}");
        QVERIFY(tree.isValid());
        QCOMPARE(tree.root().range().begin, 3);
    }

    void depthIsLimitedByMemoryOnly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isValid");
        constexpr int Depth = 100'000;
        QTest::newRow("lists") << QByteArray(Depth, '[') + QByteArray(Depth, ']') << true;
        QTest::newRow("objects") << QByteArray("{\"a\":").repeated(Depth) + '1'
                + QByteArray(Depth, '}')
                                 << true;
        QTest::newRow("never closed") << QByteArray(Depth, '[') << false;
        QTest::newRow("closed wrongly") << QByteArray(Depth, '[') + QByteArray(Depth, '}') << false;
        QTest::newRow("closed too often") << QByteArray(Depth, ']') << false;
    }
    void depthIsLimitedByMemoryOnly()
    {
        QFETCH(QByteArray, text);
        const JsonTree tree = JsonTree::parse(text);
        QTEST(tree.isValid(), "isValid");
        QVERIFY(tree.errors().size() <= 100);
        static_cast<void>(tree.nodeAt(text.size() / 2).pointer().toUtf8());
    }

    void everyPrefixOfATextIsParsed()
    {
        const QByteArray text
            = "\xEF\xBB\xBF{\"a\\u00e4\": [1.5e3, \"\xC3\xA4\", {}, true], \"b\": {\"c\": null}}";
        QVERIFY(JsonTree::parse(text).isValid());
        for (qsizetype size = 0; size < text.size(); ++size) {
            const JsonTree tree = JsonTree::parse(text.first(size));
            QVERIFY(!tree.isValid());
            for (const SyntaxError &error : tree.errors()) {
                QVERIFY(error.range.begin <= error.range.end && error.range.end <= size);
                QVERIFY(!describe(error, tree.bytes()).isEmpty());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestJsonTree)
#include "tst_jsontree.moc"
