// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/envpaste.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

using Variables = QList<PastedVariable>;
Q_DECLARE_METATYPE(Variables)

class TestEnvPaste : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void saysWhatItIgnored();
    void knowsSensitiveNames();
};

void TestEnvPaste::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Variables>("variables");
    QTest::newRow("one line") << u"A=b"_s << Variables{{u"A"_s, u"b"_s}};
    QTest::newRow("export") << u"export A=b\nexport B=c\n"_s
                            << Variables{{u"A"_s, u"b"_s}, {u"B"_s, u"c"_s}};
    QTest::newRow("docker options")
        << u"-e A=b\n--env C=d"_s << Variables{{u"A"_s, u"b"_s}, {u"C"_s, u"d"_s}};
    QTest::newRow("compose list") << u"  - A=b\n  - C=d"_s
                                  << Variables{{u"A"_s, u"b"_s}, {u"C"_s, u"d"_s}};
    QTest::newRow("compose map") << u"A: b\nC: \"d\""_s
                                 << Variables{{u"A"_s, u"b"_s}, {u"C"_s, u"d"_s}};
    QTest::newRow("empty value") << u"A="_s << Variables{{u"A"_s, QString()}};
    QTest::newRow("value with equals signs") << u"A=b=c="_s << Variables{{u"A"_s, u"b=c="_s}};
    QTest::newRow("double quotes")
        << uR"(A="b \"c\"\nd")"_s << Variables{{u"A"_s, u"b \"c\"\nd"_s}};
    QTest::newRow("single quotes are literal")
        << uR"(A='b\nc')"_s << Variables{{u"A"_s, uR"(b\nc)"_s}};
    QTest::newRow("a value over lines")
        << u"A=\"b\nc\"\nD=e"_s << Variables{{u"A"_s, u"b\nc"_s}, {u"D"_s, u"e"_s}};
    QTest::newRow("comments") << u"# note\nA=b # why\nC=d#e"_s
                              << Variables{{u"A"_s, u"b"_s}, {u"C"_s, u"d#e"_s}};
    QTest::newRow("CR LF") << u"A=b\r\nC=d\r\n"_s << Variables{{u"A"_s, u"b"_s}, {u"C"_s, u"d"_s}};
    QTest::newRow("the last one wins")
        << u"A=1\nB=2\nA=3"_s << Variables{{u"A"_s, u"3"_s}, {u"B"_s, u"2"_s}};
    QTest::newRow("unterminated quote")
        << u"A=\"b\nC=d"_s << Variables{{u"A"_s, u"\"b"_s}, {u"C"_s, u"d"_s}};
    QTest::newRow("JSON object") << uR"({"A": "b", "N": 1.50, "T": true})"_s
                                 << Variables{
                                        {u"A"_s, u"b"_s}, {u"N"_s, u"1.50"_s}, {u"T"_s, u"true"_s}};
    QTest::newRow("JSON members") << u"\"A\": \"b\",\n\"C\": \"d\","_s
                                  << Variables{{u"A"_s, u"b"_s}, {u"C"_s, u"d"_s}};
    QTest::newRow("nothing") << QString() << Variables{};
}

void TestEnvPaste::reads()
{
    QFETCH(QString, text);
    QFETCH(Variables, variables);
    const PastedVariables found = parsePastedVariables(text);
    QCOMPARE(found.variables.size(), variables.size());
    for (qsizetype i = 0; i < variables.size(); ++i) {
        QCOMPARE(found.variables[i].name, variables[i].name);
        QCOMPARE(found.variables[i].value, variables[i].value);
    }
    QVERIFY(found.ignored.isEmpty());
}

void TestEnvPaste::saysWhatItIgnored()
{
    QCOMPARE(parsePastedVariables(u"hello world\nA=b"_s).ignored, QStringList{u"hello world"_s});
    QCOMPARE(parsePastedVariables(uR"({"A": "b", "S": {"secret": "x"}})"_s).ignored,
        QStringList{u"S"_s});
}

void TestEnvPaste::knowsSensitiveNames()
{
    QVERIFY(isSensitiveName(u"DB_PASSWORD"));
    QVERIFY(isSensitiveName(u"githubToken"));
    QVERIFY(isSensitiveName(u"AWS_SECRET_ACCESS"));
    QVERIFY(isSensitiveName(u"API_KEY"));
    QVERIFY(!isSensitiveName(u"JAVA_OPTS"));
}

QTEST_APPLESS_MAIN(TestEnvPaste)
#include "tst_envpaste.moc"
