// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of tasks, offers and deployments: Marathon does what it is asked to, and it does not help.
#include "faultrows.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Step = FaultRow::Step;

/// With Marathon's own checks, which from 1.10 on count nobody as healthy before a restart.
QByteArray ownChecks(const QByteArray &members = {})
{
    return DeployBench::app(members)
        .replace("MESOS_HTTP", "HTTP")
        .replace("\"intervalSeconds\":10",
            "\"intervalSeconds\":10,\"gracePeriodSeconds\":5,\"maxConsecutiveFailures\":1");
}

Step scripted(std::function<void(TaskScript &)> how)
{
    return [how](DeployBench &bench) {
        TaskScript script;
        how(script);
        bench.script(script);
    };
}

void unscript(DeployBench &bench)
{
    bench.sandbox.marathon().state().scripts.clear();
}

template <typename Change> Step onAgents(Change change)
{
    return [change](DeployBench &bench) {
        for (SandboxAgent &agent : bench.sandbox.marathon().state().agents)
            change(agent);
    };
}

void makeHealthy(DeployBench &bench)
{
    for (SandboxInstance *instance : bench.sandbox.marathon().instancesOf(u"/shop/web"_s))
        bench.sandbox.marathon().fleet().reportHealth(*instance, true);
}

void makeReady(DeployBench &bench)
{
    for (SandboxInstance *instance : bench.sandbox.marathon().instancesOf(u"/shop/web"_s))
        bench.sandbox.marathon().fleet().reportReadiness(*instance, true);
}

/// Stops whatever deployment there is, by leading back.
void rollBack(DeployBench &bench)
{
    unscript(bench);
    const QString id = bench.sandbox.marathon().state().deployments.front().id;
    bench.bySomebody("DELETE", "/v2/deployments/" + id.toLatin1());
}

void replaceByForce(DeployBench &bench)
{
    unscript(bench);
    bench.bySomebody("PUT", "/v2/apps/shop/web?force=true", "{\"labels\":{\"by\":\"another\"}}");
}

/// Every rollback of one leader gives the app the same version: the next one ends where it began.
void rollBackBefore(DeployBench &bench)
{
    occupy(bench);
    rollBack(bench);
    QVERIFY(bench.sandbox.run({}));
}

const Step Unknown = scripted([](TaskScript &script) { script.health = std::nullopt; });

void addHealthFaults(std::vector<FaultRow> &rows)
{
    rows.push_back({.mode = FaultMode::NeverHealthy,
        .name = "checks that never report",
        .strike = Unknown,
        .waits = WaitKind::NotHealthy,
        .reason = {u"3 new instances run but are not healthy."_s},
        .mend = makeHealthy});
    rows.push_back({.mode = FaultMode::NeverHealthy,
        .name = "checks that fail and kill",
        .before = ownChecks(),
        .after = ownChecks("\"env\":{\"A\":\"1\"}"),
        .strike = scripted([](TaskScript &script) { script.health = false; }),
        .waits = WaitKind::Failing,
        .reason = {u"The new version failed "_s, u"ConnectException: connection refused."_s,
            u" The old version still serves."_s}});
    rows.push_back({.mode = FaultMode::NeverReady,
        .name = "readiness never true",
        .after = DeployBench::app("\"portDefinitions\":[{\"port\":0,\"name\":\"main\"}],"
                                  "\"readinessChecks\":[{\"name\":\"up\",\"portName\":\"main\","
                                  "\"preserveLastResponse\":true}]"),
        .strike = scripted([](TaskScript &script) { script.becomesReady = false; }),
        .waits = WaitKind::NotReady,
        .reason = {u"The ready check \"up\" answers 503."_s},
        .mend = makeReady});
    rows.push_back({.mode = FaultMode::NeverReady,
        .name = "readiness never true, and its answers are not kept",
        .after = DeployBench::app("\"portDefinitions\":[{\"port\":0,\"name\":\"main\"}],"
                                  "\"readinessChecks\":[{\"name\":\"up\",\"portName\":\"main\"}]"),
        .strike = scripted([](TaskScript &script) { script.becomesReady = false; }),
        .waits = WaitKind::NotReady,
        .reason = {u"The ready check \"up\" does not succeed."_s},
        .mend = makeReady});
    rows.push_back({.mode = FaultMode::Stall,
        .name = "stall by arithmetic",
        .before = ownChecks(),
        .after = ownChecks("\"upgradeStrategy\":{\"minimumHealthCapacity\":0.5,"
                           "\"maximumOverCapacity\":0}"),
        .waits = WaitKind::Stalled,
        .reason = {u"Marathon starts nothing and stops nothing."_s, u"(maximumOverCapacity)"_s}});
}

void addEndings(std::vector<FaultRow> &rows)
{
    const Step crashing = scripted([](TaskScript &script) {
        script.fate = TaskFate::Crashes;
        script.health = std::nullopt;
    });
    const Step leaving = scripted([](TaskScript &script) {
        script.fate = TaskFate::Exits;
        script.health = std::nullopt;
    });
    const QString nextTry = u" The next try comes in "_s;
    rows.push_back({.mode = FaultMode::CrashLoop,
        .name = "crash loop",
        .strike = crashing,
        .waits = WaitKind::Delayed,
        .reason = {u"The new version failed "_s, u": Command exited with status 1."_s, nextTry,
            u" The old version still serves."_s},
        .mend = unscript});
    rows.push_back({.mode = FaultMode::ExitsWithZero,
        .name = "exits with 0",
        .strike = leaving,
        .waits = WaitKind::Delayed,
        .reason = {u"The new version ended by itself, as if it were done, "_s,
            u": Command exited with status 0."_s, nextTry},
        .mend = unscript});
    rows.push_back({.mode = FaultMode::ExitsWithZero,
        .name = "exits with 0, and no event tells",
        .strike =
            [](DeployBench &bench) {
                deafen(bench);
                scripted([](TaskScript &script) {
                    script.fate = TaskFate::Exits;
                    script.after = 8000; // long enough to be seen running
                    script.health = std::nullopt;
                })(bench);
            },
        .waits = WaitKind::Delayed,
        .reason = {u"The new version ended by itself, as if it were done, "_s, nextTry},
        .mend = unscript});
    const Step stubborn = scripted([](TaskScript &script) { script.ignoresKills = true; });
    const Step allow
        = [](DeployBench &bench) { bench.sandbox.marathon().fleet().allowDeath(u"/shop/web"_s); };
    rows.push_back({.mode = FaultMode::OldTasksStay,
        .name = "old tasks do not die",
        .prepare = stubborn,
        .strike = unscript,
        .waits = WaitKind::OldStay,
        .reason = {u"Waiting for 3 old instances to end."_s},
        .mend = allow});
    rows.push_back({.mode = FaultMode::OldTasksStay,
        .name = "an old task does not die, and nothing starts before",
        .after = DeployBench::app("\"upgradeStrategy\":{\"minimumHealthCapacity\":0.5,"
                                  "\"maximumOverCapacity\":0}"),
        .prepare = stubborn,
        .strike = unscript,
        .waits = WaitKind::OldStay,
        .reason = {u"Waiting for one old instance to end."_s},
        .mend = allow});
}

void addOffers(std::vector<FaultRow> &rows)
{
    const auto refused = [&rows](const char *name, WaitKind kind, const QString &reason,
                             const QByteArray &members, const Step &strike = {}) {
        rows.push_back({.mode = FaultMode::LaunchRefused,
            .name = QByteArray("offers refused: ") + name,
            .after = DeployBench::app(members),
            .strike = strike,
            .waits = kind,
            .reason = {reason, u"(3 of 3 offers)."_s},
            .also = [](DeployBench &bench) {
                QCOMPARE(bench.status().follow.waiting->funnel.size(), 1u);
            }});
    };
    refused("memory", WaitKind::Resources,
        u"No node has 488 GiB of memory free; the best offer had "_s, "\"mem\":500000");
    refused("cpus", WaitKind::Resources, u"No node has 99 CPUs free; the best offer had "_s,
        "\"cpus\":99");
    refused("disk", WaitKind::Resources, u"No node has enough disk free; the best offer had "_s,
        "\"disk\":9000000");
    refused("ports", WaitKind::Ports, u"No node offers the ports of the app"_s,
        "\"requirePorts\":true,\"portDefinitions\":[{\"port\":80}]");
    refused("constraint", WaitKind::Constraint,
        u"No free node satisfies the constraints of the app"_s,
        "\"constraints\":[[\"hostname\",\"UNIQUE\"]]");
    refused("role", WaitKind::Role, u"The offers are for other roles than the app accepts"_s,
        "\"env\":{\"A\":\"1\"}", onAgents([](SandboxAgent &agent) {
            agent.reserved[u"public"_s] = std::exchange(agent.unreserved, {});
        }));
    refused("maintenance", WaitKind::Maintenance, u"The nodes that fit are in maintenance"_s,
        "\"env\":{\"A\":\"1\"}", onAgents([](SandboxAgent &agent) { agent.isDraining = true; }));
    refused("kept for GPUs", WaitKind::ScarceResources,
        u"Offers with GPUs are kept for apps that use them"_s, "\"env\":{\"A\":\"1\"}",
        [](DeployBench &bench) {
            bench.sandbox.marathon().state().settings.facts.features = {u"gpu_resources"_s};
            onAgents([](SandboxAgent &agent) { agent.unreserved.gpus = 1; })(bench);
        });
    rows.push_back({.mode = FaultMode::NoOffers,
        .name = "no offers at all",
        .strike
        = [](DeployBench &bench) { bench.sandbox.marathon().state().areOffersPaused = true; },
        .waits = WaitKind::NoOffers,
        .reason = {u"Mesos has made no offers for "_s},
        .mend
        = [](DeployBench &bench) { bench.sandbox.marathon().state().areOffersPaused = false; }});
}

void addOthers(std::vector<FaultRow> &rows)
{
    const Step unheard = [](DeployBench &bench) {
        deafen(bench);
        Unknown(bench);
    };
    const QString changed = u"has another definition by now: somebody changed it."_s;
    const QString back = u"/shop/web on staging is what it was before: somebody rolled it back."_s;
    rows.push_back({.mode = FaultMode::Overridden,
        .name = "overridden by somebody else",
        .strike = Unknown,
        .meanwhile = replaceByForce,
        .result = RunResult::Superseded,
        .says = {changed}});
    rows.push_back({.mode = FaultMode::Overridden,
        .name = "overridden by somebody else, and no event tells",
        .strike = unheard,
        .meanwhile = replaceByForce,
        .result = RunResult::Superseded,
        .says = {changed}});
    rows.push_back({.mode = FaultMode::RolledBack,
        .name = "rolled back by somebody else",
        .strike = Unknown,
        .meanwhile = rollBack,
        .result = RunResult::Superseded,
        .says = {back}});
    rows.push_back({.mode = FaultMode::RolledBack,
        .name = "rolled back by somebody else, and no event tells",
        .strike = unheard,
        .meanwhile = rollBack,
        .result = RunResult::Superseded,
        .says = {back}});
    rows.push_back({.mode = FaultMode::RolledBack,
        .name = "rolled back to the very version before, and no event tells",
        .strike =
            [unheard](DeployBench &bench) {
                rollBackBefore(bench);
                unheard(bench);
            },
        .meanwhile = rollBack,
        .result = RunResult::Superseded,
        .says = {back}});
}

} // namespace

std::vector<FaultRow> taskFaults()
{
    std::vector<FaultRow> rows;
    addHealthFaults(rows);
    addEndings(rows);
    addOffers(rows);
    addOthers(rows);
    return rows;
}

} // namespace Pinion
