// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/marathonversion.h"

#include <QString>

namespace Pinion {

/// An operator of a placement constraint that the release knows, in capitals. IS came with 1.6.
[[nodiscard]] bool isConstraintOperator(QStringView word, MarathonVersion version);

/// The operators as the server lists them.
[[nodiscard]] QString constraintOperators(MarathonVersion version);

} // namespace Pinion
