// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/violations.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace Pinion {

// Changes of an app that exists. `stored` is the app as GET shows it.

/// The app that comes out when a body changes it in part (PATCH, or PUT as it is by default): a
/// member that is there replaces the stored one as a whole, whatever its older or newer name.
[[nodiscard]] nlohmann::ordered_json mergedApp(
    const nlohmann::ordered_json &stored, JsonNode update);

/// What Marathon says to such a body. Places lie in the body. `isForced`: with ?force=true.
[[nodiscard]] Verdict judgeAppUpdate(JsonNode update, const nlohmann::ordered_json &stored,
    const ServerSettings &settings, bool isForced = false);

/// What it says to it before it looks at the stored app, without the readers.
[[nodiscard]] Verdict judgeAppUpdateItself(JsonNode update);

/// What it says to a whole definition that replaces the stored one (PUT ?partialUpdate=false).
[[nodiscard]] Verdict judgeAppReplacement(JsonNode app, const nlohmann::ordered_json &stored,
    const ServerSettings &settings, bool isForced = false);

/// What it says to a list of changes (PUT or PATCH /v2/apps) before it looks at any: each one must
/// tell whom it means.
[[nodiscard]] Verdict judgeUpdateList(JsonNode list, const ServerSettings &settings);

/// The rows of these rules. Most show only beside a stored app.
[[nodiscard]] std::span<const ServerRule> updateServerRules();

} // namespace Pinion
