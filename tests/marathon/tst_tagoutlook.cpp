// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagorder.h"
#include "marathon/tagoutlook.h"
#include "marathon/tagpins.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestTagOutlook : public QObject
{
    Q_OBJECT

private slots:
    void byName_data();
    void byName();
    void evidence_data();
    void evidence();
    void movedReleasesCastDoubt();
    void officialImagesAreRebuilt();
    void numbersInCompany();
    void commitsInCompany();
    void pins_data();
    void pins();
    void searchOrder_data();
    void searchOrder();
    void searchesEverythingOnce();
};

namespace {

RepositoryHabits habitsOf(const QString &repository, const QString &tags)
{
    return RepositoryHabits::of(*ImageReference::parse(repository), tagKeys(tags.split(u' ')));
}

} // namespace

void TestTagOutlook::byName_data()
{
    QTest::addColumn<QString>("label");
    QTest::newRow("1.2.3") << u"expected to stay"_s;
    QTest::newRow("123") << u"may be rebuilt"_s;
    QTest::newRow("1.2-r3") << u"may be rebuilt"_s;
    QTest::newRow("latest") << u"moves"_s;
    QTest::newRow("blue") << u"unknown"_s;
}

void TestTagOutlook::byName()
{
    QFETCH(QString, label);
    QCOMPARE(outlookOf(QString::fromUtf8(QTest::currentDataTag())).label(), label);
}

void TestTagOutlook::evidence_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<TagEvidence>("evidence");
    QTest::addColumn<QString>("expected");
    const QDate day(2026, 5, 20);
    const auto row
        = [](const char *name, const char *tag, const TagEvidence &evidence, const char *expected) {
              QTest::newRow(name) << QString::fromLatin1(tag) << evidence
                                  << QString::fromLatin1(expected);
          };
    row("moved", "1.2.3", {.movedOn = day}, "0 moved on 2026-05-20");
    row("moved, same for the platform", "1.2.3", {.isSameForPlatform = true, .movedOn = day},
        "0 moved on 2026-05-20, same for your platform");
    row("came back", "1.2.3", {.hasReverted = true, .movedOn = day},
        "0 moved and came back on 2026-05-20");
    row("deleted", "1.2.3", {.isDeleted = true}, "0 deleted");
    row("locked", "latest", {.isLocked = true}, "99 locked by the registry");
    row("long and often", "1.2.3", {.looks = 5, .daysUnchanged = 30}, "90 expected to stay");
    row("long, but seldom", "1.2.3", {.looks = 4, .daysUnchanged = 300}, "85 expected to stay");
    row("often, but not long", "1.2.3", {.looks = 99, .daysUnchanged = 29}, "85 expected to stay");
    row("a channel earns no trust", "stable", {.looks = 99, .daysUnchanged = 99}, "2 moves");
    row("a word does", "blue", {.looks = 5, .daysUnchanged = 30}, "35 unknown");
}

void TestTagOutlook::evidence()
{
    QFETCH(QString, tag);
    QFETCH(TagEvidence, evidence);
    QFETCH(QString, expected);
    const TagOutlook outlook = outlookOf(tag, {}, evidence);
    QCOMPARE(u"%1 %2"_s.arg(outlook.forecast.confidence).arg(outlook.label()), expected);
}

void TestTagOutlook::movedReleasesCastDoubt()
{
    RepositoryHabits habits;
    habits.hasMovedVersion = true;
    QCOMPARE(outlookOf(u"1.2.3"_s, habits).forecast.confidence, 40);
    QCOMPARE(outlookOf(u"sha-0a1b2c3"_s, habits).forecast.confidence, 97);
}

void TestTagOutlook::officialImagesAreRebuilt()
{
    const RepositoryHabits habits
        = habitsOf(u"nginx"_s, u"1.25.3 1.25.4 1.25.4-alpine 1.24.0 1.26.0-rc1 1.25 latest"_s);
    const auto confidence
        = [&](const QString &tag) { return outlookOf(tag, habits).forecast.confidence; };
    QCOMPARE(confidence(u"1.25.4"_s), 20);
    QCOMPARE(confidence(u"1.25.4-alpine"_s), 20);
    QCOMPARE(confidence(u"1.24.0"_s), 20);
    QCOMPARE(confidence(u"1.25.3"_s), 60);
    QVERIFY(habitsOf(u"bitnami/redis"_s, u"1"_s).rebuildsNewest);
    QVERIFY(!habitsOf(u"registry.example.com/library/nginx"_s, u"1"_s).rebuildsNewest);
}

void TestTagOutlook::numbersInCompany()
{
    const auto kind = [](const QString &tags) {
        return kindName(outlookOf(u"57"_s, habitsOf(u"shop/api"_s, tags)).forecast.kind);
    };
    QCOMPARE(kind(u"53 54 55 56 57"_s), u"number"_s);
    QCOMPARE(kind(u"54 55 56 57"_s), u"floating"_s);
    QCOMPARE(kind(u"53 54 55 56 57 57.1"_s), u"floating"_s);
    QCOMPARE(kind(u"57 101 57.1"_s), u"number"_s);
    QCOMPARE(kind(u"57 2024"_s), u"floating"_s);
    QCOMPARE(kind(u"57 20240530"_s), u"floating"_s);
}

void TestTagOutlook::commitsInCompany()
{
    const auto kind = [](const QString &tag, const QString &tags) {
        return kindName(outlookOf(tag, habitsOf(u"shop/api"_s, tags)).forecast.kind);
    };
    const QString commits = u"0a1b2c3 1a1b2c3 2a1b2c3 deadbee 1234567 facade"_s;
    QCOMPARE(kind(u"deadbee"_s, commits), u"unique"_s);
    QCOMPARE(kind(u"1234567"_s, commits), u"unique"_s);
    QCOMPARE(kind(u"facade"_s, commits), u"other"_s);
    QCOMPARE(kind(u"deadbee"_s, u"0a1b2c3 1a1b2c3 deadbee"_s), u"other"_s);
}

void TestTagOutlook::pins_data()
{
    QTest::addColumn<QString>("equal");
    QTest::addColumn<QString>("pin");
    QTest::newRow("latest") << u"1 1.2 1.2.3 stable"_s << u"1.2.3"_s;
    QTest::newRow("stable") << u"1.2.3 2.50.1-debian-12-r4"_s << u"1.2.3"_s;
    QTest::newRow("main") << u"1.2.3 sha-0a1b2c3"_s << u"sha-0a1b2c3"_s;
    QTest::newRow("1.2-alpine") << u"1.2.3 1.2.3-alpine"_s << u"1.2.3-alpine"_s;
    QTest::newRow("alpine") << u"1.2.3-slim 1.2.3-alpine 20240530"_s << u"1.2.3-alpine"_s;
    QTest::newRow("edge") << u"nightly main"_s << QString();
    QTest::newRow("1.x") << u"1.9.0 1.9.0-slim"_s << u"1.9.0"_s;
    QTest::newRow("prod") << u"1002 1001"_s << u"1002"_s;
}

void TestTagOutlook::pins()
{
    QFETCH(QString, equal);
    QFETCH(QString, pin);
    QCOMPARE(
        bestPin(QString::fromUtf8(QTest::currentDataTag()), equal.split(u' ', Qt::SkipEmptyParts)),
        pin);
}

void TestTagOutlook::searchOrder_data()
{
    QTest::addColumn<QString>("tags");
    QTest::addColumn<QString>("begin");
    QTest::newRow("1.2") << u"1.2 1.2.3 1.2.10 1.3.0 1.2.10-alpine 2.0.0"_s << u"1.2.10 1.2.3"_s;
    QTest::newRow("latest") << u"1.2.3 2.0.0-rc1 1.2.4 1.2.4-alpine 1.2.3-alpine latest"_s
                            << u"1.2.4 1.2.4-alpine 1.2.3"_s;
    QTest::newRow("latest-alpine")
        << u"1.2.4 1.2.4-alpine 1.2.3-alpine latest"_s << u"1.2.4-alpine 1.2.4 1.2.3-alpine"_s;
    QTest::newRow("main") << u"main sha-0a1b2c3 20240530"_s << u"20240530 sha-0a1b2c3"_s;
    QTest::newRow("3-alpine") << u"3.1.2-alpine 3.1.3-alpine 3.1.3 4.0.0-alpine"_s
                              << u"3.1.3-alpine 3.1.2-alpine"_s;
}

void TestTagOutlook::searchOrder()
{
    QFETCH(QString, tags);
    QFETCH(QString, begin);
    const QStringList expected = begin.split(u' ');
    const QString tag = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(likelyPins(tag, tags.split(u' '), expected.size()), expected);
}

void TestTagOutlook::searchesEverythingOnce()
{
    const QStringList tags
        = u"1.2.3 1.2.4 1.2.4-alpine 2.0.0-rc1 20240530 1001 latest 1 main"_s.split(u' ');
    QStringList possible = possiblePins(u"latest"_s, tags);
    possible.sort();
    QCOMPARE(possible.join(u' '), u"1.2.3 1.2.4 1.2.4-alpine 1001 2.0.0-rc1 20240530"_s);
}

QTEST_APPLESS_MAIN(TestTagOutlook)
#include "tst_tagoutlook.moc"
