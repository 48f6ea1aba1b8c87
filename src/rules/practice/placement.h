// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Pinion {
class Reporter;
class Workload;

inline constexpr std::string_view PlaceSingleInstance = "place-single-instance";
inline constexpr std::string_view PlaceNoSpread = "place-no-spread";
inline constexpr std::string_view PlaceUniqueExceedsAgents = "place-unique-exceeds-agents";
inline constexpr std::string_view PlaceGroupByNoValue = "place-group-by-no-value";
inline constexpr std::string_view PlacePinnedHost = "place-pinned-host";
inline constexpr std::string_view PlaceUnsatisfiable = "place-unsatisfiable";

void judgeSingleInstance(const Workload &workload, Reporter &reporter);
void judgeSpread(const Workload &workload, Reporter &reporter);
void judgeAgentCount(const Workload &workload, Reporter &reporter);
void judgeGroupBy(const Workload &workload, Reporter &reporter);
void judgePinnedHost(const Workload &workload, Reporter &reporter);
void judgeContradictions(const Workload &workload, Reporter &reporter);

} // namespace Pinion
