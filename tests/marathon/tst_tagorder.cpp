// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagorder.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestTagOrder : public QObject
{
    Q_OBJECT

private slots:
    void newestFirst_data();
    void newestFirst();
    void isATotalOrder();
    void newerInFamily_data();
    void newerInFamily();
    void manyTags();
};

void TestTagOrder::newestFirst_data()
{
    QTest::addColumn<QString>("order");
    const auto row = [](const char *name, const QString &order) { QTest::newRow(name) << order; };
    row("semver", u"10.0.0 2 2.0 2.0.0 1 1.10.0 1.9.3 1.2 1.2.0 1.0.0 0.9.5"_s);
    row("v prefix", u"v1.10.0 v1.2.0 v1.1.0 v1.0 v1.0-rc v0.0.106 v0.0.103 v0.0.91 latest"_s);
    row("pre-releases",
        u"1.2.4-rc1 1.2.3-post1 1.2.3 1.2.3.Final 1.2.3-rc10 1.2.3-rc2 1.2.3-rc.1 1.2.3-preview2 "
        "1.2.3-M1 1.2.3-beta1 1.2.3-beta 1.2.3-alpha.1 1.2.3-SNAPSHOT 1.2.3-dev"_s);
    row("python",
        u"3 3.13 3.13-rc 3.13.0 3.13.0-slim 3.13.0rc2 3.13.0b1 3.13.0b1-slim 3.13.0a4 3.12 3.12.4 "
        "3.12.4-slim"_s);
    row("suffixes",
        u"12-alpine 12.16-alpine 12.16.0 12.16.0-alpine 12.16.0-slim 12.16.0-stretch 12.15.0 "
        "12.15.0-alpine"_s);
    row("revisions",
        u"2.50.1-debian-12-r10 2.50.1-debian-12-r9 2.50.1-debian-12-r4 2.50.1 2.50.0-debian-12-r3 "
        "1.25.3-ls220 1.25.3-ls219 1.25.3-ls99"_s);
    row("dates",
        u"20240530-235959 20240530-123000 20240530.2 20240530.1 20240530 jammy-20240530 20240529 "
        "2024-05-28 jammy-20240427"_s);
    row("minio",
        u"RELEASE.2024-02-04T22-36-13Z RELEASE.2024-01-29T03-56-32Z RELEASE.2023-12-23T07-19-11Z "
        "latest"_s);
    row("calver", u"2025.1 2025.1.0 2024.12.10 2024.12.9 2024.12.1 2024.5.3 2024.1"_s);
    row("build numbers", u"1002 1001 1000 999 998 latest"_s);
    row("git describe",
        u"v3.14.0-0.dev-11-g453838f v3.14.0-0.dev-1-g42fed62 v3.13.2-3-g970976f v3.13.2 "
        "v3.13.2-0-gc769a23 v3.9.5"_s);
    row("ubuntu",
        u"24.04 23.10 22.04 20.04 18.04 jammy-20240530 devel latest rolling jammy noble"_s);
    row("four parts", u"7.0.0.b18042 7.0.0.b9000 4.2 4.2.0 4.2.0.32842 4.2.0.9999 4.1.9.40000"_s);
    row("huge", u"1.0.100000000000000000000 1.0.99999999999999999999 1.0.99999999999999999998"_s);
    row("k3s", u"v1.29.3-k3s10 v1.29.3-k3s2 v1.29.3-k3s1"_s);
    row("families",
        u"apache-2.4.58 apache-2.4.9 nginx-1.26.0 nginx-1.25.3 server-v1.10.0 server-v1.2.3"_s);
    row("go pseudo versions",
        u"v0.1.0 v0.0.0-20240601000000-1b2c3d4e5f6a v0.0.0-20240530123000-0a1b2c3d4e5f"_s);
    row("mixed",
        u"1 1.2 1.2.3 1.2.3-alpine 20240530 1234 latest main stable bookworm pr-12 sha-0a1b2c3 foo "
        "sha256-6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b.sig"_s);
}

void TestTagOrder::newestFirst()
{
    QFETCH(QString, order);
    const QStringList expected = order.split(u' ');
    std::mt19937 random(20260522);
    for (int i = 0; i < 50; ++i) {
        QStringList tags = expected;
        std::shuffle(tags.begin(), tags.end(), random);
        QCOMPARE(Pinion::newestFirst(tags), expected);
    }
    QCOMPARE(Pinion::newestFirst(expected + expected), expected);
}

void TestTagOrder::isATotalOrder()
{
    std::vector<TagKey> keys;
    for (const char *tag : {"1", "1.2", "1.2.3", "v1.2.3", "1.2.3-rc1", "1.2.3-r4", "1.2.3-alpine",
             "20240530", "20240530.1", "jammy-20240530", "1234", "build-12", "latest", "alpine",
             "pr-1", "0a1b2c3", "foo", "cache"})
        keys.emplace_back(QString::fromLatin1(tag));
    for (const TagKey &a : keys) {
        for (const TagKey &b : keys) {
            QVERIFY(((a <=> b) == 0) == (a == b));
            QVERIFY((a < b) != (b < a) || a == b);
            for (const TagKey &c : keys)
                QVERIFY(!(a < b && b < c) || a < c);
        }
    }
}

void TestTagOrder::newerInFamily_data()
{
    QTest::addColumn<QString>("tags");
    QTest::addColumn<QString>("newer");
    QTest::newRow("1.2.3") << u"1.2.4 1.2.4-alpine 1.3 1.10.0 2 v1.2.5 1.2.2 1.2.3 latest"_s
                           << u"1.10.0 v1.2.5 1.2.4"_s;
    QTest::newRow("1.2-alpine") << u"1.3-alpine 1.3 1.2.9-alpine 1.10-alpine"_s
                                << u"1.10-alpine 1.3-alpine"_s;
    QTest::newRow("1.2.3-rc1") << u"1.2.3 1.2.3-rc2 1.2.3-alpha1"_s << u"1.2.3 1.2.3-rc2"_s;
    QTest::newRow("jammy-20240427")
        << u"20240530 jammy-20240530 jammy-20240401"_s << u"jammy-20240530"_s;
    QTest::newRow("build-57") << u"build-58 build-6 1058"_s << u"build-58"_s;
    QTest::newRow("latest") << u"main 1.2.3"_s << QString();
}

void TestTagOrder::newerInFamily()
{
    QFETCH(QString, tags);
    QFETCH(QString, newer);
    const QString current = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(Pinion::newerInFamily(current, tags.split(u' ')).join(u' '), newer);
}

void TestTagOrder::manyTags()
{
    QStringList tags;
    for (int i = 0; i < 10'000; ++i)
        tags.append(u"%1.%2.%3-alpine"_s.arg(i % 7).arg(i % 13).arg(i));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(Pinion::newestFirst(tags).size(), tags.size());
    qInfo("10000 tags sorted in %lld ms", timer.elapsed());
}

QTEST_APPLESS_MAIN(TestTagOrder)
#include "tst_tagorder.moc"
