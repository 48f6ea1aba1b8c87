// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagquery.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Missing numbers count as zero: 2 is 2.0.
std::strong_ordering compareNumbers(const QStringList &a, const QStringList &b)
{
    const qsizetype most = std::max(a.size(), b.size());
    for (qsizetype i = 0; i < most; ++i) {
        if (const auto order = compareDigits(a.value(i), b.value(i)); order != 0)
            return order;
    }
    return std::strong_ordering::equal;
}

bool isWithin(std::strong_ordering order, const QString &comparison)
{
    if (comparison == "<"_L1)
        return order < 0;
    if (comparison == "<="_L1)
        return order <= 0;
    if (comparison == ">"_L1)
        return order > 0;
    if (comparison == ">="_L1)
        return order >= 0;
    return order == 0;
}

} // namespace

TagQuery::TagQuery(const QString &text)
{
    // A bound may stand apart from its version: ">= 1.4".
    static const QRegularExpression apart(u"([<>]=?|=)\\s+"_s);
    QString joined = text;
    joined.replace(apart, u"\\1"_s);
    for (const QString &word : joined.simplified().split(u' ', Qt::SkipEmptyParts))
        add(word);
}

void TagQuery::add(const QString &word)
{
    static const QRegularExpression bound(u"\\A([<>]=?|=)[vV]?([0-9]+(?:\\.[0-9]+)*)\\z"_s);
    static const QRegularExpression unfinished(u"\\A[<>=]+[vV]?\\z"_s);
    if (const auto match = bound.match(word); match.hasMatch()) {
        m_bounds.push_back({match.captured(1), match.captured(2).split(u'.')});
    } else if (word.contains(u'*') || word.contains(u'?')) {
        m_globs.emplace_back(QRegularExpression::wildcardToRegularExpression(word),
            QRegularExpression::CaseInsensitiveOption);
    } else if (!unfinished.match(word).hasMatch()) {
        // Somebody is still typing a bound: that must not empty the list meanwhile.
        m_parts.append(word);
    }
}

bool TagQuery::isEmpty() const
{
    return m_parts.isEmpty() && m_globs.empty() && m_bounds.empty();
}

bool TagQuery::matches(const TagKey &key) const
{
    const auto contains
        = [&](const QString &part) { return key.tag().contains(part, Qt::CaseInsensitive); };
    const auto fits
        = [&](const QRegularExpression &glob) { return glob.match(key.tag()).hasMatch(); };
    const auto isInside = [&](const Bound &bound) {
        const TagVersion *version = key.version();
        return version
            && isWithin(compareNumbers(version->numbers, bound.numbers), bound.comparison);
    };
    return std::ranges::all_of(m_parts, contains) && std::ranges::all_of(m_globs, fits)
        && std::ranges::all_of(m_bounds, isInside);
}

} // namespace Pinion
