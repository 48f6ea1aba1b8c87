// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/leftovers.h"
#include "prepull/marathonapp.h"
#include "prepull/marathonreport.h"
#include "prepull/pullimage.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace Pinion;
using Json = nlohmann::ordered_json;

/// Where a task can land, what a run is made of, and how its helper looks.
class PrepullPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void oneAgentOfAHostSuffices();
    void plansAllUsable();
    void plansNamedHosts();
    void refuses_data();
    void refuses();
    void profiles_data();
    void profiles();
    void sharedAppIsAsDesigned();
    void pinnedAppForOldServers();
    void reports_data();
    void reports();
    void recordSurvives();
    void journalKnowsWhoIsAlive();
    void findsLeftovers();
    void explainsMesosContainerizer();
};

namespace {

const QDateTime Began(QDate(2026, 1, 31), QTime(10, 0), Qt::UTC);

Agent agentOf(const QString &host)
{
    Agent agent;
    agent.id = u"S-"_s + host;
    agent.hostname = host;
    agent.total = {8, 1024, 1024, 0};
    agent.used = {0, 0, 0, 0};
    agent.freeByRole.insert(u"*"_s, {8, 1024, 1024, 0});
    return agent;
}

HostVerdict verdictOf(const QString &host, const QString &reason = {})
{
    HostVerdict verdict;
    verdict.hostname = host;
    verdict.bar = reason.isEmpty() ? AgentBar::None : AgentBar::Draining;
    verdict.reason = reason;
    return verdict;
}

PrepullWish wishFor(const QStringList &hosts = {})
{
    PrepullWish wish;
    wish.image = u"registry.example:5000/team/shop@sha256:"_s + QString(64, u'0');
    wish.hosts = hosts;
    return wish;
}

PrepullPlan planFor(const QStringList &hosts = {})
{
    const std::vector<HostVerdict> verdicts{
        verdictOf(u"node-03.cluster.example"_s), verdictOf(u"node-04.cluster.example"_s)};
    PrepullWish wish = wishFor(hosts);
    wish.credentials = u"file:///etc/docker.tar.gz"_s;
    return *planPrepull(wish, verdicts, u"7f3a2c"_s, Began);
}

Json parsed(const QByteArray &bytes)
{
    return Json::parse(bytes.toStdString());
}

PrepullRecord recordOf(const QString &runId)
{
    return {runId, u"staging"_s, {u"http://m1:8080"_s, u"http://m2:8080"_s}, PrepullVia::Marathon,
        QUrl(), u"team/shop:1.4.2"_s, {u"a"_s, u"b"_s}, Began};
}

} // namespace

void PrepullPlanTest::judges_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<AgentBar>("bar");
    const auto add = [](const char *name, const QByteArray &members, AgentBar bar) {
        const QByteArray unreserved = members.contains("unreserved_resources")
            ? ""
            : ",\"unreserved_resources\":{\"cpus\":4,\"mem\":512,\"disk\":100}";
        QTest::newRow(name) << QByteArray("{\"id\":\"S1\",\"hostname\":\"a\",\"active\":true,"
                                          "\"used_resources_full\":[]"
            + members + unreserved + "}")
                            << bar;
    };
    add("free", "", AgentBar::None);
    add("inactive", ",\"active\":false", AgentBar::Disconnected);
    add("deactivated", ",\"deactivated\":true", AgentBar::Deactivated);
    add("drained", ",\"drain_info\":{\"state\":\"DRAINED\"}", AgentBar::Draining);
    add("other role",
        ",\"unreserved_resources\":{\"cpus\":0,\"mem\":0},\"reserved_resources\":"
        "{\"slave_public\":{\"cpus\":4,\"mem\":512}}",
        AgentBar::OtherRole);
    add("full", ",\"unreserved_resources\":{\"cpus\":4,\"mem\":32}", AgentBar::TooLittleFree);
    add("gpu", ",\"resources\":{\"cpus\":4,\"mem\":512,\"gpus\":1}", AgentBar::GpuAgent);
    add("other region",
        ",\"domain\":{\"fault_domain\":{\"region\":{\"name\":\"west\"},\"zone\":{\"name\":\"1\"}}}",
        AgentBar::OtherRegion);
    add("home region",
        ",\"domain\":{\"fault_domain\":{\"region\":{\"name\":\"east\"},\"zone\":{\"name\":\"1\"}}}",
        AgentBar::None);
}

void PrepullPlanTest::judges()
{
    QFETCH(QByteArray, agent);
    QFETCH(AgentBar, bar);
    AgentSurvey survey;
    const Result<std::vector<Agent>> agents = readAgents(QByteArray("{\"slaves\":[" + agent
        + "],\"recovered_slaves\":"
          "[{\"id\":\"S9\",\"hostname\":\"z\"}]}"));
    QVERIFY(agents.has_value());
    survey.agents = *agents;
    survey.homeRegion
        = readHomeRegion("{\"domain\":{\"fault_domain\":{\"region\":{\"name\":\"east\"}}}}");
    AgentNeed need;
    need.cpus = 0.1;
    need.mem = 64;
    const std::vector<HostVerdict> verdicts = judgeHosts(survey, need);
    QCOMPARE(verdicts.size(), size_t(2));
    QCOMPARE(verdicts.front().bar, bar);
    QCOMPARE(verdicts.front().reason.isEmpty(), bar == AgentBar::None);
    QCOMPARE(verdicts.back().bar, AgentBar::NotRegistered);
    survey.inMaintenance
        = readMaintenance("{\"draining_machines\":[{\"id\":{\"hostname\":\"a\"}}]}");
    const AgentBar late = judgeHosts(survey, need).front().bar;
    const bool hasOwn = bar >= AgentBar::NotRegistered && bar <= AgentBar::Draining;
    QCOMPARE(late, hasOwn ? bar : AgentBar::Maintenance);
}

void PrepullPlanTest::oneAgentOfAHostSuffices()
{
    AgentSurvey survey;
    survey.agents = {agentOf(u"a"_s), agentOf(u"a"_s)};
    survey.agents.front().state = AgentState::Draining;
    const std::vector<HostVerdict> verdicts = judgeHosts(survey, AgentNeed());
    QCOMPARE(verdicts.size(), size_t(1));
    QVERIFY(verdicts.front().isUsable());
    QCOMPARE(verdicts.front().agentIds.size(), 2);
}

void PrepullPlanTest::plansAllUsable()
{
    const std::vector<HostVerdict> verdicts{
        verdictOf(u"a"_s), verdictOf(u"b"_s, u"being drained"_s), verdictOf(u"c"_s)};
    const Result<PrepullPlan> plan = planPrepull(wishFor(), verdicts, u"7f"_s, Began);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->hosts, (QStringList{u"a"_s, u"c"_s}));
    QVERIFY(plan->coversAll);
    QCOMPARE(plan->leftOut.size(), size_t(1));
    QCOMPARE(plan->leftOut.front().reason, u"being drained"_s);
    QVERIFY(!plan->leftOut.front().isWanted);
    QCOMPARE(plan->atOnce, 2);
}

void PrepullPlanTest::plansNamedHosts()
{
    const std::vector<HostVerdict> verdicts{
        verdictOf(u"a"_s), verdictOf(u"b"_s, u"being drained"_s), verdictOf(u"c"_s)};
    const Result<PrepullPlan> plan
        = planPrepull(wishFor({u"a"_s, u"b"_s}), verdicts, u"7f"_s, Began);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->hosts, QStringList{u"a"_s});
    QVERIFY(!plan->coversAll);
    QVERIFY(plan->leftOut.front().isWanted);
    QVERIFY(!plan->leftOut.back().isWanted);
}

void PrepullPlanTest::refuses_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QStringList>("hosts");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("credentials");
    const QString good = u"team/shop:1.4.2"_s;
    QTest::newRow("moving image") << u"team/shop:latest"_s << QStringList() << 60 << QString();
    QTest::newRow("no such host") << good << QStringList{u"x"_s} << 60 << QString();
    QTest::newRow("no time") << good << QStringList() << 0 << QString();
    QTest::newRow("two days") << good << QStringList() << 172800 << QString();
    QTest::newRow("no address") << good << QStringList() << 60 << u"docker.tar.gz"_s;
    QTest::newRow("login in address")
        << good << QStringList() << 60 << u"http://u:p@h/docker.tar.gz"_s;
}

void PrepullPlanTest::refuses()
{
    QFETCH(QString, image);
    QFETCH(QStringList, hosts);
    QFETCH(int, seconds);
    QFETCH(QString, credentials);
    PrepullWish wish = wishFor(hosts);
    wish.image = image;
    wish.pullTime = std::chrono::seconds(seconds);
    wish.credentials = credentials;
    const Result<PrepullPlan> plan = planPrepull(wish, {verdictOf(u"a"_s)}, u"7f"_s, Began);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::Invalid);
    QVERIFY(!plan.error().text().contains("u:p"_L1));
}

void PrepullPlanTest::profiles_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("coversAll");
    QTest::addColumn<PullMode>("mode");
    QTest::addColumn<bool>("isShared");
    QTest::newRow("1.10") << u"1.10.26"_s << true << PullMode::Hold << true;
    QTest::newRow("1.8") << u"1.8.0"_s << true << PullMode::Hold << true;
    QTest::newRow("1.8, some") << u"1.8.244"_s << false << PullMode::Hold << false;
    QTest::newRow("1.7") << u"1.7.236"_s << true << PullMode::Fail << false;
    QTest::newRow("1.4, some") << u"1.4.13"_s << false << PullMode::Fail << false;
    QTest::newRow("not told") << QString() << true << PullMode::Hold << true;
}

void PrepullPlanTest::profiles()
{
    QFETCH(QString, version);
    QFETCH(bool, coversAll);
    QFETCH(PullMode, mode);
    QFETCH(bool, isShared);
    PrepullPlan plan;
    plan.coversAll = coversAll;
    const MarathonProfile profile
        = marathonProfile(MarathonVersion::parse(version).value_or(MarathonVersion()), plan);
    QCOMPARE(profile.mode, mode);
    QCOMPARE(profile.isShared, isShared);
}

void PrepullPlanTest::sharedAppIsAsDesigned()
{
    const Json wanted{{"id", "/pinion/prepull/r-7f3a2c"}, {"cmd", pullCommand().toStdString()},
        {"instances", 3}, {"cpus", 0.1}, {"mem", 64}, {"disk", 0},
        {"portDefinitions", Json::array()},
        {"constraints", Json::array({Json::array({"hostname", "UNIQUE"})})},
        {"acceptedResourceRoles", Json::array({"*"})},
        {"env",
            {{"PINION_IMAGE", "registry.example:5000/team/shop@sha256:" + std::string(64, '0')},
                {"PINION_PULL_SECONDS", "1800"}, {"PINION_TRIES", "2"}, {"PINION_MODE", "hold"}}},
        {"labels",
            {{"PINION_KIND", "prepull"}, {"PINION_RUN", "7f3a2c"},
                {"PINION_STARTED", "2026-01-31T10:00:00Z"}}},
        {"fetch", Json::array({Json{{"uri", "file:///etc/docker.tar.gz"}, {"extract", true}}})},
        {"check",
            {{"exec",
                 {{"command",
                     {{"shell",
                         "f=\"${MESOS_SANDBOX:-.}/pinion.rc\"; [ -f \"$f\" ] && exit \"$(cat "
                         "\"$f\")\"; exit 10"}}}}},
                {"delaySeconds", 2}, {"intervalSeconds", 5}, {"timeoutSeconds", 4}}},
        {"backoffSeconds", 60}, {"backoffFactor", 2}, {"maxLaunchDelaySeconds", 3600},
        {"upgradeStrategy", {{"minimumHealthCapacity", 0}, {"maximumOverCapacity", 0}}},
        {"unreachableStrategy", "disabled"}, {"taskKillGracePeriodSeconds", 3}};
    const QByteArray app = sharedApp(planFor(), 3);
    QCOMPARE(app, QByteArray::fromStdString(wanted.dump()));
    // The image is nowhere but in the environment.
    QCOMPARE(app.count("team/shop"), 1);
}

void PrepullPlanTest::pinnedAppForOldServers()
{
    const PrepullPlan plan = planFor();
    const Json app = parsed(pinnedApp(plan, u"node-04.cluster.example"_s, PullMode::Fail));
    QCOMPARE(app["id"].get<std::string>(), std::string("/pinion/prepull/r-7f3a2c/h-2"));
    QVERIFY(!app.contains("check"));
    QCOMPARE(app["constraints"].dump(),
        std::string("[[\"hostname\",\"CLUSTER\",\"node-04.cluster.example\"]]"));
    QCOMPARE(app["env"]["PINION_MODE"].get<std::string>(), std::string("fail"));
    QCOMPARE(app["backoffSeconds"].get<int>(), 3600);
    QCOMPARE(app["maxLaunchDelaySeconds"].get<int>(), 3600);
    QCOMPARE(app["backoffFactor"].get<int>(), 1);
    QCOMPARE(
        app["labels"]["PINION_HOST"].get<std::string>(), std::string("node-04.cluster.example"));
    const Json check{{"protocol", "COMMAND"},
        {"command",
            {{"value", "[ \"$(cat \"${MESOS_SANDBOX:-.}/pinion.rc\" 2>/dev/null)\" = 20 ]"}}},
        {"delaySeconds", 2}, {"intervalSeconds", 5}, {"timeoutSeconds", 4},
        {"gracePeriodSeconds", 86400}, {"maxConsecutiveFailures", 1000000}};
    QCOMPARE(app["healthChecks"][0].dump(), check.dump());
    QVERIFY(isHelperOf(u"/pinion/prepull/r-7f3a2c/h-2"_s, u"7f3a2c"_s));
    QVERIFY(!isHelperOf(u"/pinion/prepull/r-7f3a2cd"_s, u"7f3a2c"_s));
    QVERIFY(!isHelperOf(u"/shop"_s, u"7f3a2c"_s));
    QVERIFY(!isHelperOf(u"/pinion/prepull/r-"_s, QString()));
}

void PrepullPlanTest::reports_data()
{
    QTest::addColumn<QString>("taskState");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<HostState>("state");
    QTest::addColumn<int>("code");
    QTest::newRow("staging") << u"TASK_STAGING"_s << -1 << HostState::Queued << 0;
    QTest::newRow("no result") << u"TASK_RUNNING"_s << -1 << HostState::Pulling << 0;
    QTest::newRow("pulling") << u"TASK_RUNNING"_s << 10 << HostState::Pulling << 0;
    QTest::newRow("check broke") << u"TASK_RUNNING"_s << 127 << HostState::Pulling << 0;
    QTest::newRow("exit 0 is not done") << u"TASK_RUNNING"_s << 0 << HostState::Pulling << 0;
    QTest::newRow("done") << u"TASK_RUNNING"_s << 20 << HostState::Done << 20;
    for (const PullFailure &failure : pullFailures())
        QTest::addRow("%d", failure.code)
            << u"TASK_RUNNING"_s << failure.code
            << (failure.code == OwnTimeLimitCode ? HostState::TimedOut : HostState::Failed)
            << failure.code;
    QTest::newRow("lost") << u"TASK_UNREACHABLE"_s << -1 << HostState::Failed << 0;
}

void PrepullPlanTest::reports()
{
    QFETCH(QString, taskState);
    QFETCH(int, exitCode);
    QFETCH(HostState, state);
    QFETCH(int, code);
    RunningApp helper;
    AppTask task;
    task.id = u"t1"_s;
    task.host = u"a"_s;
    task.state = taskState;
    if (exitCode >= 0)
        task.checkExitCode = exitCode;
    helper.tasks.push_back(task);
    const std::vector<HostReport> reports = reportsOf({helper}, PullMode::Hold);
    QCOMPARE(reports.size(), size_t(1));
    QCOMPARE(reports.front().state, state);
    QCOMPARE(reports.front().code, code);
    const bool isBad = state == HostState::Failed || state == HostState::TimedOut;
    QCOMPARE(reports.front().reason.isEmpty(), !isBad);
}

void PrepullPlanTest::recordSurvives()
{
    const PrepullRecord record = recordOf(u"7f3a2c"_s);
    const Result<PrepullRecord> read = PrepullRecord::fromJson(record.toJson());
    QVERIFY(read.has_value());
    QCOMPARE(*read, record);
    QVERIFY(!PrepullRecord::fromJson("{}"));
    QVERIFY(!PrepullRecord::fromJson(recordOf(u"../x"_s).toJson()));
}

void PrepullPlanTest::journalKnowsWhoIsAlive()
{
    const QTemporaryDir folder;
    const PrepullJournal journal(folder.filePath(u"prepulls"_s));
    QVERIFY(journal.entries().empty());
    Result<PrepullJournal::Hold> hold = journal.write(recordOf(u"7f3a2c"_s));
    QVERIFY(hold.has_value());
    QCOMPARE(journal.entries().size(), size_t(1));
    QVERIFY(journal.entries().front().isAlive);
    QVERIFY(!journal.write(recordOf(u"7f3a2c"_s)));
    hold->reset();
    QVERIFY(!journal.entries().front().isAlive);
    journal.remove(u"7f3a2c"_s);
    QVERIFY(journal.entries().empty());
}

void PrepullPlanTest::findsLeftovers()
{
    const PrepullRecord here = recordOf(QString());
    PrepullRecord elsewhere = recordOf(u"03"_s);
    elsewhere.addresses = QStringList{u"http://other:8080"_s};
    const std::vector<PrepullJournal::Entry> journal{
        {recordOf(u"01"_s), false}, {recordOf(u"02"_s), true}, {elsewhere, false}};
    const auto helper = [](const QString &run, const QString &started, const QString &id) {
        RunningApp app;
        app.id = id;
        app.labels = {{KindLabel, u"prepull"_s}, {RunLabel, run}, {StartedLabel, started}};
        return app;
    };
    const std::vector<RunningApp> helpers{
        helper(u"01"_s, u"2026-01-01T00:00:00Z"_s, u"/pinion/prepull/r-01"_s),
        helper(u"02"_s, u"2026-01-01T00:00:00Z"_s, u"/pinion/prepull/r-02"_s),
        helper(u"04"_s, u"2026-01-01T00:00:00Z"_s, u"/pinion/prepull/r-04/h-1"_s),
        helper(u"04"_s, u"2026-01-01T00:00:00Z"_s, u"/pinion/prepull/r-04/h-2"_s),
        helper(u"05"_s, u"2026-01-31T09:00:00Z"_s, u"/pinion/prepull/r-05"_s),
        helper(u"06"_s, u"2026-01-01T00:00:00Z"_s, u"/shop/orders"_s)};
    QStringList found;
    for (const PrepullRecord &record : leftovers(journal, helpers, here, Began))
        found.append(record.runId);
    QCOMPARE(found, (QStringList{u"04"_s, u"01"_s}));
}

void PrepullPlanTest::explainsMesosContainerizer()
{
    QVERIFY(uselessPullReason("{\"id\":\"/a\",\"container\":{\"type\":\"DOCKER\"}}").isEmpty());
    QVERIFY(uselessPullReason("{\"id\":\"/a\"}").isEmpty());
    QVERIFY(uselessPullReason("{\"id\":\"/a\",\"container\":{\"type\":\"MESOS\"}}")
                .contains("Mesos containerizer"_L1));
}

QTEST_GUILESS_MAIN(PrepullPlanTest)
#include "tst_prepullplan.moc"
