// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/marathonversion.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestMarathonVersion : public QObject
{
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
    void order();
    void isSet();
};

void TestMarathonVersion::parse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // empty: refused
    QTest::newRow("two numbers") << u"1.10"_s << u"1.10"_s;
    QTest::newRow("three numbers") << u"1.10.26"_s << u"1.10.26"_s;
    QTest::newRow("with v") << u"v1.10.26"_s << u"1.10.26"_s;
    QTest::newRow("with V") << u"V1.4"_s << u"1.4"_s;
    QTest::newRow("commit behind") << u"1.10.26-abc"_s << u"1.10.26"_s;
    QTest::newRow("commit behind two numbers") << u"1.11-dev"_s << u"1.11"_s;
    QTest::newRow("build data") << u"1.8.222+86475ddac"_s << u"1.8.222"_s;
    QTest::newRow("patch 0 is not shown") << u"1.4.0-RC1"_s << u"1.4"_s;
    QTest::newRow("old") << u"0.15.3"_s << u"0.15.3"_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("only v") << u"v"_s << u""_s;
    QTest::newRow("one number") << u"1"_s << u""_s;
    QTest::newRow("one number with a dash") << u"1-dev"_s << u""_s;
    QTest::newRow("four numbers") << u"1.2.3.4"_s << u""_s;
    QTest::newRow("dot at the end") << u"1.10."_s << u""_s;
    QTest::newRow("dot at the start") << u".10"_s << u""_s;
    QTest::newRow("two dots") << u"1..10"_s << u""_s;
    QTest::newRow("letters") << u"latest"_s << u""_s;
    QTest::newRow("letter behind") << u"1.10a"_s << u""_s;
    QTest::newRow("blank in front") << u" 1.10"_s << u""_s;
    QTest::newRow("sign") << u"1.-10"_s << u""_s;
    QTest::newRow("too large") << u"1.99999999999"_s << u""_s;
    QTest::newRow("other digits") << u"١.٢"_s << u""_s;
}

void TestMarathonVersion::parse()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto version = MarathonVersion::parse(text);
    QCOMPARE(version ? version->toString() : QString(), expected);
}

void TestMarathonVersion::order()
{
    QVERIFY((MarathonVersion{1, 9} < MarathonVersion{1, 10}));
    QVERIFY((MarathonVersion{1, 8, 222} > MarathonVersion{1, 8}));
    QVERIFY((MarathonVersion{0, 15} < MarathonVersion{1, 4}));
    QVERIFY((MarathonVersion{} < MarathonVersion{0, 7}));
    QVERIFY((MarathonVersion{1, 10} == MarathonVersion{1, 10, 0}));
}

void TestMarathonVersion::isSet()
{
    QVERIFY(!MarathonVersion{}.isSet());
    QVERIFY((MarathonVersion{0, 0, 1}.isSet()));
    QVERIFY(DefaultMarathonVersion.isSet());
}

QTEST_APPLESS_MAIN(TestMarathonVersion)
#include "tst_marathonversion.moc"
