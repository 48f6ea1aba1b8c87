// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestJsonEdit : public QObject
{
    Q_OBJECT

private:
    static QByteArray set(const QByteArray &text, const char *pointer, const QByteArray &literal)
    {
        const JsonTree tree = JsonTree::parse(text);
        const Result<TextEdit> edit = setValue(tree, JsonPointer::of(pointer), literal);
        return edit ? applied(text, *edit) : "error: " + edit.error().message.toUtf8();
    }
    static QByteArray removed(const QByteArray &text, const char *pointer)
    {
        const JsonTree tree = JsonTree::parse(text);
        const Result<TextEdit> edit = removeNode(tree.at(JsonPointer::of(pointer)));
        return edit ? applied(text, *edit) : "error: " + edit.error().message.toUtf8();
    }

private slots:
    void setting_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("literal");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, QByteArray before, QByteArray pointer,
                             QByteArray literal, QByteArray after) {
            QTest::newRow(name) << before << pointer << literal << after;
        };
        row("replaces the token only", "{ \"a\" :1 }", "/a", "2.50", "{ \"a\" :2.50 }");
        row("the last of two equal keys", "{\"a\":1,\"a\":2}", "/a", "3", "{\"a\":1,\"a\":3}");
        row("the root", " [1] ", "", "{}", " {} ");
        row("appends in the neighbours' style", "{\n  \"a\": 1\n}", "/b", "2",
            "{\n  \"a\": 1,\n  \"b\": 2\n}");
        row("CR LF and tabs", "{\r\n\t\"a\": 1\r\n}", "/b", "2",
            "{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}");
        row("compact text", "{\"a\":1,\"b\":2}", "/c", "3", "{\"a\":1,\"b\":2,\"c\":3}");
        row("blanks around the colon", "{\n \"a\" : 1\n}", "/b", "2",
            "{\n \"a\" : 1,\n \"b\" : 2\n}");
        row("blank lines are not copied", "{\n  \"a\": 1,\n\n  \"b\": 2\n}", "/c", "3",
            "{\n  \"a\": 1,\n\n  \"b\": 2,\n  \"c\": 3\n}");
        row("comma in front style", "{\n  \"a\": 1\n, \"b\": 2\n}", "/c", "3",
            "{\n  \"a\": 1\n, \"b\": 2, \"c\": 3\n}");
        row("into an empty object", "{\n  \"env\": {}\n}", "/env/A", "\"x\"",
            "{\n  \"env\": {\n    \"A\": \"x\"\n  }\n}");
        row("into an empty object on one line", "{\"env\":{}}", "/env/A", "\"x\"",
            "{\"env\":{\"A\":\"x\"}}");
        row("creates what is missing", "{\n  \"id\": \"/a\"\n}", "/container/docker/image",
            "\"x:1\"",
            "{\n  \"id\": \"/a\",\n  \"container\": {\n    \"docker\": {\n      \"image\": "
            "\"x:1\"\n"
            "    }\n  }\n}");
        row("creates lists for 0 and -", "{\n\t\"id\": \"/a\"\n}", "/healthChecks/0/path", "\"/\"",
            "{\n\t\"id\": \"/a\",\n\t\"healthChecks\": [\n\t\t{\n\t\t\t\"path\": "
            "\"/\"\n\t\t}\n\t]\n}");
        row("appends to a list", "[\n  1,\n  2\n]", "/-", "3", "[\n  1,\n  2,\n  3\n]");
        row("appends at the length", "[1, 2]", "/2", "3", "[1, 2, 3]");
        row("null gives place", "{\n  \"container\": null\n}", "/container/type", "\"MESOS\"",
            "{\n  \"container\": {\n    \"type\": \"MESOS\"\n  }\n}");
        row("escapes keys", "{}", "/a~1b\"", "1", "{\n  \"a/b\\\"\": 1\n}");
        row("past the end", "[1]", "/5", "1",
            "error: The list has 1 items, so there is no place 5 in it.");
        row("through a scalar", "{\"a\": 1}", "/a/b", "1",
            "error: /a is neither an object nor a list, so it has no member b.");
        row("no JSON", "{}", "/a", "x", "error: x is not a JSON value.");
        row("byte order mark in a value", "{}", "/a",
            "\xEF\xBB\xBF"
            "1",
            "error: 1 is not a JSON value.");
        row("damaged parent", "{\"a\": 1,}", "/b", "1",
            "error: There is a JSON mistake right here, so nothing was changed.");
    }
    void setting()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, literal);
        QTEST(set(before, pointer.constData(), literal), "after");
    }

    void removing_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("after");
        const auto row
            = [](const char *name, QByteArray before, QByteArray pointer, QByteArray after) {
                  QTest::newRow(name) << before << pointer << after;
              };
        row("first", "{\n  \"a\": 1,\n  \"b\": 2\n}", "/a", "{\n  \"b\": 2\n}");
        row("middle", "[1, 2, 3]", "/1", "[1, 3]");
        row("last", "{\n  \"a\": 1,\n  \"b\": 2\n}", "/b", "{\n  \"a\": 1\n}");
        row("last of two on one line", "[1, 2]", "/1", "[1]");
        row("only one, over several lines", "{\n  \"a\": 1\n}", "/a", "{}");
        row("only one, on one line", "{ \"a\": 1 }", "/a", "{ }");
        row("damaged", "[1,]", "/0",
            "error: There is a JSON mistake right here, so nothing was changed.");
        row("root", "[]", "", "error: The whole document cannot be removed.");
    }
    void removing()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, pointer);
        QTEST(removed(before, pointer.constData()), "after");
    }

    void addingAndRemovingRestoresEveryLayout_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"{}", "{ }", "{\n}", "{\n  \n}", "{\"a\":1}", "{\n  \"a\": 1\n}",
                 "{\"a\" : 1 , \"b\" : 2 }", "{\r\n\"a\":1\r\n}",
                 "{\n\n  \"a\": 1,\n\n\n  \"b\": 2\n\n}", "{\n  \"a\": 1\n  , \"b\": 2\n}",
                 "\xEF\xBB\xBF{\t}", "{\"a\":{}}", "{\n \"a\": {} }"})
            QTest::newRow(text) << QByteArray(text);
    }
    void addingAndRemovingRestoresEveryLayout()
    {
        QFETCH(QByteArray, text);
        const QByteArray added = set(text, "/new", "[1, {\"x\": 2}]");
        QVERIFY(JsonTree::parse(added).isValid());
        QVERIFY(added != text);
        QCOMPARE(removed(added, "/new"), text);
    }

    void newMembersStandBehindTheirRelatives()
    {
        const QByteArray text = "{\n  \"image\": \"x\",\n  \"network\": \"HOST\"\n}";
        const JsonTree tree = JsonTree::parse(text);
        const Result<TextEdit> edit
            = insertMember(tree.root(), "forcePullImage", "false", {"missing", "image"});
        QCOMPARE(applied(text, *edit),
            "{\n  \"image\": \"x\",\n  \"forcePullImage\": false,\n  \"network\": \"HOST\"\n}");
        QVERIFY(!insertMember(tree.root(), "image", "1"));
    }

    void renaming()
    {
        const QByteArray text = "{\"priviledged\" : true, \"x\": 1}";
        const JsonTree tree = JsonTree::parse(text);
        QCOMPARE(applied(text, *renameKey(tree.root().firstChild(), "privileged")),
            "{\"privileged\" : true, \"x\": 1}");
        QVERIFY(!renameKey(tree.root().firstChild(), "x"));
        QVERIFY(!renameKey(tree.root(), "x"));
    }

    void moving_data()
    {
        QTest::addColumn<qsizetype>("from");
        QTest::addColumn<qsizetype>("to");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("down") << qsizetype(0) << qsizetype(2) << "[ 22,\n  3, 1 ,4]"_ba;
        QTest::newRow("up") << qsizetype(3) << qsizetype(0) << "[ 4,\n  1, 22 ,3]"_ba;
        QTest::newRow("nowhere") << qsizetype(1) << qsizetype(1) << "[ 1,\n  22, 3 ,4]"_ba;
    }
    void moving()
    {
        QFETCH(qsizetype, from);
        QFETCH(qsizetype, to);
        const QByteArray text = "[ 1,\n  22, 3 ,4]";
        const JsonTree tree = JsonTree::parse(text);
        QTEST(applied(text, *moveElement(tree.root(), from, to)), "after");
        QVERIFY(!moveElement(tree.root(), from, 4));
    }

    void movingMembers_data()
    {
        QTest::addColumn<qsizetype>("from");
        QTest::addColumn<qsizetype>("to");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("down") << qsizetype(0) << qsizetype(1)
                              << "{ \"b\":\"2\",\n  \"a\" : 1.0, \"c\": {\"x\": 1}}"_ba;
        QTest::newRow("up") << qsizetype(2) << qsizetype(0)
                            << "{ \"c\": {\"x\": 1},\n  \"a\" : 1.0, \"b\":\"2\"}"_ba;
    }
    void movingMembers()
    {
        QFETCH(qsizetype, from);
        QFETCH(qsizetype, to);
        const QByteArray text = "{ \"a\" : 1.0,\n  \"b\":\"2\", \"c\": {\"x\": 1}}";
        const JsonTree tree = JsonTree::parse(text);
        QTEST(applied(text, *moveElement(tree.root(), from, to)), "after");
        QVERIFY(!moveElement(tree.root().firstChild(), 0, 0));
    }

    void insertingInFront()
    {
        const QByteArray text = "[\n  1,\n  2\n]";
        const JsonTree tree = JsonTree::parse(text);
        const QByteArray after = applied(text, *insertElement(tree.root(), 0, "0"));
        QCOMPARE(after, "[\n  0,\n  1,\n  2\n]");
        QCOMPARE(removed(after, "/0"), text);
    }
};

QTEST_APPLESS_MAIN(TestJsonEdit)
#include "tst_jsonedit.moc"
