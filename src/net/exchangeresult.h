// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/httpmessage.h"

namespace Pinion {

/// Why there is no answer, whether the connection worked until it was lost, and whether the request
/// may have reached the server.
struct ExchangeFailure
{
    Error error;
    bool isConnectionLost = false;
    bool mayHaveArrived = false;
};

using ExchangeResult = tl::expected<HttpResponse, ExchangeFailure>;

} // namespace Pinion
