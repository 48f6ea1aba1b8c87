// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"
#include "ui/theme/icons.h"

namespace Pinion {

/// "Refused", "Error", "Warning", "Advice": the word that always goes with shape and colour.
[[nodiscard]] QString levelName(const Finding &finding);
[[nodiscard]] QString levelName(Severity severity);
[[nodiscard]] Icon levelShape(Severity severity);
[[nodiscard]] Theme::Role levelColor(Severity severity);
/// The level's shape in its colour.
[[nodiscard]] QIcon levelIcon(Severity severity);

} // namespace Pinion
