// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"

namespace Pinion {

// The events about one instance, member for member as Marathon writes them.

void publishInstanceChanged(const SandboxState &state, const SandboxInstance &instance);
void publishStatus(const SandboxState &state, const SandboxInstance &instance,
    const QString &taskStatus, const QString &message = {});
void publishInstanceHealth(const SandboxState &state, const SandboxInstance &instance);
void publishHealthStatus(const SandboxState &state, const SandboxInstance &instance);
void publishFailedCheck(
    const SandboxState &state, const SandboxInstance &instance, const HealthCheckSpec &check);
void publishUnhealthyKill(
    const SandboxState &state, const SandboxInstance &instance, const QString &reason);

} // namespace Pinion
