// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "registry/ledger.h"

namespace Pinion {

/// Whether the instances of an app run one image, as far as there is evidence.
enum class SameImage : quint8 {
    NotAsked, ///< fewer than two instances run, or without an image
    Same,
    Unknown,
    MayDiffer, ///< the tag moved between their starts
    Different, ///< each pulled the tag while it meant another image
};

struct SameImageAnswer
{
    SameImage verdict = SameImage::NotAsked;
    QString sentence; ///< empty where nothing was asked
};

/// From the times at which the instances started and what was seen of the tag at other times. The
/// first are the server's clock and the others this computer's, so a minute on either side of a
/// look counts for nothing.
[[nodiscard]] SameImageAnswer sameImage(const RunningApp &app, const Ledger &ledger);

} // namespace Pinion
