// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/delay.h"
#include "cluster/cluster.h"
#include "deploy/guard.h"
#include "prepull/leftovers.h"
#include "prepull/marathonbackend.h"
#include "prepull/run.h"
#include "prepull/scene.h"
#include "sandbox/sandbox.h"
#include "sandbox/schedulers/sandboxagentfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QString Digest = u"sha256:"_s + QString(64, u'a');
const QString Image = u"registry.example:5000/team/shop:1.4.2"_s;

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

Target targetAt(const QUrl &url)
{
    Target target;
    target.name = u"local"_s;
    target.kind = TargetKind::Local;
    target.urls = {url};
    return target;
}

PrepullRecord recordOf(const PrepullPlan &plan, const QUrl &url)
{
    return {plan.runId, u"local"_s, {url.toString()}, PrepullVia::Marathon, QUrl(), plan.image,
        plan.hosts, plan.began};
}

WritePermit permitFor(const Target &target)
{
    return *DeployGuard::permit(target, DeployAction::Deploy, {u"/team/shop"_s});
}

/// What a pull comes to on an agent, as a script of its task.
TaskScript pullScript(PullMode mode, int code)
{
    TaskScript script;
    const bool isDone = code == DoneCode;
    const bool isSilent = code == PullingCode;
    if (mode == PullMode::Hold) {
        script.checks = {{2000, PullingCode}};
        if (!isSilent)
            script.checks.push_back({20'000, code});
        return script;
    }
    script.health = isDone ? std::optional(true) : std::nullopt;
    if (isDone || isSilent)
        return script;
    script.fate = TaskFate::Crashes;
    script.after = 20'000;
    script.message = u"Command exited with status %1"_s.arg(code);
    return script;
}

QString host(int number)
{
    return u"agent-%1.sandbox.example"_s.arg(number);
}

/// A cluster of twelve: one is drained, one cannot sign in, one has no disk left, one never
/// answers.
class World
{
public:
    World(MarathonVersion version, bool isLive = false)
        : m_sandbox(optionsFor(version, isLive))
        , m_clock(m_sandbox)
        , m_files(m_sandbox.marathon().state())
    {
        m_isReady = m_sandbox.start() && m_files.start();
        m_files.setMarathonFiles([](const SandboxInstance &task, const QString &file) {
            const bool isLog = file == "pinion.log"_L1;
            return isLog && task.host != host(5) ? QByteArray("Digest: " + Digest.toLatin1() + "\n")
                                                 : QByteArray();
        });
        m_target = targetAt(m_sandbox.url());
        const PullMode mode = version < MarathonVersion{1, 8} ? PullMode::Fail : PullMode::Hold;
        SandboxState &state = m_sandbox.marathon().state();
        std::next(state.agents.begin(), 2)->isDraining = true; // agent-3
        state.scriptFor = [mode](const RunSpec &, const SandboxAgent &agent) {
            const int code = agent.hostname == host(5) ? 54
                : agent.hostname == host(7)            ? 55
                : agent.hostname == host(9)            ? PullingCode
                                                       : DoneCode;
            return std::optional(pullScript(mode, code));
        };
        ClusterAccess access = *accessTo(m_target, Credentials());
        m_cluster = std::make_unique<Cluster>(access, nullptr, isLive ? nullptr : &m_clock);
    }

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] SandboxCluster &sandbox() { return m_sandbox; }
    [[nodiscard]] Cluster &cluster() { return *m_cluster; }
    [[nodiscard]] const Target &target() const { return m_target; }
    [[nodiscard]] const PrepullJournal &journal() const { return m_journal; }
    [[nodiscard]] QString folder() const { return m_folder.filePath(u"prepulls"_s); }

    /// By what the sandbox's master and Marathon tell.
    [[nodiscard]] Result<PrepullPlan> plan(const QStringList &hosts = {}, int atOnce = 0)
    {
        const Result<ServerInfo> info
            = QCoro::waitFor(m_cluster->marathon().info(std::stop_token()));
        if (!info)
            return tl::make_unexpected(info.error());
        m_info = *info;
        const Result<AgentSurvey> survey
            = QCoro::waitFor(m_cluster->mesos().survey(info->mesosUrl, std::stop_token()));
        if (!survey)
            return tl::make_unexpected(survey.error());
        AgentNeed need;
        need.cpus = taskNeed(PrepullVia::Marathon).cpus;
        need.mem = taskNeed(PrepullVia::Marathon).mem;
        PrepullWish wish;
        wish.image = Image;
        wish.hosts = hosts;
        wish.atOnce = atOnce;
        wish.pullTime = std::chrono::seconds(100);
        return planPrepull(
            wish, judgeHosts(*survey, need), u"7f3a2c"_s, m_cluster->line().clock().now());
    }
    [[nodiscard]] std::unique_ptr<MarathonPrepull> backend(const PrepullPlan &plan)
    {
        return std::make_unique<MarathonPrepull>(*m_cluster, m_info, plan, permitFor(m_target));
    }
    [[nodiscard]] std::unique_ptr<PrepullRun> run(PrepullBackend &backend)
    {
        return std::make_unique<PrepullRun>(backend, m_cluster->line().clock(), m_journal);
    }
    [[nodiscard]] int helpers() const
    {
        return int(m_sandbox.marathon().state().root.specs.size());
    }
    [[nodiscard]] int tasks() const { return int(m_sandbox.marathon().state().instances.size()); }
    [[nodiscard]] int sent(const QByteArray &method, const QString &path) const
    {
        return int(std::count_if(m_sandbox.requests().begin(), m_sandbox.requests().end(),
            [&](const SandboxRequest &request) {
                return request.method == method && request.path() == path;
            }));
    }

private:
    static SandboxOptions optionsFor(MarathonVersion version, bool isLive)
    {
        SandboxOptions options;
        options.settings.version = version;
        options.agents = 12;
        options.isLive = isLive;
        return options;
    }

    mutable SandboxCluster m_sandbox;
    SteeredClock m_clock;
    SandboxAgentFiles m_files;
    Target m_target;
    std::unique_ptr<Cluster> m_cluster;
    QTemporaryDir m_folder;
    PrepullJournal m_journal{m_folder.filePath(QStringLiteral("prepulls"))};
    ServerInfo m_info;
    bool m_isReady = false;
};

const HostRow *rowOf(const PrepullStatus &status, const QString &name)
{
    const auto row = std::find_if(status.rows.begin(), status.rows.end(),
        [&name](const HostRow &one) { return one.host == name; });
    return row == status.rows.end() ? nullptr : &*row;
}

/// A run in a process of its own, to be killed: URL, folder of the journal.
int pullAsChild(const QStringList &words)
{
    const Target target = targetAt(QUrl(words.at(2)));
    Cluster cluster(*accessTo(target, Credentials()));
    const Result<PrepullScene> scene = QCoro::waitFor(readScene(cluster, false, std::stop_token()));
    PrepullWish wish;
    wish.image = Image;
    const QDateTime now = cluster.line().clock().now();
    const Result<PrepullPlan> plan = planOn(*scene, wish, {}, u"dead"_s, now);
    const PrepullJournal journal(words.at(3));
    MarathonPrepull backend(cluster, scene->info, *plan, permitFor(target));
    PrepullRun run(backend, cluster.line().clock(), journal);
    QCoro::waitFor(run.start(*plan, recordOf(*plan, target.urls.first())));
    return 0;
}

} // namespace

/// Whole runs over real sockets.
class PrepullMarathonTest : public QObject
{
    Q_OBJECT

private slots:
    void pulls_data();
    void pulls();
    void pullsOnNamedHosts();
    void recordComesFirst();
    void recordThatCannotBeWritten();
    void lostAnswerIsNotSentTwice();
    void refusalEndsTheRun();
    void troubleInBetween();
    void cancel();
    void survivesKill();
};

void PrepullMarathonTest::pulls_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("atOnce");
    QTest::newRow("1.10") << u"1.10.26"_s << 0;
    QTest::newRow("1.10, three at once") << u"1.10.26"_s << 3;
    QTest::newRow("1.8, one at once") << u"1.8.244"_s << 1;
    QTest::newRow("1.7") << u"1.7.236"_s << 0;
    QTest::newRow("1.4, two at once") << u"1.4.13"_s << 2;
}

void PrepullMarathonTest::pulls()
{
    QFETCH(QString, version);
    QFETCH(int, atOnce);
    World world(*MarathonVersion::parse(version));
    QVERIFY(world.isReady());
    const Result<PrepullPlan> plan = world.plan({}, atOnce);
    QVERIFY2(plan.has_value(), plan ? "" : qPrintable(plan.error().text()));
    QCOMPARE(plan->hosts.size(), 11);
    QCOMPARE(plan->leftOut.size(), size_t(1));
    QCOMPARE(plan->leftOut.front().host, host(3));
    QCOMPARE(plan->leftOut.front().reason, u"being drained"_s);
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    int most = 0;
    connect(run.get(), &PrepullRun::changed, this, [&] {
        int underWay = 0;
        for (const HostRow &row : run->status().rows)
            underWay += row.state == HostState::Pulling ? 1 : 0;
        most = std::max(most, underWay);
    });
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    const PrepullStatus &status = run->status();
    QCOMPARE(status.state, PrepullState::Ended);
    QVERIFY2(!status.error, status.error ? qPrintable(status.error->text()) : "");
    QCOMPARE(status.count(HostState::Done), 8);
    QCOMPARE(rowOf(status, host(5))->state, HostState::Failed);
    QCOMPARE(rowOf(status, host(5))->code, 54);
    QCOMPARE(rowOf(status, host(5))->reason, u"sign-in refused by the registry"_s);
    QCOMPARE(rowOf(status, host(7))->state, HostState::Failed);
    QCOMPARE(rowOf(status, host(7))->code, 55);
    QCOMPARE(rowOf(status, host(9))->state, HostState::TimedOut);
    QCOMPARE(rowOf(status, host(1))->digest, Digest);
    QVERIFY(rowOf(status, host(5))->words.isEmpty());
    QVERIFY(!status.isSuccess);
    QVERIFY(most > 0);
    QVERIFY(atOnce == 0 || most <= atOnce);
    QVERIFY(status.isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.tasks(), 0);
    QVERIFY(world.journal().entries().empty());
}

void PrepullMarathonTest::pullsOnNamedHosts()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan({host(1), host(12)});
    QVERIFY(plan.has_value());
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    QVERIFY(run->status().isSuccess);
    QVERIFY(run->status().isClean);
    QCOMPARE(run->status().rows.size(), size_t(2));
    QCOMPARE(world.sent("POST", u"/v2/apps"_s), 2);
    QCOMPARE(world.sent("DELETE", u"/v2/groups/pinion/prepull/r-7f3a2c"_s), 1);
    QCOMPARE(world.helpers(), 0);
}

void PrepullMarathonTest::recordComesFirst()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY(plan.has_value());
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    int recordsBefore = -1;
    connect(run.get(), &PrepullRun::changed, this, [&] {
        if (recordsBefore < 0 && world.sent("POST", u"/v2/apps"_s) == 0)
            recordsBefore = int(world.journal().entries().size());
    });
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    QCOMPARE(recordsBefore, 1);
}

void PrepullMarathonTest::recordThatCannotBeWritten()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY(plan.has_value());
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"taken"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const PrepullJournal journal(file.fileName()); // a file where a folder should be
    const auto backend = world.backend(*plan);
    PrepullRun run(*backend, world.cluster().line().clock(), journal);
    QCoro::waitFor(run.start(*plan, recordOf(*plan, world.sandbox().url())));
    QVERIFY(run.status().error.has_value());
    QCOMPARE(world.sent("POST", u"/v2/apps"_s), 0);
}

void PrepullMarathonTest::lostAnswerIsNotSentTwice()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    SandboxFault lost;
    lost.method = "POST";
    lost.cutAfter = 0;
    world.sandbox().faults().add(lost);
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    QVERIFY(run->status().isSuccess);
    QVERIFY(run->status().isClean);
    QCOMPARE(world.sent("POST", u"/v2/apps"_s), 1);
}

void PrepullMarathonTest::refusalEndsTheRun()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY(plan.has_value());
    SandboxFault refusal;
    refusal.method = "POST";
    refusal.answer = SandboxFault::message(403, u"Not Authorized to perform this action!"_s);
    world.sandbox().faults().add(refusal);
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    QVERIFY(run->status().error.has_value());
    QCOMPARE(run->status().count(HostState::Cancelled), 11);
    QVERIFY(run->status().isClean);
    QCOMPARE(world.sent("POST", u"/v2/apps"_s), 1);
}

void PrepullMarathonTest::troubleInBetween()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan({host(1)});
    QVERIFY(plan.has_value());
    SandboxFault trouble;
    trouble.method = "GET";
    trouble.path = u"/v2/apps*"_s;
    trouble.times = 12;
    trouble.answer = SandboxFault::askTimedOut();
    world.sandbox().faults().add(trouble);
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    QString seen;
    connect(run.get(), &PrepullRun::changed, this, [&] {
        if (!run->status().trouble.isEmpty())
            seen = run->status().trouble;
    });
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    QVERIFY(run->status().isSuccess);
    QVERIFY(run->status().isClean);
    QVERIFY(run->status().trouble.isEmpty());
    QVERIFY(!seen.isEmpty());
}

void PrepullMarathonTest::cancel()
{
    World world({1, 10, 26});
    const Result<PrepullPlan> plan = world.plan();
    QVERIFY(plan.has_value());
    const auto backend = world.backend(*plan);
    const auto run = world.run(*backend);
    connect(run.get(), &PrepullRun::changed, this, [&] {
        if (run->status().count(HostState::Pulling) == 11)
            run->cancel();
    });
    QCoro::waitFor(run->start(*plan, recordOf(*plan, world.sandbox().url())));
    QVERIFY(run->status().isCancelled);
    QVERIFY(!run->status().error);
    QCOMPARE(run->status().count(HostState::Cancelled), 11);
    QVERIFY(run->status().isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.tasks(), 0);
}

void PrepullMarathonTest::survivesKill()
{
    World world({1, 10, 26}, true);
    QVERIFY(world.isReady());
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
        {u"--pull"_s, world.sandbox().url().toString(), world.folder()});
    QTRY_COMPARE_WITH_TIMEOUT(world.tasks(), 11, 60'000);
    QVERIFY(world.journal().entries().front().isAlive);
    child.kill(); // SIGKILL
    QVERIFY(child.waitForFinished(60'000));
    QCOMPARE(world.helpers(), 1);

    // The next start.
    PrepullPlan nothing;
    PrepullRecord here = recordOf(nothing, world.sandbox().url());
    const Result<std::vector<RunningApp>> apps = QCoro::waitFor(
        world.cluster().marathon().labelledApps(u"PINION_KIND==prepull"_s, std::stop_token()));
    QVERIFY(apps.has_value());
    QCOMPARE(apps->size(), size_t(1));
    const std::vector<PrepullRecord> left
        = leftovers(world.journal().entries(), *apps, here, QDateTime::currentDateTimeUtc());
    QCOMPARE(left.size(), size_t(1));
    nothing.runId = left.front().runId;
    const auto backend = world.backend(nothing);
    const auto run = world.run(*backend);
    QCoro::waitFor(run->cleanUpAfter(left.front()));
    QVERIFY(run->status().isClean);
    QCOMPARE(world.helpers(), 0);
    QCOMPARE(world.tasks(), 0);
    QVERIFY(world.journal().entries().empty());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "--pull"_L1)
        return pullAsChild(words);
    PrepullMarathonTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_prepullmarathon.moc"
