// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "sandbox/api/apicall.h"

namespace Pinion {

/// The app that the path names; null: there is none.
[[nodiscard]] RunSpecPtr storedApp(const ApiCall &call);
/// An app in one of its kept versions; null: not kept.
[[nodiscard]] RunSpecPtr storedVersion(
    const SandboxState &state, const QString &id, Millis version);
[[nodiscard]] SandboxRefusal badTimestamp(const QString &text);

/// What a body makes of an app, or why it cannot be.
struct AppEdit
{
    RunSpecPtr spec; ///< the definition, in no version yet
    std::optional<SandboxRefusal> late; ///< refused by the leader, not by the REST layer
};

/// POST, or PUT where there was nothing.
[[nodiscard]] Answered<AppEdit> newApp(const ApiCall &call, JsonNode body);
/// PUT ?partialUpdate=false
[[nodiscard]] Answered<AppEdit> replacedApp(
    const ApiCall &call, JsonNode body, const RunSpec &stored);
/// PUT as it is by default, and PATCH. `body` may be a version to go back to.
[[nodiscard]] Answered<AppEdit> updatedApp(
    const ApiCall &call, JsonNode body, const RunSpec &stored);

/// The body with the id of the path.
[[nodiscard]] QByteArray withId(const JsonTree &body, const QString &id);
void publishPost(const ApiCall &call, const nlohmann::ordered_json &app);

} // namespace Pinion
