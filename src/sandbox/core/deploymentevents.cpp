// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/deploymentevents.h"

#include <nlohmann/json.hpp>

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

Json planJson(const SandboxDeployment &deployment)
{
    Json steps = Json::array();
    for (const PlannedStep &step : deployment.steps)
        steps.push_back(stepJson(step));
    return {{"id", deployment.id.toStdString()}, {"steps", std::move(steps)},
        {"version", timestamp(deployment.version).toStdString()}};
}

/// Until 1.6 plans told both trees as wholes.
void publishWithPlan(
    const SandboxState &state, const char *type, Json fields, const SandboxDeployment &deployment)
{
    if (state.settings.version >= MarathonVersion{1, 7}) {
        state.publish(type, std::move(fields));
        return;
    }
    Json plan = planJson(deployment);
    plan["original"] = treeJson(deployment.before);
    plan["target"] = treeJson(deployment.after);
    state.publish(type, std::move(fields), &plan);
}

} // namespace

Json stepJson(const PlannedStep &step)
{
    Json actions = Json::array();
    for (const PlannedAction &action : step)
        actions.push_back({{"action", action.name().toStdString()},
            {action.isPod ? "pod" : "app", action.id.toStdString()}});
    return {{"actions", std::move(actions)}};
}

void publishStepEvent(
    const SandboxState &state, const char *type, const SandboxDeployment &deployment)
{
    publishWithPlan(state, type,
        {{"plan", planJson(deployment)},
            {"currentStep", stepJson(deployment.steps.at(size_t(deployment.step)))}},
        deployment);
}

void publishDeploymentEnd(const SandboxState &state, const char *type,
    const SandboxDeployment &deployment, const QString &reason)
{
    Json fields{{"id", deployment.id.toStdString()}, {"plan", planJson(deployment)}};
    if (!reason.isEmpty() && state.settings.version >= MarathonVersion{1, 6, 392})
        fields["reason"] = reason.toStdString();
    publishWithPlan(state, type, std::move(fields), deployment);
}

void publishGroupChange(const SandboxState &state, const char *type, const QString &groupId,
    Millis version, const QString &reason)
{
    Json fields{{"groupId", groupId.toStdString()}, {"version", timestamp(version).toStdString()}};
    if (!reason.isEmpty())
        fields["reason"] = reason.toStdString();
    state.publish(type, std::move(fields));
}

void publishCheckAdded(const SandboxState &state, const RunSpec &spec, const HealthCheckSpec &check)
{
    state.publish("add_health_check_event",
        {{"appId", spec.id.toStdString()},
            {"version", timestamp(spec.versions.version).toStdString()},
            {"healthCheck", *check.json}});
}

void publishAppEvent(const SandboxState &state, const char *type, const QString &appId)
{
    state.publish(type, {{"appId", appId.toStdString()}});
}

} // namespace Pinion
