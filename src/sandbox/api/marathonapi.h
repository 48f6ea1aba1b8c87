// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/apicall.h"

namespace Pinion {

/// What the REST layer needs to know besides the state.
struct ApiPlaces
{
    QString leader; ///< "127.0.0.1:8080"; empty: there is none
    QString mesosUrl; ///< with a trailing slash
};

/// Marathon's REST layer as a function from requests to answers, without sockets. `/v2/events` is
/// not among them: a stream needs a connection.
[[nodiscard]] SandboxAnswer answerMarathon(
    SandboxMarathon &marathon, const ApiPlaces &places, const SandboxRequest &request);

/// GET /v2/info
[[nodiscard]] nlohmann::ordered_json infoJson(const SandboxState &state, const ApiPlaces &places);

} // namespace Pinion
