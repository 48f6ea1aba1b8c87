// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

namespace Pinion {

/// False for a block comment that is never closed: then it is not known where it should have ended.
[[nodiscard]] bool isClosedComment(QByteArrayView text, TextRange comment);

/// Removes a comment the way a person would: with its lines if nothing else stands on them, with
/// the blanks before it at the end of a line, and without joining what stands on either side.
[[nodiscard]] TextEdit commentRemoval(QByteArrayView text, TextRange comment);

} // namespace Pinion
