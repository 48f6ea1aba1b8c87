// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/javatext.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestJavaText : public QObject
{
    Q_OBJECT

private slots:
    void uri_data();
    void uri();
    void pattern_data();
    void pattern();
    void labels();
};

void TestJavaText::uri_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isTaken");
    const auto row = [](const QString &text, bool isTaken) {
        QTest::newRow(text.isEmpty() ? "nothing" : text.toUtf8().constData()) << text << isTaken;
    };
    for (const QString &text : {u""_s, u"a"_s, u"http://h/a"_s, u"http://h:80/a?b=c#d"_s,
             u"file:///etc/x"_s, u"file:/etc/x"_s, u"hdfs://n1,n2/x"_s, u"http://u:p@h/%20"_s,
             u"mailto:a@b"_s, u"//h/a"_s, u"/a b"_s.replace(u' ', u'+'), u"http://[::1]:80/"_s,
             u"s3n://k_y/a"_s, u"http://h/ü"_s, u"a#b"_s, u"http://h_x/a"_s, u"?q=[1]"_s,
             u"http://h/(a)'!~*"_s, u"docker:x"_s, u"http://h/a;b=c"_s})
        row(text, true);
    for (const QString &text : {u"::"_s, u":a"_s, u"http://h/a b"_s, u" http://h"_s, u"http:"_s,
             u"http://"_s, u"1http://h"_s, u"http://h/%2"_s, u"http://h/%zz"_s, u"http://h/a|b"_s,
             u"http://h/{x}"_s, u"C:\\x"_s, u"a\tb"_s, u"http://h/\"a\""_s, u"http://h/<a>"_s,
             u"http://h/[a]"_s, u"a#b#c"_s, u"http://h/a\u00a0b"_s, u"http://h^x/"_s, u"a`b"_s})
        row(text, false);
}

void TestJavaText::uri()
{
    QFETCH(QString, text);
    QFETCH(bool, isTaken);
    QCOMPARE(isJavaUri(text), isTaken);
}

void TestJavaText::pattern_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isTaken");
    const auto row = [](const char *text, bool isTaken) {
        QTest::newRow(*text ? text : "nothing") << QString::fromUtf8(text) << isTaken;
    };
    for (const char *text : {"", "a", "r-1.x", "rack.*", "[ab]+", "(a|b){2,3}", "a++", "\\d+",
             "\\p{javaLowerCase}", "\\u0041", "(?<=a*)b", "\\1", "[[:x]", "a{99999}"})
        row(text, true);
    for (const char *text : {"[", "r[1", "(", ")", "*", "+a", "a**", "(a", "a{3,2}", "\\"})
        row(text, false);
}

void TestJavaText::pattern()
{
    QFETCH(QString, text);
    QFETCH(bool, isTaken);
    QCOMPARE(isJavaPattern(text), isTaken);
}

void TestJavaText::labels()
{
    QVERIFY(isOptionLabel(u"a") && isOptionLabel(u"a-1") && isOptionLabel(u"0"));
    QVERIFY(!isOptionLabel(u"") && !isOptionLabel(u"-a") && !isOptionLabel(u"A"));
    QVERIFY(isOptionKey(u"dvdi/driver") && isOptionKey(u"a/B.c_d:e"));
    QVERIFY(!isOptionKey(u"driver") && !isOptionKey(u"a/") && !isOptionKey(u"a/.b"));
    QVERIFY(isPathSegment(u"a.b-c") && isPathSegment(u"..") && isPathSegment(u"."));
    QVERIFY(!isPathSegment(u"a..b") && !isPathSegment(u"a_b") && !isPathSegment(u"..."));
    QCOMPARE(indexed(u"/a", 2), u"/a(2)"_s);
}

QTEST_GUILESS_MAIN(TestJavaText)
#include "tst_javatext.moc"
