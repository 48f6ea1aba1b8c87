// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/forecastsubject.h"

namespace Pinion {

/// How many more instances the agents can take together, as far as their free resources and "one to
/// an agent" tell. Other constraints, roles and port ranges are not looked at.
[[nodiscard]] int roomFor(const ForecastSubject &subject, const std::vector<AgentRoom> &agents);

/// "1 × 0.5 CPU, 512 MiB": what `count` instances need together.
[[nodiscard]] QString needText(int count, const InstanceResources &each);

} // namespace Pinion
