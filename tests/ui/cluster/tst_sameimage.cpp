// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/sameimage.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString Tagged = u"registry.example/shop/orders:latest"_s;
const QString Pinned = u"registry.example/shop/orders:1.4@sha256:"_s + QString(64, u'c');
const QString A = u"sha256:"_s + QString(64, u'a');
const QString B = u"sha256:"_s + QString(64, u'b');

/// "12:30" of one day.
QDateTime at(const QString &time)
{
    return {QDate(2026, 5, 20), QTime::fromString(time, u"HH:mm"_s), Qt::UTC};
}

/// A look at the tag: "12:30 a".
LedgerNews look(const QString &text)
{
    const QString digest = text.endsWith(u'a') ? A : B;
    TagDigest seen;
    seen.digest = digest;
    seen.profile = u"index-manifest-1"_s;
    return {ledgerKey(ImageReference::parse(Tagged).value()), seen, at(text.left(5)), {}};
}

} // namespace

/// What may be said about the images of an app's instances, and what may not.
class TestSameImage : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
};

void TestSameImage::judges_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<bool>("isForced");
    QTest::addColumn<QStringList>("starts");
    QTest::addColumn<QStringList>("looks");
    QTest::addColumn<int>("expected");
    QTest::addColumn<QString>("words");
    const auto verdict = [](SameImage same) { return int(same); };
    const QStringList aLot{u"08:00 a"_s, u"12:00 a"_s, u"13:00 b"_s, u"18:00 b"_s};
    const QStringList same{u"08:00 a"_s, u"18:00 a"_s};

    QTest::newRow("one instance") << Tagged << true << QStringList{u"09:00"_s} << aLot
                                  << verdict(SameImage::NotAsked) << QString();
    QTest::newRow("a digest") << Pinned << false << QStringList{u"09:00"_s, u"14:00"_s}
                              << QStringList() << verdict(SameImage::Same)
                              << u"the digest is in the definition"_s;
    QTest::newRow("nobody looked")
        << Tagged << true << QStringList{u"09:00"_s, u"14:00"_s} << QStringList()
        << verdict(SameImage::Unknown) << u"nobody looked at latest"_s;
    QTest::newRow("looked once, between")
        << Tagged << true << QStringList{u"09:00"_s, u"14:00"_s} << QStringList{u"12:00 a"_s}
        << verdict(SameImage::Unknown) << u"not known"_s;
    QTest::newRow("it never moved and is always pulled")
        << Tagged << true << QStringList{u"09:00"_s, u"14:00"_s} << same << verdict(SameImage::Same)
        << u"All 2 run the same image"_s;
    QTest::newRow("it never moved, but may not have been pulled")
        << Tagged << false << QStringList{u"09:00"_s, u"14:00"_s} << same
        << verdict(SameImage::Unknown) << u"an older copy"_s;
    QTest::newRow("it moved between the starts")
        << Tagged << true << QStringList{u"09:00"_s, u"10:00"_s, u"14:00"_s} << aLot
        << verdict(SameImage::Different) << u"They run 2 different images"_s;
    QTest::newRow("it moved, but nothing makes a node pull it")
        << Tagged << false << QStringList{u"09:00"_s, u"10:00"_s, u"14:00"_s} << aLot
        << verdict(SameImage::MayDiffer) << u"2 instance(s) started before latest moved"_s;
    QTest::newRow("one started before the first look")
        << Tagged << true << QStringList{u"07:00"_s, u"14:00"_s} << aLot
        << verdict(SameImage::MayDiffer) << u"may run different code"_s;
    QTest::newRow("one started after the last look")
        << Tagged << true << QStringList{u"09:00"_s, u"19:00"_s} << aLot
        << verdict(SameImage::MayDiffer) << u"1 after"_s;
    QTest::newRow("one started while it may have moved")
        << Tagged << true << QStringList{u"09:00"_s, u"12:30"_s} << aLot
        << verdict(SameImage::Unknown) << u"not known"_s;
    QTest::newRow("at the very minute of a look")
        << Tagged << true << QStringList{u"09:00"_s, u"18:00"_s} << same
        << verdict(SameImage::Unknown) << u"not known"_s;
    QTest::newRow("it moved and came back") << Tagged << true << QStringList{u"09:00"_s, u"15:00"_s}
                                            << QStringList{u"08:00 a"_s, u"11:00 a"_s, u"12:00 b"_s,
                                                   u"13:00 b"_s, u"14:00 a"_s, u"16:00 a"_s}
                                            << verdict(SameImage::Same) << u"same image"_s;
    QTest::newRow("all after the move") << Tagged << true << QStringList{u"14:00"_s, u"15:00"_s}
                                        << aLot << verdict(SameImage::Same) << u"same image"_s;
    QTest::newRow("no image") << QString() << false << QStringList{u"09:00"_s, u"14:00"_s}
                              << QStringList() << verdict(SameImage::NotAsked) << QString();
    QTest::newRow("in the middle of a deployment")
        << Pinned << false << QStringList{u"09:00 old"_s, u"14:00"_s} << QStringList()
        << verdict(SameImage::Unknown) << u"1 of 2 instances still run(s) an earlier version"_s;
}

void TestSameImage::judges()
{
    QFETCH(QString, image);
    QFETCH(bool, isForced);
    QFETCH(QStringList, starts);
    QFETCH(QStringList, looks);
    QFETCH(int, expected);
    QFETCH(QString, words);
    Ledger ledger;
    for (const QString &text : looks)
        ledger.add(look(text));
    RunningApp app;
    app.image = image;
    app.isPullForced = isForced;
    app.lastConfigChangeAt = u"2026-05-20T06:00:00.000Z"_s;
    for (const QString &start : starts) {
        AppTask task;
        task.state = u"TASK_RUNNING"_s;
        task.startedAt = at(start.left(5));
        task.version
            = start.endsWith(u"old"_s) ? u"2026-05-20T05:00:00.000Z"_s : app.lastConfigChangeAt;
        app.tasks.push_back(task);
    }
    const SameImageAnswer answer = sameImage(app, ledger);
    QVERIFY2(int(answer.verdict) == expected, qPrintable(answer.sentence));
    QVERIFY2(answer.sentence.contains(words), qPrintable(answer.sentence));
    QCOMPARE(answer.sentence.isEmpty(), answer.verdict == SameImage::NotAsked);
}

QTEST_MAIN(TestSameImage)
#include "tst_sameimage.moc"
