// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagclass.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString Digest
    = u"@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"_s;

} // namespace

class TestTagClass : public QObject
{
    Q_OBJECT

private slots:
    void classifyTag_data();
    void classifyTag();
    void policy_data();
    void policy();
    void classifyImage_data();
    void classifyImage();
    void immutableRepositories_data();
    void immutableRepositories();
    void namesAndMutability();
};

void TestTagClass::classifyTag_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *tag, char test, const char *tagClass) {
        QTest::newRow(tag) << QString(QString::fromLatin1(tagClass) + u' ' + QLatin1Char(test));
    };
    row("latest", 'a', "L");
    row("LATEST", 'a', "L");
    row("nightly-2024-05-01", 'b', "P");
    row("20240530", 'b', "P");
    row("RELEASE.2023-05-04T21-44-30Z", 'b', "P");
    row("1.4.0-20160512.101112-3", 'b', "P");
    row("master-4f2a91c", 'b', "P");
    row("sha-0a1b2c3", 'b', "P");
    row("sha0a1b2c3", 'b', "P");
    row("v1.2.3-14-g2414721", 'b', "P");
    row("4F2A91C", 'b', "P");
    row("latest-20240501", 'b', "P");
    row("1.4.0-SNAPSHOT", 'c', "C");
    row("2019-latest", 'c', "C");
    row("edge", 'c', "C");
    row("1.2.3_canary", 'c', "C");
    row("2022", 'd', "F");
    row("1990", 'd', "F");
    row("2.7.1", 'e', "P");
    row("v1.2.3", 'e', "P");
    row("3.18.2-alpine3.18", 'e', "P");
    row("1.2.3.4", 'e', "P");
    row("2024.5.3", 'e', "P");
    row("v1.2.3-beta", 'f', "P");
    row("1.2.3-dev.45", 'f', "P");
    row("1.2.3-rc.1", 'f', "P");
    row("1.2.3-dev", 'f', "C");
    row("1.2.3-beta-dev", 'f', "C");
    row("1.2.3-release", 'f', "C");
    row("8u242-jre", 'g', "P");
    row("build-1057", 'g', "P");
    row("100", 'g', "P");
    row("1989", 'g', "P");
    row("2022-alpine", 'g', "P");
    row("4.0-rc1", 'h', "P");
    row("4.0-m2", 'h', "P");
    row("22.04", 'i', "F");
    row("3.5-slim-bookworm", 'i', "F");
    row("8-jre", 'i', "F");
    row("57", 'i', "F");
    row("v2", 'i', "F");
    row("1.x", 'i', "F");
    row("release.x", 'i', "F");
    row("1.2-dev", 'i', "F");
    row("master", 'j', "C");
    row("stable-alpine", 'j', "C");
    row("stable-alpine3.19", 'j', "C");
    row("jdk17-preview", 'j', "C");
    row("prod", 'j', "C");
    row("alpine", 'k', "C");
    row("alpine3", 'k', "C");
    row("jdk17", 'k', "C");
    row("jre-slim-bookworm", 'k', "C");
    row("release-12", 'l', "U");
    row("build-57", 'l', "U");
    row("blue", 'l', "U");
    row("defaced", 'l', "U");
    row("alpinist", 'l', "U");
    row("0000-00", 'g', "P");
    row("_", 'l', "U");
}

void TestTagClass::classifyTag()
{
    QFETCH(QString, expected);
    const TagVerdict verdict = Pinion::classifyTag(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(QString(className(verdict.tagClass) + u' ' + QLatin1Char(verdict.test)), expected);
    QVERIFY(!verdict.reason.isEmpty());
    QVERIFY(verdict.invalidBecause.isEmpty());
}

void TestTagClass::policy_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("usual");
    QTest::addColumn<QString>("withPolicy");
    QTest::newRow("integers are builds") << u"57"_s << u"F"_s << u"P"_s;
    QTest::newRow("a year may be a build") << u"2022"_s << u"F"_s << u"P"_s;
    QTest::newRow("two numbers are enough") << u"15.4"_s << u"F"_s << u"P"_s;
    QTest::newRow("two numbers with a variant") << u"15.4-alpine"_s << u"F"_s << u"P"_s;
    QTest::newRow("one number with a variant") << u"15-alpine"_s << u"F"_s << u"F"_s;
    QTest::newRow("extra word") << u"blue"_s << u"U"_s << u"C"_s;
    QTest::newRow("extra word beside a version") << u"1.2.3-Blue"_s << u"P"_s << u"C"_s;
    QTest::newRow("extra word beside a commit") << u"blue-4f2a91c"_s << u"P"_s << u"P"_s;
    QTest::newRow("excepted strong word") << u"edge"_s << u"C"_s << u"U"_s;
    QTest::newRow("excepted weak word") << u"1.2.3-dev"_s << u"C"_s << u"P"_s;
    QTest::newRow("excepted variant") << u"jdk17"_s << u"C"_s << u"U"_s;
    QTest::newRow("latest cannot be excepted") << u"latest"_s << u"L"_s << u"L"_s;
}

void TestTagClass::policy()
{
    QFETCH(QString, tag);
    QFETCH(QString, usual);
    QFETCH(QString, withPolicy);
    const TagPolicy policy{.immutableRepositories = {},
        .extraChannelWords = {u"blue"_s},
        .notChannelWords = {u"Edge"_s, u"dev"_s, u"jdk"_s, u"latest"_s},
        .placeholders = {},
        .floatingComponents = 1,
        .integerTagsAreBuilds = true};
    QCOMPARE(className(Pinion::classifyTag(tag).tagClass), usual);
    QCOMPARE(className(Pinion::classifyTag(tag, policy).tagClass), withPolicy);
}

void TestTagClass::classifyImage_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("tagClass");
    const auto row = [](const char *name, const QString &image, const char *tagClass) {
        QTest::newRow(name) << image << QString::fromLatin1(tagClass);
    };
    row("placeholder", u"shop/api:${TAG}"_s, "T");
    row("placeholder for all", u"{{image}}"_s, "T");
    row("placeholder in the tag before a digest", u"shop/api:${TAG}"_s + Digest, "DT");
    row("at-sign placeholder before a digest", u"shop/api:@TAG@"_s + Digest, "DT");
    row("placeholder in the name before a digest", u"${REGISTRY}/api:1"_s + Digest, "T");
    row("placeholder as digest", u"shop/api:1@sha256:${DIGEST}"_s, "T");
    row("placeholder without a tag before a digest", u"<your image>"_s + Digest, "T");
    row("digest", u"shop/api"_s + Digest, "D");
    row("tag and digest", u"shop/api:1.0"_s + Digest, "DT");
    row("latest and digest", u"shop/api:latest"_s + Digest, "DT");
    row("no tag", u"shop/api"_s, "N");
    row("a registry's port is no tag", u"registry.example.com:5000/shop/api"_s, "N");
    row("latest", u"shop/api:latest"_s, "L");
    row("latest in capitals", u"shop/api:LATEST"_s, "L");
    row("channel", u"shop/api:master"_s, "C");
    row("floating", u"python:3-alpine"_s, "F");
    row("pinned", u"python:3.12.4-alpine"_s, "P");
    row("unknown", u"shop/api:blue"_s, "U");
    row("short digest", u"shop/api@sha256:abc123"_s, "X");
    row("sha384", u"shop/api@sha384:"_s + QString(96, u'0'), "X");
    row("empty", u""_s, "X");
    row("blank", u"shop/api :1"_s, "X");
    row("scheme", u"docker://shop/api:1"_s, "X");
    row("upper case", u"Shop/api:1.0.0"_s, "X");
    row("upper-case host", u"REGISTRY.example.com/api:1.0.0"_s, "P");
    row("upper-case host with a port", u"Registry:5000/api:1.0.0"_s, "P");
    row("localhost", u"localhost/api:1.0.0"_s, "P");
    row("IPv6 host", u"[::1]/api:1.0.0"_s, "P");
    row("port out of range", u"reg.example.com:99999/app:1.0.0"_s, "X");
    row("port with many digits", u"reg.example.com:99999999999999999999/app:1.0.0"_s, "X");
    row("underscore in the host", u"reg_1.example.com/app:1.0.0"_s, "X");
}

void TestTagClass::classifyImage()
{
    QFETCH(QString, image);
    QFETCH(QString, tagClass);
    const TagVerdict verdict = Pinion::classifyImage(image);
    QCOMPARE(className(verdict.tagClass), tagClass);
    QVERIFY(!verdict.reason.isEmpty());
    QCOMPARE(verdict.invalidBecause.isEmpty(), verdict.tagClass != TagClass::Invalid);
}

void TestTagClass::immutableRepositories_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("tagClass");
    QTest::newRow("channel") << u"registry.example.com/team/app:master"_s << u"P"_s;
    QTest::newRow("floating") << u"registry.example.com/team/app:3"_s << u"P"_s;
    QTest::newRow("unknown") << u"registry.example.com/app:blue"_s << u"P"_s;
    QTest::newRow("latest stays") << u"registry.example.com/app:latest"_s << u"L"_s;
    QTest::newRow("no tag stays") << u"registry.example.com/app"_s << u"N"_s;
    QTest::newRow("other registry") << u"other.example.com/app:master"_s << u"C"_s;
    QTest::newRow("by the written name") << u"ubuntu:22.04"_s << u"P"_s;
    QTest::newRow("by the canonical name") << u"bitnami/redis:7"_s << u"P"_s;
}

void TestTagClass::immutableRepositories()
{
    QFETCH(QString, image);
    QFETCH(QString, tagClass);
    TagPolicy policy;
    policy.immutableRepositories
        = {u"registry.example.com/**"_s, u"ubuntu"_s, u"docker.io/bitnami/*"_s};
    QCOMPARE(className(Pinion::classifyImage(image, policy).tagClass), tagClass);
}

void TestTagClass::namesAndMutability()
{
    const QStringList names{
        u"T"_s, u"X"_s, u"D"_s, u"DT"_s, u"N"_s, u"L"_s, u"C"_s, u"F"_s, u"P"_s, u"U"_s};
    const QString mutableOnes = u"NLCF"_s;
    for (int i = 0; i < names.size(); ++i) {
        QCOMPARE(className(TagClass(i)), names[i]);
        QCOMPARE(isMutable(TagClass(i)), mutableOnes.contains(names[i]));
    }
}

QTEST_APPLESS_MAIN(TestTagClass)
#include "tst_tagclass.moc"
