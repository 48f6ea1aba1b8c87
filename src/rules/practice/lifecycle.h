// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"
#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view ShellWithoutExec = "life-shell-without-exec";
inline constexpr std::string_view KillGraceShort = "life-kill-grace-short";
inline constexpr std::string_view ExitsImmediately = "life-exits-immediately";

void judgeShellWithoutExec(const Workload &workload, Reporter &reporter);
void judgeKillGrace(const Workload &workload, Reporter &reporter);
void judgeExitsImmediately(const Workload &workload, Reporter &reporter);

} // namespace Pinion
