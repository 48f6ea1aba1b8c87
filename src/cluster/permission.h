// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cluster/clusteraccess.h"
#include "cluster/writepermit.h"

#include <optional>

namespace Pinion {

/// Why a permit does not allow to change this target; nothing where it does.
[[nodiscard]] std::optional<Error> permitProblem(
    const WritePermit &permit, const ClusterAccess &target);

} // namespace Pinion
