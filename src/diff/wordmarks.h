// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <vector>

namespace Pinion {

struct WordMarks
{
    std::vector<TextRange> before; ///< byte ranges, in order, none empty
    std::vector<TextRange> after;
};

/// The words in which two lines differ. Words are runs of letters and digits; every other character
/// stands for itself. Lines that have hardly anything in common are marked as a whole.
[[nodiscard]] WordMarks wordMarks(QByteArrayView before, QByteArrayView after);

} // namespace Pinion
