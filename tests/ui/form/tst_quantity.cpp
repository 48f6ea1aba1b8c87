// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/quantity.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace Pinion;

class TestQuantity : public QObject
{
    Q_OBJECT

private slots:
    void evaluates_data();
    void evaluates();
    void refuses_data();
    void refuses();
    void writesNumbers_data();
    void writesNumbers();
    void stepsFitTheUnit();
};

void TestQuantity::evaluates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("value");
    QTest::newRow("plain number") << u"512"_s << u"MiB"_s << 512.0;
    QTest::newRow("blanks around") << u"  512 "_s << u"MiB"_s << 512.0;
    QTest::newRow("g is gibibytes") << u"2g"_s << u"MiB"_s << 2048.0;
    QTest::newRow("written out") << u"1.5 GiB"_s << u"MiB"_s << 1536.0;
    QTest::newRow("comma as decimal mark") << u"1,5 GiB"_s << u"MiB"_s << 1536.0;
    QTest::newRow("kibibytes") << u"2048k"_s << u"MiB"_s << 2.0;
    QTest::newRow("tebibyte") << u"1 TB"_s << u"MiB"_s << 1048576.0;
    QTest::newRow("gibibytes stay") << u"10 g"_s << u"GiB"_s << 10.0;
    QTest::newRow("mebibytes as gibibytes") << u"512m"_s << u"GiB"_s << 0.5;
    QTest::newRow("product") << u"256*3"_s << u"MiB"_s << 768.0;
    QTest::newRow("products bind tighter") << u"1+2*3"_s << QString() << 7.0;
    QTest::newRow("brackets") << u"(1+2)*3"_s << QString() << 9.0;
    QTest::newRow("quotient") << u"1g/4"_s << u"MiB"_s << 256.0;
    QTest::newRow("units inside a sum") << u"1g + 512m"_s << u"MiB"_s << 1536.0;
    QTest::newRow("negative") << u"-3"_s << QString() << -3.0;
    QTest::newRow("minutes") << u"5min"_s << u"s"_s << 300.0;
    QTest::newRow("m are minutes for times") << u"2m"_s << u"s"_s << 120.0;
    QTest::newRow("milliseconds") << u"1500 ms"_s << u"s"_s << 1.5;
    QTest::newRow("millicores") << u"250m"_s << u"cores"_s << 0.25;
    QTest::newRow("percent sign") << u"75 %"_s << u"%"_s << 75.0;
    QTest::newRow("exponent") << u"1e3"_s << QString() << 1000.0;
    QTest::newRow("leading mark") << u".5"_s << u"cores"_s << 0.5;
}

void TestQuantity::evaluates()
{
    QFETCH(QString, text);
    QFETCH(QString, unit);
    QFETCH(double, value);
    const auto result = evaluateQuantity(text, unit);
    QVERIFY(result.has_value());
    QCOMPARE(*result, value);
}

void TestQuantity::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unit");
    QTest::newRow("nothing") << QString() << u"MiB"_s;
    QTest::newRow("a word") << u"lots"_s << u"MiB"_s;
    QTest::newRow("half an expression") << u"256*"_s << u"MiB"_s;
    QTest::newRow("two decimal marks") << u"1.024,5"_s << u"MiB"_s;
    QTest::newRow("a suffix of another kind") << u"5 min"_s << u"MiB"_s;
    QTest::newRow("a suffix without a unit") << u"5g"_s << QString();
    QTest::newRow("open bracket") << u"(1+2"_s << QString();
    QTest::newRow("division by zero") << u"1/0"_s << QString();
    QTest::newRow("template") << u"{{mem}}"_s << u"MiB"_s;
    QTest::newRow("far too long") << QString(300, u'1') << QString();
}

void TestQuantity::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, unit);
    QVERIFY(!evaluateQuantity(text, unit).has_value());
}

void TestQuantity::writesNumbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("literal");
    QTest::newRow("whole") << 512.0 << QByteArray("512");
    QTest::newRow("fraction") << 0.125 << QByteArray("0.125");
    QTest::newRow("sum of tenths") << 0.1 + 0.2 << QByteArray("0.3");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("large") << 4294967296.0 << QByteArray("4294967296");
}

void TestQuantity::writesNumbers()
{
    QFETCH(double, value);
    QFETCH(QByteArray, literal);
    QCOMPARE(numberLiteral(value), literal);
}

void TestQuantity::stepsFitTheUnit()
{
    QCOMPARE(quantityStep(u"MiB", false), 64.0);
    QCOMPARE(quantityStep(u"cores", false), 0.1);
    QCOMPARE(quantityStep(u"", true), 1.0);
    QCOMPARE(quantityStep(u"s", true), 1.0);
}

QTEST_APPLESS_MAIN(TestQuantity)
#include "tst_quantity.moc"
