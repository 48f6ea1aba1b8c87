// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"

#include <nlohmann/json_fwd.hpp>

namespace Pinion {

/// What an AppInfo holds besides the definition.
struct AppEmbeds
{
    bool hasCounts = true;
    bool hasDeployments = true;
    bool hasTasks = false;
    bool hasLastFailure = false;
    bool hasReadiness = false;
    bool hasTaskStats = false;
};
/// Reads "app.tasks", "apps.counts" and their kin; unknown names do nothing.
[[nodiscard]] AppEmbeds withEmbeds(AppEmbeds embeds, const QStringList &names);

/// The definition with "version" and "versionInfo".
[[nodiscard]] nlohmann::ordered_json definitionJson(const RunSpec &spec);
[[nodiscard]] nlohmann::ordered_json appInfoJson(
    const SandboxState &state, const RunSpec &spec, const AppEmbeds &embeds);
/// `hasServicePorts`: only /v2/tasks tells them.
[[nodiscard]] nlohmann::ordered_json taskJson(
    const SandboxInstance &instance, const QString &taskId, bool hasServicePorts = false);
/// The instances that task lists show: those that were launched.
[[nodiscard]] std::vector<const SandboxInstance *> listedInstances(
    const SandboxState &state, const QString &specId);
[[nodiscard]] nlohmann::ordered_json deploymentJson(
    const SandboxState &state, const SandboxDeployment &deployment);
[[nodiscard]] nlohmann::ordered_json readinessJson(
    const SandboxState &state, const QString &specId);
/// A group with what `names` (of "embed") ask for.
[[nodiscard]] nlohmann::ordered_json groupJson(
    const SandboxState &state, const RootGroup &root, const QString &id, const QStringList &names);

} // namespace Pinion
