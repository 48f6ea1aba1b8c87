// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "registry/ledger.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString Image = u"registry.example.com/shop/api:2.7.1"_s;

QDateTime day(int number)
{
    return QDateTime(QDate(2026, 5, 1), QTime(8, 0), Qt::UTC).addDays(number);
}

LedgerNews seen(const QString &digest, int number, const QString &profile = u"all"_s,
    const QString &image = Image)
{
    TagDigest tag;
    tag.digest = digest;
    tag.mediaType = u"application/vnd.oci.image.index.v1+json"_s;
    tag.profile = profile;
    return {image, tag, day(number)};
}

Ledger ledgerOf(std::initializer_list<LedgerNews> news)
{
    Ledger ledger;
    for (const LedgerNews &item : news)
        ledger.add(item);
    return ledger;
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private slots:
    void noticesAMove();
    void comparesOnlyWhatWasReadAlike();
    void noticesThatThePlatformStayed();
    void noticesAWayBack();
    void noticesDeletion();
    void countsLooksAnHourApart();
    void remembersMovedReleases();
    void writesTheSameBytes();
    void isBounded();
    void refusesDamage_data();
    void refusesDamage();
    void filesArePrivate();
    void addsToWhatOthersWrote();
    void leavesADamagedFileAlone();
    void keysAreCanonical();
};

void TestLedger::noticesAMove()
{
    const Ledger ledger = ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:b"_s, 9)});
    const TagEvidence evidence = ledger.evidence(Image);
    QCOMPARE(evidence.movedOn, QDate(2026, 5, 10));
    QVERIFY(!evidence.hasReverted);
    QVERIFY(!ledger.evidence(u"other:1"_s).hasMoved());
    QVERIFY(!ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:a"_s, 9)}).evidence(Image).hasMoved());
}

void TestLedger::comparesOnlyWhatWasReadAlike()
{
    const Ledger ledger = ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:b"_s, 1, u"schema 2"_s)});
    QVERIFY(!ledger.evidence(Image).hasMoved());
    Ledger later = ledger;
    later.add(seen(u"sha256:a"_s, 2));
    QVERIFY(!later.evidence(Image).hasMoved());
    later.add(seen(u"sha256:c"_s, 3, u"schema 2"_s));
    QVERIFY(later.evidence(Image).hasMoved());
}

void TestLedger::noticesThatThePlatformStayed()
{
    const auto forPlatform = [](LedgerNews news, const QString &digest) {
        news.platformDigest = digest;
        return news;
    };
    const LedgerNews first = forPlatform(seen(u"sha256:a"_s, 0), u"sha256:x"_s);
    const auto same = [&](const QString &later) {
        const Ledger ledger = ledgerOf({first, forPlatform(seen(u"sha256:b"_s, 1), later)});
        const Result<Ledger> read = Ledger::parse(ledger.toJson(), u"ledger"_s);
        return read->evidence(Image).hasMoved() && read->evidence(Image).isSameForPlatform;
    };
    QVERIFY(same(u"sha256:x"_s));
    QVERIFY(!same(u"sha256:y"_s));
    QVERIFY(!same({}));
}

void TestLedger::noticesAWayBack()
{
    const Ledger ledger
        = ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:b"_s, 1), seen(u"sha256:a"_s, 2)});
    QVERIFY(ledger.evidence(Image).hasReverted);
    QCOMPARE(ledger.evidence(Image).movedOn, QDate(2026, 5, 3));
}

void TestLedger::noticesDeletion()
{
    Ledger ledger = ledgerOf({seen(u"sha256:a"_s, 0), {Image, {}, day(3)}, {Image, {}, day(5)}});
    QVERIFY(ledger.evidence(Image).isDeleted);
    QCOMPARE(ledger.find(Image)->gone, day(3));
    ledger.add(seen(u"sha256:a"_s, 6));
    QVERIFY(!ledger.evidence(Image).isDeleted);
}

void TestLedger::countsLooksAnHourApart()
{
    Ledger ledger = ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:a"_s, 0)});
    QCOMPARE(ledger.evidence(Image).looks, 1);
    for (int i = 1; i < 5; ++i)
        ledger.add(seen(u"sha256:a"_s, i * 10));
    QCOMPARE(ledger.evidence(Image).looks, 5);
    QCOMPARE(ledger.evidence(Image).daysUnchanged, 40);
}

void TestLedger::remembersMovedReleases()
{
    const QString repository = u"registry.example.com/shop/api"_s;
    QVERIFY(ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:b"_s, 1)}).hasMovedVersion(repository));
    const QString latest = repository + u":latest";
    QVERIFY(!ledgerOf({seen(u"sha256:a"_s, 0, {}, latest), seen(u"sha256:b"_s, 1, {}, latest)})
                 .hasMovedVersion(repository));
    QVERIFY(!ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:b"_s, 1)})
                 .hasMovedVersion(u"registry.example.com/shop"_s));
}

void TestLedger::writesTheSameBytes()
{
    const Ledger ledger = ledgerOf({seen(u"sha256:a"_s, 0), seen(u"sha256:b"_s, 1),
        seen(u"sha256:c"_s, 1, {}, u"a/b:1"_s), {u"a/b:2"_s, {}, day(2)}});
    const QByteArray json = ledger.toJson();
    const Result<Ledger> again = Ledger::parse(json, u"ledger"_s);
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(again->toJson(), json);
    QVERIFY(json.indexOf("a/b:1") < json.indexOf("registry.example.com"));
    QCOMPARE(Ledger::parse(Ledger().toJson(), u"ledger"_s)->size(), 0);
}

void TestLedger::isBounded()
{
    Ledger ledger;
    for (int i = 0; i < 3 * Ledger::MaxReadings; ++i)
        ledger.add(seen(u"sha256:%1"_s.arg(i), i));
    QCOMPARE(ledger.find(Image)->readings.size(), size_t(Ledger::MaxReadings));
    QCOMPARE(ledger.find(Image)->readings.back().digest, u"sha256:59"_s);

    Ledger many;
    for (int i = 0; i < 10; ++i)
        many.add(seen(u"sha256:a"_s, 100 - i, {}, u"a/b:%1"_s.arg(i)));
    for (int i = 0; i < Ledger::MaxTags - 9; ++i)
        many.add(seen(u"sha256:a"_s, 200, {}, u"c/d:%1"_s.arg(i)));
    QCOMPARE(many.size(), Ledger::MaxTags);
    QVERIFY(!many.find(u"a/b:9"_s));
    QVERIFY(many.find(u"a/b:8"_s));
}

void TestLedger::refusesDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("message");
    QTest::newRow("cut off") << QByteArray("{\"version\": 1,") << u"ledger, line 1"_s;
    QTest::newRow("version") << QByteArray("{\"version\": 2, \"tags\": {}}") << u"version 1"_s;
    QTest::newRow("no tags") << QByteArray("{\"version\": 1}") << u"\"tags\" must be"_s;
    QTest::newRow("no readings") << QByteArray("{\"version\": 1,\n \"tags\": {\"a\": {}}}")
                                 << u"line 2, column 16"_s;
    QTest::newRow("bad time") << QByteArray(
        R"({"version": 1, "tags": {"a": {"readings": [)"
        R"({"digest": "x", "first": "yesterday", "last": ""}]}}})")
                              << u"a reading needs"_s;
}

void TestLedger::refusesDamage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, message);
    const Result<Ledger> ledger = Ledger::parse(bytes, u"ledger"_s);
    QVERIFY(!ledger);
    QVERIFY2(ledger.error().message.contains(message), qPrintable(ledger.error().message));
    QVERIFY(ledger.error().hint.contains(u"move it away"));
}

void TestLedger::filesArePrivate()
{
    const QTemporaryDir folder;
    const LedgerFile file(folder.filePath(u"deep/er/ledger.json"_s));
    QCOMPARE(file.read()->size(), 0);
    QVERIFY(file.add({seen(u"sha256:a"_s, 0)}));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(file.path()).permissions() & others));
    QVERIFY(!(QFileInfo(folder.filePath(u"deep/er"_s)).permissions() & others));
    QCOMPARE(file.read()->size(), 1);
}

void TestLedger::addsToWhatOthersWrote()
{
    const QTemporaryDir folder;
    const LedgerFile mine(folder.filePath(u"ledger.json"_s));
    const LedgerFile other(folder.filePath(u"ledger.json"_s));
    QVERIFY(mine.add({seen(u"sha256:a"_s, 0)}));
    QVERIFY(other.add({seen(u"sha256:b"_s, 1)}));
    QVERIFY(mine.add({seen(u"sha256:x"_s, 1, {}, u"a/b:1"_s)}));
    QVERIFY(other.read()->evidence(Image).hasMoved());
    QCOMPARE(other.read()->size(), 2);
}

void TestLedger::leavesADamagedFileAlone()
{
    const QTemporaryDir folder;
    const LedgerFile file(folder.filePath(u"ledger.json"_s));
    const QByteArray damaged = "{\"version\": 1, \"tags\": {\"a";
    QVERIFY(writeFile(file.path(), damaged));
    const Result<void> added = file.add({seen(u"sha256:a"_s, 0)});
    QVERIFY(!added);
    QVERIFY(added.error().message.contains(u"ledger.json, line 1"));
    QCOMPARE(*readFile(file.path()), damaged);
}

void TestLedger::keysAreCanonical()
{
    const auto key = [](const QString &text) { return ledgerKey(*ImageReference::parse(text)); };
    QCOMPARE(key(u"nginx"_s), u"docker.io/library/nginx:latest"_s);
    QCOMPARE(key(u"docker.io/library/nginx:latest"_s), u"docker.io/library/nginx:latest"_s);
    QCOMPARE(key(u"a/b@sha256:"_s + QString(64, u'0')), QString());
}

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
