// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagorder.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Order = std::strong_ordering;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

Order reversed(Order order)
{
    return 0 <=> order;
}

Order alphabetical(QStringView a, QStringView b)
{
    return a.compare(b) <=> 0;
}

/// The leading run of digits, or of anything else.
QStringView takeRun(QStringView &text)
{
    qsizetype length = 1;
    while (length < text.size() && isDigit(text[length]) == isDigit(text[0]))
        ++length;
    const QStringView run = text.first(length);
    text = text.sliced(length);
    return run;
}

/// Words alphabetically, numbers descending: alpine3.19 stands before alpine3.9.
Order natural(QStringView a, QStringView b)
{
    while (!a.isEmpty() && !b.isEmpty()) {
        const QStringView left = takeRun(a);
        const QStringView right = takeRun(b);
        const Order order = isDigit(left[0]) && isDigit(right[0])
            ? reversed(compareDigits(left, right))
            : alphabetical(left, right);
        if (order != 0)
            return order;
    }
    return a.size() <=> b.size();
}

/// The higher one first; `missingIsNewer` puts 1.2 before 1.2.9, which it may stand for.
Order descending(const QStringList &a, const QStringList &b, bool missingIsNewer)
{
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (const Order order = reversed(compareDigits(a[i], b[i])); order != 0)
            return order;
    }
    return missingIsNewer ? a.size() <=> b.size() : b.size() <=> a.size();
}

Order compareVersions(const TagVersion &a, const TagVersion &b)
{
    if (const Order order = alphabetical(a.prefix, b.prefix); order != 0)
        return order;
    if (const Order order = descending(a.numbers, b.numbers, true); order != 0)
        return order;
    if (const Order order = b.stage <=> a.stage; order != 0)
        return order;
    if (const Order order = descending(a.stageNumbers, b.stageNumbers, false); order != 0)
        return order;
    if (const Order order = reversed(compareDigits(a.revision, b.revision)); order != 0)
        return order;
    if (const Order order = reversed(compareDigits(a.distance, b.distance)); order != 0)
        return order;
    return natural(a.suffix, b.suffix);
}

Order compareDates(const TagDate &a, const TagDate &b)
{
    if (const Order order = reversed(alphabetical(a.digits, b.digits)); order != 0)
        return order;
    if (const Order order = reversed(compareDigits(a.counter, b.counter)); order != 0)
        return order;
    return alphabetical(a.others, b.others);
}

TagGroup plainGroup(TagKind kind)
{
    switch (kind) {
    case TagKind::Number:
        return TagGroup::Number;
    case TagKind::Channel:
        return TagGroup::Channel;
    case TagKind::Codename:
        return TagGroup::Codename;
    case TagKind::Branch:
        return TagGroup::Branch;
    case TagKind::Unique:
        return TagGroup::Commit;
    case TagKind::Auxiliary:
        return TagGroup::Auxiliary;
    default:
        return TagGroup::Other;
    }
}

} // namespace

TagKey::TagKey(const QString &tag)
    : TagKey(tag, forecastTag(tag))
{ }

TagKey::TagKey(const QString &tag, TagForecast forecast)
    : m_tag(tag)
    , m_forecast(forecast)
    , m_version(TagVersion::parse(tag))
    , m_date(TagDate::find(tag))
    , m_group(groupOf())
{
    if (m_group != TagGroup::Version)
        m_version.reset();
    if (m_group != TagGroup::Number)
        return;
    for (const QChar c : tag)
        (isDigit(c) ? m_digits : m_words) += c;
}

TagGroup TagKey::groupOf() const
{
    switch (m_forecast.kind) {
    case TagKind::Version:
    case TagKind::Floating:
    case TagKind::Snapshot:
        return m_version ? TagGroup::Version : TagGroup::Other;
    case TagKind::Date:
        return TagGroup::Date;
    case TagKind::Unique:
        if (m_version && m_version->isFull())
            return TagGroup::Version;
        return m_date ? TagGroup::Date : TagGroup::Commit;
    default:
        return plainGroup(m_forecast.kind);
    }
}

QString TagKey::suffix() const
{
    return m_version ? m_version->suffix : QString();
}

bool TagKey::isOfFamily(const TagKey &other) const
{
    if (m_group != other.m_group)
        return false;
    switch (m_group) {
    case TagGroup::Version:
        return m_version->prefix == other.m_version->prefix
            && m_version->suffix == other.m_version->suffix
            && m_version->numbers.size() == other.m_version->numbers.size();
    case TagGroup::Date:
        return m_date->others == other.m_date->others && m_date->hasTime == other.m_date->hasTime;
    case TagGroup::Number:
        return m_words == other.m_words;
    default:
        return false;
    }
}

std::strong_ordering operator<=>(const TagKey &a, const TagKey &b)
{
    Order order = a.m_group <=> b.m_group;
    if (order == 0 && a.m_group == TagGroup::Version)
        order = compareVersions(*a.m_version, *b.m_version);
    else if (order == 0 && a.m_group == TagGroup::Date)
        order = compareDates(*a.m_date, *b.m_date);
    else if (order == 0 && a.m_group == TagGroup::Number) {
        order = alphabetical(a.m_words, b.m_words);
        if (order == 0)
            order = reversed(compareDigits(a.m_digits, b.m_digits));
    }
    return order != 0 ? order : alphabetical(a.m_tag, b.m_tag);
}

QStringList newestFirst(const QStringList &tags)
{
    std::vector<TagKey> keys;
    keys.reserve(size_t(tags.size()));
    for (const QString &tag : tags)
        keys.emplace_back(tag);
    std::sort(keys.begin(), keys.end());
    QStringList sorted;
    sorted.reserve(tags.size());
    for (const TagKey &key : keys) {
        if (sorted.isEmpty() || sorted.last() != key.tag())
            sorted.append(key.tag());
    }
    return sorted;
}

QStringList newerInFamily(const QString &current, const QStringList &tags)
{
    const TagKey own(current);
    QStringList newer;
    for (const QString &tag : newestFirst(tags)) {
        const TagKey key(tag);
        if (key.isOfFamily(own) && key < own)
            newer.append(tag);
    }
    return newer;
}

} // namespace Pinion
