// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the event stream, of nodes and of clocks: none of them may show in how a run ends.
#include "faultrows.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QUrl Nobody(u"http://127.0.0.1:9"_s);
const QByteArray Foreign = "{\"eventType\":\"status_update_event\",\"taskStatus\":\"TASK_RUNNING\","
                           "\"appId\":\"/other\",\"taskId\":\"other.instance-1._app.1\","
                           "\"message\":\"Gr\u00f6\u00dfe\",\"timestamp\":"
                           "\"2024-03-05T09:12:44.031Z\"}";

SandboxOptions withNodes(int nodes)
{
    SandboxOptions options;
    options.nodes = nodes;
    return options;
}

SandboxOptions startingAt(const QDate &date)
{
    SandboxOptions options;
    options.startsAt = QDateTime(date, QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
    return options;
}

void publishForeign(DeployBench &bench, int count)
{
    for (int i = 0; i < count; ++i)
        bench.sandbox.events().publish({"status_update_event", Foreign});
}

void verifyReopened(DeployBench &bench)
{
    int opened = 0;
    for (const SandboxRequest &request : bench.sandbox.requests())
        opened += request.path() == u"/v2/events"_s ? 1 : 0;
    QVERIFY(opened >= 2);
}

void addCuts(std::vector<FaultRow> &rows)
{
    const auto cut = [&rows](const char *name, const QByteArray &text, qsizetype bytes) {
        rows.push_back({.mode = FaultMode::StreamCut,
            .name = QByteArray("stream cut ") + name,
            .strike = [=](DeployBench &bench) { bench.sandbox.events().cutInside(text, bytes); },
            .meanwhile = [](DeployBench &bench) { publishForeign(bench, 1); },
            .also = verifyReopened});
    };
    const QByteArray name = "event: instance_changed_event\r\n";
    cut("between two events", name, 0);
    cut("inside the data of one", "data: {\"instanceId\"", 12);
    cut("inside a character", "\u00f6", 1);
    cut("between \\r and \\n", name, name.size() - 1);
}

void addStreams(std::vector<FaultRow> &rows)
{
    rows.push_back({.mode = FaultMode::StreamSilent,
        .name = "a stream that says nothing more",
        .strike = [](DeployBench &bench) {
            bench.sandbox.events().hold(true);
            bench.streamPace.silence = std::chrono::milliseconds(300);
            bench.restartPinion();
        }});
    rows.push_back({.mode = FaultMode::StreamSilent,
        .name = "a stream that never begins",
        .strike = faulty("GET", u"/v2/events"_s, [](SandboxFault &fault) {
            fault.hangs = true;
            fault.times = -1;
        })});
    rows.push_back({.mode = FaultMode::StreamNotReady,
        .name = "a stream that ends at once",
        .strike = [](DeployBench &bench) { bench.sandbox.events().isNotReady = true; },
        .also =
            [](DeployBench &bench) {
                QCOMPARE(bench.cluster->events().problem(), u"The stream of events ended."_s);
            }});
    rows.push_back({.mode = FaultMode::StreamRedirect,
        .name = "a stream at another node",
        .options = withNodes(2),
        .strike =
            [](DeployBench &bench) {
                bench.useNodes({bench.sandbox.url(1), bench.sandbox.url(0)});
            },
        .also =
            [](DeployBench &bench) {
                QCOMPARE(bench.cluster->events().state(), StreamState::Live);
            }});
    rows.push_back({.mode = FaultMode::StreamRedirect,
        .name = "a stream at a node that is dead",
        .options = withNodes(2),
        .strike =
            [](DeployBench &bench) {
                bench.sandbox.redirectEventsTo(Nobody);
                bench.useNodes({bench.sandbox.url(1), Nobody});
            },
        .also =
            [](DeployBench &bench) {
                QCOMPARE(bench.cluster->events().state(), StreamState::Polling);
            }});
    rows.push_back({.mode = FaultMode::StreamRedirect,
        .name = "a stream at a host that nobody has named",
        .options = withNodes(2),
        .strike = [](DeployBench &bench) { bench.useNodes({bench.sandbox.url(1)}); },
        .also =
            [](DeployBench &bench) {
                QCOMPARE(bench.cluster->events().state(), StreamState::Polling);
                QVERIFY(bench.cluster->events().problem().contains(
                    "which is not an address of this target"_L1));
            }});
}

void addPlenty(std::vector<FaultRow> &rows)
{
    rows.push_back({.mode = FaultMode::StreamSlowConsumer,
        .name = "more events than the server keeps",
        .meanwhile =
            [](DeployBench &bench) {
                bench.sandbox.events().hold(true);
                publishForeign(bench, 1100);
                bench.sandbox.events().hold(false);
            },
        .also = verifyReopened});
    rows.push_back({.mode = FaultMode::ForeignEvents,
        .name = "plenty of events about other things",
        .meanwhile = [](DeployBench &bench) {
            publishForeign(bench, 500);
            for (const char *data : {
                     "{\"eventType\":\"deployment_failed\",\"id\":\"another\"}",
                     "{\"eventType\":\"deployment_failed\",\"reason\":\"without an id\"}",
                     "{\"eventType\":\"deployment_success\",\"id\":[1],\"plan\":7}",
                     "{\"eventType\":\"moon_phase_event\",\"appId\":\"/shop/web\"}",
                     "{\"eventType\":\"instance_changed_event\",\"runSpecId\":\"/shop/pod\","
                     "\"instanceId\":\"shop_pod.instance-1\",\"condition\":\"Failed\"}",
                     "{\"eventType\":\"instance_changed_event\",\"runSpecId\":\"/shop/web\","
                     "\"condition\":\"Failed\",\"novelty\":{\"deep\":[null]}}",
                     "{}",
                     "[]",
                     "no JSON at all",
                 })
                bench.sandbox.events().publish({"deployment_info", data});
        }});
}

void addNodes(std::vector<FaultRow> &rows)
{
    const auto change = [](DeployBench &bench) { bench.sandbox.changeLeader(); };
    rows.push_back({.mode = FaultMode::LeaderChange,
        .name = "another leader, meanwhile",
        .options = withNodes(2),
        .meanwhile = change});
    rows.push_back({.mode = FaultMode::LeaderChange,
        .name = "the only node ends and comes back",
        .meanwhile = change});
    rows.push_back({.mode = FaultMode::LeaderChange,
        .name = "the leader takes the answer with it",
        .options = withNodes(2),
        .strike = faulty("PUT", u"*"_s, [](SandboxFault &fault) { fault.cutAfter = 0; }),
        .mend = change,
        .result = RunResult::AnswerLost,
        .says = {u"It is not known whether Marathon received it."_s},
        .checked = RunResult::Verified});
    rows.push_back({.mode = FaultMode::LeaderChange,
        .name = "the leader is dead before the change",
        .options = withNodes(2),
        .strike = [](DeployBench &bench) {
            bench.useNodes({Nobody, bench.sandbox.url(1), bench.sandbox.url(0)});
        }});
    rows.push_back({.mode = FaultMode::NoBodyLength,
        .name = "a standby that forwards bodies of known length only",
        .options = withNodes(2),
        .strike = [](DeployBench &bench) { bench.useNodes({bench.sandbox.url(1)}); },
        .also =
            [](DeployBench &bench) {
                for (const SandboxRequest &request : bench.sandbox.requests()) {
                    if (request.method == "PUT")
                        QVERIFY(request.hasHeader("content-length")
                            && !request.hasHeader("transfer-encoding"));
                }
            }});
    rows.push_back({.mode = FaultMode::ClockSkew,
        .name = "a server that lives years ahead",
        .options = startingAt(QDate(2031, 1, 1))});
    rows.push_back({.mode = FaultMode::ClockSkew,
        .name = "a server that lives years behind",
        .options = startingAt(QDate(2011, 1, 1))});
    SandboxOptions early;
    early.announcesBeforeAnswer = true;
    rows.push_back({.mode = FaultMode::ForeignEvents,
        .name = "events of the deployment before the answer to the change",
        .options = early});
}

} // namespace

std::vector<FaultRow> streamFaults()
{
    std::vector<FaultRow> rows;
    addCuts(rows);
    addStreams(rows);
    addPlenty(rows);
    addNodes(rows);
    return rows;
}

} // namespace Pinion
