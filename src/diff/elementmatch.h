// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <vector>

namespace Pinion {

/// Elements of two lists that belong together; -1 where there is none on that side.
struct ElementPair
{
    int before = -1;
    int after = -1;
    bool isMoved = false; ///< others that stay have changed sides with it

    friend bool operator==(const ElementPair &, const ElementPair &) = default;
};

/// What two lists are matched by.
struct ElementKeys
{
    /// Elements with equal keys belong together, in order; an empty key equals none.
    std::vector<QByteArray> before;
    std::vector<QByteArray> after;
    /// True if two elements with different keys may be one that was changed; asked for those that
    /// stand between the same neighbours.
    std::function<bool(int before, int after)> isAlike = {};
    bool isSet = false; ///< order means nothing
};

/// Every element of both lists exactly once, in the order of `after`; what is only in `before`
/// follows its predecessor there. As few as possible are moved.
[[nodiscard]] std::vector<ElementPair> matchElements(const ElementKeys &keys);

} // namespace Pinion
