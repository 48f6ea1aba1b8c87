// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/delay.h"
#include "deploy/guard.h"
#include "prepull/chronosjob.h"
#include "prepull/eremetictask.h"
#include "prepull/jobname.h"
#include "prepull/machine.h"
#include "prepull/pinning.h"
#include "prepull/run.h"
#include "support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

using Json = nlohmann::ordered_json;

const QString Image = QStringLiteral("registry.example:5000/team/shop:1.4.2");

/// Sleeping moves it, so that hours pass at once.
class SteeredClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    [[nodiscard]] Task<void> sleep(std::chrono::milliseconds time, std::stop_token stop) override
    {
        m_now = m_now.addMSecs(time.count());
        co_return co_await delay(std::chrono::milliseconds(0), stop);
    }

private:
    QDateTime m_now{QDate(2026, 1, 31), QTime(10, 0), Qt::UTC};
};

Answer json(int status, const Json &body)
{
    return Answer(status, QByteArray::fromStdString(body.dump()));
}

QString text(const Json &object, const char *key)
{
    return QString::fromStdString(object.value(key, ""));
}

/// One server that is Marathon, the Mesos master, an agent, Chronos and Eremetic, each as far as a
/// run needs it. On "a" the pull is done at the second look, on "b" its sign-in fails then, on "c"
/// it never ends.
class Servers
{
public:
    explicit Servers(const QString &chronosPrefix = u"/v1/scheduler"_s)
        : m_chronos(chronosPrefix)
        , m_server([this](const SeenRequest &request) { return answer(request); })
    { }

    [[nodiscard]] QUrl url() const { return m_server.url(QString()); }
    [[nodiscard]] int helpers() const { return int(m_helpers.size()); }
    [[nodiscard]] int count(const QByteArray &method) const
    {
        return int(std::count_if(m_server.seen().begin(), m_server.seen().end(),
            [&method](const SeenRequest &request) { return request.method == method; }));
    }
    bool dropsConstraints = false; ///< Chronos before 2.5
    bool losesFirstAnswer = false;

private:
    struct Helper
    {
        Json body;
        int looks = 0;
        bool isKilled = false;
    };

    [[nodiscard]] static QString hostOf(const Helper &helper)
    {
        const Json &body = helper.body;
        if (body.contains("agent_constraints"))
            return text(body["agent_constraints"][0], "attribute_value").section(u'-', 1);
        if (body.contains("environmentVariables"))
            return QString::fromStdString(body["constraints"].empty()
                    ? std::string()
                    : body["constraints"][0][2].get<std::string>());
        return QString::fromStdString(body["constraints"][0][2].get<std::string>());
    }
    [[nodiscard]] static bool hasEnded(const Helper &helper)
    {
        return helper.looks > 1 && hostOf(helper) != u"c";
    }
    [[nodiscard]] static bool isGood(const Helper &helper) { return hostOf(helper) == u"a"; }

    Answer answer(const SeenRequest &request)
    {
        const QString path = QString::fromLatin1(request.path());
        if (path.startsWith(m_chronos + u'/'))
            return answerChronos(request, path.mid(m_chronos.size()));
        if (path.startsWith(u"/api/v1/task"_s))
            return answerEremetic(request, path.mid(12));
        if (path.startsWith(u"/v2/"_s))
            return answerMarathon(request, path);
        return answerMesos(path);
    }

    Answer add(const QString &name, Json body, const Answer &answer)
    {
        m_helpers[name] = Helper{std::move(body)};
        if (!std::exchange(losesFirstAnswer, false))
            return answer;
        Answer lost = answer;
        lost.drops = true;
        return lost;
    }

    Answer answerChronos(const SeenRequest &request, const QString &path)
    {
        if (request.method == "POST" && path == "/iso8601"_L1) {
            Json body = Json::parse(request.body.toStdString());
            if (dropsConstraints)
                body["constraints"] = Json::array();
            return add(text(body, "name"), body, Answer(204));
        }
        if (request.method == "DELETE") {
            const bool isThere = m_helpers.erase(path.section(u'/', 2)) > 0;
            return Answer(isThere ? 204 : 400);
        }
        Json list = Json::array();
        const bool isSummary = path == "/jobs/summary"_L1;
        QByteArray graph;
        for (auto &[name, helper] : m_helpers) {
            helper.looks += path == "/jobs"_L1 ? 1 : 0;
            Json job = helper.body;
            job["schedule"] = "R0/2026-01-31T10:00:00.000Z/PT24H";
            job["successCount"] = hasEnded(helper) && isGood(helper) ? 1 : 0;
            job["errorCount"] = hasEnded(helper) && !isGood(helper) ? 1 : 0;
            const char *const state = hasEnded(helper) ? "idle" : "1 running";
            graph += "node," + name.toLatin1() + ",fresh," + state + '\n';
            list.push_back(isSummary ? Json{{"name", name.toStdString()}, {"state", state}} : job);
        }
        if (path == "/graph/csv"_L1)
            return Answer(200, graph);
        return json(200, isSummary ? Json{{"jobs", list}} : list);
    }

    Answer answerEremetic(const SeenRequest &request, const QString &rest)
    {
        if (request.method == "POST" && rest.isEmpty()) {
            const QString id = u"eremetic-task.%1"_s.arg(m_helpers.size());
            return add(id, Json::parse(request.body.toStdString()), json(202, id.toStdString()));
        }
        const QString id = rest.section(u'/', 1, 1);
        if (rest.endsWith("/kill"_L1)) {
            m_helpers.at(id).isKilled = true;
            return Answer(202, "null");
        }
        if (request.method == "DELETE")
            return Answer(m_helpers.erase(id) > 0 ? 202 : 404, "null");
        if (rest.endsWith("/stderr"_L1))
            return Answer(200, "denied: requested access to the resource is denied");
        if (!rest.isEmpty())
            return Answer(204);
        Json list = Json::array();
        for (auto &[name, helper] : m_helpers) {
            ++helper.looks;
            Json task = helper.body;
            task["id"] = name.toStdString();
            task["retry"] = 0;
            const char *const last = helper.isKilled ? "TASK_KILLED"
                : !hasEnded(helper)                  ? "TASK_RUNNING"
                : isGood(helper)                     ? "TASK_FINISHED"
                                                     : "TASK_FAILED";
            task["status"] = Json::array(
                {{{"time", 100}, {"status", "TASK_RUNNING"}}, {{"time", 110}, {"status", last}}});
            list.push_back(task);
        }
        return json(200, list);
    }

    Answer answerMarathon(const SeenRequest &request, const QString &path)
    {
        const Json accepted{{"version", "2026-01-31T10:00:00.000Z"}, {"deploymentId", "d-1"}};
        if (request.method == "POST") {
            const Json body = Json::parse(request.body.toStdString());
            Json answer = accepted;
            answer["deployments"] = Json::array({{{"id", "d-1"}}});
            return add(text(body, "id"), body, json(201, answer));
        }
        if (request.method == "DELETE") {
            m_helpers.clear();
            return json(200, accepted);
        }
        if (path == "/v2/queue"_L1)
            return json(200, {{"queue", Json::array()}});
        if (path == "/v2/deployments"_L1)
            return json(200, Json::array());
        if (path != "/v2/apps"_L1) {
            const auto found = m_helpers.find(path.mid(8));
            return found == m_helpers.end() ? Answer(404)
                                            : json(200, {{"app", found->second.body}});
        }
        Json apps = Json::array();
        for (auto &[name, helper] : m_helpers) {
            ++helper.looks;
            const int code = !hasEnded(helper) ? 10 : isGood(helper) ? 20 : 54;
            Json app = helper.body;
            app["tasks"] = Json::array({{{"id", name.toStdString() + ".1"},
                {"host", hostOf(helper).toStdString()}, {"state", "TASK_RUNNING"},
                {"checkResult", {{"command", {{"exitCode", code}}}}}}});
            apps.push_back(app);
        }
        return json(200, {{"apps", apps}});
    }

    /// The agent of the one task that fails is this server, too.
    Answer answerMesos(const QString &path) const
    {
        if (path == "/slaves"_L1) {
            const std::string pid = "slave(1)@127.0.0.1:" + std::to_string(m_server.port());
            return json(200,
                {{"slaves",
                    Json::array({{{"id", "S1"}, {"hostname", "b"}, {"port", m_server.port()},
                        {"pid", pid}, {"active", true}}})}});
        }
        if (path == "/files/read"_L1)
            return json(200, {{"offset", 0}, {"data", "54\n"}});
        if (path != "/state"_L1)
            return Answer(404);
        const Json task{{"id", "ct:1:0:x:"}, {"name", "ChronosTask:pinion-prepull-7f3a2c-b"},
            {"slave_id", "S1"}, {"state", "TASK_FAILED"}};
        return json(200,
            {{"frameworks",
                Json::array({{{"id", "F"}, {"tasks", Json::array()},
                    {"completed_tasks", Json::array({task})}}})}});
    }

    QString m_chronos;
    std::map<QString, Helper> m_helpers; ///< by name or id
    ScriptedServer m_server;
};

PrepullPlan planFor(PrepullVia via, const QStringList &hosts = {u"a"_s, u"b"_s, u"c"_s})
{
    PrepullPlan plan;
    plan.runId = u"7f3a2c"_s;
    plan.image = Image;
    plan.via = via;
    plan.hosts = hosts;
    plan.coversAll = false;
    plan.atOnce = int(hosts.size());
    plan.pullTime = std::chrono::seconds(100);
    plan.roles = QStringList{u"*"_s};
    plan.helperImage = u"tools/docker-client:24.0.1"_s;
    plan.pinAttribute = u"node_name"_s;
    for (const QString &host : hosts) {
        if (via == PrepullVia::Eremetic)
            plan.pins.insert(host, u"node-"_s + host);
    }
    return plan;
}

/// A run against the servers, to its end.
class Bench
{
public:
    explicit Bench(Servers &servers)
        : m_servers(servers)
    {
        m_target.name = u"local"_s;
        m_target.kind = TargetKind::Local;
        m_target.urls = {servers.url()};
        m_target.mesosUrl = servers.url();
        m_cluster
            = std::make_unique<Cluster>(*accessTo(m_target, Credentials()), nullptr, &m_clock);
        m_info.version = {1, 10, 26};
    }
    [[nodiscard]] std::unique_ptr<PrepullMachine> machine(const PrepullPlan &plan)
    {
        const WritePermit permit
            = *DeployGuard::permit(m_target, DeployAction::Deploy, {u"/pinion/prepull"_s});
        const SchedulerPlace place{m_servers.url(), {}};
        auto made = PrepullMachine::make(*m_cluster, m_info, plan, place, permit);
        return made ? std::move(*made) : nullptr;
    }
    [[nodiscard]] PrepullStatus pulled(const PrepullPlan &plan)
    {
        const auto machine = this->machine(plan);
        PrepullPace pace;
        pace.poll = std::chrono::seconds(20); // of the clock's time
        PrepullRun run(machine->backend(), m_clock, m_journal, pace);
        QCoro::waitFor(run.start(plan, record(plan)));
        return run.status();
    }
    [[nodiscard]] PrepullStatus cleaned(const PrepullPlan &plan)
    {
        const auto machine = this->machine(plan);
        PrepullRun run(machine->backend(), m_clock, m_journal);
        QCoro::waitFor(run.cleanUpAfter(record(plan)));
        return run.status();
    }
    [[nodiscard]] bool isForgotten() const { return m_journal.entries().empty(); }

private:
    [[nodiscard]] static PrepullRecord record(const PrepullPlan &plan)
    {
        return {plan.runId, u"local"_s, {}, plan.via, QUrl(), plan.image, plan.hosts,
            QDateTime(QDate(2026, 1, 31), QTime(10, 0), Qt::UTC)};
    }

    Servers &m_servers;
    SteeredClock m_clock;
    Target m_target;
    ServerInfo m_info;
    std::unique_ptr<Cluster> m_cluster;
    QTemporaryDir m_folder;
    PrepullJournal m_journal{m_folder.filePath(QStringLiteral("prepulls"))};
};

HostRow rowOf(const PrepullStatus &status, const QString &host)
{
    for (const HostRow &row : status.rows) {
        if (row.host == host)
            return row;
    }
    return {};
}

QByteArray compact(const char *text)
{
    return QByteArray::fromStdString(Json::parse(text).dump());
}

} // namespace

/// What is sent to each back-end, byte for byte, and whole runs over real sockets.
class PrepullBackendsTest : public QObject
{
    Q_OBJECT

private slots:
    void chronosJobIsExact();
    void eremeticTaskIsExact();
    void namesHoldNothingElse();
    void tellsAgentsApart();
    void pulls_data();
    void pulls();
    void lostAnswer_data() { vias(); }
    void lostAnswer();
    void cleansUpAfterAnother_data() { vias(); }
    void cleansUpAfterAnother();
    void chronosThatCannotAim();
    void nobodyThere();
    void addressIsNeeded();

private:
    static void vias();
};

void PrepullBackendsTest::vias()
{
    QTest::addColumn<PrepullVia>("via");
    QTest::newRow("Marathon") << PrepullVia::Marathon;
    QTest::newRow("Chronos") << PrepullVia::Chronos;
    QTest::newRow("Eremetic") << PrepullVia::Eremetic;
}

void PrepullBackendsTest::chronosJobIsExact()
{
    PrepullPlan plan = planFor(PrepullVia::Chronos, {u"node-03.cluster.example"_s});
    plan.pullTime = std::chrono::seconds(1800);
    plan.credentials = u"file:///etc/docker.tar.gz"_s;
    Json job = Json::parse(chronosJob(plan, plan.hosts.first()).toStdString());
    QCOMPARE(job["command"].get<std::string>(), pullCommand().toStdString());
    job["command"] = "TEXT";
    const QByteArray expected = compact(
        "{\"name\": \"pinion-prepull-7f3a2c-node-03.cluster.example\", \"command\": \"TEXT\","
        "\"schedule\": \"R1//PT24H\", \"epsilon\": \"PT2H\", \"owner\": \"\", \"async\": false,"
        "\"shell\": true, \"retries\": 0, \"disabled\": false, \"cpus\": 0.1, \"mem\": 64,"
        "\"disk\": 16, \"constraints\": [[\"hostname\", \"EQUALS\", \"node-03.cluster.example\"]],"
        "\"environmentVariables\": ["
        "{\"name\": \"PINION_IMAGE\", \"value\": \"registry.example:5000/team/shop:1.4.2\"},"
        "{\"name\": \"PINION_PULL_SECONDS\", \"value\": \"1800\"},"
        "{\"name\": \"PINION_MODE\", \"value\": \"job\"}],"
        "\"fetch\": [{\"uri\": \"file:///etc/docker.tar.gz\", \"extract\": true,"
        "\"executable\": false, \"cache\": false}]}");
    QCOMPARE(QByteArray::fromStdString(job.dump()), expected);
    plan.credentials.clear();
    plan.tries = 4;
    job = Json::parse(chronosJob(plan, plan.hosts.first()).toStdString());
    QVERIFY(!job.contains("fetch"));
    QCOMPARE(job["environmentVariables"][3]["value"].get<std::string>(), std::string("4"));
}

void PrepullBackendsTest::eremeticTaskIsExact()
{
    PrepullPlan plan = planFor(PrepullVia::Eremetic, {u"node-03.cluster.example"_s});
    plan.pullTime = std::chrono::seconds(1800);
    plan.helperImage = u"registry.example:5000/tools/docker-client:24"_s;
    plan.pins.insert(plan.hosts.first(), u"node-03"_s);
    const QByteArray expected = compact(
        "{\"name\": \"pinion-prepull-7f3a2c-node-03\", \"cpu\": 0.1, \"mem\": 128,"
        "\"image\": \"registry.example:5000/tools/docker-client:24\","
        "\"command\": \"timeout \\\"$PINION_PULL_SECONDS\\\" docker pull \\\"$PINION_IMAGE\\\"\","
        "\"env\": {\"PINION_IMAGE\": \"registry.example:5000/team/shop:1.4.2\","
        "\"PINION_PULL_SECONDS\": \"1800\"},"
        "\"volumes\": [{\"container_path\": \"/var/run/docker.sock\","
        "\"host_path\": \"/var/run/docker.sock\"}], \"force_pull_image\": false,"
        "\"agent_constraints\": [{\"attribute_name\": \"node_name\","
        "\"attribute_value\": \"node-03\"}]}");
    QCOMPARE(eremeticTask(plan, plan.hosts.first()), expected);
    plan.helperImage.clear();
    const Json direct = Json::parse(eremeticTask(plan, plan.hosts.first()).toStdString());
    QCOMPARE(text(direct, "image"), Image);
    QCOMPARE(text(direct, "command"), u"exit 0"_s);
    QVERIFY(direct["force_pull_image"].get<bool>());
    QVERIFY(!direct.contains("volumes"));
}

void PrepullBackendsTest::namesHoldNothingElse()
{
    QCOMPARE(jobName(u"7f"_s, u"10.20.0.1"_s), u"pinion-prepull-7f-10.20.0.1"_s);
    QCOMPARE(jobName(u"7f"_s, u"a_b:c/ü"_s), u"pinion-prepull-7f-a_5fb_3ac_2f_c3_bc"_s);
}

void PrepullBackendsTest::tellsAgentsApart()
{
    const std::vector<TextAttributes> agents{{u"a"_s, {{u"n"_s, u"1"_s}, {u"m"_s, u"x"_s}}},
        {u"b"_s, {{u"n"_s, u"2"_s}}}, {u"c"_s, {{u"n"_s, u"1"_s}}}};
    QCOMPARE(tellingAttributes(agents, {u"a"_s}), QStringList{u"m"_s}); // n would fit c, too
    QCOMPARE(tellingAttributes(agents, {u"b"_s}), QStringList{u"n"_s});
    QVERIFY(tellingAttributes(agents, {u"a"_s, u"b"_s}).isEmpty());
    QVERIFY(tellingAttributes(agents, {}).isEmpty());
    PrepullPlan plan = planFor(PrepullVia::Eremetic, {u"b"_s});
    QVERIFY(pinByAttribute(plan, agents).has_value());
    QCOMPARE(plan.pins.value(u"b"_s), u"2"_s);
    plan.hosts = {u"a"_s, u"b"_s};
    const Result<void> refused = pinByAttribute(plan, agents);
    QVERIFY(!refused && refused.error().message.contains(u"none of them is different"_s));
    QVERIFY(!pinByAttribute(plan, agents, u"rack"_s));
}

void PrepullBackendsTest::pulls_data()
{
    QTest::addColumn<PrepullVia>("via");
    QTest::addColumn<QString>("prefix");
    QTest::newRow("Marathon") << PrepullVia::Marathon << u"/v1/scheduler"_s;
    QTest::newRow("Chronos 3") << PrepullVia::Chronos << u"/v1/scheduler"_s;
    QTest::newRow("Chronos 2") << PrepullVia::Chronos << u"/scheduler"_s;
    QTest::newRow("Eremetic") << PrepullVia::Eremetic << u"/v1/scheduler"_s;
}

void PrepullBackendsTest::pulls()
{
    QFETCH(PrepullVia, via);
    QFETCH(QString, prefix);
    Servers servers(prefix);
    Bench bench(servers);
    const PrepullStatus status = bench.pulled(planFor(via));
    QVERIFY2(!status.error, status.error ? qPrintable(status.error->text()) : "");
    QCOMPARE(rowOf(status, u"a"_s).state, HostState::Done);
    QCOMPARE(rowOf(status, u"b"_s).state, HostState::Failed);
    QCOMPARE(rowOf(status, u"b"_s).code, 54);
    QCOMPARE(rowOf(status, u"b"_s).reason, u"sign-in refused by the registry"_s);
    QCOMPARE(rowOf(status, u"c"_s).state, HostState::TimedOut);
    QVERIFY(!status.isSuccess);
    QVERIFY(status.isClean);
    QCOMPARE(servers.helpers(), 0);
    QVERIFY(bench.isForgotten());
}

void PrepullBackendsTest::lostAnswer()
{
    QFETCH(PrepullVia, via);
    Servers servers;
    servers.losesFirstAnswer = true;
    Bench bench(servers);
    const PrepullStatus status = bench.pulled(planFor(via, {u"a"_s}));
    QVERIFY2(status.isSuccess, status.error ? qPrintable(status.error->text()) : "");
    QVERIFY(status.isClean);
    QCOMPARE(servers.count("POST"), 1);
}

void PrepullBackendsTest::cleansUpAfterAnother()
{
    QFETCH(PrepullVia, via);
    Servers servers;
    const PrepullPlan plan = planFor(via);
    {
        Bench killed(servers);
        const auto machine = killed.machine(plan);
        QVERIFY(!machine->backend().mayHaveSent());
        QVERIFY(QCoro::waitFor(machine->backend().begin(plan.hosts, std::stop_token())));
        QVERIFY(machine->backend().mayHaveSent());
    }
    QCOMPARE(servers.helpers(), 3);
    Bench next(servers);
    PrepullPlan nothing;
    nothing.runId = plan.runId;
    nothing.via = via;
    const PrepullStatus status = next.cleaned(nothing);
    QVERIFY2(status.isClean, status.cleaningError ? qPrintable(status.cleaningError->text()) : "");
    QCOMPARE(servers.helpers(), 0);
}

void PrepullBackendsTest::chronosThatCannotAim()
{
    Servers servers;
    servers.dropsConstraints = true;
    Bench bench(servers);
    const PrepullStatus status = bench.pulled(planFor(PrepullVia::Chronos, {u"a"_s}));
    QVERIFY(status.error.has_value());
    QVERIFY2(status.error->message.contains(u"dropped the constraint"_s),
        qPrintable(status.error->message));
    QVERIFY(status.isClean);
    QCOMPARE(servers.helpers(), 0);
}

void PrepullBackendsTest::nobodyThere()
{
    Servers servers(u"/elsewhere"_s);
    Bench bench(servers);
    const PrepullStatus status = bench.pulled(planFor(PrepullVia::Chronos, {u"a"_s}));
    QVERIFY(status.error.has_value());
    QCOMPARE(status.error->kind, ErrorKind::NotFound);
    QVERIFY(status.isClean); // nothing was ever sent
    QVERIFY(bench.isForgotten());
    QCOMPARE(servers.count("POST"), 0);
}

void PrepullBackendsTest::addressIsNeeded()
{
    Servers servers;
    Target target;
    target.name = u"local"_s;
    target.kind = TargetKind::Local;
    target.urls = {servers.url()};
    Cluster cluster(*accessTo(target, Credentials()));
    const WritePermit permit
        = *DeployGuard::permit(target, DeployAction::Deploy, {u"/pinion/prepull"_s});
    const auto made = PrepullMachine::make(
        cluster, ServerInfo(), planFor(PrepullVia::Chronos), SchedulerPlace(), permit);
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().kind, ErrorKind::Invalid);
}

QTEST_GUILESS_MAIN(PrepullBackendsTest)
#include "tst_prepullbackends.moc"
