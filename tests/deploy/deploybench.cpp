// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploybench.h"

#include "sandbox/api/marathonapi.h"

#include <QEventLoop>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

SandboxOptions withNodes(int nodes)
{
    SandboxOptions options;
    options.nodes = nodes;
    return options;
}

} // namespace

DeployBench::DeployBench(TargetKind kind, int nodes)
    : DeployBench(kind, withNodes(nodes))
{ }

DeployBench::DeployBench(TargetKind kind, const SandboxOptions &options)
    : sandbox(options)
    , clock(sandbox)
    , journal(folder.path())
{
    if (!sandbox.start())
        qFatal("the sandbox has no port");
    target.name = u"staging"_s;
    target.kind = kind;
    for (int node = 0; node < options.nodes; ++node)
        target.urls.append(sandbox.url(node));
    restartPinion();
}

DeployBench::~DeployBench() = default;

void DeployBench::restartPinion()
{
    run.reset();
    ClusterAccess access = accessTo(target, credentials).value();
    access.patience = patience;
    cluster = std::make_unique<Cluster>(std::move(access), &log, &clock, streamPace);
    run = std::make_unique<DeployRun>(*cluster, RunPace(), &journal);
}

QByteArray DeployBench::app(const QByteArray &members)
{
    return QByteArray("{\"id\":\"/shop/web\",\"cmd\":\"serve\",\"cpus\":0.1,\"mem\":32,"
                      "\"instances\":3,\"healthChecks\":[{\"protocol\":\"MESOS_HTTP\","
                      "\"path\":\"/\",\"portIndex\":0,\"intervalSeconds\":10}]"
        + (members.isEmpty() ? QByteArray() : QByteArray("," + members)) + "}");
}

bool DeployBench::hasApp(const QByteArray &members)
{
    return runs(app(members));
}

bool DeployBench::runs(const QByteArray &definition)
{
    const bool isThere = sandbox.run({definition});
    sandbox.forgetRequests();
    return isThere;
}

DeployRequest DeployBench::request(const QByteArray &definition)
{
    return deployRequest(JsonTree::parse(definition)).value();
}

WritePermit DeployBench::permit(DeployAction action) const
{
    return DeployGuard::permit(target, action, {u"/shop/web"_s}, u"web"_s).value();
}

bool DeployBench::until(const std::function<bool()> &isSo) const
{
    // Not qWaitFor(), which sleeps between any two events.
    QEventLoop loop;
    QTimer often;
    QObject::connect(&often, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.quit();
    });
    QTimer::singleShot(std::chrono::minutes(1), &loop, &QEventLoop::quit);
    often.start(std::chrono::milliseconds(2));
    loop.exec();
    return isSo();
}

bool DeployBench::ended() const
{
    return until([this] { return status().state == RunState::Ended; });
}

void DeployBench::deploy(const QByteArray &definition)
{
    run->start(request(definition), permit());
    QVERIFY(ended());
}

void DeployBench::script(const TaskScript &how)
{
    sandbox.marathon().state().scripts[u"/shop/web"_s] = how;
}

SandboxAnswer DeployBench::bySomebody(
    const QByteArray &method, const QByteArray &place, const QByteArray &body)
{
    const SandboxRequest request{method, place, {}, body, u"127.0.0.1"_s};
    return answerMarathon(sandbox.marathon(), {}, request);
}

void DeployBench::useNodes(const QList<QUrl> &urls)
{
    target.urls = urls;
    restartPinion();
}

QByteArrayList DeployBench::changes() const
{
    QByteArrayList changes;
    for (const SandboxRequest &request : sandbox.requests()) {
        if (request.method != "GET" && request.method != "HEAD")
            changes.append(request.method + ' ' + request.target);
    }
    return changes;
}

int DeployBench::running() const
{
    int count = 0;
    const SandboxState &state = const_cast<SandboxCluster &>(sandbox).marathon().state();
    for (const SandboxInstance *instance : state.instancesOf(u"/shop/web"_s))
        count += taskState(instance->condition) == u"TASK_RUNNING"_s ? 1 : 0;
    return count;
}

} // namespace Pinion
