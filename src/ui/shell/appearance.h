// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/preferences.h"

namespace Pinion {

/// Gives every button a size that can be hit; once, before colours are set.
void useRoomyStyle();

/// Gives the whole application the palette of the chosen theme. System means the palette that the
/// platform had set before Pinion changed it. A palette of high contrast is never replaced.
void applyTheme(Preferences::ThemeChoice choice);

/// The fixed-pitch font of the platform at the size of the user's choice, for read-only texts.
[[nodiscard]] QFont fixedFont(int zoom);

} // namespace Pinion
