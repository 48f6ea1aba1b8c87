// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/marathonevent.h"

#include "cluster/marathonreader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct EventName
{
    EventKind kind;
    QLatin1StringView name;
};

constexpr std::array EventNames{
    EventName{EventKind::Attached, "event_stream_attached"_L1},
    EventName{EventKind::StepBegan, "deployment_info"_L1},
    EventName{EventKind::StepSucceeded, "deployment_step_success"_L1},
    EventName{EventKind::StepFailed, "deployment_step_failure"_L1},
    EventName{EventKind::DeploymentSucceeded, "deployment_success"_L1},
    EventName{EventKind::DeploymentFailed, "deployment_failed"_L1},
    EventName{EventKind::TaskStatus, "status_update_event"_L1},
    EventName{EventKind::InstanceChanged, "instance_changed_event"_L1},
    EventName{EventKind::InstanceHealth, "instance_health_changed_event"_L1},
    EventName{EventKind::HealthChanged, "health_status_changed_event"_L1},
    EventName{EventKind::HealthCheckFailed, "failed_health_check_event"_L1},
    EventName{EventKind::UnhealthyKill, "unhealthy_instance_kill_event"_L1},
    EventName{EventKind::AppTerminated, "app_terminated_event"_L1},
    EventName{EventKind::GroupChanged, "group_change_success"_L1},
    EventName{EventKind::GroupChangeFailed, "group_change_failed"_L1},
    EventName{EventKind::AppPosted, "api_post_event"_L1},
};

EventKind kindOf(const QString &name)
{
    for (const EventName &row : EventNames) {
        if (name == row.name)
            return row.kind;
    }
    return EventKind::Other;
}

void readInstance(JsonNode body, MarathonEvent &event)
{
    event.appId = body["appId"].stringOr(body["runSpecId"].stringOr());
    event.taskId = body["taskId"].stringOr();
    event.instanceId = body["instanceId"].stringOr(instanceOfTask(event.taskId));
    if (event.kind == EventKind::HealthCheckFailed) // its taskId holds an instance
        event.taskId.clear();
    event.host = body["host"].stringOr();
    event.state = body["taskStatus"].stringOr(body["condition"].stringOr());
    event.message = body["message"].stringOr(body["reason"].stringOr());
    event.isHealthy = body["healthy"].toBool();
    if (event.kind == EventKind::HealthChanged)
        event.isHealthy = body["alive"].toBool();
}

} // namespace

Result<MarathonEvent> readEvent(const SseMessage &message)
{
    const JsonTree tree = JsonTree::parse(message.data);
    const JsonNode body = tree.root();
    if (!tree.isValid() || !body.isObject())
        return fail(ErrorKind::Protocol, u"An event of the stream is no JSON."_s);
    MarathonEvent event;
    event.name = body["eventType"].stringOr(QString::fromUtf8(message.event));
    event.kind = kindOf(event.name);
    event.at = instantOf(body["timestamp"].stringOr());
    const JsonNode plan = body["plan"];
    event.deploymentId = body["id"].stringOr(plan["id"].stringOr());
    event.steps = readSteps(plan["steps"]);
    event.currentStep = readStep(body["currentStep"]);
    event.version
        = body["version"].stringOr(body["runSpecVersion"].stringOr(plan["version"].stringOr()));
    event.groupId = body["groupId"].stringOr();
    readInstance(body, event);
    if (event.kind == EventKind::AppPosted)
        event.appId = body["appDefinition"]["id"].stringOr();
    return event;
}

QStringList followedEvents()
{
    QStringList names;
    for (const EventName &row : EventNames)
        names.append(row.name);
    return names;
}

} // namespace Pinion
