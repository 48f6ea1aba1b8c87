// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"
#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view BalancerMissingGroup = "lb-missing-group";
inline constexpr std::string_view BalancerLabelIgnored = "lb-label-ignored";
inline constexpr std::string_view VipIneffective = "lb-vip-ineffective";

/// The labels of an app that marathon-lb is meant to read.
void judgeBalancerLabels(const Workload &workload, Reporter &reporter);

/// Virtual addresses of DC/OS.
void judgeVirtualAddresses(const Workload &workload, Reporter &reporter);

} // namespace Pinion
