// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/marathonversion.h"

namespace Pinion {

/// What the course of a rolling restart depends on. The old strategy and the old number of
/// instances play no part: a new strategy governs the very restart that brings it.
struct RollingStart
{
    int target = 1; ///< instances of the new definition
    int present = 1; ///< instances now that are meant to run, in any condition
    /// Those that Marathon takes for healthy; see consideredHealthy() in forecast.h.
    int healthy = 1;
    double minimumHealth = 1; ///< minimumHealthCapacity of the new definition
    double overCapacity = 1; ///< maximumOverCapacity of the new definition
    bool isResident = false; ///< has persistent volumes of its own
    MarathonVersion version = DefaultMarathonVersion;
};

/// How Marathon replaces all instances (TaskReplaceActor, RestartStrategy). All arithmetic is in
/// doubles, in the server's order of terms: 100 × (1 + 0.15) is 114.
struct RollingPlan
{
    int minHealthy = 0; ///< how many are to be healthy at any time
    int maxCapacity = 0; ///< how many may run at once, `hasExtra` included
    bool hasExtra = false; ///< floor and ceiling coincide, so one more is allowed for a while
    int killNow = 0; ///< stopped before anything else happens
    int startNow = 0; ///< started in the first instant, before the killed ones are gone
    int floor = 0; ///< least number of those taken for healthy
    int ceiling = 0; ///< most that exist at once
    int firstBatch = 0; ///< new ones that are started before one of them has to be healthy
    int rounds = 0; ///< how often new ones have to become healthy, if those of a round do together
    bool isStalled = false; ///< nothing can be stopped and nothing started: it never ends
};

/// `target` must be positive; with no target nothing is restarted.
[[nodiscard]] RollingPlan rollingPlan(const RollingStart &start);

} // namespace Pinion
