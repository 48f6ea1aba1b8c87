// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"

namespace Pinion {

/// What a fix does to the text, in two short lines.
struct FixPreview
{
    QString before; ///< empty where the fix only adds
    QString after; ///< empty where the fix only removes
    int morePlaces = 0; ///< edits beyond the one shown

    /// "− old" and "+ new" on a line each, and how many more places change.
    [[nodiscard]] QString toString() const;
};

[[nodiscard]] FixPreview fixPreview(const QByteArray &text, const TextEdits &edits);

/// True if a deployment after these edits replaces instances. Marathon scales in place when nothing
/// but `instances` differs, and restarts an app for every other change.
[[nodiscard]] bool restartsInstances(const DocumentSnapshot &snapshot, const TextEdits &edits);
/// The same for a change at one value.
[[nodiscard]] bool restartsInstances(const DocumentSnapshot &snapshot, const JsonPointer &pointer);

} // namespace Pinion
