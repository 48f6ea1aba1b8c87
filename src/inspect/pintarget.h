// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspect/imageevidence.h"
#include "marathon/imagepin.h"

namespace Pinion {

/// What an image is to be pinned to, after a registry was asked about `sighting.reference`: the
/// digest that it means now, and a tag for readers, which is `keptTag` where no fixed tag means the
/// same. Errors: the sighting's own; NotFound; Invalid where only a tag is wanted and all of them
/// can move.
[[nodiscard]] Result<PinTarget> pinTarget(
    const ImageSighting &sighting, const QString &keptTag, ImageRuntime runtime, PinMode mode);

} // namespace Pinion
