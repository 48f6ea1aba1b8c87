// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "json/jsontree.h"

namespace Pinion {

// Marathon's JSON as values. Tolerant: what is missing or of another type keeps the initial value,
// so that answers of older and newer servers are read alike.

[[nodiscard]] RunningApp readApp(JsonNode app);
[[nodiscard]] AppTask readTask(JsonNode task);
[[nodiscard]] AppGroup readGroup(JsonNode group);
[[nodiscard]] std::vector<Deployment> readDeployments(JsonNode list);
/// Also of the time when a step was an array, and an action's name its "type".
[[nodiscard]] std::vector<DeploymentStep> readSteps(JsonNode steps);
[[nodiscard]] DeploymentStep readStep(JsonNode step);
[[nodiscard]] std::vector<QueueEntry> readQueue(JsonNode answer);
[[nodiscard]] ServerInfo readInfo(JsonNode answer);
[[nodiscard]] Acceptance readAcceptance(JsonNode answer);

/// The instance that a task belongs to: "shop_web.instance-<uuid>" of
/// "shop_web.instance-<uuid>._app.2"; the whole id where it names none.
[[nodiscard]] QString instanceOfTask(const QString &taskId);

} // namespace Pinion
