// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "prepull/record.h"

namespace Pinion {

/// Helpers of other people count as left over when they are older than this.
inline constexpr std::chrono::hours LeftoverAge{24};

/// The runs on a target whose helpers nobody looks after any more, the oldest first: those that
/// this computer wrote down and no program works at, and those that Marathon lists by their label
/// (PINION_KIND) and that are old. `helpers` are the apps with that label.
[[nodiscard]] std::vector<PrepullRecord> leftovers(
    const std::vector<PrepullJournal::Entry> &journal, const std::vector<RunningApp> &helpers,
    const PrepullRecord &here, const QDateTime &now);

} // namespace Pinion
