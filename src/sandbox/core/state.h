// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "sandbox/core/agent.h"
#include "sandbox/core/instance.h"
#include "sandbox/core/rootgroup.h"

#include <functional>
#include <list>

namespace Pinion {

/// How long things take in the sandbox, in milliseconds of its own clock.
struct SandboxTimings
{
    Millis launch = 1000; ///< from the accepted offer to TASK_RUNNING
    Millis kill = 1000; ///< from the order to TASK_KILLED
    Millis health = 1000; ///< from TASK_RUNNING to the first result of health checks
    Millis readiness = 1000; ///< from TASK_RUNNING to the first readiness result
    Millis offers = 5000; ///< between two rounds of offers to a queue that stands still
};

/// What a pull of an image comes to on an agent.
struct ImagePull
{
    QString digest;
    QString problem; ///< the runtime's words; empty: it is there
    std::optional<TaskScript> behaviour = {}; ///< of containers of this image
};
using ImagePuller
    = std::function<ImagePull(const QString &image, const QString &agentId, bool isForced)>;

struct SandboxSettings
{
    MarathonVersion version{1, 10, 26};
    ServerFacts facts = {};
    int maxRunningDeployments = 100;
    int firstServicePort = 10000; ///< --local_port_min
    int lastServicePort = 20000; ///< --local_port_max, itself not used
    SandboxTimings timings = {};
    ImagePuller pullImage = {}; ///< none: every image is there

    [[nodiscard]] ServerSettings server() const { return {version, facts, {}}; }
};

struct SandboxEvent
{
    QByteArray type; ///< "deployment_info"
    QByteArray data; ///< one line of JSON
    /// Before 1.7 for clients that ask for nothing else: with both trees in its plan. Else empty.
    QByteArray heavyData = {};
};

struct SandboxFailure
{
    QString message;
    QString state; ///< "TASK_FAILED"
    QString taskId;
    QString host;
    QString agentId;
    Millis at = 0;
    Millis version = 0;
};

enum class DeploymentPhase : quint8 { Scheduled, Deploying, Canceling };

/// What a running action has done so far.
struct ActionProgress
{
    bool isBegun = false;
    bool isDone = false;
    int maxCapacity = 0; ///< of a restart
    QSet<QString> counted; ///< instances that were healthy and ready, and live
    QSet<QString> awaited; ///< instances that a scale action waits for
    QSet<QString> victims; ///< instances that a scale action stops
};

struct SandboxDeployment
{
    QString id;
    Millis version = 0;
    RootGroup before;
    RootGroup after;
    std::vector<PlannedStep> steps;
    int step = -1; ///< index of the running one; -1: not begun
    DeploymentPhase phase = DeploymentPhase::Scheduled;
    QStringList waitsFor; ///< deployments that have to end first
    QSet<QString> sentenced; ///< instances that were picked to die (kill and scale)
    std::vector<ActionProgress> progress; ///< of the running step

    [[nodiscard]] QSet<QString> affected() const;
};

/// How often offers were looked at for an app, and why they were refused.
struct LaunchStatistics
{
    int processed = 0;
    int unused = 0;
    std::optional<Millis> lastUnusedAt;
    std::optional<Millis> lastUsedAt;
    std::map<OfferRefusal, int> declined; ///< by first reason, all offers
    struct LastRefusal
    {
        std::vector<OfferRefusal> reasons;
        Millis at = 0;
        SandboxOffer offer;
    };
    std::map<QString, LastRefusal> lastRefusals; ///< by agent
    Millis since = 0;
};

struct LaunchDelay
{
    Millis delay = 0;
    Millis until = 0;
    Millis lastEvent = 0;
};

/// A task of a framework other than this Marathon, as master and agents tell of it.
struct ForeignTask
{
    QString frameworkId;
    QString framework; ///< "chronos"
    QString id;
    QString name;
    QString agentId;
    QString state; ///< "TASK_RUNNING"
    std::map<QString, QByteArray> files = {}; ///< in its sandbox, by name
};

/// All that a Marathon and its Mesos master know. Plain data; the classes beside change it.
struct SandboxState
{
    SandboxSettings settings;
    Millis now = 0;
    RootGroup root;
    std::map<Millis, RootGroup> groupHistory;
    std::map<QString, std::map<Millis, RunSpecPtr>> history; ///< by app, then version
    std::map<QString, SandboxFailure> lastFailures; ///< by app
    std::list<SandboxAgent> agents;
    std::list<SandboxInstance> instances; ///< oldest first; changed by add() and remove()
    std::list<ForeignTask> foreignTasks; ///< the active ones and those that have ended
    std::list<SandboxDeployment> deployments;
    std::map<QString, TaskScript> scripts; ///< by app, for its tasks to come
    /// The behaviour of a task on an agent, where its app has no script.
    std::function<std::optional<TaskScript>(const RunSpec &spec, const SandboxAgent &agent)>
        scriptFor;
    std::map<std::pair<QString, Millis>, LaunchDelay> delays; ///< by app and configuration
    std::map<QString, LaunchStatistics> statistics; ///< by app
    QSet<std::pair<QString, Millis>> checkedVersions; ///< whose health checks are registered
    QSet<QString> uncounted; ///< apps whose instances are to be counted again
    bool areOffersPaused = false;
    bool wantsOffers = false; ///< something has changed since the last round
    Millis nextOffers = 0;
    Millis nextCount = 0; ///< of the periodic check of all apps
    std::function<void(const SandboxEvent &)> onEvent;

    /// A moment for a new version: now, but later than every one before.
    [[nodiscard]] Millis nextVersion();
    /// Ids that are the same in each run.
    [[nodiscard]] QString nextUuid();
    /// Adds "eventType" and "timestamp" to the fields and tells `onEvent`. `heavyPlan`: another
    /// "plan" for clients that want the heavy form; null: there is none.
    void publish(const char *type, nlohmann::ordered_json fields,
        const nlohmann::ordered_json *heavyPlan = nullptr) const;

    [[nodiscard]] const SandboxAgent *agent(const QString &id) const;
    /// Takes the place of the newest; its id must be its own.
    SandboxInstance &add(SandboxInstance instance);
    void remove(SandboxInstance &instance);
    [[nodiscard]] SandboxInstance *instance(const QString &id);
    [[nodiscard]] std::vector<SandboxInstance *> instancesOf(const QString &specId);
    [[nodiscard]] std::vector<const SandboxInstance *> instancesOf(const QString &specId) const;
    /// Ids that a deployment touches.
    [[nodiscard]] QSet<QString> locked() const;

private:
    QHash<QString, std::list<SandboxInstance>::iterator> m_places; ///< by id
    Millis m_lastVersion = 0;
    quint64 m_lastUuid = 0;
};

} // namespace Pinion
