// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/appview.h"

namespace Pinion {

/// Fills in the role that an app runs with and those that it may have.
void resolveRole(AppView &view, const ServerSettings &settings);

/// True if the server drops foreign roles from "acceptedResourceRoles" instead of refusing them.
[[nodiscard]] bool sanitizesRoles(const ServerSettings &settings);

} // namespace Pinion
