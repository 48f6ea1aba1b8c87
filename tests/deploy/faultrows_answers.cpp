// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the answers: a change is refused, or nobody knows what became of it.
#include "faultrows.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Step = FaultRow::Step;

const QString Anything = u"*"_s;
const QString Lists = u"/v2/deployments"_s;
const QString SignInRefused = u"Staging did not accept your sign-in."_s;
const QString Unchanged = u"Nothing was changed."_s;
const QString NotKnown = u"It is not known whether"_s;
const QString Broken = u"The connection broke after the change was sent."_s;
const QString InTrouble = u"Marathon on staging had an internal problem."_s;
const QString Away
    = u"Marathon on staging cannot answer at present; it may be choosing a leader."_s;

Step access(SandboxAccess who)
{
    return [who](DeployBench &bench) { bench.sandbox.setAccess(who); };
}

Step all(std::vector<Step> steps)
{
    return [steps](DeployBench &bench) {
        for (const Step &step : steps)
            step(bench);
    };
}

QByteArrayList published(DeployBench &bench)
{
    QByteArrayList types;
    for (const SandboxEvent &event : bench.sandbox.published())
        types.append(event.type);
    return types;
}

void addLocks(std::vector<FaultRow> &rows)
{
    const QString held = u"/shop/web is being changed by another deployment, started "_s;
    rows.push_back({.mode = FaultMode::LockConflict,
        .name = "a lock that is seen before",
        .strike = occupy,
        .result = RunResult::Locked,
        .says = {held, u" (restart, step 1 of 1). Yours was not sent."_s},
        .sent = 0});
    rows.push_back({.mode = FaultMode::LockConflict,
        .name = "a lock that comes between the look and the change",
        .strike = all({occupy,
            faulty("GET", Lists,
                [](SandboxFault &fault) { fault.answer = SandboxAnswer::json(200, "[]"); })}),
        .result = RunResult::Locked,
        .says = {held, u" (restart, step 1 of 1). "_s + Unchanged},
        .also = [](DeployBench &bench) {
            QCOMPARE(bench.status().refusal.deployments.size(), 1);
            QCOMPARE(
                bench.status().refusal.deployments.first(), bench.status().lockedBy.front().id);
            // Both tell of a deployment that nobody ever saw.
            QVERIFY(published(bench).contains("group_change_failed"));
            QVERIFY(published(bench).contains("deployment_failed"));
        }});
    rows.push_back({.mode = FaultMode::LockConflict,
        .name = "a lock that may not be looked at",
        .strike = all({occupy, access({{}, {}, {}, {Lists}})}),
        .result = RunResult::Locked,
        .says = {u"Web is being changed by another deployment. "_s + Unchanged}});
    rows.push_back({.mode = FaultMode::MaxDeployments,
        .name = "as many deployments as may run",
        .strike =
            [](DeployBench &bench) {
                bench.sandbox.marathon().state().settings.maxRunningDeployments = 0;
            },
        .result = RunResult::Refused,
        .says = {u"Staging already runs as many deployments as it allows. "_s + Unchanged},
        .hint = u"Wait until one of them has ended."_s,
        .also =
            [](DeployBench &bench) {
                QCOMPARE(bench.status().refusal.kind, RefusalKind::TooManyDeployments);
            }});
}

void addRefusals(std::vector<FaultRow> &rows)
{
    const auto marks = [](QByteArrayList pointers) {
        return [pointers](DeployBench &bench) {
            QByteArrayList found;
            for (const RefusedValue &value : bench.status().refusal.values)
                found.append(value.pointer.toUtf8());
            QCOMPARE(found, pointers);
        };
    };
    rows.push_back({.mode = FaultMode::Validation,
        .name = "values of which the form is wrong",
        .after = DeployBench::app("\"env\":7").replace("\"cpus\":0.1", "\"cpus\":-1"),
        .result = RunResult::Refused,
        .says = {u"Staging refused the definition: 2 values are not valid."_s},
        .hint = Unchanged,
        .also = marks({"/cpus", "/env"})});
    rows.push_back({.mode = FaultMode::Validation,
        .name = "values that do not go together",
        .after = DeployBench::app("\"readinessChecks\":[{\"name\":\"up\",\"portName\":\"none\"}],"
                                  "\"constraints\":[[\"hostname\",\"LIKE\",\"[\"]]"),
        .result = RunResult::Refused,
        .says = {u"Staging refused the definition: 2 values are not valid."_s},
        .hint = Unchanged,
        .also = marks({"/readinessChecks/0/portName", "/constraints"})});
    rows.push_back({.mode = FaultMode::InvalidJson,
        .name = "a body that is no JSON",
        .request = [](DeployRequest &request) { request.body = "{\"id\":"; },
        .result = RunResult::Refused,
        .says = {u"Staging could not read the request: Invalid JSON: "_s},
        .hint = Unchanged});
    rows.push_back({.mode = FaultMode::InvalidJson,
        .name = "a body that is empty",
        .request = [](DeployRequest &request) { request.body.clear(); },
        .result = RunResult::Refused,
        .says = {u"Staging could not read the request: Please specify data in JSON format: "_s},
        .hint = Unchanged});
}

void addSignIns(std::vector<FaultRow> &rows)
{
    const SandboxAccess bob{"bob", "right", {}, {}};
    rows.push_back({.mode = FaultMode::BasicAuth,
        .name = "no sign-in where one is needed",
        .strike = access(bob),
        .result = RunResult::Failed,
        .says = {SignInRefused, Unchanged},
        .hint = u"Sign in."_s,
        .sent = 0});
    rows.push_back({.mode = FaultMode::BasicAuth,
        .name = "a sign-in that is wrong",
        .strike = all({access(bob),
            [](DeployBench &bench) {
                bench.target.signIn = SignIn::Basic;
                bench.target.user = u"bob"_s;
                bench.credentials = Credentials::basic(u"bob"_s, "wrong");
                bench.restartPinion();
            }}),
        .result = RunResult::Failed,
        .says = {SignInRefused, Unchanged},
        .hint = u"may have expired"_s,
        .sent = 0});
    rows.push_back({.mode = FaultMode::BasicAuth,
        .name = "a sign-in that ends before the change, told by a page",
        .strike = faulty("PUT", Anything,
            [](SandboxFault &fault) {
                fault.answer = SandboxFault::page(401, u"Unauthorized"_s)
                                   .with("WWW-Authenticate", "basic realm=\"null\"");
            }),
        .result = RunResult::Refused,
        .says = {SignInRefused, Unchanged}});
}

void addPlugins(std::vector<FaultRow> &rows)
{
    rows.push_back({.mode = FaultMode::Plugin,
        .name = "a plugin that wants a token",
        .strike = access({{}, {}, "right", {}}),
        .result = RunResult::Failed,
        .says = {SignInRefused, Unchanged},
        .sent = 0});
    rows.push_back({.mode = FaultMode::Plugin,
        .name = "a plugin that lets nobody look",
        .strike = access({{}, {}, {}, {u"/v2/apps*"_s}}),
        .result = RunResult::Failed,
        .says = {u"You are not allowed to read /shop on staging. "_s + Unchanged},
        .hint = u"Ask an administrator for access."_s,
        .sent = 0});
    rows.push_back({.mode = FaultMode::Plugin,
        .name = "a plugin that lets nobody change",
        .strike = faulty("PUT", Anything,
            [](SandboxFault &fault) {
                fault.answer
                    = SandboxFault::message(403, u"Not Authorized to perform this action!"_s);
            }),
        .result = RunResult::Refused,
        .says = {u"You may read /shop on staging but not change it. "_s + Unchanged},
        .hint = u"Ask an administrator for write access to /shop."_s});
    rows.push_back({.mode = FaultMode::Plugin,
        .name = "a plugin that breaks",
        .strike = faulty("PUT", Anything,
            [](SandboxFault &fault) {
                fault.answer = SandboxAnswer{503, {}, {}};
            }),
        .result = RunResult::AnswerLost,
        .says = {Away, NotKnown},
        .checked = RunResult::NotApplied});
    rows.push_back({.mode = FaultMode::InfoForbidden,
        .name = "nobody may ask which Marathon it is",
        .strike = access({{}, {}, {}, {u"/v2/info"_s}})});
    rows.push_back({.mode = FaultMode::InfoForbidden,
        .name = "nobody may ask which Marathon it is, and an answer is lost",
        .strike = all({access({{}, {}, {}, {u"/v2/info"_s}}),
            faulty("PUT", Anything, [](SandboxFault &fault) { fault.cutAfter = 0; })}),
        .result = RunResult::AnswerLost,
        .says = {Broken, NotKnown},
        .checked = RunResult::Verified});
}

/// Answers to the change that tell nothing of what became of it.
void addLostAnswers(std::vector<FaultRow> &rows)
{
    const auto lost = [&rows](FaultMode mode, const char *name, const QString &says,
                          RunResult checked, std::function<void(SandboxFault &)> how) {
        rows.push_back({.mode = mode,
            .name = name,
            .strike = faulty("PUT", Anything, std::move(how)),
            .result = RunResult::AnswerLost,
            .says = {says, NotKnown},
            .hint = u"Check what runs now before you send it again."_s,
            .checked = checked});
    };
    constexpr RunResult Applied = RunResult::Verified;
    constexpr RunResult NotApplied = RunResult::NotApplied;
    lost(FaultMode::InnerTimeout, "inner timeout of a change that was made", Away, Applied,
        [](SandboxFault &fault) {
            fault.answer = SandboxFault::askTimedOut();
            fault.isApplied = true;
        });
    lost(FaultMode::InnerTimeout, "inner timeout of a change that was not made", Away, NotApplied,
        [](SandboxFault &fault) { fault.answer = SandboxFault::askTimedOut(); });
    lost(FaultMode::Proxy, "502 with a page", Away, NotApplied, [](SandboxFault &fault) {
        fault.answer = SandboxFault::page(502, u"Connection to leader refused."_s);
    });
    lost(FaultMode::Proxy, "502 with nothing", Away, Applied, [](SandboxFault &fault) {
        fault.answer = SandboxFault::page(502, u"Connection to leader refused."_s, {});
        fault.isApplied = true;
    });
    lost(FaultMode::Proxy, "500 with a page", InTrouble, Applied, [](SandboxFault &fault) {
        fault.answer = SandboxFault::page(500, u"broken"_s);
        fault.isApplied = true;
    });
    lost(FaultMode::Proxy, "a page in place of an answer",
        u"Staging answered, but not as Marathon does."_s, Applied, [](SandboxFault &fault) {
            fault.answer = SandboxFault::page(200, u"welcome"_s);
            fault.isApplied = true;
        });
    lost(FaultMode::AppliedButCut, "cut without an answer", Broken, Applied,
        [](SandboxFault &fault) { fault.cutAfter = 0; });
    lost(FaultMode::AppliedButCut, "cut in the head of the answer", Broken, Applied,
        [](SandboxFault &fault) { fault.cutAfter = 30; });
    lost(FaultMode::AppliedButCut, "cut in the body of the answer", Broken, Applied,
        [](SandboxFault &fault) { fault.cutAfter = -20; });
    rows.push_back({.mode = FaultMode::Slow,
        .name = "an answer to the change that never comes",
        .strike = all({faulty("PUT", Anything, [](SandboxFault &fault) { fault.hangs = true; }),
            [](DeployBench &bench) {
                bench.patience = std::chrono::milliseconds(2000);
                bench.restartPinion();
            }}),
        .result = RunResult::AnswerLost,
        .says = {u"Marathon did not answer in time after the change was sent."_s, NotKnown},
        .checked = RunResult::Verified});
}

void addReads(std::vector<FaultRow> &rows)
{
    const auto askTimedOut = [](int times) {
        return [times](SandboxFault &fault) {
            fault.answer = SandboxFault::askTimedOut();
            fault.times = times;
        };
    };
    rows.push_back({.mode = FaultMode::InnerTimeout,
        .name = "inner timeout of the list of deployments, once",
        .strike = faulty("GET", Lists, askTimedOut(1))});
    rows.push_back({.mode = FaultMode::InnerTimeout,
        .name = "inner timeout of the list of deployments, for ever",
        .strike = faulty("GET", Lists, askTimedOut(-1)),
        .result = RunResult::Failed,
        .says = {Away, Unchanged},
        .sent = 0});
    rows.push_back({.mode = FaultMode::InnerTimeout,
        .name = "inner timeouts of all reads for a while, meanwhile",
        .meanwhile = faulty("GET", u"/v2/*s*"_s, askTimedOut(9))});
    rows.push_back({.mode = FaultMode::Proxy,
        .name = "502 for the first reads",
        .strike = faulty("GET", u"/v2/apps*"_s, [](SandboxFault &fault) {
            fault.answer = SandboxFault::page(502, u"Could not determine the current leader"_s);
            fault.times = 2;
        })});
    const auto every = [](std::function<void(SandboxFault &)> how) {
        return faulty({}, Anything, [how](SandboxFault &fault) {
            fault.times = -1;
            how(fault);
        });
    };
    rows.push_back({.mode = FaultMode::Slow,
        .name = "a late answer to the change",
        .strike = faulty("PUT", Anything, [](SandboxFault &fault) { fault.delay = 400; })});
    rows.push_back({.mode = FaultMode::Slow,
        .name = "heads first, bodies late",
        .strike = every([](SandboxFault &fault) { fault.bodyDelay = 40; })});
    rows.push_back({.mode = FaultMode::Slow,
        .name = "bodies in small pieces",
        .strike = every([](SandboxFault &fault) {
            fault.pieceSize = 90;
            fault.piecePause = 1;
        })});
    rows.push_back({.mode = FaultMode::Slow,
        .name = "an answer to the change, byte by byte",
        .strike = faulty("PUT", Anything, [](SandboxFault &fault) { fault.pieceSize = 1; })});
    rows.push_back({.mode = FaultMode::Slow,
        .name = "a read that never ends",
        .strike = all({faulty("GET", Lists, [](SandboxFault &fault) { fault.hangs = true; }),
            [](DeployBench &bench) {
                bench.patience = std::chrono::milliseconds(1000);
                bench.restartPinion();
            }}),
        .result = RunResult::Failed,
        .says = {u"Staging cannot be reached. "_s, u" did not answer in time. "_s + Unchanged},
        .sent = 0});
}

} // namespace

std::vector<FaultRow> answerFaults()
{
    std::vector<FaultRow> rows;
    addLocks(rows);
    addRefusals(rows);
    addSignIns(rows);
    addPlugins(rows);
    addLostAnswers(rows);
    addReads(rows);
    return rows;
}

} // namespace Pinion
