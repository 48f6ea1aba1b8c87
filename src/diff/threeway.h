// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/comparison.h"

namespace Pinion {

/// A place that both the author and somebody else have changed since the base, to different values.
struct Conflict
{
    int mine = -1; ///< index of ThreeWay::mine.changes()
    int theirs = -1; ///< index of ThreeWay::theirs.changes()
};

/// What has happened to a definition since the base, from both sides.
struct ThreeWay
{
    Comparison mine; ///< base to file: what the author means to change
    Comparison theirs; ///< base to server: what has changed there in the meantime
    std::vector<Conflict> conflicts;
    std::vector<Conflict> agreements; ///< changed alike on both sides
    std::vector<int> drift; ///< of theirs.changes(): those that the author has not made as well
};

[[nodiscard]] ThreeWay compareThreeWays(
    const Comparable &base, const Comparable &mine, const Comparable &theirs);

} // namespace Pinion
