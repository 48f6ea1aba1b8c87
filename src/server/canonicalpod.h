// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "marathon/fieldspec.h"

#include <nlohmann/json_fwd.hpp>

namespace Pinion {

/// A pod as Marathon stores and shows it after it has been sent this body: ids absolute, defaults
/// filled in, what the server does not know gone. The body must be one that judgePod accepts.
[[nodiscard]] nlohmann::ordered_json canonicalPod(JsonNode pod, const ServerSettings &settings);

/// Drops what the server's readers do not know or take for absent, and spells words as the server
/// does.
void keepKnown(nlohmann::ordered_json &body, SchemaRoot root, MarathonVersion version);

} // namespace Pinion
