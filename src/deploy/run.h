// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "deploy/follower.h"
#include "deploy/rundrift.h"
#include "deploy/runrecord.h"
#include "deploy/runrequest.h"

#include <QObject>

namespace Pinion {

enum class RunState : quint8 {
    Idle,
    Reading, ///< what runs now, once more
    WaitingForLock, ///< another deployment has to end first
    Sending,
    Following,
    Reverting, ///< the way back is being asked for
    Ended,
};

/// How a run ended. Up to AnswerLost nothing was changed by it.
enum class RunResult : quint8 {
    None, ///< has not ended
    Failed, ///< could not be sent; see the error
    Drifted, ///< what runs had changed; nothing was sent
    Locked, ///< another deployment has the lock
    Refused,
    NothingToDo,
    AnswerLost, ///< it is not known whether Marathon received it: check()
    NotApplied, ///< the check found that it was not received
    Verified,
    EndedUnhealthy,
    Cancelled, ///< overridden or rolled back by somebody else
    Superseded,
    Abandoned,
    RolledBack,
    Removed, ///< rolled back to where the app was not there
};

/// What can be asked for without a definition.
enum class Errand : quint8 {
    None, ///< a definition is deployed
    Restart, ///< all instances anew, as they are
    Remove, ///< the app, with all instances
};

struct RunPace
{
    std::chrono::milliseconds poll{3'000};
    std::chrono::milliseconds attach{5'000}; ///< at most, for the event stream to be live
    FollowPatience patience;
};

/// All that is shown of a run.
struct RunStatus
{
    RunState state = RunState::Idle;
    RunResult result = RunResult::None;
    QString sentence; ///< what is going on or how it ended, with the names of things
    QString hint; ///< what to do next; may be empty
    std::vector<Drift> drifts;
    std::vector<Deployment> lockedBy;
    MarathonRefusal refusal; ///< where refused, locked or lost
    QString deploymentId;
    bool canRevert = false; ///< revert() does something
    bool removesOnRevert = false; ///< the app was not there before
    std::chrono::seconds usual{0}; ///< that such a deployment takes; 0: not known
    FollowState follow;
};

/// Deploys one request and follows it to its end: reads what runs, compares it with what the
/// changes were based on, sends once, listens and polls until the instances are verified. The
/// cluster and the journal, if any, must outlive it. Its end leaves the deployment alone: it goes
/// on in the cluster, and a later run takes it up from the record.
class DeployRun final : public QObject
{
    Q_OBJECT

public:
    explicit DeployRun(Cluster &cluster, RunPace pace = RunPace(), RunJournal *journal = nullptr);
    ~DeployRun() override;

    /// Each of these ends with the run, or with the part of it that it began; none may overlap.
    QCoro::Task<void> start(DeployRequest request, WritePermit permit);
    /// As start(), but waits for those who have the lock.
    QCoro::Task<void> startWhenUnlocked(DeployRequest request, WritePermit permit);
    /// As start(), but cancels those who have the lock. Needs a permit for DeployAction::Replace.
    QCoro::Task<void> startByForce(DeployRequest request, WritePermit permit);
    /// Restarts or removes an app, and follows that as it follows a deployment. There is no way
    /// back from it, and it is not taken up by a later run. Needs a permit for that.
    QCoro::Task<void> carryOut(Errand errand, QString app, WritePermit permit);
    /// After AnswerLost: looks whether it was received, and follows it if so. Sends nothing.
    QCoro::Task<void> check();
    /// Takes up what an earlier run has left. `request` is what it sent, where that is still known.
    QCoro::Task<void> resume(RunJournal::Entry left, std::optional<DeployRequest> request);
    /// Back to what was there before: by reverting the deployment while it runs, afterwards by
    /// sending the earlier definitions. It is then what is followed.
    QCoro::Task<void> revert(WritePermit permit);
    /// Stops the deployment where it is.
    QCoro::Task<void> abandon(WritePermit permit);
    /// Ends the delay after failures.
    QCoro::Task<void> tryNow(WritePermit permit);

    [[nodiscard]] const RunStatus &status() const { return m_status; }
    [[nodiscard]] const QStringList &apps() const { return m_apps; }

signals:
    /// Anything of the status is new.
    void changed();
    void ended();

private:
    enum class Locks : quint8 { Report, WaitFor, Replace };
    using Apps = std::map<QString, std::optional<RunningApp>>;

    /// Forgets everything about what it did before.
    std::stop_token begin(QStringList apps);
    QCoro::Task<void> deploy(DeployRequest request, WritePermit permit, Locks locks);
    [[nodiscard]] Task<ChangeAnswer> sendErrand(WritePermit permit, std::stop_token stop);
    bool concludeRemoval(const Apps &apps);
    [[nodiscard]] Task<std::vector<Deployment>> locksOf(std::stop_token stop);
    /// True: it may be sent. Otherwise the run has ended or was stopped.
    [[nodiscard]] QCoro::Task<bool> passLocks(Locks locks, std::stop_token stop);
    [[nodiscard]] QCoro::Task<bool> passDrift(std::stop_token stop);
    [[nodiscard]] Task<Apps> readApps(std::stop_token stop);
    [[nodiscard]] Task<ChangeAnswer> send(WritePermit permit, Forced forced, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> attach(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> takeAnswer(
        ChangeAnswer answer, FollowedDeployment followed, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> follow(FollowedDeployment followed, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> poll(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> inquire(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> sendEarlier(WritePermit permit, std::stop_token stop);
    [[nodiscard]] FollowedDeployment followedNow() const;
    void takeEvent(const MarathonEvent &event);
    void takeFollowState();
    void conclude();
    /// The apps are as they were before it, whatever their versions are called.
    [[nodiscard]] bool isBackAgain() const;
    void report(RunState state, const QString &sentence);
    void finish(RunResult result, const QString &sentence, const QString &hint = {});
    void fail(const Error &error); ///< before anything was sent
    void record(RecordedStep step);
    void forget();
    /// That it was sent, and how long it took; see PastRun::took.
    void remember(std::chrono::seconds took) const;
    [[nodiscard]] bool hasWayBack() const { return !m_isReverting && m_errand == Errand::None; }
    [[nodiscard]] QDateTime now() const { return m_cluster.line().clock().now(); }
    [[nodiscard]] const QString &target() const { return m_cluster.access().name; }

    Cluster &m_cluster;
    RunPace m_pace;
    RunJournal *m_journal;
    RunStatus m_status;
    std::optional<DeployRequest> m_request; ///< not known of some runs that were taken up
    QStringList m_apps;
    QString m_group;
    QString m_documentPath;
    QStringList m_movingBefore;
    std::map<QString, AppVersion> m_before;
    std::map<QString, QByteArray> m_definitionsBefore; ///< not known of runs that were taken up
    Apps m_seen; ///< by the last poll
    std::optional<DeploymentFollower> m_follower;
    std::vector<MarathonEvent> m_early; ///< events that came before the answer
    AppVersion m_version;
    QString m_recordName;
    QDateTime m_began;
    Errand m_errand = Errand::None;
    bool m_isReverting = false;
    TaskScope m_scope;
};

} // namespace Pinion
