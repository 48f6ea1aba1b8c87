// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/imagereference.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString Hex = u"6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b"_s;

} // namespace

class TestImageReference : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void effectiveTag();
    void withTag();
    void familiarName_data();
    void familiarName();
    void comparesByParts();
    void longTextsAreQuotedInPart();
};

void TestImageReference::accepts_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("digest");
    const auto row = [](const QString &text, const QString &domain, const QString &path,
                         const QString &tag = {}, const QString &digest = {}) {
        QTest::newRow(text.toUtf8().constData()) << domain << path << tag << digest;
    };
    const QString hub = u"docker.io"_s;
    const QString sha256 = u"sha256:"_s + Hex;
    const QString sha512 = u"sha512:"_s + Hex + Hex;

    row(u"ubuntu"_s, hub, u"library/ubuntu"_s);
    row(u"ubuntu:22.04"_s, hub, u"library/ubuntu"_s, u"22.04"_s);
    row(u"library/ubuntu"_s, hub, u"library/ubuntu"_s);
    row(u"docker.io/ubuntu"_s, hub, u"library/ubuntu"_s);
    row(u"docker.io/library/ubuntu:22.04"_s, hub, u"library/ubuntu"_s, u"22.04"_s);
    row(u"index.docker.io/ubuntu"_s, hub, u"library/ubuntu"_s);
    row(u"registry-1.docker.io/library/ubuntu"_s, u"registry-1.docker.io"_s, u"library/ubuntu"_s);
    row(u"bitnami/redis:7.2.4"_s, hub, u"bitnami/redis"_s, u"7.2.4"_s);
    row(u"docker.io/a/b/c"_s, hub, u"a/b/c"_s);
    row(u"registry.example.com/app"_s, u"registry.example.com"_s, u"app"_s);
    row(u"registry.example.com/team/app"_s, u"registry.example.com"_s, u"team/app"_s);
    row(u"registry.example.com:5000/team/app:1.2.3"_s, u"registry.example.com:5000"_s,
        u"team/app"_s, u"1.2.3"_s);
    row(u"localhost/app"_s, u"localhost"_s, u"app"_s);
    row(u"localhost:5000/app"_s, u"localhost:5000"_s, u"app"_s);
    row(u"localhost"_s, hub, u"library/localhost"_s);
    row(u"localhost:5000"_s, hub, u"library/localhost"_s, u"5000"_s);
    row(u"localhost.localdomain/app"_s, u"localhost.localdomain"_s, u"app"_s);
    row(u"myhost/app"_s, hub, u"myhost/app"_s);
    row(u"myhost:5000/app"_s, u"myhost:5000"_s, u"app"_s);
    row(u"MyHost/app"_s, u"MyHost"_s, u"app"_s);
    row(u"Team/app"_s, u"Team"_s, u"app"_s);
    row(u"REGISTRY.example.com/app"_s, u"REGISTRY.example.com"_s, u"app"_s);
    row(u"example.com"_s, hub, u"library/example.com"_s);
    row(u"example.com:5000"_s, hub, u"library/example.com"_s, u"5000"_s);
    row(u"127.0.0.1:5000/a/b:c"_s, u"127.0.0.1:5000"_s, u"a/b"_s, u"c"_s);
    row(u"[::1]:5000/app:1"_s, u"[::1]:5000"_s, u"app"_s, u"1"_s);
    row(u"[2001:db8::1]/app"_s, u"[2001:db8::1]"_s, u"app"_s);
    row(u"reg.example.com:99999/app"_s, u"reg.example.com:99999"_s, u"app"_s);
    row(u"a"_s, hub, u"library/a"_s);
    row(u"a/b"_s, hub, u"a/b"_s);
    row(u"a/b/c/d/e"_s, hub, u"a/b/c/d/e"_s);
    row(u"a_b"_s, hub, u"library/a_b"_s);
    row(u"a__b"_s, hub, u"library/a__b"_s);
    row(u"a.b"_s, hub, u"library/a.b"_s);
    row(u"a-b"_s, hub, u"library/a-b"_s);
    row(u"a---b"_s, hub, u"library/a---b"_s);
    row(u"app:v1.0.0-rc.1"_s, hub, u"library/app"_s, u"v1.0.0-rc.1"_s);
    row(u"app:_underscore"_s, hub, u"library/app"_s, u"_underscore"_s);
    row(u"app:1.2.3_build.7"_s, hub, u"library/app"_s, u"1.2.3_build.7"_s);
    row(u"app:UPPER"_s, hub, u"library/app"_s, u"UPPER"_s);
    row(u"app:"_s + QString(128, u'a'), hub, u"library/app"_s, QString(128, u'a'));
    row(u"app@"_s + sha256, hub, u"library/app"_s, {}, sha256);
    row(u"app:1.0@"_s + sha256, hub, u"library/app"_s, u"1.0"_s, sha256);
    row(u"app@"_s + sha512, hub, u"library/app"_s, {}, sha512);
    row(sha256, hub, u"library/sha256"_s, Hex);
    row(Hex + u":1", hub, u"library/"_s + Hex, u"1"_s);
    row(u"ghcr.io/org/img:sha-0a1b2c3"_s, u"ghcr.io"_s, u"org/img"_s, u"sha-0a1b2c3"_s);
    row(u"123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"_s,
        u"123456789012.dkr.ecr.eu-west-1.amazonaws.com"_s, u"app"_s, u"1"_s);
    row(QString(247, u'x'), hub, u"library/"_s + QString(247, u'x'));
}

void TestImageReference::accepts()
{
    QFETCH(QString, domain);
    QFETCH(QString, path);
    QFETCH(QString, tag);
    QFETCH(QString, digest);
    const QString written = QString::fromUtf8(QTest::currentDataTag());
    const auto reference = ImageReference::parse(written);
    QVERIFY2(reference, reference ? "" : qPrintable(reference.error().message));
    QCOMPARE(reference->domain, domain);
    QCOMPARE(reference->path, path);
    QCOMPARE(reference->tag, tag);
    QCOMPARE(reference->digest, digest);
    QCOMPARE(reference->withTag(tag, digest), written);
    QCOMPARE(ImageReference::problem(written), QString());
}

void TestImageReference::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("because");
    const auto row = [](const char *name, const QString &text, const QString &because) {
        QTest::newRow(name) << text << because;
    };
    const QString digest = u"sha256:"_s + Hex;

    row("empty", u""_s, u"empty"_s);
    row("image ID", Hex, u"image ID"_s);
    for (const char *text : {"App", "team/App", "reg.example.com/Team/app"})
        row(text, QString::fromLatin1(text), u"upper-case"_s);
    row("IPv6 without brackets", u"::1/app"_s, u"registry host"_s);
    row("empty tag", u"app:"_s, u"tag after the colon is empty"_s);
    row("tag starts with dash", u"app:-bad"_s, u"dot or a dash"_s);
    row("tag starts with dot", u"app:.bad"_s, u"dot or a dash"_s);
    row("plus in the tag", u"app:with+plus"_s, u"may only have"_s);
    row("long tag", u"app:"_s + QString(129, u'a'), u"128"_s);
    row("two tags", u"app:tag:tag"_s, u"tag"_s);
    row("empty digest", u"app@"_s, u"not a digest"_s);
    row("tag behind the digest", u"app@"_s + digest + u":1.0", u"digits"_s);
    row("unknown algorithm", u"app@md5:"_s + QString(32, u'0'), u"md5"_s);
    row("short digest", u"app@"_s + digest.chopped(1), u"64 digits, not 63"_s);
    row("long digest", u"app@"_s + digest + u'0', u"64 digits, not 65"_s);
    row("upper-case digest", u"app@sha256:"_s + Hex.toUpper(), u"0-9 and a-f"_s);
    row("empty component", u"a//b"_s, u"empty"_s);
    row("slash in front", u"/a"_s, u"empty"_s);
    row("slash behind", u"a/"_s, u"empty"_s);
    row("blank inside", u"a b"_s, u"blanks"_s);
    row("blank in front", u" app"_s, u"blanks"_s);
    row("blank behind", u"app "_s, u"blanks"_s);
    row("line end behind", u"app\n"_s, u"blanks"_s);
    for (const char *text : {"a___b", "a..b", "-a", "a-", "_a", "a."})
        row(text, QString::fromLatin1(text), u"not a valid part"_s);
    row("http", u"http://reg.example.com/app"_s, u"scheme"_s);
    row("https", u"https://reg.example.com/app"_s, u"scheme"_s);
    row("docker scheme", u"docker://reg.example.com/app"_s, u"scheme"_s);
    row("user", u"user@host/app"_s, u"not a digest"_s);
    row("hash sign", u"app#1"_s, u"not a valid part"_s);
    row("colon in the middle", u"reg.example.com/a:5000/b"_s, u"not a valid part"_s);
    row("empty port", u"reg.example.com:/app"_s, u"registry host"_s);
    row("port of letters", u"reg.example.com:http/app"_s, u"registry host"_s);
    row("umlaut", u"münchen/app"_s, u"not a valid part"_s);
    row("long path", QString(248, u'x'), u"255"_s);
    row("underscore in the host", u"reg_1.example.com/app"_s, u"registry host"_s);
    row("dash at a label's end", u"reg-.example.com/app"_s, u"registry host"_s);
    row("empty brackets", u"[]/app"_s, u"not a valid part"_s);
    row("open bracket", u"[::1/app"_s, u"registry host"_s);
    row("only a tag", u":1"_s, u"no repository name"_s);
    row("only a digest", u"@"_s + digest, u"no repository name"_s);
    row("only a registry", u"reg.example.com/"_s, u"no repository name"_s);
    row("NUL", QString(u"a"_s + QChar(0) + u'b'), u"not a valid part"_s);
}

void TestImageReference::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, because);
    const auto reference = ImageReference::parse(text);
    QVERIFY(!reference);
    QCOMPARE(int(reference.error().kind), int(ErrorKind::Invalid));
    QVERIFY2(reference.error().message.contains(because), qPrintable(reference.error().message));
    QVERIFY(reference.error().message.endsWith(u'.'));
    QVERIFY(ImageReference::problem(text).contains(because));
}

void TestImageReference::effectiveTag()
{
    QCOMPARE(ImageReference::parse(u"app"_s)->effectiveTag(), u"latest"_s);
    QCOMPARE(ImageReference::parse(u"app:1"_s)->effectiveTag(), u"1"_s);
    QCOMPARE(ImageReference::parse(u"app@sha256:"_s + Hex)->effectiveTag(), QString());
    QCOMPARE(ImageReference::parse(u"app:1@sha256:"_s + Hex)->effectiveTag(), u"1"_s);
}

void TestImageReference::withTag()
{
    const auto reference = ImageReference::parse(u"docker.io/app:1"_s);
    QCOMPARE(reference->withTag(u"2"_s), u"docker.io/app:2"_s);
    QCOMPARE(reference->withTag(u"2"_s, u"sha256:x"_s), u"docker.io/app:2@sha256:x"_s);
    QCOMPARE(reference->withTag({}, u"sha256:x"_s), u"docker.io/app@sha256:x"_s);
    QCOMPARE(reference->withTag({}), u"docker.io/app"_s);
    const auto withPort = ImageReference::parse(u"myhost:5000/app"_s);
    QCOMPARE(withPort->withTag(u"2"_s), u"myhost:5000/app:2"_s);
}

void TestImageReference::familiarName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("short") << u"ubuntu:1"_s << u"ubuntu"_s;
    QTest::newRow("canonical") << u"docker.io/library/ubuntu"_s << u"ubuntu"_s;
    QTest::newRow("user") << u"docker.io/bitnami/redis"_s << u"bitnami/redis"_s;
    QTest::newRow("library with two parts") << u"docker.io/library/a/b"_s << u"library/a/b"_s;
    QTest::newRow("other registry") << u"ghcr.io/library/app"_s << u"ghcr.io/library/app"_s;
}

void TestImageReference::familiarName()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QCOMPARE(ImageReference::parse(text)->familiarName(), name);
}

void TestImageReference::comparesByParts()
{
    QVERIFY(*ImageReference::parse(u"app:1"_s) == *ImageReference::parse(u"app:1"_s));
    QVERIFY(*ImageReference::parse(u"app:1"_s) != *ImageReference::parse(u"app:2"_s));
    QCOMPARE(ImageReference::parse(u"ubuntu"_s)->repository(),
        ImageReference::parse(u"index.docker.io/library/ubuntu"_s)->repository());
}

void TestImageReference::longTextsAreQuotedInPart()
{
    const auto reference = ImageReference::parse(QString(1'000'000, u'?'));
    QVERIFY(!reference);
    QVERIFY(reference.error().message.size() < 300);
}

QTEST_APPLESS_MAIN(TestImageReference)
#include "tst_imagereference.moc"
