// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/forecastrolling.h"

#include <algorithm>
#include <cmath>

namespace Pinion {

namespace {

/// Plays the restart: whatever is started in one round becomes healthy together, and for each of
/// those one more old instance is stopped.
int roundsOf(const RollingPlan &plan, const RollingStart &start)
{
    int old = start.present - plan.killNow;
    int started = 0;
    int rounds = 0;
    while (started < start.target) {
        const int batch = std::min(start.target - started, plan.maxCapacity - old - started);
        started += batch;
        old = std::max(0, old - batch);
        ++rounds;
    }
    return rounds;
}

} // namespace

RollingPlan rollingPlan(const RollingStart &start)
{
    RollingPlan plan;
    plan.minHealthy = int(std::ceil(start.target * start.minimumHealth));
    plan.maxCapacity = int(std::trunc(start.target * (1.0 + start.overCapacity)));
    plan.killNow = std::max(0, start.healthy - plan.minHealthy);
    if (plan.minHealthy == plan.maxCapacity && plan.maxCapacity <= start.healthy) {
        if (start.isResident) {
            plan.killNow = start.healthy - plan.minHealthy + 1;
        } else {
            plan.maxCapacity += 1;
            plan.hasExtra = true;
        }
    }
    if (start.version >= MarathonVersion{1, 10} && start.target < start.present)
        plan.killNow = std::max(start.present - start.target, plan.killNow);

    plan.startNow = std::clamp(plan.maxCapacity - start.present, 0, start.target);
    plan.firstBatch
        = std::clamp(plan.maxCapacity - (start.present - plan.killNow), 0, start.target);
    // Of those that are stopped first, the unhealthy ones come first.
    const int unhealthy = start.present - start.healthy;
    plan.floor = start.healthy - std::max(0, plan.killNow - unhealthy);
    plan.ceiling
        = std::max(start.present, std::min(plan.maxCapacity, start.present + start.target));
    plan.isStalled = plan.firstBatch == 0;
    plan.rounds = plan.isStalled ? 0 : roundsOf(plan, start);
    return plan;
}

} // namespace Pinion
