// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

class Analysis;

/// What is known of the value at an offset, as rich text: its findings, then the field's label,
/// help, type, default and limits. Empty where there is nothing to say.
[[nodiscard]] QString hoverText(const Analysis &analysis, qsizetype offset);

} // namespace Pinion
