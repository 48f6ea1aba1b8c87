// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"
#include "cluster/taskfiles.h"
#include "support/scriptedserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

const QByteArray Slaves = "{\"slaves\":[{\"id\":\"S1\",\"hostname\":\"10.20.0.13\",\"port\":5051,"
                          "\"pid\":\"slave(1)@10.20.0.13:5051\",\"active\":true,\"attributes\":"
                          "{\"ssd\":1,\"vlans\":\"[1-10, 20-30]\",\"rack\":\"r2\"}}],"
                          "\"recovered_slaves\":[]}";
const QByteArray Agents
    = "{\"type\":\"GET_AGENTS\",\"get_agents\":{\"agents\":[{\"agent_info\":{\"hostname\":"
      "\"10.20.0.13\",\"id\":{\"value\":\"S1\"},\"attributes\":["
      "{\"name\":\"rack\",\"type\":\"TEXT\",\"text\":{\"value\":\"r2\"}},"
      "{\"name\":\"ssd\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1}},"
      "{\"name\":\"vlans\",\"type\":\"RANGES\",\"ranges\":{\"range\":[{\"begin\":1,\"end\":10}]}}"
      "]},\"active\":true}]}}";

ClusterAccess accessTo(const ScriptedServer &marathon, const QUrl &master)
{
    ClusterAccess access;
    access.name = u"staging"_s;
    access.urls = {marathon.url()};
    access.mesosUrl = master;
    return access;
}

Answer masterOf(const SeenRequest &request)
{
    if (request.path() == "/slaves")
        return Answer(200, Slaves);
    if (request.path() != "/api/v1" || request.method != "POST")
        return Answer(404);
    if (request.header("content-type") != "application/json")
        return Answer(415);
    return request.body == "{\"type\":\"GET_AGENTS\"}" ? Answer(200, Agents) : Answer(400);
}

Answer nobody(const SeenRequest &)
{
    return Answer(404);
}

} // namespace

/// What the master and the agents are asked, over real sockets.
class MesosClientTest : public QObject
{
    Q_OBJECT

private slots:
    void leaderIsFollowed();
    void waitsForALeader();
    void signInForOneOfTwo();
    void noMaster();
    void typedAttributes_data();
    void typedAttributes();
    void taskFile_data();
    void taskFile();
};

void MesosClientTest::leaderIsFollowed()
{
    const ScriptedServer leader(masterOf);
    const ScriptedServer follower([&leader](const SeenRequest &request) {
        // As Mesos does: without a scheme.
        return Answer(307).with("Location", "//" + leader.domain().toLatin1() + request.target);
    });
    const ScriptedServer marathon(nobody);
    Cluster cluster(accessTo(marathon, follower.url()));
    const auto agents = QCoro::waitFor(cluster.mesos().agents({}, std::stop_token()));
    QVERIFY2(agents.has_value(), agents ? "" : qPrintable(agents.error().text()));
    QCOMPARE(agents->front().ip, u"10.20.0.13"_s);
    const auto text = QCoro::waitFor(cluster.mesos().textAttributes({}, std::stop_token()));
    QVERIFY2(text.has_value(), text ? "" : qPrintable(text.error().text()));
    QCOMPARE(text->front().hostname, u"10.20.0.13"_s);
    QCOMPARE(text->front().values, (QHash<QString, QString>{{u"rack"_s, u"r2"_s}}));
    QCOMPARE(leader.seen().last().path(), QByteArray("/api/v1"));
}

void MesosClientTest::waitsForALeader()
{
    int asked = 0;
    const ScriptedServer master([&asked](const SeenRequest &request) {
        return ++asked < 3 ? Answer(503, "No leader elected") : masterOf(request);
    });
    const ScriptedServer marathon(nobody);
    Cluster cluster(accessTo(marathon, master.url()));
    QVERIFY(QCoro::waitFor(cluster.mesos().agents({}, std::stop_token())).has_value());
}

void MesosClientTest::signInForOneOfTwo()
{
    const ScriptedServer master([](const SeenRequest &request) {
        return request.path() == "/api/v1"
            ? Answer(401).with("WWW-Authenticate", "Basic realm=\"mesos-master-readwrite\"")
            : masterOf(request);
    });
    const ScriptedServer marathon(nobody);
    Cluster cluster(accessTo(marathon, master.url()));
    QVERIFY(QCoro::waitFor(cluster.mesos().agents({}, std::stop_token())).has_value());
    const auto text = QCoro::waitFor(cluster.mesos().textAttributes({}, std::stop_token()));
    QVERIFY(!text.has_value());
    QCOMPARE(text.error().kind, ErrorKind::Unauthorized);
}

void MesosClientTest::noMaster()
{
    const ScriptedServer marathon(nobody);
    Cluster cluster(accessTo(marathon, QUrl()));
    const auto agents = QCoro::waitFor(cluster.mesos().agents({}, std::stop_token()));
    QVERIFY(!agents.has_value());
    QCOMPARE(agents.error().kind, ErrorKind::NotFound);
}

void MesosClientTest::typedAttributes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("agents"); // -1: no such answer
    QTest::newRow("no agents") << QByteArray("{\"type\":\"GET_AGENTS\",\"get_agents\":{}}") << 0;
    QTest::newRow("no attributes")
        << QByteArray("{\"get_agents\":{\"agents\":[{\"agent_info\":{\"hostname\":\"a\"}}]}}") << 1;
    QTest::newRow("another answer") << QByteArray("{\"type\":\"GET_HEALTH\"}") << -1;
    QTest::newRow("a page") << QByteArray("<html>") << -1;
}

void MesosClientTest::typedAttributes()
{
    QFETCH(QByteArray, body);
    QFETCH(int, agents);
    const auto read = readTextAttributes(body);
    QCOMPARE(read.has_value(), agents >= 0);
    if (read)
        QCOMPARE(int(read->size()), agents);
    else
        QCOMPARE(read.error().kind, ErrorKind::Protocol);
}

void MesosClientTest::taskFile_data()
{
    QTest::addColumn<bool>("isOld");
    QTest::newRow("by the latest run") << false;
    QTest::newRow("by its directory, before Mesos 1.8") << true;
}

void MesosClientTest::taskFile()
{
    QFETCH(bool, isOld);
    const QByteArray directory = "/var/lib/mesos/slaves/S1/frameworks/F/executors/T:1:/runs/7";
    const QByteArray latest = "/frameworks/F/executors/T:1:/runs/latest";
    const QByteArray known = (isOld ? directory : latest) + "/pinion.rc";
    const ScriptedServer server([&](const SeenRequest &request) {
        if (request.path() == "/state")
            return Answer(200,
                "{\"frameworks\":[{\"id\":\"F\",\"executors\":[],\"completed_executors\":"
                "[{\"id\":\"other\"},{\"id\":\"T:1:\",\"directory\":\""
                    + directory + "\"}]}]}");
        const QByteArray wanted = "path=" + known.toPercentEncoding();
        return request.path() == "/files/read" && request.target.contains(wanted)
            ? Answer(200, "{\"offset\":0,\"data\":\"54\\n\"}")
            : Answer(404);
    });
    const ScriptedServer marathon(nobody);
    Cluster cluster(accessTo(marathon, QUrl()));
    Agent agent;
    agent.ip = u"127.0.0.1"_s;
    agent.port = server.port();
    const std::vector<MesosTask> tasks
        = readTasks("{\"frameworks\":[{\"id\":\"F\",\"tasks\":[],\"completed_tasks\":[{\"id\":"
                    "\"T:1:\",\"name\":\"ChronosTask:x\",\"slave_id\":\"S1\",\"state\":"
                    "\"TASK_FAILED\"}]}]}");
    QCOMPARE(tasks.size(), size_t(1));
    const auto data = QCoro::waitFor(
        readTaskFile(cluster.mesos(), agent, tasks.front(), u"pinion.rc"_s, std::stop_token()));
    QVERIFY2(data.has_value(), data ? "" : qPrintable(data.error().text()));
    QCOMPARE(*data, QByteArray("54\n"));
    const auto none = QCoro::waitFor(
        readTaskFile(cluster.mesos(), agent, tasks.front(), u"other"_s, std::stop_token()));
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(MesosClientTest)
#include "tst_mesosclient.moc"
