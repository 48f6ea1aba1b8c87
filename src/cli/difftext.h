// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/diffrows.h"
#include "diff/documentcomparison.h"

namespace Pinion {

struct DiffTextOptions
{
    bool hasColours = false;
    bool isSideBySide = false;
    bool showsFilledIn = false;
    int width = 130; ///< columns of the two sides together
    IsHidden isHidden = {};
};

/// A comparison for people: what changed, then both texts with the equal parts folded away. Ends
/// with a newline; empty where nothing differs.
[[nodiscard]] QByteArray diffText(
    const DocumentComparison &comparison, const DiffTextOptions &options);

/// The rows of one definition below each other: '-' and '+' lines, with carets below the words that
/// differ where there are no colours.
[[nodiscard]] QByteArray oneColumn(
    const std::vector<DiffRow> &rows, const std::vector<RowRun> &runs, bool hasColours);
/// The same rows next to each other; long lines are cut.
[[nodiscard]] QByteArray twoColumns(
    const std::vector<DiffRow> &rows, const std::vector<RowRun> &runs, bool hasColours, int width);

/// A value short enough for a list, its middle left out.
[[nodiscard]] QString elided(const QString &text, int length);

} // namespace Pinion
