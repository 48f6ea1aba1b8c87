// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <initializer_list>
#include <map>
#include <vector>

class QsciScintillaBase;

namespace Pinion {

// Scintilla lays out and paints anew what a mark is taken from or given to, though it may be the
// same mark. So these look at what is there, and touch only what differs.

/// Gives the indicator to these ranges and to nothing else. They may overlap, in any order.
void showIndicator(
    const QsciScintillaBase &editor, int indicator, const std::vector<TextRange> &ranges);

/// Gives each line its marker and takes from all other lines those of the kinds listed.
void showMarkers(const QsciScintillaBase &editor, std::initializer_list<int> kinds,
    const std::map<qsizetype, int> &markerOfLine);

} // namespace Pinion
