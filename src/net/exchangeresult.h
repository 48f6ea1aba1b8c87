// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/httpmessage.h"

namespace Pinion {

/// Why there is no answer, and whether the connection worked until it was lost.
struct ExchangeFailure
{
    Error error;
    bool isConnectionLost = false;
};

using ExchangeResult = tl::expected<HttpResponse, ExchangeFailure>;

} // namespace Pinion
