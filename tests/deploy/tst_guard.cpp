// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/guard.h"
#include "deploy/guardladder.h"

#include <QTest>

#include <type_traits>

using namespace Pinion;
using namespace Qt::StringLiterals;

// Only DeployGuard makes permits: nobody can leave it out.
static_assert(!std::is_default_constructible_v<WritePermit>);
static_assert(!std::is_constructible_v<WritePermit, QString, bool>);

class GuardTest : public QObject
{
    Q_OBJECT

private slots:
    void namesToType_data();
    void namesToType();
    void everyActionOnEveryKind_data();
    void everyActionOnEveryKind();
    void guardedTakesTheExactNameOnly_data();
    void guardedTakesTheExactNameOnly();
    void presses_data();
    void presses();
    void confirmations_data();
    void confirmations();
};

namespace {

Target targetOf(TargetKind kind)
{
    Target target;
    target.name = u"there"_s;
    target.kind = kind;
    target.urls = {QUrl(u"https://marathon.example.com"_s)};
    return target;
}

constexpr std::array Actions{DeployAction::Deploy, DeployAction::Restart, DeployAction::Revert,
    DeployAction::Replace, DeployAction::Abandon, DeployAction::Destroy, DeployAction::Suspend,
    DeployAction::Nudge};

bool isHarmless(DeployAction action)
{
    return action == DeployAction::Deploy || action == DeployAction::Restart
        || action == DeployAction::Revert || action == DeployAction::Nudge;
}

DeployConditions allGood(TargetKind kind)
{
    DeployConditions conditions;
    conditions.kind = kind;
    conditions.isSeen = true;
    conditions.isReviewed = true;
    return conditions;
}

} // namespace

void GuardTest::namesToType_data()
{
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("expected");
    QTest::newRow("an app") << QStringList{u"/shop/orders"_s} << u"orders"_s;
    QTest::newRow("an app at the top") << QStringList{u"/orders"_s} << u"orders"_s;
    QTest::newRow("a slash behind") << QStringList{u"/shop/orders/"_s} << u"orders"_s;
    QTest::newRow("apps of one group")
        << QStringList{u"/shop/orders"_s, u"/shop/db/main"_s} << u"shop"_s;
    QTest::newRow("apps of nothing in common")
        << QStringList{u"/shop/orders"_s, u"/web"_s} << u"orders"_s;
    QTest::newRow("names that begin alike")
        << QStringList{u"/a/shop/x"_s, u"/a/shopping/x"_s} << u"a"_s;
    QTest::newRow("the root") << QStringList{u"/"_s} << QString();
    QTest::newRow("nothing") << QStringList{} << QString();
}

void GuardTest::namesToType()
{
    QFETCH(QStringList, ids);
    QTEST(DeployGuard::nameToType(ids), "expected");
}

void GuardTest::everyActionOnEveryKind_data()
{
    QTest::addColumn<TargetKind>("kind");
    QTest::addColumn<bool>("asksAlways");
    QTest::addColumn<bool>("asksToDestroy");
    QTest::newRow("local") << TargetKind::Local << false << false;
    QTest::newRow("development") << TargetKind::Development << false << false;
    QTest::newRow("test") << TargetKind::Test << false << true;
    QTest::newRow("staging") << TargetKind::Staging << false << true;
    QTest::newRow("pre-production") << TargetKind::PreProduction << false << true;
    QTest::newRow("production") << TargetKind::Production << true << true;
    QTest::newRow("disaster recovery") << TargetKind::DisasterRecovery << true << true;
}

void GuardTest::everyActionOnEveryKind()
{
    QFETCH(TargetKind, kind);
    QFETCH(bool, asksAlways);
    QFETCH(bool, asksToDestroy);
    const Target target = targetOf(kind);
    QCOMPARE(target.isGuarded(), asksAlways);
    for (const DeployAction action : Actions) {
        const bool asks = asksAlways || (asksToDestroy && !isHarmless(action));
        QCOMPARE(DeployGuard::asksFor(target, action), asks);
        QCOMPARE(bool(DeployGuard::permit(target, action, {u"/shop/orders"_s})), !asks);
        const Result<WritePermit> typed
            = DeployGuard::permit(target, action, {u"/shop/orders"_s}, u"orders"_s);
        QVERIFY(typed);
        QCOMPARE(typed->target(), u"there"_s);
        QCOMPARE(typed->isConfirmed(), asks);
    }
}

void GuardTest::guardedTakesTheExactNameOnly_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"", "yes", "y", "Orders", "ORDERS", " orders", "orders ", "order",
             "orderss", "/shop/orders", "shop", "production", "*", "\n", "there"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void GuardTest::guardedTakesTheExactNameOnly()
{
    QFETCH(QString, typed);
    for (const DeployAction action : Actions) {
        const Result<WritePermit> permit = DeployGuard::permit(
            targetOf(TargetKind::Production), action, {u"/shop/orders"_s}, typed);
        QVERIFY(!permit);
        QCOMPARE(permit.error().kind, ErrorKind::Rejected);
        QVERIFY(permit.error().text().contains("orders"_L1));
    }
    QVERIFY(!DeployGuard::permit(
        targetOf(TargetKind::Production), DeployAction::Deploy, {u"/"_s}, typed));
}

void GuardTest::presses_data()
{
    QTest::addColumn<DeployConditions>("conditions");
    QTest::addColumn<DeployStep>("expected");
    const auto row = [](const char *name, TargetKind kind, DeployStep expected, auto change) {
        DeployConditions conditions = allGood(kind);
        change(conditions);
        QTest::newRow(name) << conditions << expected;
    };
    const auto nothing = [](DeployConditions &) {};
    row("development", TargetKind::Development, DeployStep::Deploy, nothing);
    row("staging, all seen", TargetKind::Staging, DeployStep::Deploy, nothing);
    row("pre-production", TargetKind::PreProduction, DeployStep::Review, nothing);
    row("production", TargetKind::Production, DeployStep::Review, nothing);
    row("disaster recovery", TargetKind::DisasterRecovery, DeployStep::Review, nothing);
    row("staging, not seen", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.isSeen = false; });
    row("development, not seen", TargetKind::Development, DeployStep::Deploy,
        [](DeployConditions &c) { c.isSeen = false; });
    row("staging, a warning", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.warnings = 1; });
    row("development, a warning", TargetKind::Development, DeployStep::Deploy,
        [](DeployConditions &c) { c.warnings = 1; });
    row("development, an error", TargetKind::Development, DeployStep::Review,
        [](DeployConditions &c) { c.errors = 1; });
    row("staging, drift", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.hasDrifted = true; });
    row("development, drift", TargetKind::Development, DeployStep::Review,
        [](DeployConditions &c) { c.hasDrifted = true; });
    row("staging, same", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.isSame = true; });
    row("staging, busy", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.isBusy = true; });
    row("staging, unknown", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.isRunningKnown = false; });
    row("staging, always reviewed", TargetKind::Staging, DeployStep::Review,
        [](DeployConditions &c) { c.alwaysReviews = true; });
    row("staging, offline", TargetKind::Staging, DeployStep::Nothing,
        [](DeployConditions &c) { c.isOnline = false; });
    row("local, broken text", TargetKind::Local, DeployStep::Nothing,
        [](DeployConditions &c) { c.isReadable = false; });
}

void GuardTest::presses()
{
    QFETCH(DeployConditions, conditions);
    QFETCH(DeployStep, expected);
    const DeployDecision decision = onDeployPressed(conditions);
    QCOMPARE(decision.step, expected);
    QCOMPARE(decision.reasons.isEmpty(), expected == DeployStep::Deploy);
}

void GuardTest::confirmations_data()
{
    QTest::addColumn<DeployConditions>("conditions");
    QTest::addColumn<DeployStep>("expected");
    const auto row = [](const char *name, TargetKind kind, DeployStep expected, auto change) {
        DeployConditions conditions = allGood(kind);
        change(conditions);
        QTest::newRow(name) << conditions << expected;
    };
    const auto nothing = [](DeployConditions &) {};
    row("staging", TargetKind::Staging, DeployStep::Deploy, nothing);
    row("production", TargetKind::Production, DeployStep::Deploy, nothing);
    row("production, an error", TargetKind::Production, DeployStep::Nothing,
        [](DeployConditions &c) { c.errors = 1; });
    row("production, a warning", TargetKind::Production, DeployStep::Nothing,
        [](DeployConditions &c) {
            c.warnings = 2;
            c.acceptedWarnings = 1;
        });
    row("production, warnings accepted", TargetKind::Production, DeployStep::Deploy,
        [](DeployConditions &c) { c.warnings = c.acceptedWarnings = 2; });
    row("production, moving image", TargetKind::Production, DeployStep::Nothing,
        [](DeployConditions &c) { c.isMovingImage = true; });
    row("production, moving image allowed", TargetKind::Production, DeployStep::Deploy,
        [](DeployConditions &c) {
            c.isMovingImage = true;
            c.wantsPinnedImage = false;
        });
    row("production, not reviewed", TargetKind::Production, DeployStep::Nothing,
        [](DeployConditions &c) { c.isReviewed = false; });
    row("staging, not reviewed", TargetKind::Staging, DeployStep::Deploy,
        [](DeployConditions &c) { c.isReviewed = false; });
    row("staging, warnings", TargetKind::Staging, DeployStep::Deploy,
        [](DeployConditions &c) { c.warnings = 3; });
}

void GuardTest::confirmations()
{
    QFETCH(DeployConditions, conditions);
    QFETCH(DeployStep, expected);
    QCOMPARE(onReviewConfirmed(conditions).step, expected);
}

QTEST_APPLESS_MAIN(GuardTest)
#include "tst_guard.moc"
