// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandboxclock.h"

#include "deploy/guard.h"
#include "deploy/run.h"

#include <QTemporaryDir>

namespace Pinion {

/// A sandbox with an app, and all that deploys to it over real sockets.
class DeployBench
{
public:
    explicit DeployBench(TargetKind kind = TargetKind::Staging, int nodes = 1);
    DeployBench(TargetKind kind, const SandboxOptions &options);
    ~DeployBench();

    SandboxCluster sandbox;
    SandboxClock clock;
    Target target;
    ActivityLog log;
    QTemporaryDir folder;
    RunJournal journal;
    // What a cluster is made from: changes count after restartPinion().
    Credentials credentials;
    StreamPace streamPace;
    std::chrono::milliseconds patience{30'000};
    std::unique_ptr<Cluster> cluster;
    std::unique_ptr<DeployRun> run;

    /// {"id": "/shop/web", three instances, members…}
    [[nodiscard]] static QByteArray app(const QByteArray &members = {});
    /// The app runs.
    [[nodiscard]] bool hasApp(const QByteArray &members = {});
    [[nodiscard]] bool runs(const QByteArray &definition);
    [[nodiscard]] static DeployRequest request(const QByteArray &definition);
    [[nodiscard]] WritePermit permit(DeployAction action = DeployAction::Deploy) const;
    /// Starts and waits for the end.
    void deploy(const QByteArray &definition);
    /// Waits until something is so; false after a minute.
    [[nodiscard]] bool until(const std::function<bool()> &isSo) const;
    [[nodiscard]] bool ended() const;
    void restartPinion();

    [[nodiscard]] const RunStatus &status() const { return run->status(); }
    /// Changes that reached the sandbox: "PUT /v2/apps/shop/web?…".
    [[nodiscard]] QByteArrayList changes() const;
    [[nodiscard]] int running() const;
    /// What the tasks of the app that start from now on do.
    void script(const TaskScript &how);
    /// A request that reaches Marathon some other way.
    SandboxAnswer bySomebody(
        const QByteArray &method, const QByteArray &place, const QByteArray &body = {});
    /// The target has these nodes of the sandbox, in this order.
    void useNodes(const QList<QUrl> &urls);
};

} // namespace Pinion
