// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonstring.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestJsonString : public QObject
{
    Q_OBJECT

private slots:
    void decoding_data()
    {
        QTest::addColumn<QByteArray>("literal");
        QTest::addColumn<bool>("isGood");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << "\"abc\""_ba << true << "abc"_ba;
        QTest::newRow("empty") << "\"\""_ba << true << ""_ba;
        QTest::newRow("simple escapes")
            << "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""_ba << true << "\"\\/\b\f\n\r\t"_ba;
        QTest::newRow("code unit") << "\"\\u00e4\""_ba << true << "\xC3\xA4"_ba;
        QTest::newRow("surrogate pair") << "\"\\ud83d\\uDE00\""_ba << true << "\xF0\x9F\x98\x80"_ba;
        QTest::newRow("NUL") << "\"\\u0000\""_ba << true << QByteArray("\0", 1);
        QTest::newRow("UTF-8 stays") << "\"\xC3\xA4\""_ba << true << "\xC3\xA4"_ba;
        QTest::newRow("high surrogate alone") << "\"\\ud83d\""_ba << false << ""_ba;
        QTest::newRow("low surrogate alone") << "\"\\ude00x\""_ba << false << ""_ba;
        QTest::newRow("two high surrogates") << "\"\\ud83d\\ud83d\""_ba << false << ""_ba;
        QTest::newRow("unknown escape") << "\"\\x41\""_ba << false << ""_ba;
        QTest::newRow("short escape") << "\"\\u12\""_ba << false << ""_ba;
        QTest::newRow("no quotes") << "abc"_ba << false << ""_ba;
        QTest::newRow("one quote") << "\""_ba << false << ""_ba;
    }
    void decoding()
    {
        QFETCH(QByteArray, literal);
        const std::optional<QByteArray> decoded = decodeString(literal);
        QTEST(decoded.has_value(), "isGood");
        if (decoded)
            QTEST(*decoded, "text");
    }

    void encodingComesBack()
    {
        QByteArray all;
        for (int i = 0; i < 0x80; ++i)
            all.append(char(i));
        all.append("äöü€😀");
        QCOMPARE(decodeString(encodeString(QByteArrayView(all))).value(), all);
        QCOMPARE(encodeString(u"a/b \"c\""_s), "\"a/b \\\"c\\\"\"");
        QCOMPARE(encodeString(QByteArrayView("\x01")), "\"\\u0001\"");
    }

    void numbers_data()
    {
        QTest::addColumn<bool>("isNumber");
        for (const char *good :
            {"0", "-0", "1", "12.50", "1e2", "1E+2", "0.1e-9", "123456789012345678901"})
            QTest::newRow(good) << true;
        for (const char *bad :
            {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x10", "1 ", " 1", "NaN", "1,5"})
            QTest::newRow(bad) << false;
    }
    void numbers() { QTEST(isJsonNumber(QTest::currentDataTag()), "isNumber"); }
};

QTEST_APPLESS_MAIN(TestJsonString)
#include "tst_jsonstring.moc"
