// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathonevent.h"
#include "deploy/followstate.h"

#include <map>

namespace Pinion {

/// What is followed.
struct FollowedDeployment
{
    QString target; ///< for sentences: "staging"
    QString id; ///< of the deployment; empty where it could not be learned
    AppVersion version; ///< that the request was answered with
    QStringList apps; ///< absolute ids
    /// The version of each app before; empty: it did not run. May lack apps.
    std::map<QString, AppVersion> before;
    /// It leads back to what was there before: the server gives that a version of its own.
    bool isReverse = false;
    /// The apps are to be gone in the end.
    bool removes = false;
};

/// When a follower says what.
struct FollowPatience
{
    std::chrono::seconds reasonAfter{10}; ///< without progress
    std::chrono::seconds warnAfter{120};
    std::chrono::seconds suggestAfter{300}; ///< at least; or three times as long as is usual
    std::chrono::seconds usual{0}; ///< how long deployments of this app take; 0: unknown
    std::chrono::seconds stagingIsLong{60};
    /// All must stay well for one interval of the health checks, but at most for so long …
    std::chrono::seconds longestVerification{60};
    std::chrono::seconds plainVerification{5}; ///< … and for this long without any
    /// After the end of the deployment, until what is not well counts as such.
    std::chrono::seconds settling{30};
    int absentPolls = 2; ///< in a row until a deployment counts as gone
};

/// Follows one deployment: a pure state machine. Events and answers of polls go in, in whatever
/// order, twice or with gaps; the picture comes out. It never compares the server's clock with its
/// own, and events can be left out altogether. `now` is the caller's clock and never goes back.
class DeploymentFollower
{
public:
    DeploymentFollower(FollowedDeployment followed, FollowPatience patience, QDateTime now);

    void onEvent(const MarathonEvent &event, const QDateTime &now);
    void onDeployments(const std::vector<Deployment> &deployments, const QDateTime &now);
    void onApp(const RunningApp &app, const QDateTime &now);
    void onAppMissing(const QString &id, const QDateTime &now);
    void onQueue(const std::vector<QueueEntry> &queue, const QDateTime &now);
    /// Time has passed.
    void onTick(const QDateTime &now);

    [[nodiscard]] const FollowState &state() const { return m_state; }
    [[nodiscard]] const FollowedDeployment &followed() const { return m_followed; }
    /// Nothing has moved for long enough to ask the queue.
    [[nodiscard]] bool wantsQueue(const QDateTime &now) const;

private:
    struct Instance
    {
        InstanceRow row;
        AppVersion version;
        std::optional<bool> health;
        int incarnation = 1;
        bool isListed = false; ///< by the last answer about its app
    };
    struct App
    {
        std::optional<RunningApp> last;
        bool isMissing = false;
        bool isSeenAfterEnd = false;
        bool isRestarted = false; ///< its plan replaces the instances
        std::optional<QueueEntry> queued;
        std::optional<QueueEntry> queuedFirst; ///< its counts go back before this deployment
        QStringList failedTasks; ///< of the new version, ended by themselves
        QString lastExit;
        QString lastExitHost;
        bool isExitGood = false; ///< the last one ended as if its work were done
    };

    [[nodiscard]] bool isOurs(const MarathonEvent &event) const;
    [[nodiscard]] bool isCurrent(const App &app, const AppVersion &version) const;
    void takePlan(const std::vector<DeploymentStep> &steps, int currentStep, const QDateTime &now);
    void takeDeploymentEvent(const MarathonEvent &event, const QDateTime &now);
    void takeInstanceEvent(const MarathonEvent &event, const QDateTime &now);
    void takeCondition(
        Instance &instance, bool isKnown, const QString &condition, const QDateTime &now);
    void takeFailure(
        App &app, const Instance &instance, const QString &taskId, const QString &what);
    void takeTask(const AppTask &task, App &app, const QDateTime &now);
    void takeLastFailure(App &app);
    [[nodiscard]] Instance &instanceOf(const QString &id, const QString &appId);
    static void setState(Instance &instance, InstanceState state, const QDateTime &now);
    void end(FollowPhase phase, const QString &message, const QDateTime &now);
    void markGone(const QDateTime &now);
    void judgeEnd(const QDateTime &now);
    void judgeWhole(const QDateTime &now);
    [[nodiscard]] QString foreignChange() const;
    [[nodiscard]] bool hasChanged(const QString &id, const App &app) const;
    [[nodiscard]] bool isPlanned(const QString &id) const;
    [[nodiscard]] std::chrono::seconds verificationTime() const;
    [[nodiscard]] QString successSentence(const QDateTime &now) const;
    void refresh(const QDateTime &now);
    void count();
    void noteProgress(const QDateTime &now);
    void noteLaunches();
    void sample(const QDateTime &now);
    void listInstances();
    void describeStages();
    void explain(const QDateTime &now);

    FollowedDeployment m_followed;
    FollowPatience m_patience;
    FollowState m_state;
    std::map<QString, App> m_apps;
    std::map<QString, Instance> m_instances;
    std::vector<DeploymentStep> m_steps;
    std::vector<ReadinessResult> m_readiness;
    int m_absent = 0;
    bool m_hasEnded = false; ///< Marathon no longer has it
    QString m_cancelledBy; ///< what Marathon said of its end; empty: nothing, or it went well
    int m_bestHealthy = 0;
    int m_bestRunning = 0;
    int m_leastOld = -1; ///< not counted yet
    int m_mostOld = 0;
    int m_launched = 0; ///< new instances that have a node, at the last look
    QDateTime m_movedAt; ///< the last progress
    QDateTime m_wholeSince; ///< all is as it should be; invalid: it is not
    QDateTime m_endedAt;
};

} // namespace Pinion
