// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonpointer.h"
#include "json/jsontree.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestJsonPointer : public QObject
{
    Q_OBJECT

private slots:
    /// The examples of RFC 6901, section 5.
    void rfcExamples_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("a list") << "/foo"_ba
                                << "[\"bar\", \"baz\"]"_ba;
        QTest::newRow("an element") << "/foo/0"_ba
                                    << "\"bar\""_ba;
        QTest::newRow("the empty key") << "/"_ba
                                       << "0"_ba;
        QTest::newRow("escaped slash") << "/a~1b"_ba
                                       << "1"_ba;
        QTest::newRow("percent") << "/c%d"_ba
                                 << "2"_ba;
        QTest::newRow("caret") << "/e^f"_ba
                               << "3"_ba;
        QTest::newRow("bar") << "/g|h"_ba
                             << "4"_ba;
        QTest::newRow("backslash in the key") << "/i\\j"_ba
                                              << "5"_ba;
        QTest::newRow("quote in the key") << "/k\"l"_ba
                                          << "6"_ba;
        QTest::newRow("a blank") << "/ "_ba
                                 << "7"_ba;
        QTest::newRow("escaped tilde") << "/m~0n"_ba
                                       << "8"_ba;
    }
    void rfcExamples()
    {
        const JsonTree tree
            = JsonTree::parse("{\"foo\": [\"bar\", \"baz\"], \"\": 0, \"a/b\": 1, \"c%d\": 2,\n"
                              "            \"e^f\": 3, \"g|h\": 4, \"i\\\\j\": 5, \"k\\\"l\": 6, "
                              "\" \": 7, \"m~n\": 8}");
        QVERIFY(tree.isValid());
        QFETCH(QByteArray, pointer);
        const JsonPointer parsed = JsonPointer::parse(pointer).value();
        QTEST(tree.at(parsed).literal().toByteArray(), "value");
        QCOMPARE(parsed.toUtf8(), pointer);
        QCOMPARE(tree.at(parsed).pointer(), parsed);
    }

    void badPointersAreRefused()
    {
        QVERIFY(!JsonPointer::parse("foo"));
        QVERIFY(!JsonPointer::parse("/a~2"));
        QVERIFY(!JsonPointer::parse("/a~"));
        QVERIFY(JsonPointer::parse("").value().isRoot());
    }

    void indicesAreCanonical()
    {
        const JsonTree tree = JsonTree::parse("[10, 11]");
        QVERIFY(tree.at(JsonPointer::of("/1")).exists());
        QVERIFY(!tree.at(JsonPointer::of("/01")).exists());
        QVERIFY(!tree.at(JsonPointer::of("/2")).exists());
        QVERIFY(!tree.at(JsonPointer::of("/-")).exists());
        QVERIFY(!tree.at(JsonPointer::of("/99999999999999999999")).exists());
    }

    void family()
    {
        const JsonPointer image = JsonPointer::of("/container/docker/image");
        QCOMPARE(image.parent().toUtf8(), "/container/docker");
        QCOMPARE(image.last(), "image");
        QVERIFY(JsonPointer::of("/container").contains(image));
        QVERIFY(!JsonPointer::of("/con").contains(image));
        QCOMPARE(JsonPointer::of("/container").relative(image).toUtf8(), "/docker/image");
        QCOMPARE(JsonPointer::of("/apps").child(2).joined(image).toUtf8(),
            "/apps/2/container/docker/image");
        QCOMPARE(JsonPointer::of("/apps/0/cpus").toBreadcrumb(), u"apps[0] › cpus"_s);
    }
};

QTEST_APPLESS_MAIN(TestJsonPointer)
#include "tst_jsonpointer.moc"
