// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/threeway.h"

#include "diff/sameness.h"

#include <algorithm>
#include <map>

namespace Pinion {

namespace {

using Scopes = std::map<JsonPointer, std::vector<int>>;

Scopes byScope(const Comparison &comparison)
{
    Scopes scopes;
    for (size_t i = 0; i < comparison.changes().size(); ++i)
        scopes[comparison.changes()[i].scope].push_back(int(i));
    return scopes;
}

bool isSameChange(const Change &mine, const Change &theirs)
{
    if (mine.kind != theirs.kind || !(mine.place == theirs.place))
        return false;
    return !mine.after || !theirs.after ? mine.after.exists() == theirs.after.exists()
                                        : isSameValue(mine.after, theirs.after);
}

} // namespace

ThreeWay compareThreeWays(const Comparable &base, const Comparable &mine, const Comparable &theirs)
{
    ThreeWay result{Comparison(base, mine), Comparison(base, theirs), {}, {}, {}};
    const std::vector<Change> &ours = result.mine.changes();
    const std::vector<Change> &others = result.theirs.changes();
    const auto isAgreed = [&](const std::vector<int> &here, const std::vector<int> &there) {
        return std::equal(here.begin(), here.end(), there.begin(), there.end(),
            [&](int a, int b) { return isSameChange(ours[size_t(a)], others[size_t(b)]); });
    };
    std::vector<bool> isShared(others.size(), false);
    const Scopes left = byScope(result.mine);
    for (const auto &[scope, theirIndices] : byScope(result.theirs)) {
        for (const auto &[myScope, myIndices] : left) {
            if (!scope.contains(myScope) && !myScope.contains(scope))
                continue;
            const bool agree = scope == myScope && isAgreed(myIndices, theirIndices);
            std::vector<Conflict> &list = agree ? result.agreements : result.conflicts;
            for (size_t i = 0; i < std::max(myIndices.size(), theirIndices.size()); ++i)
                list.push_back({myIndices[std::min(i, myIndices.size() - 1)],
                    theirIndices[std::min(i, theirIndices.size() - 1)]});
            for (const int index : theirIndices)
                isShared[size_t(index)] = isShared[size_t(index)] || agree;
        }
    }
    for (size_t i = 0; i < others.size(); ++i) {
        if (!isShared[i])
            result.drift.push_back(int(i));
    }
    return result;
}

} // namespace Pinion
