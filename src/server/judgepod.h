// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace Pinion {

/// What Marathon would say to a pod that is created or replaced.
[[nodiscard]] Verdict judgePod(JsonNode pod, const ServerSettings &settings);

/// The same without the readers. Values that hold placeholders are not judged.
[[nodiscard]] Verdict judgePodItself(JsonNode pod, const ServerSettings &settings);

/// The same for a pod that exists already; `stored` is its canonical form (canonicalpod.h).
/// `isForced`: with ?force=true.
[[nodiscard]] Verdict judgePodUpdate(JsonNode pod, const nlohmann::ordered_json &stored,
    const ServerSettings &settings, bool isForced = false);

/// The rows of the rules that judgePod and judgePodUpdate answer, those of the readers apart.
[[nodiscard]] std::span<const ServerRule> podServerRules();

} // namespace Pinion
