// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

class QsciScintilla;

namespace Pinion {

/// Numbers that the parts of the JSON pane share. Scintilla keeps indicators 0 to 7 for lexers and
/// markers 25 to 31 for folding.
namespace Margin {
enum : int { Findings, LineNumbers, Folding, ValueBar };
}
namespace Indicator {
enum : int { Band = 8, Stale, Advice, Warning, Error };
}
namespace Marker {
enum : int { ValueBar, Advice, Warning, Error };
}

/// Fonts, colours, margins, indicators and marker images from the widget's palette and resolution.
/// Called once and again whenever one of these changes.
void applyLook(QsciScintilla &editor);

/// Sets the width of the line number margin to hold the highest number.
void fitLineNumbers(QsciScintilla &editor);

} // namespace Pinion
