// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/facts.h"
#include "marathon/marathonversion.h"

#include <QDateTime>
#include <QUrl>

#include <chrono>
#include <optional>
#include <vector>

namespace Pinion {

// What Marathon's REST API answers. Times and versions are the server's: they are compared with
// one another, never with the clock of this computer. What an answer leaves out keeps its initial
// value.

/// A version of an app, as the server spelt it. The event stream spells the same instant with other
/// fraction digits, so versions are compared by sameVersion().
using AppVersion = QString;
[[nodiscard]] QDateTime instantOf(const AppVersion &version);
[[nodiscard]] bool sameVersion(const AppVersion &one, const AppVersion &other);

struct HealthResult
{
    bool isAlive = false;
    int consecutiveFailures = 0;
    QString lastFailureCause;
};

struct AppTask
{
    QString id;
    QString instanceId; ///< stays the same over relaunches; of old servers the task's id
    int incarnation = 1; ///< counts the launches of the instance
    QString appId;
    QString host;
    QString agentId;
    QString state; ///< "TASK_RUNNING"
    AppVersion version; ///< of the definition that it was launched from; empty before a launch
    QDateTime stagedAt;
    QDateTime startedAt;
    QList<int> ports;
    std::vector<HealthResult> health; ///< empty: no result yet
    /// What the app's "check" found last by its command; not set: nothing as yet, or it timed out.
    std::optional<int> checkExitCode;

    [[nodiscard]] bool isRunning() const { return state == QLatin1StringView("TASK_RUNNING"); }
    /// Every result so far is good, and there are at least `checks` of them.
    [[nodiscard]] bool isHealthy(int checks) const;
};

struct TaskFailure
{
    QString taskId;
    QString host;
    QString state;
    QString message;
    AppVersion version;
    QDateTime at;
};

struct ReadinessResult
{
    QString name;
    QString taskId;
    bool isReady = false;
    int status = 0; ///< of the last response; 0: none is told
    QString body;
};

/// An app with what runs of it.
struct RunningApp
{
    QString id;
    AppVersion version;
    AppVersion lastConfigChangeAt;
    AppVersion lastScalingAt;
    int instances = 1;
    double cpus = 0; ///< of one instance, in cores
    double mem = 0; ///< of one instance, in MiB
    QString image; ///< empty: runs without one
    bool isPullForced = false;
    int healthChecks = 0;
    int readinessChecks = 0;
    /// The longest interval of a health check.
    std::chrono::seconds healthInterval{0};
    int tasksStaged = 0;
    int tasksRunning = 0;
    int tasksHealthy = 0;
    int tasksUnhealthy = 0;
    QStringList deployments;
    std::vector<AppTask> tasks; ///< only where they were asked for
    std::optional<TaskFailure> lastFailure;
    std::vector<ReadinessResult> readiness;
    QHash<QString, QString> labels;
    QByteArray definition; ///< the bytes of the app's object in the answer
};

/// One group with its apps and groups.
struct AppGroup
{
    QString id;
    AppVersion version;
    std::vector<RunningApp> apps; ///< without tasks
    std::vector<AppGroup> groups;
    QByteArray definition;
};

struct DeploymentAction
{
    QString action; ///< "RestartApplication"
    QString app; ///< an app or a pod

    friend bool operator==(const DeploymentAction &, const DeploymentAction &) = default;
};
using DeploymentStep = std::vector<DeploymentAction>;

struct Deployment
{
    QString id;
    AppVersion version;
    QStringList affectedApps; ///< and pods
    std::vector<DeploymentStep> steps;
    int currentStep = 0; ///< from 1; 0: not begun
    std::vector<ReadinessResult> readiness; ///< of the current step
};

struct RejectedOffers
{
    QString reason; ///< "InsufficientCpus"
    int declined = 0;
    int processed = 0; ///< offers that got as far as this
};

/// An offer that an app could not use.
struct UnusedOffer
{
    QString host;
    QString agentId;
    QStringList reasons;
    QDateTime at;
    double cpus = 0;
    double mem = 0; ///< MiB
    double disk = 0; ///< MiB
    double gpus = 0;
    QStringList roles;
};

/// Launches that wait.
struct QueueEntry
{
    QString appId; ///< an app or a pod
    int count = 0; ///< instances still to launch
    QString role;
    bool isOverdue = true; ///< waits for offers; false: waits for `timeLeft` after failures
    std::chrono::seconds timeLeft{0};
    QDateTime since;
    int processedOffers = 0;
    int unusedOffers = 0;
    QDateTime lastUnusedAt;
    QDateTime lastUsedAt;
    std::vector<RejectedOffers> lastOffers; ///< over the last offer of each agent
    std::vector<RejectedOffers> launchAttempt; ///< over all offers
    std::vector<UnusedOffer> offers; ///< only where they were asked for
};

/// What GET /v2/info tells.
struct ServerInfo
{
    QString versionText; ///< "1.10.26-ab12cd3"
    MarathonVersion version; ///< not set where it is not told
    bool isElected = false;
    QString leader; ///< "host:port"; empty: none
    QString frameworkId;
    QUrl mesosUrl; ///< may be relative; empty while Marathon is not registered
    ServerFacts facts;
};

/// What a change was answered with when it was accepted.
struct Acceptance
{
    QString deploymentId;
    AppVersion version;
    bool hasCreated = false; ///< the status was 201
};

} // namespace Pinion
