// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/pathglob.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestPathGlob : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void manyWildcardsEndSoon();
};

void TestPathGlob::matches_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("expected");
    QTest::newRow("equal") << u"a/b"_s << u"a/b"_s << true;
    QTest::newRow("other") << u"a/b"_s << u"a/c"_s << false;
    QTest::newRow("case counts") << u"A"_s << u"a"_s << false;
    QTest::newRow("star is one component") << u"a/*"_s << u"a/b"_s << true;
    QTest::newRow("star is not two") << u"a/*"_s << u"a/b/c"_s << false;
    QTest::newRow("star inside a component") << u"a/team-*-x"_s << u"a/team-b-x"_s << true;
    QTest::newRow("star may stand for nothing") << u"a*"_s << u"a"_s << true;
    QTest::newRow("two stars are any number") << u"a/**"_s << u"a/b/c"_s << true;
    QTest::newRow("two stars may stand for none") << u"a/**"_s << u"a"_s << true;
    QTest::newRow("two stars in the middle") << u"a/**/d"_s << u"a/b/c/d"_s << true;
    QTest::newRow("two stars twice") << u"**/b/**/d"_s << u"a/b/c/b/d"_s << true;
    QTest::newRow("two stars need the rest") << u"a/**/d"_s << u"a/b/c"_s << false;
    QTest::newRow("leading slash counts") << u"shop/*"_s << u"/shop/api"_s << false;
    QTest::newRow("absolute") << u"/shop/*"_s << u"/shop/api"_s << true;
    QTest::newRow("everything") << u"**"_s << u"/shop/api"_s << true;
    QTest::newRow("no pattern characters") << u"a.c"_s << u"abc"_s << false;
    QTest::newRow("empty glob") << u""_s << u"a"_s << false;
    QTest::newRow("registry") << u"registry.example.com/**"_s << u"registry.example.com/team/app"_s
                              << true;
}

void TestPathGlob::matches()
{
    QFETCH(QString, glob);
    QFETCH(QString, path);
    QFETCH(bool, expected);
    QCOMPARE(pathGlobMatches(glob, path), expected);
}

void TestPathGlob::manyWildcardsEndSoon()
{
    const QString glob = u"*a"_s.repeated(50) + u'b';
    QVERIFY(!pathGlobMatches(glob, QString(5'000, u'a')));
}

QTEST_APPLESS_MAIN(TestPathGlob)
#include "tst_pathglob.moc"
