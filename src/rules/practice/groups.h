// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/scope.h"
#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view GroupDuplicateId = "group-duplicate-id";
inline constexpr std::string_view GroupServicePortClash = "group-service-port-clash";
inline constexpr std::string_view GroupHostPortClash = "group-host-port-clash";
inline constexpr std::string_view GroupDependencyCycle = "group-dependency-cycle";
inline constexpr std::string_view GroupDependencyMissing = "group-dependency-missing";
inline constexpr std::string_view GroupDependencyWithoutHealth = "group-dependency-without-health";
inline constexpr std::string_view GroupPodsIgnored = "group-pods-ignored";
inline constexpr std::string_view GroupInstancesReset = "group-instances-reset";
inline constexpr std::string_view GroupVhostClash = "group-vhost-clash";

// Each looks at a whole scope in time that grows with its size, and reports what lies in the
// checked document.

/// Ids that occur twice, pods that nobody reads, numbers of instances that fall back to one.
void checkGroupMembers(const Scope &scope, Reporter &reporter);
/// Two apps that want one port or host name of a load balancer.
void checkBalancedPorts(const Scope &scope, Reporter &reporter);
/// Two workloads that want one port of an agent.
void checkHostPorts(const Scope &scope, Reporter &reporter);
void checkDependencies(const Scope &scope, Reporter &reporter);

} // namespace Pinion
