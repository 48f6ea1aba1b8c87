// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "json/lineindex.h"

namespace Pinion {

/// Text styles of the JSON pane, as numbers for Scintilla.
enum class TextStyleId : quint8 { Plain, Key, String, Number, Literal, Damaged };

/// One style number for each byte of `range`. Its cost depends on the range, not on the text.
[[nodiscard]] QByteArray jsonStyles(const JsonTree &tree, TextRange range);

/// Scintilla's fold levels for `count` lines from `firstLine` (counted from 1): the depth, with the
/// header flag where an object or array opens that does not end on its line.
[[nodiscard]] std::vector<int> foldLevels(
    const JsonTree &tree, const LineIndex &lines, qsizetype firstLine, qsizetype count);

} // namespace Pinion
