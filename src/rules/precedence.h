// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"

namespace Pinion {
struct Definitions;

/// Leaves one finding for each cause. Drops what another, more telling finding explains, and
/// practice findings about a part that Marathon would refuse anyway: at the refused place, or
/// inside it.
[[nodiscard]] Findings withoutEchoes(Findings findings, const Definitions &definitions);

} // namespace Pinion
