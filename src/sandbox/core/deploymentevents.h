// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"

namespace Pinion {

void publishStepEvent(
    const SandboxState &state, const char *type, const SandboxDeployment &deployment);
void publishDeploymentEnd(const SandboxState &state, const char *type,
    const SandboxDeployment &deployment, const QString &reason = {});
void publishGroupChange(const SandboxState &state, const char *type, const QString &groupId,
    Millis version, const QString &reason = {});
void publishCheckAdded(
    const SandboxState &state, const RunSpec &spec, const HealthCheckSpec &check);
void publishAppEvent(const SandboxState &state, const char *type, const QString &appId);

/// {"actions": […]} of one step.
[[nodiscard]] nlohmann::ordered_json stepJson(const PlannedStep &step);

} // namespace Pinion
