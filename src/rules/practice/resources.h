// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Pinion {
class Reporter;
class Workload;

inline constexpr std::string_view ResJvmHeapExceedsMem = "res-jvm-heap-exceeds-mem";
inline constexpr std::string_view ResJvmHeapUnbounded = "res-jvm-heap-unbounded";
inline constexpr std::string_view ResRequestUnset = "res-request-unset";
inline constexpr std::string_view ResCannotFit = "res-cannot-fit";

void judgeHeapSize(const Workload &workload, Reporter &reporter);
void judgeHeapBound(const Workload &workload, Reporter &reporter);
void judgeUnsetRequests(const Workload &workload, Reporter &reporter);
void judgeFit(const Workload &workload, Reporter &reporter);

} // namespace Pinion
