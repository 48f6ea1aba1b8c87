// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <QString>

namespace Pinion {

/// One source line as a terminal shows it, cut to about a hundred columns around a marked part.
struct SourceSnippet
{
    QString line; ///< tabs are four blanks, control characters are replaced
    QString underline; ///< blanks, then "^~~~" below the marked part
};

/// The line where `range` begins; the mark ends at the end of that line.
[[nodiscard]] SourceSnippet snippet(QByteArrayView text, TextRange range);

} // namespace Pinion
