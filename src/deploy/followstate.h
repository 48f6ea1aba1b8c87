// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"

#include <array>

namespace Pinion {

// What is known of a deployment that is followed: plain values for panel, command line and tests.
// Times are of the caller's clock (UTC), counted while it was watched.

enum class StageKind : quint8 { Sent, Planned, Replacing, Verified };
enum class StageState : quint8 { NotStarted, Running, Done, Waiting, Failed };

struct Stage
{
    StageKind kind = StageKind::Sent;
    StageState state = StageState::NotStarted;
    QString text; ///< "restart /shop/orders", "2 of 3"; may be empty
};

enum class InstanceState : quint8 {
    WaitingForNode, ///< scheduled, no offer taken
    Staging, ///< fetching the image and starting
    Starting,
    Running, ///< no health checks, or no result yet
    Healthy,
    Unhealthy,
    Killing,
    Failed, ///< waits for its relaunch
    Unreachable,
    Gone, ///< ended; it stays in the table until the end
};

/// "waiting for node", "fetching image" …
[[nodiscard]] QString instanceStateText(InstanceState state);
/// What steps do, in words: "restart", "start and scale" for a new app.
[[nodiscard]] QString planText(const std::vector<DeploymentStep> &steps);

struct InstanceRow
{
    QString id; ///< of the instance
    QString shortId; ///< "…a91f"
    QString appId;
    QString taskId; ///< the last one; empty: never launched
    bool isNew = false; ///< runs, or is to run, the version that was sent
    QString host; ///< empty: none yet
    QString agentId; ///< empty: not known
    InstanceState state = InstanceState::WaitingForNode;
    QDateTime since; ///< of the state; invalid where it was so from the beginning
    int restarts = 0;
    QString lastMessage;
};

enum class WaitKind : quint8 {
    None,
    Resources, ///< cpus, mem, disk, gpus
    Ports,
    Constraint,
    Role,
    Reservation,
    ScarceResources,
    Maintenance,
    OtherRefusal,
    NoOffers,
    Delayed, ///< after failures; the launch can be tried at once
    Staging, ///< an image takes long
    NotReady,
    NotHealthy,
    Failing, ///< instances end again and again
    OldStay, ///< old instances do not end
    Stalled, ///< nothing moves, and nothing tells why
};

/// How long it has lasted already.
enum class WaitWeight : quint8 { Note, Warning, SuggestsRollback };

/// Why nothing has moved for a while.
struct WaitReason
{
    WaitKind kind = WaitKind::None;
    QString sentence;
    WaitWeight weight = WaitWeight::Note;
    std::vector<RejectedOffers> funnel; ///< only rows that refused something
    bool canTryNow = false;
    QString appId;
};

/// One point of the chart.
struct FollowSample
{
    QDateTime at;
    int oldRunning = 0;
    int newRunning = 0;
    int newHealthy = 0; ///< all that run where there are no health checks
};

enum class FollowPhase : quint8 {
    Planned, ///< accepted; no step has begun
    Replacing,
    Verifying, ///< Marathon has ended it; the instances are looked at
    Verified,
    NothingToDo, ///< the definition was the same already
    EndedUnhealthy, ///< ended, but not all are healthy
    Cancelled, ///< overridden or rolled back, by whomever
    Superseded, ///< it is gone, and another definition is in force
    Removed, ///< the app is gone, as was wanted
};

[[nodiscard]] constexpr bool isEnd(FollowPhase phase)
{
    return phase >= FollowPhase::Verified;
}

struct FollowState
{
    FollowPhase phase = FollowPhase::Planned;
    std::array<Stage, 4> stages;
    std::vector<InstanceRow> instances; ///< new ones first, then by id
    int wanted = 0; ///< instances, over all apps
    int newRunning = 0;
    int newHealthy = 0; ///< as in FollowSample
    int oldLeft = 0;
    int currentStep = 0; ///< from 1
    int totalSteps = 0;
    std::optional<WaitReason> waiting;
    std::vector<FollowSample> samples; ///< one per change, the oldest first
    QString message; ///< how it ended, or why it failed; one sentence
    QDateTime began;
    QDateTime ended; ///< invalid before the end

    /// 0 to 1, never going back; negative: unknown.
    double progress = -1;
};

} // namespace Pinion
