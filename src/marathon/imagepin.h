// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"
#include "marathon/imageplace.h"
#include "marathon/imagereference.h"
#include "marathon/manifestform.h"

namespace Pinion {

enum class PinMode : quint8 {
    TagAndDigest, ///< people read the tag, machines obey the digest
    DigestOnly,
    TagOnly,
};

/// What an image is to be pinned to.
struct PinTarget
{
    QString tag; ///< may be empty
    QString digest; ///< may be empty for TagOnly
    ManifestForm form = ManifestForm::Unknown; ///< of what the digest stands for
};

/// The reference as it is to be written; name and registry stay as they are. Errors: Invalid when
/// the target lacks what the mode needs, or the runtime cannot pull it.
[[nodiscard]] Result<QString> pinnedReference(
    const ImageReference &current, const PinTarget &target, PinMode mode, ImageRuntime runtime);

/// The edits that write another reference, and turn off a forced pull that is on if so wanted. None
/// when all is so already.
[[nodiscard]] TextEdits imageEdits(
    const ImagePlace &place, const QString &reference, bool turnsForcedPullOff);

/// The edits that pin an image: its text, and a forced pull that is on is turned off. None when all
/// is so already. Errors: those of pinnedReference(), and Invalid for a reference that is none.
[[nodiscard]] Result<TextEdits> pinEdits(
    const ImagePlace &place, const PinTarget &target, PinMode mode);

} // namespace Pinion
