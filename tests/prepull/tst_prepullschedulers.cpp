// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/delay.h"
#include "cluster/cluster.h"
#include "deploy/guard.h"
#include "prepull/chronosjob.h"
#include "prepull/eremetictask.h"
#include "prepull/jobname.h"
#include "prepull/leftovers.h"
#include "prepull/machine.h"
#include "prepull/pinning.h"
#include "prepull/run.h"
#include "prepull/scene.h"
#include "sandbox/sandbox.h"
#include "sandbox/schedulers/sandboxagentfiles.h"
#include "sandbox/schedulers/sandboxchronos.h"
#include "sandbox/schedulers/sandboxeremetic.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

using Json = nlohmann::ordered_json;

const QString Image = QStringLiteral("registry.example:5000/team/shop:1.4.2");
const QString Digest = u"sha256:"_s + QString(64, u'a');
const QString Helper = QStringLiteral("registry.example:5000/tools/docker-client:24");

/// The sandbox's clock: sleeping moves it, so that hours pass at once.
class SteeredClock final : public Clock
{
public:
    explicit SteeredClock(SandboxCluster &sandbox)
        : m_sandbox(sandbox)
    { }
    [[nodiscard]] QDateTime now() const override
    {
        return QDateTime::fromMSecsSinceEpoch(m_sandbox.marathon().now(), Qt::UTC);
    }
    [[nodiscard]] Task<void> sleep(std::chrono::milliseconds time, std::stop_token stop) override
    {
        m_sandbox.advance(time.count());
        co_return co_await delay(std::chrono::milliseconds(0), stop);
    }

private:
    SandboxCluster &m_sandbox;
};

QString host(int number)
{
    return u"agent-%1.sandbox.example"_s.arg(number);
}

/// A cluster of twelve: one is drained, one cannot sign in, one has no disk left, one never
/// answers.
ForeignOutcome outcomeOn(const SandboxAgent &agent)
{
    if (agent.hostname == host(5))
        return {54, 20'000, "Error response from daemon: pull access denied for team/shop"};
    if (agent.hostname == host(7))
        return {55, 20'000, "failed to register layer: write /x: no space left on device"};
    if (agent.hostname == host(9))
        return {std::nullopt};
    return {0, 20'000,
        QByteArray("Digest: " + Digest.toLatin1() + "\nStatus: Downloaded newer image\n")};
}

Target targetAt(const QUrl &url)
{
    Target target;
    target.name = u"local"_s;
    target.kind = TargetKind::Local;
    target.urls = {url};
    return target;
}

WritePermit permitFor(const Target &target)
{
    return *DeployGuard::permit(target, DeployAction::Deploy, {u"/pinion/prepull"_s});
}

SandboxOptions twelveAgents(bool isLive)
{
    SandboxOptions options;
    options.agents = 12;
    options.isLive = isLive;
    return options;
}

struct WorldOptions
{
    SandboxChronosOptions chronos = {};
    SandboxEremeticOptions eremetic = {};
    bool hasOldAgents = false;
    bool isLive = false;
};

class World
{
public:
    explicit World(PrepullVia via, const WorldOptions &options = {})
        : m_via(via)
        , m_sandbox(twelveAgents(options.isLive))
        , m_clock(m_sandbox)
        , m_files(m_sandbox.marathon().state(), options.hasOldAgents)
        , m_chronos(m_sandbox.marathon(), options.chronos)
        , m_eremetic(m_sandbox.marathon(), options.eremetic)
    {
        int number = 0;
        for (SandboxAgent &agent : m_sandbox.marathon().state().agents) {
            agent.attributes = {{u"node_name"_s, u"node-%1"_s.arg(++number)},
                {u"rack"_s, u"r%1"_s.arg(number % 3)}, {u"ssd"_s, {}, 1.0}};
            AgentAttribute vlans{u"vlans"_s, u"[%1-%1]"_s.arg(number)};
            vlans.isRanges = true;
            agent.attributes.push_back(vlans);
        }
        std::next(m_sandbox.marathon().state().agents.begin(), 2)->isDraining = true; // agent-3
        m_chronos.setScript(outcomeOn);
        m_eremetic.setScript(outcomeOn);
        m_isReady = m_sandbox.start() && m_files.start() && m_chronos.start() && m_eremetic.start();
        m_target = targetAt(m_sandbox.url());
        m_cluster = std::make_unique<Cluster>(
            *accessTo(m_target, Credentials()), nullptr, options.isLive ? nullptr : &m_clock);
    }

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] SandboxCluster &sandbox() { return m_sandbox; }
    [[nodiscard]] SandboxChronos &chronos() { return m_chronos; }
    [[nodiscard]] SandboxEremetic &eremetic() { return m_eremetic; }
    [[nodiscard]] const PrepullJournal &journal() const { return m_journal; }
    [[nodiscard]] Clock &clock() { return m_cluster->line().clock(); }
    [[nodiscard]] QUrl scheduler() const
    {
        return m_via == PrepullVia::Chronos ? m_chronos.url() : m_eremetic.url();
    }
    [[nodiscard]] QString folder() const { return m_folder.filePath(u"prepulls"_s); }
    void setLogin(const Credentials &login) { m_login = login; }

    [[nodiscard]] Result<PrepullPlan> plan(
        const QStringList &hosts = {}, const QString &helper = Helper)
    {
        m_scene = QCoro::waitFor(readScene(*m_cluster, true, std::stop_token()));
        if (!m_scene)
            return tl::make_unexpected(m_scene.error());
        PrepullWish wish;
        wish.image = Image;
        wish.via = m_via;
        wish.hosts = hosts;
        wish.pullTime = std::chrono::seconds(100);
        if (m_via == PrepullVia::Eremetic)
            wish.helperImage = helper;
        return planOn(*m_scene, wish, m_attribute, u"7f3a2c"_s, clock().now());
    }
    void setAttribute(const QString &name) { m_attribute = name; }
    [[nodiscard]] std::unique_ptr<PrepullMachine> machine(const PrepullPlan &plan)
    {
        return std::move(*PrepullMachine::make(
            *m_cluster, m_scene->info, plan, {scheduler(), m_login}, permitFor(m_target)));
    }
    [[nodiscard]] PrepullRecord record(const PrepullPlan &plan) const
    {
        return {plan.runId, u"local"_s, {}, m_via, QUrl(), plan.image, plan.hosts, plan.began};
    }
    /// To its end.
    [[nodiscard]] PrepullStatus pulled(const PrepullPlan &plan)
    {
        const auto machine = this->machine(plan);
        PrepullRun run(machine->backend(), clock(), m_journal);
        QCoro::waitFor(run.start(plan, record(plan)));
        return run.status();
    }
    [[nodiscard]] int helpers() const
    {
        return m_via == PrepullVia::Chronos ? m_chronos.jobCount() : m_eremetic.recordCount();
    }
    [[nodiscard]] int running() const
    {
        return m_via == PrepullVia::Chronos ? m_chronos.runningTasks() : m_eremetic.runningTasks();
    }
    [[nodiscard]] int sent(const QByteArray &method) const
    {
        const auto &requests
            = m_via == PrepullVia::Chronos ? m_chronos.requests() : m_eremetic.requests();
        return int(std::count_if(requests.begin(), requests.end(),
            [&method](const SandboxRequest &request) { return request.method == method; }));
    }

private:
    PrepullVia m_via;
    SandboxCluster m_sandbox;
    SteeredClock m_clock;
    SandboxAgentFiles m_files;
    SandboxChronos m_chronos;
    SandboxEremetic m_eremetic;
    Target m_target;
    std::unique_ptr<Cluster> m_cluster;
    Result<PrepullScene> m_scene = PrepullScene();
    Credentials m_login;
    QString m_attribute;
    QTemporaryDir m_folder;
    PrepullJournal m_journal{m_folder.filePath(QStringLiteral("prepulls"))};
    bool m_isReady = false;
};

HostRow rowOf(const PrepullStatus &status, const QString &name)
{
    const auto row = std::find_if(status.rows.begin(), status.rows.end(),
        [&name](const HostRow &one) { return one.host == name; });
    return row == status.rows.end() ? HostRow() : *row;
}

/// The plan that the examples below are of.
PrepullPlan examplePlan(PrepullVia via)
{
    PrepullPlan plan;
    plan.runId = u"7f3a2c"_s;
    plan.image = Image;
    plan.via = via;
    plan.hosts = {u"node-03.cluster.example"_s};
    return plan;
}

QByteArray withoutBlanks(const char *json)
{
    return QByteArray::fromStdString(Json::parse(json).dump());
}

SandboxAnswer busy()
{
    return {503, {}, {}};
}

/// A run in a process of its own, to be killed: back-end, Marathon, scheduler, folder of the
/// journal.
int pullAsChild(const QStringList &words)
{
    const Target target = targetAt(QUrl(words.at(3)));
    Cluster cluster(*accessTo(target, Credentials()));
    const Result<PrepullScene> scene = QCoro::waitFor(readScene(cluster, true, std::stop_token()));
    PrepullWish wish;
    wish.image = Image;
    wish.via = *viaFromName(words.at(2));
    if (wish.via == PrepullVia::Eremetic)
        wish.helperImage = Helper;
    Clock &clock = cluster.line().clock();
    const Result<PrepullPlan> plan = planOn(*scene, wish, {}, u"dead"_s, clock.now());
    const QUrl scheduler(words.at(4));
    const auto machine = PrepullMachine::make(
        cluster, scene->info, *plan, {scheduler, Credentials()}, permitFor(target));
    const PrepullJournal journal(words.at(5));
    PrepullRun run((*machine)->backend(), clock, journal);
    QCoro::waitFor(run.start(*plan,
        {plan->runId, target.name, {target.urls.first().toString()}, plan->via, scheduler,
            plan->image, plan->hosts, plan->began}));
    return 0;
}

} // namespace

/// Whole runs by Chronos and Eremetic, over real sockets.
class PrepullSchedulersTest : public QObject
{
    Q_OBJECT

private slots:
    void chronosJobIsExact();
    void eremeticTaskIsExact();
    void namesHoldNothingElse();
    void pulls_data();
    void pulls();
    void chronosThatCannotAim();
    void chronosThatDoesNotKnowHosts();
    void chronosLosesATask();
    void attributeNamedHostname();
    void foreignJobsStay();
    void lostAnswer_data();
    void lostAnswer();
    void signIn_data();
    void signIn();
    void pullStartedDirectly();
    void eremeticTriesAgain();
    void eremeticKeepsErrors();
    void eremeticTimesOut();
    void fullQueue();
    void noTellingAttribute();
    void wantedAttribute();
    void cancel_data();
    void cancel();
    void nextStartRemovesAll_data();
    void nextStartRemovesAll();
    void survivesKill_data();
    void survivesKill();
};

void PrepullSchedulersTest::chronosJobIsExact()
{
    PrepullPlan plan = examplePlan(PrepullVia::Chronos);
    plan.credentials = u"file:///etc/docker.tar.gz"_s;
    Json job = Json::parse(chronosJob(plan, plan.hosts.first()).toStdString());
    QCOMPARE(job["command"].get<std::string>(), pullCommand().toStdString());
    job["command"] = "TEXT-OF-2.3";
    QCOMPARE(QByteArray::fromStdString(job.dump()),
        withoutBlanks(
            "{ "
            "\"name\": \"pinion-prepull-7f3a2c-node-03.cluster.example\","
            "\"command\": \"TEXT-OF-2.3\", \"schedule\": \"R1//PT24H\", \"epsilon\": \"PT2H\","
            "\"owner\": \"\", \"async\": false, \"shell\": true, \"retries\": 0, \"disabled\": "
            "false,"
            "\"cpus\": 0.1, \"mem\": 64, \"disk\": 16,"
            "\"constraints\": [ [\"hostname\", \"EQUALS\", \"node-03.cluster.example\"] ],"
            "\"environmentVariables\": ["
            "{ \"name\": \"PINION_IMAGE\", \"value\": \"registry.example:5000/team/shop:1.4.2\" },"
            "{ \"name\": \"PINION_PULL_SECONDS\", \"value\": \"1800\" },"
            "{ \"name\": \"PINION_MODE\", \"value\": \"job\" } ],"
            "\"fetch\": [ { \"uri\": \"file:///etc/docker.tar.gz\", \"extract\": true,"
            "\"executable\": false, \"cache\": false } ] }"));
    plan.credentials.clear();
    plan.tries = 4;
    job = Json::parse(chronosJob(plan, plan.hosts.first()).toStdString());
    QVERIFY(!job.contains("fetch"));
    QCOMPARE(job["environmentVariables"][3]["value"].get<std::string>(), std::string("4"));
}

void PrepullSchedulersTest::eremeticTaskIsExact()
{
    PrepullPlan plan = examplePlan(PrepullVia::Eremetic);
    plan.helperImage = Helper;
    plan.pinAttribute = u"node_name"_s;
    plan.pins.insert(plan.hosts.first(), u"node-03"_s);
    QCOMPARE(eremeticTask(plan, plan.hosts.first()),
        withoutBlanks("{ "
                      "\"name\": \"pinion-prepull-7f3a2c-node-03\", \"cpu\": 0.1, \"mem\": 128,"
                      "\"image\": \"registry.example:5000/tools/docker-client:24\","
                      "\"command\": \"timeout \\\"$PINION_PULL_SECONDS\\\" docker pull "
                      "\\\"$PINION_IMAGE\\\"\","
                      "\"env\": { \"PINION_IMAGE\": \"registry.example:5000/team/shop:1.4.2\","
                      "\"PINION_PULL_SECONDS\": \"1800\" },"
                      "\"volumes\": [ { \"container_path\": \"/var/run/docker.sock\","
                      "\"host_path\": \"/var/run/docker.sock\" } ], \"force_pull_image\": false,"
                      "\"agent_constraints\": [ { \"attribute_name\": \"node_name\","
                      "\"attribute_value\": \"node-03\" } ] }"));
    plan.helperImage.clear();
    const Json direct = Json::parse(eremeticTask(plan, plan.hosts.first()).toStdString());
    QCOMPARE(direct["image"].get<std::string>(), Image.toStdString());
    QCOMPARE(direct["command"].get<std::string>(), std::string("exit 0"));
    QVERIFY(direct["force_pull_image"].get<bool>());
    QVERIFY(!direct.contains("volumes"));
}

void PrepullSchedulersTest::namesHoldNothingElse()
{
    QCOMPARE(jobName(u"7f"_s, u"10.20.0.1"_s), u"pinion-prepull-7f-10.20.0.1"_s);
    QCOMPARE(jobName(u"7f"_s, u"a_b:c/ü"_s), u"pinion-prepull-7f-a_5fb_3ac_2f_c3_bc"_s);
}

void PrepullSchedulersTest::pulls_data()
{
    QTest::addColumn<PrepullVia>("via");
    QTest::addColumn<QString>("release");
    QTest::addColumn<bool>("hasOldAgents");
    QTest::newRow("Chronos 3.0.2") << PrepullVia::Chronos << u"3.0.2"_s << false;
    QTest::newRow("Chronos 2.5.1") << PrepullVia::Chronos << u"2.5.1"_s << false;
    QTest::newRow("Chronos and agents before Mesos 1.8")
        << PrepullVia::Chronos << u"3.0.2"_s << true;
    QTest::newRow("Eremetic") << PrepullVia::Eremetic << u"3.0.2"_s << false;
}

void PrepullSchedulersTest::pulls()
{
    QFETCH(PrepullVia, via);
    QFETCH(QString, release);
    QFETCH(bool, hasOldAgents);
    WorldOptions options;
    options.chronos.release = *MarathonVersion::parse(release);
    options.hasOldAgents = hasOldAgents;
    World world(via, options);
    QVERIFY(world.isReady());
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY2(plan.has_value(), plan ? "" : qPrintable(plan.error().text()));
    QCOMPARE(plan->hosts.size(), 11);
    QCOMPARE(plan->leftOut.front().reason, u"being drained"_s);
    const PrepullStatus status = world.pulled(*plan);
    QVERIFY2(!status.error, status.error ? qPrintable(status.error->text()) : "");
    QCOMPARE(status.count(HostState::Done), 8);
    const HostRow denied = rowOf(status, host(5));
    QCOMPARE(denied.state, HostState::Failed);
    QCOMPARE(denied.code, 54);
    QCOMPARE(denied.reason, u"sign-in refused by the registry"_s);
    QCOMPARE(rowOf(status, host(7)).code, 55);
    QCOMPARE(rowOf(status, host(7)).reason, u"no space left on the agent's disk"_s);
    QCOMPARE(rowOf(status, host(9)).state, HostState::TimedOut);
    QCOMPARE(rowOf(status, host(1)).digest, Digest);
    QVERIFY(denied.words.contains("pull access denied"));
    QVERIFY(!status.isSuccess);
    QVERIFY(status.isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.running(), 0);
    QVERIFY(world.journal().entries().empty());
    QCOMPARE(world.sent("POST") >= 11, true);
}

void PrepullSchedulersTest::chronosThatCannotAim()
{
    WorldOptions options;
    options.chronos.release = {2, 3, 3};
    World world(PrepullVia::Chronos, options);
    const Result<PrepullPlan> plan = world.plan({host(1), host(2)});
    QVERIFY(plan.has_value());
    const PrepullStatus status = world.pulled(*plan);
    QVERIFY(status.error.has_value());
    QVERIFY2(status.error->message.contains("dropped the constraint"_L1),
        qPrintable(status.error->message));
    QVERIFY(status.isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.running(), 0);
}

void PrepullSchedulersTest::chronosThatDoesNotKnowHosts()
{
    WorldOptions options;
    options.chronos.release = {2, 4};
    World world(PrepullVia::Chronos, options);
    const Result<PrepullPlan> plan = world.plan({host(1), host(2)});
    QVERIFY(plan.has_value());
    const PrepullStatus status = world.pulled(*plan);
    QCOMPARE(status.count(HostState::NotReached), 2);
    QVERIFY(status.isClean);
    QCOMPARE(world.helpers(), 0);
}

void PrepullSchedulersTest::chronosLosesATask()
{
    World world(PrepullVia::Chronos);
    const Result<PrepullPlan> plan = world.plan({host(9)});
    QVERIFY(plan.has_value());
    const auto machine = world.machine(*plan);
    PrepullRun run(machine->backend(), world.clock(), world.journal());
    connect(&run, &PrepullRun::changed, this, [&] {
        if (run.status().count(HostState::Pulling) == 1 && world.chronos().runningTasks() == 1)
            world.chronos().changeLeader();
    });
    QCoro::waitFor(run.start(*plan, world.record(*plan)));
    QCOMPARE(rowOf(run.status(), host(9)).state, HostState::Failed);
    QCOMPARE(rowOf(run.status(), host(9)).reason, u"Chronos has lost the job's task"_s);
    QVERIFY(run.status().isClean);
    QCOMPARE(world.helpers(), 0);
}

void PrepullSchedulersTest::attributeNamedHostname()
{
    World world(PrepullVia::Chronos);
    world.sandbox().marathon().state().agents.front().attributes.push_back(
        {u"hostname"_s, u"first"_s});
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    QVERIFY(world.pulled(*plan).isSuccess);
}

void PrepullSchedulersTest::foreignJobsStay()
{
    World world(PrepullVia::Chronos);
    HttpClient http;
    HttpRequest request(
        world.chronos().url().resolved(QUrl(u"/v1/scheduler/iso8601"_s)), HttpMethod::Post);
    request.body = "{\"name\":\"pinion-prepull-other-x\",\"command\":\"x\"}";
    request.headers.set("Content-Type", "application/json");
    QCOMPARE(QCoro::waitFor(http.deliver(request, std::stop_token())).answer->status, 204);
    const Result<PrepullPlan> plan = world.plan({host(1), host(2)});
    QVERIFY(plan.has_value());
    QVERIFY(world.pulled(*plan).isSuccess);
    QCOMPARE(world.helpers(), 1);
}

void PrepullSchedulersTest::lostAnswer_data()
{
    QTest::addColumn<PrepullVia>("via");
    QTest::newRow("Chronos") << PrepullVia::Chronos;
    QTest::newRow("Eremetic") << PrepullVia::Eremetic;
}

void PrepullSchedulersTest::lostAnswer()
{
    QFETCH(PrepullVia, via);
    World world(via);
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    SandboxFault lost;
    lost.method = "POST";
    lost.cutAfter = 0;
    (via == PrepullVia::Chronos ? world.chronos().faults() : world.eremetic().faults()).add(lost);
    const PrepullStatus status = world.pulled(*plan);
    QVERIFY(status.isSuccess);
    QVERIFY(status.isClean);
    QCOMPARE(world.sent("POST"), 1);
}

void PrepullSchedulersTest::signIn_data()
{
    lostAnswer_data();
}

void PrepullSchedulersTest::signIn()
{
    QFETCH(PrepullVia, via);
    WorldOptions options;
    options.chronos.user = options.eremetic.user = "bob";
    options.chronos.password = options.eremetic.password = "s3cret";
    World world(via, options);
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    PrepullStatus status = world.pulled(*plan);
    QVERIFY(status.error.has_value());
    QCOMPARE(status.error->kind, ErrorKind::Unauthorized);
    QCOMPARE(world.helpers(), 0);
    world.setLogin(Credentials::basic(u"bob"_s, "s3cret"));
    status = world.pulled(*plan);
    QVERIFY(status.isSuccess);
    QVERIFY(status.isClean);
}

void PrepullSchedulersTest::pullStartedDirectly()
{
    World world(PrepullVia::Eremetic);
    world.eremetic().setScript([](const SandboxAgent &agent) {
        ForeignOutcome outcome;
        outcome.failsToStart = agent.hostname == host(2);
        return outcome;
    });
    const Result<PrepullPlan> plan = world.plan({host(1), host(2)}, {});
    QVERIFY(plan.has_value());
    const PrepullStatus status = world.pulled(*plan);
    QCOMPARE(rowOf(status, host(1)).state, HostState::Done);
    QCOMPARE(rowOf(status, host(2)).state, HostState::Failed);
    QCOMPARE(rowOf(status, host(2)).reason,
        u"the image could not be pulled, or it has no shell (TASK_FAILED)"_s);
    QCOMPARE(rowOf(status, host(2)).attempts, 6);
    QCOMPARE(world.helpers(), 0);
}

void PrepullSchedulersTest::eremeticTriesAgain()
{
    World world(PrepullVia::Eremetic);
    int launches = 0;
    world.eremetic().setScript([&launches](const SandboxAgent &) {
        ForeignOutcome outcome;
        outcome.failsToStart = ++launches < 3;
        return outcome;
    });
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    const PrepullStatus status = world.pulled(*plan);
    QVERIFY(status.isSuccess);
    QCOMPARE(rowOf(status, host(1)).attempts, 3);
}

void PrepullSchedulersTest::eremeticKeepsErrors()
{
    World world(PrepullVia::Eremetic);
    world.eremetic().setScript([](const SandboxAgent &) {
        ForeignOutcome outcome;
        outcome.isRefused = true;
        return outcome;
    });
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    const PrepullStatus status = world.pulled(*plan);
    QCOMPARE(rowOf(status, host(1)).state, HostState::Failed);
    QCOMPARE(rowOf(status, host(1)).reason, u"the helper's container failed (TASK_ERROR)"_s);
    QVERIFY(status.isClean);
    QCOMPARE(world.helpers(), 0);
}

void PrepullSchedulersTest::eremeticTimesOut()
{
    World world(PrepullVia::Eremetic);
    world.eremetic().setScript([](const SandboxAgent &) {
        return ForeignOutcome{124, 100'000, "Pulling from team/shop"};
    });
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    const PrepullStatus status = world.pulled(*plan);
    QCOMPARE(rowOf(status, host(1)).state, HostState::TimedOut);
    QCOMPARE(rowOf(status, host(1)).code, OwnTimeLimitCode);
}

void PrepullSchedulersTest::fullQueue()
{
    World world(PrepullVia::Eremetic);
    SandboxFault full;
    full.method = "POST";
    full.answer = busy();
    full.times = 2;
    world.eremetic().faults().add(full);
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    QVERIFY(world.pulled(*plan).isSuccess);
    QCOMPARE(world.sent("POST"), 3);
}

void PrepullSchedulersTest::noTellingAttribute()
{
    World world(PrepullVia::Eremetic);
    auto &agents = world.sandbox().marathon().state().agents;
    for (SandboxAgent &agent : agents)
        agent.attributes.front().text = u"same"_s;
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY(!plan.has_value());
    QCOMPARE(plan.error().kind, ErrorKind::NotFound);
    QVERIFY2(plan.error().message.contains("none of them is different"_L1),
        qPrintable(plan.error().message));
    QCOMPARE(world.sent("POST"), 0);
}

void PrepullSchedulersTest::wantedAttribute()
{
    World world(PrepullVia::Eremetic);
    for (const QString &name : {u"rack"_s, u"ssd"_s, u"vlans"_s, u"none"_s}) {
        world.setAttribute(name);
        QVERIFY2(!world.plan(), qPrintable(name));
    }
    world.setAttribute(u"node_name"_s);
    const Result<PrepullPlan> plan = world.plan({host(4)});
    QVERIFY(plan.has_value());
    QCOMPARE(plan->pinAttribute, u"node_name"_s);
    QCOMPARE(plan->pins.value(host(4)), u"node-4"_s);
    const std::vector<TextAttributes> agents{{u"a"_s, {{u"n"_s, u"1"_s}, {u"m"_s, u"x"_s}}},
        {u"b"_s, {{u"n"_s, u"2"_s}}}, {u"c"_s, {{u"n"_s, u"1"_s}}}};
    QCOMPARE(tellingAttributes(agents, {u"a"_s}), QStringList{u"m"_s}); // n would fit c, too
    QCOMPARE(tellingAttributes(agents, {u"b"_s}), QStringList{u"n"_s});
    QVERIFY(tellingAttributes(agents, {u"a"_s, u"b"_s}).isEmpty());
    QVERIFY(tellingAttributes(agents, {}).isEmpty());
}

void PrepullSchedulersTest::cancel_data()
{
    lostAnswer_data();
}

void PrepullSchedulersTest::cancel()
{
    QFETCH(PrepullVia, via);
    World world(via);
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY(plan.has_value());
    const auto machine = world.machine(*plan);
    PrepullRun run(machine->backend(), world.clock(), world.journal());
    connect(&run, &PrepullRun::changed, this, [&] {
        if (run.status().count(HostState::Pulling) == 11)
            run.cancel();
    });
    QCoro::waitFor(run.start(*plan, world.record(*plan)));
    QVERIFY(run.status().isCancelled);
    QCOMPARE(run.status().count(HostState::Cancelled), 11);
    QVERIFY(run.status().isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.running(), 0);
}

void PrepullSchedulersTest::nextStartRemovesAll_data()
{
    lostAnswer_data();
}

void PrepullSchedulersTest::nextStartRemovesAll()
{
    QFETCH(PrepullVia, via);
    World world(via);
    const Result<PrepullPlan> plan = world.plan({host(1), host(9)});
    QVERIFY(plan.has_value());
    {
        const auto machine = world.machine(*plan);
        const std::stop_token stop;
        QVERIFY(QCoro::waitFor(machine->backend().begin(plan->hosts, stop)).has_value());
        world.sandbox().advance(5'000);
    }
    QCOMPARE(world.helpers(), 2);
    PrepullPlan nothing;
    nothing.runId = plan->runId;
    nothing.via = via;
    const auto machine = world.machine(nothing);
    PrepullRun run(machine->backend(), world.clock(), world.journal());
    QCoro::waitFor(run.cleanUpAfter(world.record(*plan)));
    QVERIFY(run.status().isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.running(), 0);
}

void PrepullSchedulersTest::survivesKill_data()
{
    lostAnswer_data();
}

void PrepullSchedulersTest::survivesKill()
{
    QFETCH(PrepullVia, via);
    WorldOptions options;
    options.isLive = true;
    World world(via, options);
    QVERIFY(world.isReady());
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    child.start(QCoreApplication::applicationFilePath(),
        {u"--pull"_s, viaName(via), world.sandbox().url().toString(), world.scheduler().toString(),
            world.folder()});
    QTRY_VERIFY_WITH_TIMEOUT(world.helpers() == 11 && world.running() > 0, 120'000);
    QVERIFY(world.journal().entries().front().isAlive);
    child.kill(); // SIGKILL
    QVERIFY(child.waitForFinished(60'000));
    QCOMPARE(world.helpers(), 11);

    // The next start.
    PrepullRecord here;
    here.target = u"local"_s;
    here.addresses = {world.sandbox().url().toString()};
    const std::vector<PrepullRecord> left
        = leftovers(world.journal().entries(), {}, here, QDateTime::currentDateTimeUtc());
    QCOMPARE(left.size(), size_t(1));
    QCOMPARE(left.front().scheduler, world.scheduler());
    QCOMPARE(left.front().hosts.size(), 11);
    PrepullPlan nothing;
    nothing.runId = left.front().runId;
    nothing.via = left.front().via;
    const auto machine = world.machine(nothing);
    PrepullRun run(machine->backend(), world.clock(), world.journal());
    QCoro::waitFor(run.cleanUpAfter(left.front()));
    QVERIFY(run.status().isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.running(), 0);
    QVERIFY(world.journal().entries().empty());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "--pull"_L1)
        return pullAsChild(words);
    PrepullSchedulersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_prepullschedulers.moc"
