// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploybench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The event stream over real sockets, with all that can go wrong with it.
class StreamCutsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCutEndsTheSame_data();
    void everyCutEndsTheSame();
    void recordedStreamGivesOneState();
    void silenceIsNoticed();
    void notReadyIsTriedAgain();
    void followsToAnotherNodeOfTheTargetOnly();
    void slowConsumerComesBack();
    void stopsInsideASlot();
};

namespace {

/// What comes out of a deployment in the end.
QString outcome(const FollowState &state)
{
    QStringList rows;
    for (const InstanceRow &row : state.instances) {
        if (row.isNew)
            rows.append(instanceStateText(row.state) + u'@' + row.host);
    }
    rows.sort();
    return QString::number(int(state.phase)) + u' ' + QString::number(state.newHealthy) + u'/'
        + QString::number(state.wanted) + u' ' + QString::number(state.oldLeft) + u' '
        + rows.join(u' ');
}

} // namespace

void StreamCutsTest::everyCutEndsTheSame_data()
{
    QTest::addColumn<int>("cut");
    // Every byte is tried below, on the parser; these go the whole way.
    for (const int cut : {1, 2, 60, 133, 134, 135, 500, 1001, 2222, 4000})
        QTest::addRow("after %d bytes", cut) << cut;
}

void StreamCutsTest::everyCutEndsTheSame()
{
    QFETCH(int, cut);
    DeployBench bench;
    QVERIFY(bench.hasApp());
    bench.sandbox.events().cutAfter(cut);
    bench.deploy(DeployBench::app("\"env\":{\"A\":\"1\"}"));
    QVERIFY2(bench.status().result == RunResult::Verified, qPrintable(bench.status().sentence));
    QCOMPARE(bench.status().follow.newHealthy, 3);
    QCOMPARE(bench.status().follow.oldLeft, 0);
    QCOMPARE(bench.changes().size(), 1);
}

/// A stream of the sandbox, cut at every byte with the event in hand lost, then one look at what
/// runs. Where it is cut inside of an event makes no difference: no part of one comes out.
void StreamCutsTest::recordedStreamGivesOneState()
{
    DeployBench bench;
    QVERIFY(bench.hasApp());
    const qsizetype before = bench.sandbox.published().size();
    bench.deploy(DeployBench::app("\"env\":{\"A\":\"1\"}"));
    QCOMPARE(bench.status().result, RunResult::Verified);
    QByteArrayList frames;
    for (const SandboxEvent &event : bench.sandbox.published().sliced(before))
        frames.append(eventFrame(event));
    QVERIFY(frames.size() > 20);
    const Result<RunningApp> app
        = QCoro::waitFor(bench.cluster->marathon().app(u"/shop/web"_s, {}));
    FollowedDeployment followed;
    followed.target = u"staging"_s;
    followed.id = bench.status().deploymentId;
    followed.version = app->version;
    followed.apps = {u"/shop/web"_s};
    const QDateTime start(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    const auto finalState = [&](const QByteArray &bytes) {
        DeploymentFollower follower(followed, FollowPatience(), start);
        SseParser parser;
        for (const SseMessage &message : parser.feed(bytes)) {
            if (const Result<MarathonEvent> event = readEvent(message))
                follower.onEvent(*event, start);
        }
        for (int look = 0; look < 8 && !isEnd(follower.state().phase); ++look) {
            const QDateTime now = start.addSecs(10 * look);
            follower.onDeployments({}, now);
            follower.onApp(*app, now);
            follower.onTick(now);
        }
        return outcome(follower.state());
    };
    const QString whole = finalState(frames.join());
    QVERIFY2(whole.startsWith(QString::number(int(FollowPhase::Verified)) + u" 3/3 0 "_s),
        qPrintable(whole));
    for (qsizetype lost = 0; lost < frames.size(); ++lost) {
        const QByteArray &frame = frames[lost];
        for (qsizetype cut = 0; cut < frame.size() - 1; ++cut) {
            SseParser parser;
            QVERIFY(parser.feed(QByteArrayView(frame).first(cut)).empty());
        }
        const QByteArrayList rest = frames.first(lost) + frames.sliced(lost + 1);
        QCOMPARE(finalState(rest.join()), whole);
    }
}

void StreamCutsTest::silenceIsNoticed()
{
    DeployBench bench;
    StreamPace pace;
    pace.silence = std::chrono::milliseconds(100); // of the real clock
    bench.cluster = std::make_unique<Cluster>(
        *accessTo(bench.target, Credentials()), nullptr, &bench.clock, pace);
    bench.sandbox.events().isSilent = true;
    int looks = 0;
    QObject::connect(&bench.cluster->events(), &EventStream::lookAgain, this, [&] { ++looks; });
    bench.cluster->events().start();
    const auto opened = [&] {
        int count = 0;
        for (const SandboxRequest &request : bench.sandbox.requests())
            count += request.path() == u"/v2/events"_s ? 1 : 0;
        return count;
    };
    QVERIFY(bench.until([&] { return opened() >= 3; }));
    QVERIFY(looks >= 2);
    for (const SandboxRequest &request : bench.sandbox.requests())
        QCOMPARE(request.header("Accept"), QByteArray("text/event-stream"));
}

void StreamCutsTest::notReadyIsTriedAgain()
{
    DeployBench bench;
    bench.sandbox.events().isNotReady = true;
    bench.cluster->events().start();
    QVERIFY(bench.until([&] { return !bench.cluster->events().problem().isEmpty(); }));
    bench.sandbox.events().isNotReady = false;
    QVERIFY(bench.until([&] {
        return bench.cluster->events().state() == StreamState::Live
            && bench.sandbox.events().clientCount() > 0;
    }));
}

void StreamCutsTest::followsToAnotherNodeOfTheTargetOnly()
{
    DeployBench bench(TargetKind::Staging, 2);
    // The second node is a standby: it sends to the first, which is in the list.
    bench.target.urls = {bench.sandbox.url(1), bench.sandbox.url(0)};
    bench.restartPinion();
    bench.cluster->events().start();
    QVERIFY(bench.until([&] { return bench.cluster->events().state() == StreamState::Live; }));
    // Where it is not, nobody is asked behind the user's back.
    bench.target.urls = {bench.sandbox.url(1)};
    bench.restartPinion();
    bench.cluster->events().start();
    QVERIFY(bench.until([&] { return bench.cluster->events().state() == StreamState::Polling; }));
    QVERIFY2(bench.cluster->events().problem().contains("is not an address of this target"_L1),
        qPrintable(bench.cluster->events().problem()));
}

void StreamCutsTest::slowConsumerComesBack()
{
    DeployBench bench;
    bench.cluster->events().start();
    QVERIFY(bench.until([&] { return bench.cluster->events().state() == StreamState::Live; }));
    int looks = 0;
    QObject::connect(&bench.cluster->events(), &EventStream::lookAgain, this, [&] { ++looks; });
    bench.sandbox.events().cut();
    QVERIFY(bench.until([&] { return looks > 0; }));
    QVERIFY(bench.until([&] { return bench.cluster->events().state() == StreamState::Live; }));
}

void StreamCutsTest::stopsInsideASlot()
{
    DeployBench bench;
    EventStream &events = bench.cluster->events();
    int received = 0;
    QObject::connect(&events, &EventStream::received, this, [&] {
        ++received;
        events.stop();
    });
    events.start();
    QVERIFY(bench.until([&] { return received > 0; }));
    QCOMPARE(received, 1);
    QCOMPARE(events.state(), StreamState::Off);
    events.start();
    QVERIFY(bench.until([&] { return received > 1; }));
}

QTEST_GUILESS_MAIN(StreamCutsTest)
#include "tst_streamcuts.moc"
