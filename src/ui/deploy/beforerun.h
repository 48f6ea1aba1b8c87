// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Pinion {

/// What ran before a deployment, as far as the way back to it is concerned.
struct BeforeRun
{
    QString tag; ///< of the image that is replaced by another one; empty: none, or several
    /// References without a digest whose tags are moved as a matter of course: the definition can
    /// be put back, but not what such a tag meant then.
    QStringList movingImages;
};

} // namespace Pinion
