// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/definition.h"
#include "prepull/placement.h"

namespace Pinion {

/// What the wizard begins with.
struct PrepullSubject
{
    QString app; ///< absolute id of the app or pod that uses the image; empty: nobody knows
    QString image; ///< empty: to be typed
    /// Why the image in Docker's store is of no use to the app; empty: it is.
    QString useless;
    AppPlacement placement; ///< of the app; initially anywhere
    /// It is in the document in front, so that it can be pinned and deployed there.
    bool isInFront = false;

    /// The first image of the app or pod, or of the first one that has some.
    [[nodiscard]] static PrepullSubject of(const Definitions &definitions, const QString &app);
};

} // namespace Pinion
