// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/follower.h"
#include "deploy/followreason.h"
#include "deploy/runrecord.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

class FollowerTest : public QObject
{
    Q_OBJECT

private slots:
    void pollsAlone();
    void scalingKeepsWhatRuns();
    void endsWithoutSuccess_data();
    void endsWithoutSuccess();
    void foreignEventsAreNothing();
    void reasons_data();
    void reasons();
    void fetchingIsNoWaitForOffers_data();
    void fetchingIsNoWaitForOffers();
    void launchesAgeTheQueue();
    void recordsComeBack();
};

namespace {

const AppVersion Old = u"2024-03-01T08:00:00.000Z"_s;
const AppVersion New = u"2024-03-05T09:12:44.031Z"_s;
const QDateTime Start(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);

FollowedDeployment followed()
{
    FollowedDeployment followed;
    followed.target = u"staging"_s;
    followed.id = u"d1"_s;
    followed.version = New;
    followed.apps = {u"/web"_s};
    followed.before[u"/web"_s] = Old;
    return followed;
}

AppTask task(int number, const AppVersion &version)
{
    AppTask task;
    task.instanceId = u"web.instance-%1"_s.arg(number);
    task.id = task.instanceId + u"._app.1"_s;
    task.state = u"TASK_RUNNING"_s;
    task.version = version;
    return task;
}

RunningApp app(const AppVersion &version, int instances, const std::vector<AppTask> &tasks)
{
    RunningApp app;
    app.id = u"/web"_s;
    app.version = version;
    app.lastConfigChangeAt = version;
    app.instances = instances;
    app.tasks = tasks;
    return app;
}

std::vector<Deployment> listed(const char *action)
{
    Deployment deployment;
    deployment.id = u"d1"_s;
    deployment.steps = {{{QString::fromLatin1(action), u"/web"_s}}};
    deployment.currentStep = 1;
    return {deployment};
}

} // namespace

void FollowerTest::pollsAlone()
{
    DeploymentFollower follower(followed(), FollowPatience(), Start);
    follower.onDeployments(listed("RestartApplication"), Start);
    follower.onApp(app(New, 2, {task(1, Old), task(2, Old), task(3, New)}), Start);
    QCOMPARE(follower.state().phase, FollowPhase::Replacing);
    QCOMPARE(follower.state().newHealthy, 1);
    QCOMPARE(follower.state().oldLeft, 2);
    const double before = follower.state().progress;
    QVERIFY(before > 0 && before < 1);
    follower.onDeployments({}, Start.addSecs(3));
    QCOMPARE(follower.state().phase, FollowPhase::Replacing); // once is not enough
    follower.onDeployments({}, Start.addSecs(6));
    QCOMPARE(follower.state().phase, FollowPhase::Verifying);
    follower.onApp(app(New, 2, {task(3, New), task(4, New)}), Start.addSecs(6));
    QCOMPARE(follower.state().phase, FollowPhase::Verifying);
    follower.onTick(Start.addSecs(11));
    QCOMPARE(follower.state().phase, FollowPhase::Verified);
    QCOMPARE(follower.state().message, u"/web runs on staging: 2 of 2 in 11 s."_s);
}

void FollowerTest::scalingKeepsWhatRuns()
{
    DeploymentFollower follower(followed(), FollowPatience(), Start);
    follower.onDeployments(listed("ScaleApplication"), Start);
    RunningApp scaled = app(New, 3, {task(1, Old), task(2, Old)});
    scaled.lastConfigChangeAt = Old;
    follower.onApp(scaled, Start);
    QCOMPARE(follower.state().oldLeft, 0);
    QCOMPARE(follower.state().newHealthy, 2);
    scaled.instances = 1;
    follower.onApp(scaled, Start);
    QCOMPARE(follower.state().oldLeft, 1);
    QCOMPARE(follower.state().newHealthy, 1);
}

void FollowerTest::endsWithoutSuccess_data()
{
    QTest::addColumn<AppVersion>("version");
    QTest::addColumn<int>("running");
    QTest::addColumn<FollowPhase>("phase");
    QTest::newRow("not all run") << New << 1 << FollowPhase::EndedUnhealthy;
    QTest::newRow("another definition")
        << u"2024-03-06T00:00:00.000Z"_s << 2 << FollowPhase::Superseded;
    QTest::newRow("nothing has changed") << Old << 2 << FollowPhase::NothingToDo;
    QTest::newRow("the same instant, spelt with more digits")
        << u"2024-03-05T09:12:44.031000Z"_s << 2 << FollowPhase::Verified;
}

void FollowerTest::endsWithoutSuccess()
{
    QFETCH(AppVersion, version);
    QFETCH(int, running);
    QFETCH(FollowPhase, phase);
    DeploymentFollower follower(followed(), FollowPatience(), Start);
    follower.onDeployments({}, Start);
    follower.onDeployments({}, Start);
    std::vector<AppTask> tasks;
    for (int i = 0; i < running; ++i)
        tasks.push_back(task(i, version));
    for (int second = 0; second < 60; second += 3)
        follower.onApp(app(version, 2, tasks), Start.addSecs(second));
    QVERIFY2(follower.state().phase == phase, qPrintable(follower.state().message));
    QCOMPARE(follower.state().stages[3].state,
        phase == FollowPhase::Verified || phase == FollowPhase::NothingToDo ? StageState::Done
                                                                            : StageState::Failed);
}

void FollowerTest::foreignEventsAreNothing()
{
    DeploymentFollower follower(followed(), FollowPatience(), Start);
    MarathonEvent event;
    event.kind = EventKind::DeploymentFailed;
    event.deploymentId = u"d2"_s;
    follower.onEvent(event, Start);
    event.deploymentId.clear();
    follower.onEvent(event, Start);
    event = MarathonEvent();
    event.kind = EventKind::InstanceChanged;
    event.appId = u"/other"_s;
    event.instanceId = u"other.instance-1"_s;
    event.state = u"Running"_s;
    follower.onEvent(event, Start);
    QCOMPARE(follower.state().phase, FollowPhase::Planned);
    QVERIFY(follower.state().instances.empty());
    event.kind = EventKind::DeploymentFailed;
    event.deploymentId = u"d1"_s;
    event.message = u"The upgrade has been cancelled"_s;
    follower.onEvent(event, Start);
    QCOMPARE(follower.state().phase, FollowPhase::Verifying); // the app tells what it means
    follower.onApp(app(New, 2, {task(1, Old), task(2, New)}), Start.addSecs(3));
    QCOMPARE(follower.state().phase, FollowPhase::Cancelled);
    QVERIFY(follower.state().message.contains(u"\"The upgrade has been cancelled\""_s));
}

void FollowerTest::reasons_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<WaitKind>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("cpus") << u"InsufficientCpus"_s << WaitKind::Resources
                          << u"No node has 0.5 CPUs free (7 of 9 offers)."_s;
    QTest::newRow("memory") << u"InsufficientMemory"_s << WaitKind::Resources
                            << u"No node has 2 GiB of memory free (7 of 9 offers)."_s;
    QTest::newRow("ports") << u"InsufficientPorts"_s << WaitKind::Ports
                           << u"No node offers the ports of the app (7 of 9 offers)."_s;
    QTest::newRow("constraint")
        << u"UnfulfilledConstraint"_s << WaitKind::Constraint
        << u"No free node satisfies the constraints of the app (7 of 9 offers)."_s;
    QTest::newRow("role")
        << u"UnfulfilledRole"_s << WaitKind::Role
        << u"The offers are for other roles than the app accepts (7 of 9 offers)."_s;
    QTest::newRow("volume") << u"NoCorrespondingReservationFound"_s << WaitKind::Reservation
                            << u"Waiting for the node that holds its volume (7 of 9 offers)."_s;
    QTest::newRow("maintenance") << u"AgentMaintenance"_s << WaitKind::Maintenance
                                 << u"The nodes that fit are in maintenance (7 of 9 offers)."_s;
    QTest::newRow("gpus") << u"DeclinedScarceResources"_s << WaitKind::ScarceResources
                          << u"Offers with GPUs are kept for apps that use them (7 of 9 offers)."_s;
    QTest::newRow("a reason of tomorrow")
        << u"Whatever"_s << WaitKind::OtherRefusal
        << u"Waiting for a node: the offers do not fit, for reasons that Marathon does not tell."_s;
    QTest::newRow("no offers") << QString() << WaitKind::NoOffers
                               << u"Mesos has made no offers for 30 s."_s;
}

void FollowerTest::reasons()
{
    QFETCH(QString, reason);
    QFETCH(WaitKind, kind);
    QFETCH(QString, sentence);
    RunningApp wanted = app(New, 3, {});
    wanted.cpus = 0.5;
    wanted.mem = 2048;
    QueueEntry entry;
    entry.appId = u"/web"_s;
    entry.count = 1;
    if (!reason.isEmpty()) {
        entry.processedOffers = 40;
        entry.lastOffers = {{reason, 7, 9}};
    }
    WaitFacts facts;
    facts.appId = u"/web"_s;
    facts.app = &wanted;
    facts.queued = &entry;
    facts.waited = std::chrono::seconds(30);
    const WaitReason found = waitReason(facts);
    QCOMPARE(found.sentence, sentence);
    QCOMPARE(found.kind, kind);
}

void FollowerTest::fetchingIsNoWaitForOffers_data()
{
    QTest::addColumn<int>("queued");
    QTest::addColumn<WaitKind>("kind");
    QTest::newRow("all have a node") << 1 << WaitKind::Staging;
    QTest::newRow("one has none as yet") << 2 << WaitKind::OtherRefusal;
}

/// Marathon's queue counts a launch until its agent has said something.
void FollowerTest::fetchingIsNoWaitForOffers()
{
    QFETCH(int, queued);
    QFETCH(WaitKind, kind);
    QueueEntry entry;
    entry.count = queued;
    entry.processedOffers = 1;
    InstanceRow row;
    row.isNew = true;
    row.host = u"node-5"_s;
    row.state = InstanceState::Staging;
    row.since = Start;
    WaitFacts facts;
    facts.queued = &entry;
    facts.instances = std::span(&row, 1);
    facts.now = Start.addSecs(180);
    const WaitReason found = waitReason(facts);
    QCOMPARE(found.kind, kind);
    if (kind == WaitKind::Staging)
        QCOMPARE(found.sentence, u"node-5 has been fetching the image for 3 min."_s);
}

void FollowerTest::launchesAgeTheQueue()
{
    DeploymentFollower follower(followed(), FollowPatience(), Start);
    follower.onDeployments(listed("RestartApplication"), Start);
    std::vector<AppTask> tasks{task(1, Old), task(2, Old)};
    follower.onApp(app(New, 2, tasks), Start);
    QueueEntry entry;
    entry.appId = u"/web"_s;
    entry.count = 1;
    entry.processedOffers = 40;
    entry.lastOffers = {{u"Whatever"_s, 7, 9}};
    follower.onQueue({entry}, Start.addSecs(20));
    QVERIFY(follower.state().waiting);
    QCOMPARE(follower.state().waiting->kind, WaitKind::OtherRefusal);
    tasks.push_back(task(3, New));
    tasks.back().state = u"TASK_STAGING"_s;
    follower.onApp(app(New, 2, tasks), Start.addSecs(21));
    QVERIFY2(!follower.state().waiting,
        qPrintable(follower.state().waiting.value_or(WaitReason()).sentence));
    entry.count = 2;
    follower.onQueue({entry}, Start.addSecs(22)); // there is one more that waits
    QVERIFY(follower.state().waiting);
}

void FollowerTest::recordsComeBack()
{
    RunRecord record;
    record.target = u"staging"_s;
    record.addresses = {u"https://m.example"_s};
    record.step = RecordedStep::Reverting;
    record.documentPath = u"/x/web.json"_s;
    record.apps = {u"/web"_s, u"/db"_s};
    record.group = u"/"_s;
    record.before = {{u"/web"_s, Old}, {u"/db"_s, QString()}};
    record.movingBefore = {u"shop/web:stable"_s};
    record.deploymentId = u"d1"_s;
    record.version = New;
    record.began = Start;
    const Result<RunRecord> read = RunRecord::fromJson(record.toJson());
    QVERIFY(read);
    QVERIFY(*read == record);
    QVERIFY(!RunRecord::fromJson("{}"));
    QVERIFY(!RunRecord::fromJson("nonsense"));
}

QTEST_APPLESS_MAIN(FollowerTest)
#include "tst_follower.moc"
