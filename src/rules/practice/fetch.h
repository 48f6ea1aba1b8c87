// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"
#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view InsecureTransport = "fetch-insecure-transport";
inline constexpr std::string_view FloatingUri = "fetch-floating-uri";
inline constexpr std::string_view ArchiveQueryString = "fetch-archive-query-string";
inline constexpr std::string_view PipeToShell = "fetch-pipe-to-shell";

/// What the fetcher downloads before a task starts. Messages name a URI by its host or its file
/// only: the rest may hold a password.
void judgeUris(const Workload &workload, Reporter &reporter);

void judgePipeToShell(const Workload &workload, Reporter &reporter);

} // namespace Pinion
