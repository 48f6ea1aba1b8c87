// SPDX-License-Identifier: GPL-3.0-or-later
#include "targetfiles.h"

#include "ui/targets/targets.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const TargetEntry Production{u"live"_s, u"production"_s, QUrl(u"https://live.example"_s)};
const TargetEntry Staging{u"trial"_s, u"staging"_s, QUrl(u"https://trial.example"_s)};
const TargetEntry Local{u"mine"_s, u"local"_s, QUrl(u"http://127.0.0.1:8080"_s)};
const TargetEntry Standby{u"spare"_s, u"disaster-recovery"_s, QUrl(u"https://spare.example"_s)};

} // namespace

/// Which target is chosen, and who may choose it.
class TestTargetChoice : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void begins_data();
    void begins();
    void remembersTheLastSafeOne();
    void guardedChoiceEnds();
    void inputKeepsAGuardedChoice();
    void projectsComeFirst();
    void otherProjectsNeverBringProduction();
    void aBrokenFileIsTold();

private:
    [[nodiscard]] AppPaths paths() const { return AppPaths::below(m_folder->path()); }
    [[nodiscard]] QString userFile() const { return TargetsSetup::alone(paths()).userFile; }
    [[nodiscard]] std::unique_ptr<Targets> make(
        std::chrono::milliseconds guardedLasts = GuardedSelectionLasts) const
    {
        TargetsSetup setup = TargetsSetup::alone(paths());
        setup.guardedLasts = guardedLasts;
        return std::make_unique<Targets>(std::move(setup));
    }
    [[nodiscard]] static QString chosen(const Targets &targets)
    {
        return targets.current() ? targets.current()->name : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTargetChoice::begins_data()
{
    QTest::addColumn<QList<TargetEntry>>("entries");
    QTest::addColumn<QString>("expected");
    QTest::newRow("without any target") << QList<TargetEntry>() << QString();
    QTest::newRow("with the only one") << QList<TargetEntry>{Staging} << u"trial"_s;
    QTest::newRow("not with production first")
        << QList<TargetEntry>{Production, Staging} << u"trial"_s;
    QTest::newRow("not with production alone") << QList<TargetEntry>{Production} << QString();
    QTest::newRow("not with two guarded ones")
        << QList<TargetEntry>{Production, Standby} << QString();
    QTest::newRow("with the first safe one")
        << QList<TargetEntry>{Standby, Local, Staging} << u"mine"_s;
}

void TestTargetChoice::begins()
{
    QFETCH(QList<TargetEntry>, entries);
    QFETCH(QString, expected);
    writeTargets(userFile(), entries);
    QCOMPARE(chosen(*make()), expected);
}

void TestTargetChoice::remembersTheLastSafeOne()
{
    writeTargets(userFile(), {Local, Staging, Production});
    {
        const auto targets = make();
        targets->choose(u"trial"_s);
        targets->choose(u"live"_s);
        QCOMPARE(chosen(*targets), u"live"_s);
    }
    QCOMPARE(chosen(*make()), u"trial"_s);
}

void TestTargetChoice::guardedChoiceEnds()
{
    writeTargets(userFile(), {Staging, Production});
    const auto targets = make(std::chrono::milliseconds(40));
    QSignalSpy near(targets.get(), &Targets::fallBackNear);
    QSignalSpy fell(targets.get(), &Targets::fellBack);
    targets->choose(u"live"_s);
    QTRY_COMPARE(fell.size(), 1);
    QCOMPARE(near.size(), 1);
    QCOMPARE(fell.first().first().toString(), u"live"_s);
    QCOMPARE(chosen(*targets), u"trial"_s);
}

void TestTargetChoice::inputKeepsAGuardedChoice()
{
    writeTargets(userFile(), {Staging, Production});
    const auto targets = make(Targets::FallBackNotice + std::chrono::milliseconds(200));
    QSignalSpy near(targets.get(), &Targets::fallBackNear);
    QSignalSpy averted(targets.get(), &Targets::fallBackAverted);
    targets->choose(u"live"_s);
    QTRY_COMPARE(near.size(), 1);
    QWidget widget;
    widget.show();
    QTest::keyClick(&widget, Qt::Key_A);
    QCOMPARE(averted.size(), 1);
    QCOMPARE(chosen(*targets), u"live"_s);
}

void TestTargetChoice::projectsComeFirst()
{
    const QString project = m_folder->filePath(u"project"_s);
    const TargetEntry shared{u"trial"_s, u"test"_s, QUrl(u"https://other.example"_s)};
    writeTargets(userFile(), {Local, Staging});
    writeTargets(project + u"/.pinion.json"_s, {shared});
    const auto targets = make();
    targets->setDocument(project + u"/app.json"_s);
    QCOMPARE(targets->all().size(), 2U);
    QCOMPARE(targets->all().front().host(), u"other.example"_s);
    QVERIFY(targets->all().front().isShared);
    QVERIFY(!targets->all().back().isShared);
}

void TestTargetChoice::otherProjectsNeverBringProduction()
{
    const QString project = m_folder->filePath(u"project"_s);
    const TargetEntry disguised{u"trial"_s, u"production"_s, QUrl(u"https://live.example"_s)};
    writeTargets(userFile(), {Local, Staging});
    writeTargets(project + u"/.pinion.json"_s, {disguised});
    const auto targets = make();
    targets->choose(u"trial"_s);
    targets->setDocument(project + u"/app.json"_s);
    QCOMPARE(chosen(*targets), u"mine"_s);
    targets->setDocument({});
    QCOMPARE(chosen(*targets), u"trial"_s);
}

void TestTargetChoice::aBrokenFileIsTold()
{
    const QString project = m_folder->filePath(u"project"_s);
    writeTargets(userFile(), {Staging});
    QVERIFY(QDir().mkpath(project));
    QVERIFY(writeFile(project + u"/.pinion.json"_s, "{\"targets\": "));
    const auto targets = make();
    targets->setDocument(project + u"/app.json"_s);
    QVERIFY(!targets->problem().isEmpty());
    QCOMPARE(chosen(*targets), u"trial"_s);
    targets->setDocument({});
    QVERIFY(targets->problem().isEmpty());
}

QTEST_MAIN(TestTargetChoice)
#include "tst_targetchoice.moc"
