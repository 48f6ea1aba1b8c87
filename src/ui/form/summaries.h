// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QString>

namespace Pinion {

/// One-line accounts of parts of an app, for the first page and the titles of cards.
[[nodiscard]] QString portsSummary(JsonNode app);
[[nodiscard]] QString healthSummary(JsonNode app);
[[nodiscard]] QString environmentSummary(JsonNode app);
[[nodiscard]] QString rolloutSummary(JsonNode app);
/// "3 × (0.5 CPU, 512 MiB) = 1.5 CPU, 1.5 GiB; during a deploy up to 6 instances: …"
[[nodiscard]] QString resourcesSummary(JsonNode app);

/// "MESOS_HTTP /health on port http, every 5 s"
[[nodiscard]] QString healthCheckTitle(JsonNode check, JsonNode app);
[[nodiscard]] QString readinessCheckTitle(JsonNode check);
[[nodiscard]] QString volumeTitle(JsonNode volume);
[[nodiscard]] QString cardTitle(const JsonPointer &card, JsonNode app);

/// When a broken version is noticed and restarted, in words.
[[nodiscard]] QString healthTimingSentence(JsonNode check);
/// What a field's value leads to in this app, in numbers; empty where there is nothing to say.
[[nodiscard]] QString consequence(const JsonPointer &pointer, JsonNode app);

/// "512 MiB", "1.5 GiB".
[[nodiscard]] QString sizeText(double mebibytes);

} // namespace Pinion
