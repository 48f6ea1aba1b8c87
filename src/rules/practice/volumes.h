// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"
#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view HostPathNotPinned = "vol-host-path-not-pinned";
inline constexpr std::string_view ExternalOverlap = "vol-external-overlap";
inline constexpr std::string_view PersistentResources = "vol-persistent-resources-implicit";
inline constexpr std::string_view PersistentNotMounted = "vol-persistent-not-mounted";
inline constexpr std::string_view DuplicateContainerPath = "vol-duplicate-container-path";

/// Folders of the agent, external and persistent volumes, and what hides what.
void judgeVolumes(const Workload &workload, Reporter &reporter);

} // namespace Pinion
