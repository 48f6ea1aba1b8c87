// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/imagereference.h"

namespace Pinion {

inline constexpr qsizetype LongestPulledImage = 512; ///< characters

/// An image whose name may be sent: well formed, of harmless characters only. Errors: Invalid.
[[nodiscard]] Result<ImageReference> sendableImage(const QString &text);
/// An image that may be pulled everywhere: well formed, of harmless characters only, and fixed by a
/// digest or by a tag that does not move as a matter of course. Errors: Invalid.
[[nodiscard]] Result<ImageReference> pullableImage(const QString &text);

/// Why storing an image with Docker does not help this app; empty where it does. `definition` is
/// the JSON of one app.
[[nodiscard]] QString uselessPullReason(const QByteArray &definition);

} // namespace Pinion
