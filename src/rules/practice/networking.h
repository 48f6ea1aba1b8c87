// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Pinion {
struct Finding;
class Reporter;
class Workload;

inline constexpr std::string_view NetMappingsDropped = "net-mappings-dropped";
inline constexpr std::string_view NetDuplicateHostPort = "net-duplicate-host-port";
inline constexpr std::string_view NetFixedHostPort = "net-fixed-host-port";
inline constexpr std::string_view NetPortEnvInBridge = "net-port-env-in-bridge";
inline constexpr std::string_view NetRequirePortsIneffective = "net-require-ports-ineffective";
inline constexpr std::string_view NetRandomPortAssumedFixed = "net-random-port-assumed-fixed";
inline constexpr std::string_view NetLegacyApi = "net-legacy-api";

void judgeDroppedMappings(const Workload &workload, Reporter &reporter);
void judgeDuplicateHostPorts(const Workload &workload, Reporter &reporter);
void judgeFixedHostPorts(const Workload &workload, Reporter &reporter);
void judgePortVariables(const Workload &workload, Reporter &reporter);
void judgeRequiredPorts(const Workload &workload, Reporter &reporter);
void judgeAssumedPorts(const Workload &workload, Reporter &reporter);
void judgeLegacyFields(const Workload &workload, Reporter &reporter);

/// True if Marathon drops the port mappings, or the port definitions, of an app without a word.
[[nodiscard]] bool dropsPorts(const Workload &workload);

} // namespace Pinion
