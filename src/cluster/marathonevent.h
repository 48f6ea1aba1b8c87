// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cluster/marathontypes.h"
#include "cluster/sseparser.h"

namespace Pinion {

enum class EventKind : quint8 {
    Attached, ///< the stream is live: nothing is missed from here on
    StepBegan, ///< deployment_info
    StepSucceeded,
    StepFailed,
    DeploymentSucceeded,
    DeploymentFailed,
    TaskStatus, ///< status_update_event
    InstanceChanged,
    InstanceHealth,
    HealthChanged, ///< health_status_changed_event
    HealthCheckFailed,
    UnhealthyKill,
    AppTerminated,
    GroupChanged,
    GroupChangeFailed,
    AppPosted, ///< api_post_event
    Other,
};

/// One event of Marathon's stream. Which members are set depends on the kind.
struct MarathonEvent
{
    EventKind kind = EventKind::Other;
    QString name; ///< as on the wire
    QDateTime at; ///< the server's clock
    QString deploymentId;
    std::vector<DeploymentStep> steps; ///< of the plan
    DeploymentStep currentStep;
    AppVersion version; ///< of the plan, or of what the instance runs
    QString appId;
    QString instanceId;
    QString taskId;
    QString host;
    QString state; ///< "TASK_FAILED", or an instance's condition "Running"
    QString message; ///< of a status, or the reason of a failure
    std::optional<bool> isHealthy;
    QString groupId;
};

/// Errors: Protocol where the data is no JSON object. Unknown names are Other.
[[nodiscard]] Result<MarathonEvent> readEvent(const SseMessage &message);

/// The names that a follower of deployments needs, for the server's filter.
[[nodiscard]] QStringList followedEvents();

} // namespace Pinion
