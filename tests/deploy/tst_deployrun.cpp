// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploybench.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The whole way over real sockets, on a clock that runs fast.
class DeployRunTest : public QObject
{
    Q_OBJECT

private slots:
    void deploysAndVerifies();
    void sendsTheWholeDefinitionOnce();
    void createsAndRemoves();
    void nothingToDo();
    void deploysAGroup();
    void deploysAList();
    void rollsBackWhileItRuns();
    void rollsBackAfterwards();
    void driftSendsNothing();
    void lockIsReported();
    void lockIsWaitedFor();
    void lockIsReplaced();
    void checkTellsAnother();
    void abandons();
    void neverHealthyTellsWhy();
    void crashLoopTellsWhyAndTriesNow();
    void isTakenUpAfterARestart_data();
    void isTakenUpAfterARestart();
    void resumesOnlyOnTheSameCluster();
    void endOfRunLeavesTheDeployment();
    void isGuarded();
};

namespace {

const QByteArray Put = "PUT /v2/apps/shop/web?partialUpdate=false&force=false";
const QByteArray Changed = "\"env\":{\"A\":\"1\"}";

} // namespace

void DeployRunTest::deploysAndVerifies()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    const QSignalSpy changes(bench.run.get(), &DeployRun::changed);
    bench.deploy(DeployBench::app(Changed));
    const RunStatus &status = bench.status();
    QVERIFY2(status.result == RunResult::Verified, qPrintable(status.sentence));
    QVERIFY2(status.sentence.startsWith("/shop/web is healthy on staging: 3 of 3 in "_L1),
        qPrintable(status.sentence));
    QCOMPARE(bench.changes(), QByteArrayList{Put});
    QCOMPARE(bench.running(), 3);
    QCOMPARE(status.follow.newHealthy, 3);
    QCOMPARE(status.follow.oldLeft, 0);
    QCOMPARE(status.follow.progress, 1.0);
    for (const Stage &stage : status.follow.stages)
        QCOMPARE(stage.state, StageState::Done);
    QCOMPARE(status.follow.stages[1].text, u"restart"_s);
    QVERIFY(status.follow.samples.size() > 2);
    QCOMPARE(status.follow.samples.front().oldRunning + status.follow.samples.front().newRunning,
        status.follow.samples.front().oldRunning);
    QVERIFY(changes.size() > 5);
    QVERIFY(bench.journal.entries().empty());
    QVERIFY(status.canRevert);
}

void DeployRunTest::sendsTheWholeDefinitionOnce()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    bench.deploy(
        "{\"id\":\"/shop/web\",\"cmd\":\"serve\", \"version\":\"2020-01-01T00:00:00.000Z\","
        "\"tasksRunning\": 7, \"cpus\":0.10}");
    QCOMPARE(bench.changes().size(), 1);
    for (const SandboxRequest &request : bench.sandbox.requests()) {
        if (request.method != "PUT")
            continue;
        QCOMPARE(
            request.body, QByteArray("{\"id\":\"/shop/web\",\"cmd\":\"serve\", \"cpus\":0.10}"));
        QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(request.header("Content-Length"), QByteArray::number(request.body.size()));
    }
}

void DeployRunTest::createsAndRemoves()
{
    DeployBench bench;
    bench.deploy(DeployBench::app());
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));
    QVERIFY(bench.status().removesOnRevert);
    bench.run->revert(bench.permit(DeployAction::Destroy));
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::Removed, qPrintable(bench.status().sentence));
    QCOMPARE(bench.running(), 0);
    QCOMPARE(bench.changes().last(), QByteArray("DELETE /v2/apps/shop/web?force=false"));
}

void DeployRunTest::nothingToDo()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    bench.deploy(DeployBench::app());
    QVERIFY2(bench.status().result == RunResult::NothingToDo, qPrintable(bench.status().sentence));
    QVERIFY(bench.status().sentence.startsWith("Nothing to deploy: staging already"_L1));
}

void DeployRunTest::deploysAGroup()
{
    DeployBench bench;
    const QByteArray group = "{\"id\":\"/shop\",\"apps\":[" + DeployBench::app()
        + ",{\"id\":\"db\",\"cmd\":\"store\",\"cpus\":0.1,\"mem\":32}]}";
    bench.deploy(group);
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes(), QByteArrayList{"PUT /v2/groups/shop?force=false"});
    QCOMPARE(bench.status().follow.wanted, 4);
}

void DeployRunTest::deploysAList()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    bench.deploy("[" + DeployBench::app(Changed)
        + ",{\"id\":\"/shop/db\",\"cmd\":\"store\",\"cpus\":0.1,\"mem\":32}]");
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes(), QByteArrayList{"PUT /v2/apps?partialUpdate=false&force=false"});
}

void DeployRunTest::rollsBackWhileItRuns()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    TaskScript sick;
    sick.health = false;
    bench.sandbox.marathon().state().scripts[u"/shop/web"_s] = sick;
    bench.run->start(DeployBench::request(DeployBench::app(Changed)), bench.permit());
    QVERIFY(bench.until([&] { return bench.status().follow.newRunning > 0; }));
    QVERIFY(bench.status().canRevert);
    bench.sandbox.marathon().state().scripts.clear();
    bench.run->revert(bench.permit(DeployAction::Revert));
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::RolledBack, qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes().size(), 2);
    QVERIFY(bench.changes().last().startsWith("DELETE /v2/deployments/"));
    QVERIFY(bench.changes().last().endsWith("?force=false"));
    QCOMPARE(bench.running(), 3);
    const Result<RunningApp> app
        = QCoro::waitFor(bench.cluster->marathon().app(u"/shop/web"_s, {}));
    QVERIFY(!app->definition.contains("\"A\""));
}

void DeployRunTest::rollsBackAfterwards()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    bench.deploy(DeployBench::app(Changed));
    QCOMPARE(bench.status().result, RunResult::Verified);
    bench.run->revert(bench.permit(DeployAction::Revert));
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::RolledBack, qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes(), (QByteArrayList{Put, Put}));
    const Result<RunningApp> app
        = QCoro::waitFor(bench.cluster->marathon().app(u"/shop/web"_s, {}));
    QVERIFY(!app->definition.contains("\"A\""));
}

void DeployRunTest::driftSendsNothing()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    DeployRequest request = DeployBench::request(DeployBench::app(Changed));
    request.basedOn[u"/shop/web"_s] = u"2020-01-01T00:00:00.000Z"_s;
    bench.run->start(request, bench.permit());
    QVERIFY(bench.ended());
    QCOMPARE(bench.status().result, RunResult::Drifted);
    QCOMPARE(bench.status().drifts.size(), 1u);
    QVERIFY(bench.status().sentence.contains("Nothing was sent"_L1));
    request.basedOn[u"/shop/web"_s] = QString();
    bench.run->start(request, bench.permit());
    QVERIFY(bench.ended());
    QCOMPARE(bench.status().result, RunResult::Drifted);
    QCOMPARE(bench.changes(), QByteArrayList());
    const Result<RunningApp> app
        = QCoro::waitFor(bench.cluster->marathon().app(u"/shop/web"_s, {}));
    request.basedOn[u"/shop/web"_s] = app->version;
    bench.run->start(request, bench.permit());
    QVERIFY(bench.ended());
    QCOMPARE(bench.status().result, RunResult::Verified);
}

namespace {

/// Somebody else's deployment that does not end by itself.
void occupy(DeployBench &bench)
{
    TaskScript slow;
    slow.health = std::nullopt;
    bench.sandbox.marathon().state().scripts[u"/shop/web"_s] = slow;
    const WritePermit permit = bench.permit();
    const QByteArray body = DeployBench::app("\"labels\":{\"by\":\"other\"}");
    const auto answer = QCoro::waitFor(
        bench.cluster->marathon().putApp(u"/shop/web"_s, body, Forced::No, permit, {}));
    QVERIFY(answer && answer->outcome == ChangeAnswer::Outcome::Accepted);
    bench.sandbox.forgetRequests();
}

} // namespace

void DeployRunTest::lockIsReported()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    occupy(bench);
    bench.deploy(DeployBench::app(Changed));
    QCOMPARE(bench.status().result, RunResult::Locked);
    QCOMPARE(bench.status().lockedBy.size(), 1u);
    QVERIFY2(bench.status().sentence.startsWith(
                 "/shop/web is being changed by another deployment, started "_L1),
        qPrintable(bench.status().sentence));
    QVERIFY(bench.status().sentence.endsWith("Yours was not sent."_L1));
    QCOMPARE(bench.changes(), QByteArrayList());
}

void DeployRunTest::lockIsWaitedFor()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    occupy(bench);
    bench.run->startWhenUnlocked(DeployBench::request(DeployBench::app(Changed)), bench.permit());
    QVERIFY(bench.until([&] { return bench.status().state == RunState::WaitingForLock; }));
    QCOMPARE(bench.changes(), QByteArrayList());
    bench.sandbox.marathon().state().scripts.clear();
    const QString other = bench.status().lockedBy.front().id;
    QVERIFY(bench.sandbox.marathon().cancel(other));
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes(), QByteArrayList{Put});
}

void DeployRunTest::lockIsReplaced()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    occupy(bench);
    bench.sandbox.marathon().state().scripts.clear();
    bench.run->startByForce(
        DeployBench::request(DeployBench::app(Changed)), bench.permit(DeployAction::Replace));
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));
    QCOMPARE(
        bench.changes(), QByteArrayList{"PUT /v2/apps/shop/web?partialUpdate=false&force=true"});
}

void DeployRunTest::checkTellsAnother()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    SandboxFault fault;
    fault.method = "PUT";
    fault.answer = SandboxFault::askTimedOut();
    bench.sandbox.faults().add(fault);
    bench.deploy(DeployBench::app(Changed));
    QCOMPARE(bench.status().result, RunResult::AnswerLost);
    occupy(bench);
    bench.run->check();
    QVERIFY(bench.ended());
    QVERIFY2(bench.status().result == RunResult::Superseded, qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes(), QByteArrayList());
}

void DeployRunTest::abandons()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    TaskScript slow;
    slow.health = std::nullopt;
    bench.sandbox.marathon().state().scripts[u"/shop/web"_s] = slow;
    bench.run->start(DeployBench::request(DeployBench::app(Changed)), bench.permit());
    QVERIFY(bench.until([&] { return bench.status().follow.newRunning > 0; }));
    bench.run->abandon(bench.permit(DeployAction::Abandon));
    QVERIFY(bench.ended());
    QCOMPARE(bench.status().result, RunResult::Abandoned);
    QVERIFY(bench.changes().last().endsWith("?force=true"));
}

void DeployRunTest::neverHealthyTellsWhy()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    RunPace pace;
    pace.patience.warnAfter = std::chrono::seconds(40);
    pace.patience.suggestAfter = std::chrono::seconds(60);
    bench.run = std::make_unique<DeployRun>(*bench.cluster, pace, &bench.journal);
    TaskScript slow;
    slow.health = std::nullopt;
    bench.sandbox.marathon().state().scripts[u"/shop/web"_s] = slow;
    bench.run->start(DeployBench::request(DeployBench::app(Changed)), bench.permit());
    QVERIFY(bench.until([&] { return bench.status().follow.waiting.has_value(); }));
    QCOMPARE(bench.status().follow.waiting->kind, WaitKind::NotHealthy);
    QCOMPARE(bench.status().follow.waiting->weight, WaitWeight::Note);
    QVERIFY(bench.until(
        [&] { return bench.status().follow.waiting->weight == WaitWeight::SuggestsRollback; }));
    QCOMPARE(bench.status().state, RunState::Following);
    QCOMPARE(bench.changes(), QByteArrayList{Put});
}

void DeployRunTest::crashLoopTellsWhyAndTriesNow()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    TaskScript crashing;
    crashing.fate = TaskFate::Crashes;
    crashing.health = std::nullopt;
    crashing.message = u"Command exited with status 1"_s;
    bench.sandbox.marathon().state().scripts[u"/shop/web"_s] = crashing;
    bench.run->start(DeployBench::request(DeployBench::app(Changed)), bench.permit());
    QVERIFY(bench.until([&] {
        const auto &waiting = bench.status().follow.waiting;
        return waiting && waiting->kind == WaitKind::Delayed;
    }));
    const WaitReason waiting = *bench.status().follow.waiting;
    QVERIFY2(waiting.sentence.contains("The new version failed "_L1)
            && waiting.sentence.contains("exited with status 1"_L1)
            && waiting.sentence.contains("The next try comes in "_L1)
            && waiting.sentence.endsWith("The old version still serves."_L1),
        qPrintable(waiting.sentence));
    QVERIFY(waiting.canTryNow);
    bench.run->tryNow(bench.permit(DeployAction::Nudge));
    QVERIFY(bench.until([&] { return bench.changes().size() == 2; }));
    QCOMPARE(bench.changes().last(), QByteArray("DELETE /v2/queue/shop/web/delay"));
}

void DeployRunTest::isTakenUpAfterARestart_data()
{
    QTest::addColumn<bool>("isSending");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("while sending, with the document") << true << true;
    QTest::newRow("while sending, without it") << true << false;
    QTest::newRow("while following") << false << false;
}

void DeployRunTest::isTakenUpAfterARestart()
{
    QFETCH(bool, isSending);
    QFETCH(bool, isKnown);
    DeployBench bench;
    QVERIFY(bench.hasApp());
    if (isSending) {
        SandboxFault fault;
        fault.method = "PUT";
        fault.hangs = true;
        bench.sandbox.faults().add(fault);
    }
    DeployRequest request = DeployBench::request(DeployBench::app(Changed));
    request.documentPath = u"/x/web.json"_s;
    request.movingBefore = {u"shop/web:stable"_s};
    bench.run->start(request, bench.permit());
    const RunState wanted = isSending ? RunState::Sending : RunState::Following;
    QVERIFY(
        bench.until([&] { return bench.status().state == wanted && bench.changes().size() == 1; }));
    bench.restartPinion();
    const std::vector<RunJournal::Entry> left = bench.journal.entries();
    QCOMPARE(left.size(), 1u);
    QCOMPARE(left.front().record.step, isSending ? RecordedStep::Sending : RecordedStep::Following);
    QCOMPARE(left.front().record.documentPath, request.documentPath);
    QCOMPARE(left.front().record.movingBefore, request.movingBefore);
    bench.run->resume(left.front(), isKnown ? std::optional(request) : std::nullopt);
    QVERIFY(bench.ended());
    const bool wasApplied = bench.running() > 0
        && QCoro::waitFor(bench.cluster->marathon().app(u"/shop/web"_s, {}))
               ->definition.contains("\"A\"");
    QVERIFY2(bench.status().result == (wasApplied ? RunResult::Verified : RunResult::NotApplied),
        qPrintable(bench.status().sentence));
    QCOMPARE(bench.changes(), QByteArrayList{Put});
    QVERIFY(bench.journal.entries().empty());
}

void DeployRunTest::resumesOnlyOnTheSameCluster()
{
    DeployBench bench;
    RunJournal::Entry left;
    left.record.target = u"staging"_s;
    left.record.addresses = {u"https://elsewhere.example"_s};
    left.record.apps = {u"/shop/web"_s};
    left.record.began = bench.clock.now();
    bench.run->resume(left, std::nullopt);
    QVERIFY(bench.ended());
    QCOMPARE(bench.status().result, RunResult::Failed);
    QVERIFY(bench.sandbox.requests().isEmpty());
}

void DeployRunTest::endOfRunLeavesTheDeployment()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    bench.run->start(DeployBench::request(DeployBench::app(Changed)), bench.permit());
    QVERIFY(bench.until([&] { return bench.status().state == RunState::Following; }));
    bench.run.reset();
    QTest::qWait(20);
    QCOMPARE(bench.changes(), QByteArrayList{Put});
    QCOMPARE(bench.journal.entries().size(), 1u);
}

void DeployRunTest::isGuarded()
{
    DeployBench bench(TargetKind::Production);
    QVERIFY(bench.hasApp());
    // The permit of another target, and one that nobody has confirmed.
    Target other = bench.target;
    other.name = u"elsewhere"_s;
    Target harmless = bench.target;
    harmless.kind = TargetKind::Development;
    for (const Target &target : {other, harmless}) {
        const auto permit
            = DeployGuard::permit(target, DeployAction::Deploy, {u"/shop/web"_s}, u"web"_s);
        bench.run->start(DeployBench::request(DeployBench::app(Changed)), *permit);
        QVERIFY(bench.ended());
        QCOMPARE(bench.status().result, RunResult::Failed);
        QVERIFY(bench.status().sentence.endsWith("Nothing was sent."_L1));
    }
    QCOMPARE(bench.changes(), QByteArrayList());
    bench.deploy(DeployBench::app(Changed));
    QCOMPARE(bench.status().result, RunResult::Verified);
}

QTEST_GUILESS_MAIN(DeployRunTest)
#include "tst_deployrun.moc"
