// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"

namespace Pinion {

/// What to show while a text is broken: its syntax findings, and the others of the last good text
/// at the places where their values are now. Those are without fixes, whose edits would miss.
/// Findings whose place is gone are dropped.
[[nodiscard]] Findings withCarriedFindings(Findings present, const Findings &lastGood,
    const QByteArray &lastGoodText, const QByteArray &presentText);

} // namespace Pinion
