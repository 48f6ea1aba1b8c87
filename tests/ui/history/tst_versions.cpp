// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/ruleconfig.h"
#include "ui/history/rollback.h"
#include "ui/history/takeversion.h"
#include "ui/history/versionsummary.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const ServerSettings Server{DefaultMarathonVersion, {}, {}};
const QString A = u"sha256:"_s + QString(64, u'a');
const QString B = u"sha256:"_s + QString(64, u'b');

/// An app with some members, as a server tells it.
QByteArray app(const QByteArray &members)
{
    return "{\"id\": \"/shop/web\", \"cmd\": \"run\""
        + (members.isEmpty() ? members : ", " + members) + "}";
}

QByteArray withImage(const QByteArray &image)
{
    return "\"container\": {\"type\": \"DOCKER\", \"docker\": {\"image\": \"" + image + "\"}}";
}

} // namespace

/// What versions of an app are said to be, and made of.
class TestVersions : public QObject
{
    Q_OBJECT

private slots:
    void summarises_data();
    void summarises();
    void hidesSecrets();
    void takesAVersion_data();
    void takesAVersion();
    void refusesWhatIsNotThere();
    void goesBack_data();
    void goesBack();
    void knowsTheImageThatRan_data();
    void knowsTheImageThatRan();
};

void TestVersions::summarises_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << app({}) << app({}) << u"restarted, or sent again as it was"_s;
    QTest::newRow("a default written out")
        << app({}) << app("\"instances\": 1") << u"restarted, or sent again as it was"_s;
    QTest::newRow("scaled") << app("\"instances\": 3") << app("\"instances\": 5")
                            << u"scaled 3 → 5"_s;
    QTest::newRow("another tag") << app(withImage("a.example/web:1.4.0"))
                                 << app(withImage("a.example/web:1.4.1"))
                                 << u"Image 1.4.0 → 1.4.1"_s;
    QTest::newRow("two values") << app("\"instances\": 3, \"mem\": 512")
                                << app("\"instances\": 5, \"mem\": 768")
                                << u"Instances: 3 → 5, Memory: 512 → 768"_s;
    QTest::newRow("more than fit")
        << app("\"mem\": 1, \"cpus\": 1, \"disk\": 1, \"instances\": 1")
        << app("\"mem\": 2, \"cpus\": 2, \"disk\": 2, \"instances\": 2") << u"2 more"_s;
}

void TestVersions::summarises()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, expected);
    const auto texts = comparedVersions({before, after, {}}, RuleConfig(), Server);
    const QString summary = changesInShort(*texts);
    QVERIFY2(expected == u"2 more"_s ? summary.endsWith(expected) : summary == expected,
        qPrintable(summary));
}

void TestVersions::hidesSecrets()
{
    const auto texts
        = comparedVersions({app("\"env\": {\"DB_PASSWORD\": \"tr0ub4dor-and-3\"}"),
                               app("\"env\": {\"DB_PASSWORD\": \"c0rrect-h0rse\"}"), {}},
            RuleConfig(), Server);
    const QString summary = changesInShort(*texts);
    QVERIFY2(summary.contains(u"DB_PASSWORD"_s), qPrintable(summary));
    QVERIFY2(
        !summary.contains(u"tr0ub4dor"_s) && !summary.contains(u"h0rse"_s), qPrintable(summary));
}

void TestVersions::takesAVersion_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("nothing to do")
        << QByteArray("{ \"id\":\"/shop/web\",  \"cmd\":\"run\" }\n") << app("\"instances\": 1")
        << QByteArray("{ \"id\":\"/shop/web\",  \"cmd\":\"run\" }\n");
    QTest::newRow("one value")
        << QByteArray("{\n\t\"id\": \"/shop/web\",\n\t\"instances\": 5,\n\t\"cmd\": \"run\"\n}\n")
        << app("\"instances\": 3, \"mem\": 128")
        << QByteArray("{\n\t\"id\": \"/shop/web\",\n\t\"instances\": 3,\n\t\"cmd\": \"run\"\n}\n");
    QTest::newRow("what the version does not have goes")
        << QByteArray("{\n  \"id\": \"/shop/web\",\n  \"cmd\": \"run\",\n  \"user\": \"root\"\n}\n")
        << app({}) << QByteArray("{\n  \"id\": \"/shop/web\",\n  \"cmd\": \"run\"\n}\n");
    QTest::newRow("a list of apps keeps the others")
        << QByteArray("[\n  {\"id\": \"/a\", \"cmd\": \"x\"},\n  {\"id\": \"/shop/web\", \"cmd\": "
                      "\"old\"}\n]\n")
        << app({})
        << QByteArray("[\n  {\"id\": \"/a\", \"cmd\": \"x\"},\n  {\"id\": \"/shop/web\", \"cmd\": "
                      "\"run\"}\n]\n");
}

void TestVersions::takesAVersion()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, expected);
    const Result<QByteArray> text
        = withVersion(JsonTree::parse(file), u"/shop/web"_s, version, Server);
    QVERIFY2(text, text ? "" : qPrintable(text.error().text()));
    QCOMPARE(*text, expected);
    // It now means what the version means.
    const Result<QByteArray> again
        = withVersion(JsonTree::parse(*text), u"/shop/web"_s, version, Server);
    QCOMPARE(*again, *text);
}

void TestVersions::refusesWhatIsNotThere()
{
    const Result<QByteArray> text
        = withVersion(JsonTree::parse(app({})), u"/other"_s, app({}), Server);
    QVERIFY(!text);
    QCOMPARE(text.error().kind, ErrorKind::NotFound);
}

void TestVersions::goesBack_data()
{
    QTest::addColumn<bool>("keeps");
    QTest::addColumn<QString>("image");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray pinned = "a.example/web:latest@" + A.toLatin1();
    QTest::newRow("as it was") << false << QString() << QByteArray("\"instances\": 3");
    QTest::newRow("with the present instances")
        << true << QString() << QByteArray("\"instances\": 7");
    QTest::newRow("with the image that ran") << false << QString::fromLatin1(pinned) << pinned;
    QTest::newRow("which needs no forced pull")
        << false << QString::fromLatin1(pinned) << QByteArray("\"forcePullImage\": false");
}

void TestVersions::goesBack()
{
    QFETCH(bool, keeps);
    QFETCH(QString, image);
    QFETCH(QByteArray, expected);
    WayBack way;
    way.now.instances = 7;
    way.earlier.isPullForced = true;
    way.earlier.definition
        = app("\"instances\": 3, \"version\": \"2026-05-20T06:00:00.000Z\", \"container\": "
              "{\"type\": \"DOCKER\", \"docker\": {\"image\": \"a.example/web:latest\", "
              "\"forcePullImage\": true}}");
    way.keepsInstances = keeps;
    way.image = image;
    const Result<QByteArray> definition = definitionFor(way);
    QVERIFY(definition);
    QVERIFY2(definition->contains(expected), definition->constData());
    QVERIFY(!definition->contains("\"version\""));
}

void TestVersions::knowsTheImageThatRan_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QStringList>("looks"); // "08:00 a"
    QTest::addColumn<bool>("mayMove");
    QTest::addColumn<bool>("hasMoved");
    QTest::addColumn<QString>("thatRan");
    const QString tagged = u"a.example/web:latest"_s;
    QTest::newRow("pinned") << u"a.example/web:1.4@"_s + A << QStringList() << false << false
                            << QString();
    QTest::newRow("a full version")
        << u"a.example/web:1.4.2"_s << QStringList() << false << false << QString();
    QTest::newRow("nobody looked") << tagged << QStringList() << true << false << QString();
    QTest::newRow("looked in its time") << tagged << QStringList{u"10:00 a"_s, u"20:00 b"_s} << true
                                        << true << u"a.example/web:latest@"_s + A;
    QTest::newRow("looked late in its time")
        << tagged << QStringList{u"14:00 b"_s} << true << false << QString();
    QTest::newRow("looked before and in its time")
        << tagged << QStringList{u"08:00 a"_s, u"14:00 a"_s} << true << false
        << u"a.example/web:latest@"_s + A;
    QTest::newRow("looked later only")
        << tagged << QStringList{u"20:00 b"_s} << true << false << QString();
    QTest::newRow("moved in its time")
        << tagged << QStringList{u"10:00 a"_s, u"11:00 b"_s} << true << true << QString();
}

void TestVersions::knowsTheImageThatRan()
{
    QFETCH(QString, image);
    QFETCH(QStringList, looks);
    const auto at = [](const QString &time) {
        return QDateTime(QDate(2026, 5, 20), QTime::fromString(time, u"HH:mm"_s), Qt::UTC);
    };
    Ledger ledger;
    for (const QString &text : looks) {
        TagDigest seen;
        seen.digest = text.endsWith(u'a') ? A : B;
        seen.profile = u"index-manifest-1"_s;
        ledger.add({ledgerKey(ImageReference::parse(image).value()), seen, at(text.left(5)), {}});
    }
    RunningApp earlier;
    earlier.image = image;
    earlier.version = u"2026-05-20T09:00:00.000Z"_s;
    const EarlierImage known = earlierImage(earlier, at(u"15:00"_s), ledger);
    QTEST(known.mayMove, "mayMove");
    QTEST(known.hasMoved, "hasMoved");
    QTEST(known.thatRan, "thatRan");
}

QTEST_MAIN(TestVersions)
#include "tst_versions.moc"
