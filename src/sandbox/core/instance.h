// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/runspec.h"

namespace Pinion {

/// What becomes of a task.
enum class TaskFate : quint8 {
    Runs,
    Crashes, ///< TASK_FAILED some time after TASK_RUNNING
    Exits, ///< TASK_FINISHED some time after TASK_RUNNING
    FailsToStart, ///< TASK_FAILED instead of TASK_RUNNING, as when an image cannot be pulled
    StaysStaging, ///< the agent never says anything
};

/// What the command of a generic check begins to answer some time after TASK_RUNNING.
struct CheckAnswer
{
    Millis after = 0;
    std::optional<int> exitCode = {}; ///< nothing: it runs into its time limit
};

/// The behaviour of the tasks of an app.
struct TaskScript
{
    TaskFate fate = TaskFate::Runs;
    Millis after = 1000; ///< from TASK_RUNNING to its end, of a fate that has one
    QString message = {}; ///< of the end; empty: what Mesos usually says
    /// What health checks find; nothing: they never report.
    std::optional<bool> health = true;
    bool becomesReady = true; ///< what readiness checks find
    bool ignoresKills = false; ///< until allowed to die
    /// In order of time. What an app's "check" shows; none: no result ever.
    std::vector<CheckAnswer> checks = {};
};

enum class Condition : quint8 {
    Scheduled,
    Provisioned,
    Staging,
    Starting,
    Running,
    Killing,
    Killed,
    Finished,
    Failed,
    Error,
    Unreachable,
    UnreachableInactive,
    Gone,
    Dropped,
    Unknown,
};
[[nodiscard]] QString conditionName(Condition condition);
/// Mesos' name: "TASK_RUNNING"; "TASK_STAGING" for what it has not heard of yet.
[[nodiscard]] QString taskState(Condition condition);
/// It will not come back by itself.
[[nodiscard]] bool isTerminal(Condition condition);
/// An agent's resources are in use.
[[nodiscard]] bool isActive(Condition condition);

enum class Goal : quint8 { Running, Stopped, Decommissioned };

/// What happens to an instance at a known moment.
enum class Move : quint8 {
    Run,
    FailToStart,
    ReportHealth,
    ReportReadiness,
    End,
    Die, ///< of a kill
    RepeatKill,
    GiveUpStaging,
    BecomeInactive,
    Expunge,
};

struct InstanceTimer
{
    Millis at = 0;
    Move move = Move::Run;
};

struct SandboxInstance
{
    QString id; ///< "shop_web.instance-…"
    RunSpecPtr spec; ///< in the version that it was launched from
    int incarnation = 0; ///< counts launches from 1; -1: the server does not count (before 1.8)
    Condition condition = Condition::Scheduled;
    Goal goal = Goal::Running;
    QString agentId;
    QString host;
    QString address;
    QString role; ///< whose resources it uses
    QList<int> ports;
    Millis scheduledAt = 0;
    Millis stagedAt = 0;
    Millis startedAt = 0;
    QString imageDigest; ///< what was pulled
    TaskScript script;

    std::optional<bool> health; ///< nothing: no result yet
    bool isReady = false;
    int failures = 0; ///< consecutive ones of its health checks
    std::optional<Millis> firstSuccess;
    std::optional<Millis> lastSuccess;
    std::optional<Millis> lastFailure;
    QString lastFailureCause;
    std::optional<Millis> lastReadinessAt;
    std::vector<InstanceTimer> timers;

    /// The last result of the generic check, if there is one (checkResult).
    [[nodiscard]] std::optional<int> checkExitCode(Millis now) const;
    [[nodiscard]] QString taskId() const;
    /// Of a pod one per container.
    [[nodiscard]] QStringList taskIds() const;
    [[nodiscard]] bool isWaitingForLaunch() const
    {
        return goal == Goal::Running
            && (condition == Condition::Scheduled || isTerminal(condition));
    }
    [[nodiscard]] bool isOccupying() const { return isActive(condition); }
    void setTimer(Move move, Millis at);
    void dropTimer(Move move);
};

} // namespace Pinion
