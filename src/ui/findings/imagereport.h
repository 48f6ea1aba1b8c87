// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/facts.h"
#include "marathon/tagoutlook.h"

#include <QDateTime>

namespace Pinion {

/// What is known about an image of a document besides its text.
struct ImageReport
{
    ImageFacts facts; ///< for the rules; NotAsked unless the registry was asked
    TagEvidence evidence; ///< what was seen of the tag over time
    QDateTime seen; ///< when the registry was asked; invalid: it was not
};

using ImageReports = QHash<QString, ImageReport>; ///< by reference as written

} // namespace Pinion
