// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Pinion {
class Reporter;
class Workload;

inline constexpr std::string_view HealthMissing = "health-missing";
inline constexpr std::string_view HealthExtraChecksIgnored = "health-extra-checks-ignored";
inline constexpr std::string_view HealthSchedulerLevel = "health-scheduler-level";
inline constexpr std::string_view HealthKillsDuringStartup = "health-kills-during-startup";
inline constexpr std::string_view HealthZeroFailures = "health-zero-failures";
inline constexpr std::string_view HealthTimeoutExceedsInterval = "health-timeout-exceeds-interval";
inline constexpr std::string_view HealthCommandToolInImage = "health-command-tool-in-image";
inline constexpr std::string_view HealthPortUnresolvable = "health-port-unresolvable";
inline constexpr std::string_view HealthMesosTimeoutSmall = "health-mesos-timeout-small";

void judgeMissingChecks(const Workload &workload, Reporter &reporter);
void judgeExtraChecks(const Workload &workload, Reporter &reporter);
void judgeSchedulerLevel(const Workload &workload, Reporter &reporter);
void judgeStartup(const Workload &workload, Reporter &reporter);
void judgeZeroFailures(const Workload &workload, Reporter &reporter);
void judgeTimeouts(const Workload &workload, Reporter &reporter);
void judgeCheckTools(const Workload &workload, Reporter &reporter);
void judgeCheckPorts(const Workload &workload, Reporter &reporter);
void judgeSmallTimeouts(const Workload &workload, Reporter &reporter);

} // namespace Pinion
