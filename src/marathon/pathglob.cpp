// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/pathglob.h"

#include <QList>

namespace Pinion {

namespace {

/// Wildcard matching with one point of return, hence linear in practice and without recursion: only
/// the last wildcard ever needs to take in more.
template <typename Sequence, typename IsWildcard, typename Matches>
bool matchesSequence(
    const Sequence &pattern, const Sequence &subject, IsWildcard isWildcard, Matches matches)
{
    qsizetype p = 0;
    qsizetype s = 0;
    qsizetype wildcard = -1;
    qsizetype resume = 0;
    while (s < subject.size()) {
        if (p < pattern.size() && isWildcard(pattern[p])) {
            wildcard = p++;
            resume = s;
        } else if (p < pattern.size() && matches(pattern[p], subject[s])) {
            ++p;
            ++s;
        } else if (wildcard >= 0) {
            p = wildcard + 1;
            s = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && isWildcard(pattern[p]))
        ++p;
    return p == pattern.size();
}

bool componentMatches(QStringView glob, QStringView component)
{
    return matchesSequence(
        glob, component, [](QChar c) { return c == u'*'; },
        [](QChar a, QChar b) { return a == b; });
}

} // namespace

bool pathGlobMatches(QStringView glob, QStringView path)
{
    return matchesSequence(
        glob.split(u'/'), path.split(u'/'), [](QStringView part) { return part == u"**"; },
        componentMatches);
}

} // namespace Pinion
