// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "registry/ledger.h"

namespace Pinion {

/// A way back that is to be reviewed.
struct WayBack
{
    RunningApp now;
    RunningApp earlier; ///< an earlier version of it
    bool keepsInstances = false; ///< the present number of them
    QString image; ///< instead of that of the version; empty: as it says
};

/// The definition that is to be deployed, laid out for people. Errors: those of setValue().
[[nodiscard]] Result<QByteArray> definitionFor(const WayBack &way);

/// What is to be known of the image of an earlier version.
struct EarlierImage
{
    bool mayMove = false; ///< its tag can mean another image by now
    bool hasMoved = false; ///< it was seen to
    /// The image with the digest that the tag had while the version was young; empty: not known.
    QString thatRan;
};

/// `until`: when the next version came.
[[nodiscard]] EarlierImage earlierImage(
    const RunningApp &earlier, const QDateTime &until, const Ledger &ledger);

} // namespace Pinion
