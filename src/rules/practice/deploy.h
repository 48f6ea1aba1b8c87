// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Pinion {
class Reporter;
class Workload;

inline constexpr std::string_view DeployFixedPortDeadlock = "deploy-fixed-port-deadlock";
inline constexpr std::string_view DeployZeroHealthCapacity = "deploy-zero-health-capacity";
inline constexpr std::string_view DeployDoublesCapacity = "deploy-doubles-capacity";
inline constexpr std::string_view DeployBackoffDisabled = "deploy-backoff-disabled";
inline constexpr std::string_view DeploySingletonOverlap = "deploy-singleton-overlap";
inline constexpr std::string_view DeployPartitionDuplicates = "deploy-partition-duplicates";
inline constexpr std::string_view DeployUnreachableDisabled = "deploy-unreachable-disabled";

void judgeFixedPortDeadlock(const Workload &workload, Reporter &reporter);
void judgeZeroHealthCapacity(const Workload &workload, Reporter &reporter);
void judgeDoublesCapacity(const Workload &workload, Reporter &reporter);
void judgeBackoffDisabled(const Workload &workload, Reporter &reporter);
void judgeSingletonOverlap(const Workload &workload, Reporter &reporter);
void judgePartitionDuplicates(const Workload &workload, Reporter &reporter);
void judgeUnreachableDisabled(const Workload &workload, Reporter &reporter);

} // namespace Pinion
