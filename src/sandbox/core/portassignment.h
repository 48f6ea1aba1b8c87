// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/refusal.h"
#include "sandbox/core/state.h"

namespace Pinion {

/// Gives a number to each service port that the new definitions leave open: first those that the
/// app had before, in their order, then free ones (GroupManagerImpl.assignDynamicServicePorts).
/// Refused with 500 when none is free.
[[nodiscard]] Answered<void> assignPorts(
    RootGroup &after, const RootGroup &before, const SandboxSettings &settings);

} // namespace Pinion
