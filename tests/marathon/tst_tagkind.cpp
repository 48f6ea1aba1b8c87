// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagdate.h"
#include "marathon/tagkind.h"
#include "marathon/tagversion.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestTagKind : public QObject
{
    Q_OBJECT

private slots:
    void forecast_data();
    void forecast();
    void versionParts_data();
    void versionParts();
    void dates_data();
    void dates();
    void comparesDigitsOfAnyLength();
    void hostileTagsTakeNoTime();
    void fixedKinds();
};

void TestTagKind::forecast_data()
{
    QTest::addColumn<QString>("expected");
    const auto rows
        = [](const char *kind, int confidence, std::initializer_list<const char *> tags) {
              for (const char *tag : tags)
                  QTest::newRow(tag) << u"%1 %2"_s.arg(QLatin1StringView(kind)).arg(confidence);
          };
    rows("channel", 2,
        {"latest", "stable", "edge", "main", "master", "develop", "nightly", "canary", "lts",
            "mainline", "latest-alpine", "stable-slim", "lts-alpine", "release-2024-05"});
    rows("channel", 5, {"2022-latest", "1.2.3-latest"});
    rows("floating", 10, {"1", "17", "20"});
    rows("floating", 20, {"2024"});
    rows("floating", 8,
        {"v1", "v2", "1.2", "v1.2", "1.2-alpine", "3-alpine", "3.12-slim-bookworm", "8.0-jammy",
            "2024.1", "8-jdk-alpine", "openjdk-17", "17-jdk-slim", "8u402-jdk"});
    rows("floating", 5, {"1.x", "v1.x", "1.2.x"});
    rows("version", 85,
        {"1.2.3", "v1.2.3", "1.2.3-alpine", "1.2.3-alpine3.19", "1.2.3-amd64", "1.2.3.4",
            "4.2.0.32842", "10.11.6-MariaDB", "5.7.44-oracle", "24.0.7-dind-rootless",
            "12.1.1-cudnn8-devel-ubuntu22.04", "1.21.6-windowsservercore-1809", "release-1.2.3",
            "nginx-1.25.3", "server-v1.2.3", "2024.05.30", "2024.5.3", "v1.29.3-k3s1",
            "5.0.0.Final", "1.2.3-p1"});
    rows("version", 90,
        {"1.2.3-rc1", "1.2.3-rc.1", "v2.0.0-beta.3", "3.13.0a4", "3.13.0b1-slim",
            "0.9.0-rc.2-alpine", "2.0.0-M1", "7.0.0.b18042", "1.2.3-dev.20240501"});
    rows("version", 75, {"4.0-rc1"});
    rows("version", 70, {"1.2-r3"});
    rows("snapshot", 15, {"1.2.3-dev", "1.2-dev"});
    rows("snapshot", 10, {"1.2.3-SNAPSHOT", "1.2.3-nightly"});
    rows("snapshot", 30, {"v1.2.3-14-g2414721-dirty"});
    rows("unique", 93,
        {"1.2.3-r0", "2.50.1-debian-12-r4", "1.25.3-ls219", "1.2.3-4", "1.2.3-build.57",
            "1.2.3_build.7", "1716998400", "1716998400123"});
    rows("unique", 90, {"2.4.0-20240530"});
    rows("unique", 95,
        {"1.2.3-0a1b2c3", "1.2.3-20240530123000", "0a1b2c3",
            "2414721ef0d1c2b3a4958677665544332211aabb", "main-0a1b2c3", "main-0a1b2c3-1716998400",
            "pr-12-0a1b2c3", "20240530-123000", "20240530T123000Z", "RELEASE.2024-01-29T03-56-32Z",
            "v0.0.0-20240530123000-0a1b2c3d4e5f"});
    rows("unique", 96, {"v3.14.0-0.dev-0-gaca5e52-amd64", "v1.2.3-14-g2414721"});
    rows("unique", 97,
        {"sha-0a1b2c3", "sha-860c190", "git-0a1b2c3d",
            "6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b"});
    rows("date", 85,
        {"20240530", "2024-05-30", "jammy-20240530", "bookworm-20240513-slim", "20240530.1",
            "main-20240530"});
    rows("number", 50, {"123"});
    rows("number", 85, {"1234", "1234567", "build-1234", "b57"});
    rows("branch", 5, {"pr-12", "mr-7", "feature-login", "release-1.2", "dependabot-npm-12"});
    rows("codename", 5,
        {"alpine", "bookworm", "jammy", "fpm-alpine", "ltsc2022", "windowsservercore-ltsc2022"});
    rows("other", 30, {"foo", "my-custom-tag", "deadbeef", "defaced", ""});
    rows("auxiliary", 0,
        {"sha256-6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b",
            "sha256-6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b.sig",
            "buildcache", "cache-main", "build-cache"});
}

void TestTagKind::forecast()
{
    QFETCH(QString, expected);
    const TagForecast forecast = forecastTag(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(u"%1 %2"_s.arg(kindName(forecast.kind)).arg(forecast.confidence), expected);
}

void TestTagKind::versionParts_data()
{
    QTest::addColumn<QString>("parts");
    const auto row = [](const char *tag, const char *parts) {
        QTest::newRow(tag) << QString::fromLatin1(parts);
    };
    // prefix, numbers, stage, numbers of the stage, revision, distance, suffix
    row("1.2.3", "|1.2.3|||||");
    row("v1.2.3-rc.1-alpine", "|1.2.3|rc|1|||alpine");
    row("server-V01.2.3", "server-|1.2.3|||||");
    row("3.13.0a4", "|3.13.0|a|4|||");
    row("7.0.0.b18042", "|7.0.0|b|18042|||");
    row("1.2.3-alpine3.19", "|1.2.3|||||alpine3.19");
    row("2.50.1-debian-12-r10", "|2.50.1|||10||debian-12");
    row("1.2.3-4", "|1.2.3|||4||");
    row("v3.14.0-0.dev-11-g453838f", "|3.14.0||||11|0.dev");
    row("1.2.3-rc1-5-g453838f", "|1.2.3|rc|1||5|");
    row("5.0.0.Final", "|5.0.0|final||||");
    row("1.21.6-windowsservercore-1809", "|1.21.6|||||windowsservercore-1809");
    row("openjdk-17", "openjdk-|17|||||");
    row("1.0.100000000000000000000", "|1.0.100000000000000000000|||||");
    row("latest", "none");
    row("1.2.3.4.5", "none");
}

void TestTagKind::versionParts()
{
    QFETCH(QString, parts);
    const auto version = TagVersion::parse(QString::fromUtf8(QTest::currentDataTag()));
    const QString actual = !version
        ? u"none"_s
        : QStringList{version->prefix, version->numbers.join(u'.'), version->stageWord,
            version->stageNumbers.join(u'.'), version->revision, version->distance, version->suffix}
              .join(u'|');
    QCOMPARE(actual, parts);
}

void TestTagKind::dates_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *tag, const char *expected) {
        QTest::newRow(tag) << QString::fromLatin1(expected);
    };
    row("20240530", "20240530000000||");
    row("2024-05-30", "20240530000000||");
    row("20240530.2", "20240530000000|2|");
    row("jammy-20240530", "20240530000000||jammy-");
    row("20240530-123000", "20240530123000||");
    row("20240530T1230Z", "20240530123000||");
    row("RELEASE.2024-01-29T03-56-32Z", "20240129035632||RELEASE.");
    row("1716998400", "20240529160000||");
    row("20241330", "none");
    row("2024-0530", "none");
    row("120240530", "none");
    row("2024.05.30", "none");
}

void TestTagKind::dates()
{
    QFETCH(QString, expected);
    const auto date = TagDate::find(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(date ? QStringList({date->digits, date->counter, date->others}).join(u'|') : u"none"_s,
        expected);
}

void TestTagKind::comparesDigitsOfAnyLength()
{
    QVERIFY(compareDigits(u"99999999999999999999", u"100000000000000000000") < 0);
    QVERIFY(compareDigits(u"007", u"7") == 0);
    QVERIFY(compareDigits(u"", u"0") == 0);
    QVERIFY(compareDigits(u"", u"1") < 0);
    QVERIFY(compareDigits(u"0", u"") == 0);
}

void TestTagKind::hostileTagsTakeNoTime()
{
    // Servers may send anything; patterns must not explode on it.
    for (const QString &unit : {u"1."_s, u"1-"_s, u"a-"_s, u"a."_s, u"-1-g"_s, u"2024"_s}) {
        const QString tag = unit.repeated(5000) + u'!';
        QVERIFY(forecastTag(tag).confidence <= 100);
    }
}

void TestTagKind::fixedKinds()
{
    QVERIFY(isFixedKind(TagKind::Unique));
    QVERIFY(isFixedKind(TagKind::Number));
    QVERIFY(!isFixedKind(TagKind::Snapshot));
    QVERIFY(!isFixedKind(TagKind::Auxiliary));
}

QTEST_APPLESS_MAIN(TestTagKind)
#include "tst_tagkind.moc"
