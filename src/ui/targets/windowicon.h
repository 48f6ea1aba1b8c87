// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"

#include <QIcon>

namespace Pinion {

/// Pinion's icon; with the badge of the target where that is a guarded one, so that its window
/// stands out among others in a task bar. Null: no target.
[[nodiscard]] QIcon iconOfWindow(const Target *target);

} // namespace Pinion
