// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/instanceevents.h"

#include <nlohmann/json.hpp>

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(text.toStdString());
}

std::string versionOf(const SandboxInstance &instance)
{
    return timestamp(instance.spec->versions.version).toStdString();
}

} // namespace

void publishInstanceChanged(const SandboxState &state, const SandboxInstance &instance)
{
    state.publish("instance_changed_event",
        {{"instanceId", instance.id.toStdString()},
            {"condition", conditionName(instance.condition).toStdString()},
            {"runSpecId", instance.spec->id.toStdString()},
            {"agentId", textOrNull(instance.agentId)}, {"host", textOrNull(instance.host)},
            {"runSpecVersion", versionOf(instance)}});
}

void publishStatus(const SandboxState &state, const SandboxInstance &instance,
    const QString &taskStatus, const QString &message)
{
    Json addresses = Json::array();
    if (taskStatus == QLatin1String("TASK_RUNNING"))
        addresses.push_back({{"ipAddress", instance.address.toStdString()}, {"protocol", "IPv4"}});
    Json ports = Json::array();
    for (const int port : instance.ports)
        ports.push_back(port);
    for (const QString &task : instance.taskIds()) {
        state.publish("status_update_event",
            {{"slaveId", instance.agentId.toStdString()}, {"taskId", task.toStdString()},
                {"taskStatus", taskStatus.toStdString()}, {"message", message.toStdString()},
                {"appId", instance.spec->id.toStdString()}, {"host", instance.host.toStdString()},
                {"ipAddresses", addresses}, {"ports", ports}, {"version", versionOf(instance)}});
    }
}

void publishInstanceHealth(const SandboxState &state, const SandboxInstance &instance)
{
    state.publish("instance_health_changed_event",
        {{"instanceId", instance.id.toStdString()}, {"runSpecId", instance.spec->id.toStdString()},
            {"healthy", instance.health ? Json(*instance.health) : Json()},
            {"runSpecVersion", versionOf(instance)}});
}

void publishHealthStatus(const SandboxState &state, const SandboxInstance &instance)
{
    state.publish("health_status_changed_event",
        {{"appId", instance.spec->id.toStdString()}, {"instanceId", instance.id.toStdString()},
            {"version", versionOf(instance)}, {"alive", instance.health.value_or(false)}});
}

void publishFailedCheck(
    const SandboxState &state, const SandboxInstance &instance, const HealthCheckSpec &check)
{
    // "taskId" really is the instance's.
    state.publish("failed_health_check_event",
        {{"appId", instance.spec->id.toStdString()}, {"taskId", instance.id.toStdString()},
            {"healthCheck", *check.json}});
}

void publishUnhealthyKill(
    const SandboxState &state, const SandboxInstance &instance, const QString &reason)
{
    state.publish("unhealthy_instance_kill_event",
        {{"appId", instance.spec->id.toStdString()}, {"taskId", instance.taskId().toStdString()},
            {"instanceId", instance.id.toStdString()}, {"version", versionOf(instance)},
            {"reason", reason.toStdString()}, {"host", instance.host.toStdString()},
            {"slaveId", instance.agentId.toStdString()}});
}

} // namespace Pinion
