// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagorder.h"

#include "base/inparallel.h"
#include "marathon/tagdate.h"

#include <QSet>

#include <algorithm>
#include <functional>
#include <iterator>
#include <vector>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
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

QStringView withoutZeros(QStringView digits)
{
    while (digits.startsWith(u'0'))
        digits = digits.sliced(1);
    return digits;
}

/// Writes what tags are compared by as bytes that compare in the same way, so that sorting
/// thousands of tags looks at each of their parts once.
class OrderWriter
{
public:
    OrderWriter() { m_bytes.reserve(Usual); }

    [[nodiscard]] std::string take() { return std::move(m_bytes); }

    void byte(int value) { m_bytes.push_back(char(value)); }

    /// Alphabetically; the end comes before any character.
    void text(QStringView text)
    {
        const size_t begin = m_bytes.size();
        m_bytes.resize(begin + 2 * size_t(text.size() + 1)); // the end is two zeros
        char *at = m_bytes.data() + begin;
        for (const QChar c : text) {
            *at++ = char(c.unicode() >> 8);
            *at++ = char(c.unicode() & 0xFF);
        }
    }

    /// Alphabetically, the last first.
    void textDescending(QStringView text)
    {
        for (const QChar c : text)
            unit(char16_t(~c.unicode()));
        unit(0xFFFF);
    }

    /// Of any length, the highest first; nothing counts as zero.
    void numberDescending(QStringView digits)
    {
        const QStringView number = withoutZeros(digits);
        unit(char16_t(~char16_t(std::min<qsizetype>(number.size(), 0xFFFE))));
        const size_t begin = m_bytes.size();
        m_bytes.resize(begin + size_t(number.size()));
        std::ranges::transform(number, m_bytes.begin() + std::ptrdiff_t(begin),
            [](QChar c) { return char(~c.unicode() & 0xFF); });
    }

    /// The higher ones first; `missingIsNewer` puts 1.2 before 1.2.9, which it may stand for.
    void numbersDescending(const QStringList &numbers, bool missingIsNewer)
    {
        for (const QString &number : numbers) {
            byte(1);
            numberDescending(number);
        }
        byte(missingIsNewer ? 0 : 2);
    }

    /// Words alphabetically, numbers descending: alpine3.19 stands before alpine3.9.
    void natural(QStringView text)
    {
        while (!text.isEmpty()) {
            const QStringView run = takeRun(text);
            if (isDigit(run[0])) {
                unit(u'0'); // where any digit stands among the characters
                numberDescending(run);
            } else {
                this->text(run);
            }
        }
        unit(0);
    }

private:
    void unit(char16_t value)
    {
        byte(value >> 8);
        byte(value & 0xFF);
    }

    static constexpr size_t Usual = 96; ///< bytes that most tags take

    std::string m_bytes;
};

/// The characters that are so.
template <typename IsSo> QString only(const QString &text, IsSo isSo)
{
    QString result(text.size(), Qt::Uninitialized);
    const auto end = std::copy_if(text.cbegin(), text.cend(), result.begin(), isSo);
    result.truncate(end - result.begin());
    return result;
}

TagDate dateIn(const QString &tag)
{
    return TagDate::find(tag).value_or(TagDate());
}

/// What stands around the digits.
QString wordsIn(const QString &tag)
{
    return only(tag, std::not_fn(isDigit));
}

void write(OrderWriter &order, const TagVersion &version)
{
    order.text(version.prefix);
    order.numbersDescending(version.numbers, true);
    order.byte(0xFF - int(version.stage));
    order.numbersDescending(version.stageNumbers, false);
    order.numberDescending(version.revision);
    order.numberDescending(version.distance);
    order.natural(version.suffix);
}

void write(OrderWriter &order, const TagDate &date)
{
    order.textDescending(date.digits);
    order.numberDescending(date.counter);
    order.text(date.others);
}

QStringList withoutRepeats(const QStringList &tags)
{
    // Registries list tags in their order, and then a look at neighbours is enough.
    if (std::ranges::adjacent_find(tags, std::greater_equal()) == tags.end())
        return tags;
    QSet<QString> known;
    QStringList unique;
    for (const QString &tag : tags) {
        const qsizetype before = known.size();
        known.insert(tag);
        if (known.size() > before)
            unique.append(tag);
    }
    return unique;
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
    : TagKey(tag, TagVersion::parse(tag), {})
{ }

TagKey::TagKey(const QString &tag, TagForecast forecast)
    : TagKey(tag, TagVersion::parse(tag), forecast)
{ }

TagKey::TagKey(
    const QString &tag, std::optional<TagVersion> version, std::optional<TagForecast> forecast)
    : m_tag(tag)
    , m_forecast(forecast ? *forecast : forecastTag(tag, version))
    , m_group(groupOf(version))
{
    if (m_group == TagGroup::Version)
        m_version = std::make_shared<const TagVersion>(*std::move(version));
    m_order = order();
}

std::string TagKey::order() const
{
    OrderWriter order;
    order.byte(int(m_group));
    if (m_group == TagGroup::Version) {
        write(order, *m_version);
    } else if (m_group == TagGroup::Date) {
        write(order, dateIn(m_tag));
    } else if (m_group == TagGroup::Number) {
        order.text(wordsIn(m_tag));
        order.numberDescending(only(m_tag, isDigit));
    }
    order.text(m_tag);
    return order.take();
}

TagGroup TagKey::groupOf(const std::optional<TagVersion> &version) const
{
    switch (m_forecast.kind) {
    case TagKind::Version:
    case TagKind::Floating:
    case TagKind::Snapshot:
        return version ? TagGroup::Version : TagGroup::Other;
    case TagKind::Date:
        return TagGroup::Date;
    case TagKind::Unique:
        if (version && version->isFull())
            return TagGroup::Version;
        return TagDate::find(m_tag) ? TagGroup::Date : TagGroup::Commit;
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
        return dateIn(m_tag).others == dateIn(other.m_tag).others
            && dateIn(m_tag).hasTime == dateIn(other.m_tag).hasTime;
    case TagGroup::Number:
        return wordsIn(m_tag) == wordsIn(other.m_tag);
    default:
        return false;
    }
}

std::vector<TagKey> tagKeys(const QStringList &all)
{
    const QStringList tags = withoutRepeats(all);
    // What names tell is worked out in portions, each worth handing to another thread.
    constexpr size_t Portion = 1000;
    const auto count = size_t(tags.size());
    std::vector<TagKey> keys;
    keys.reserve(count);
    const auto read = [&tags, count](size_t portion) {
        std::vector<TagKey> some;
        some.reserve(Portion);
        for (size_t i = portion * Portion; i < std::min(count, (portion + 1) * Portion); ++i)
            some.emplace_back(tags[qsizetype(i)]);
        return some;
    };
    const auto take
        = [&keys](std::vector<TagKey> some) { std::ranges::move(some, std::back_inserter(keys)); };
    inParallel((count + Portion - 1) / Portion, read, take);
    return keys;
}

std::vector<TagKey> newestOf(std::vector<TagKey> keys, size_t most)
{
    most = std::min(most, keys.size());
    // Keys are large, so only the few that are asked for change their places, and once.
    std::vector<TagKey *> order(keys.size());
    std::ranges::transform(keys, order.begin(), [](TagKey &key) { return &key; });
    const auto end = order.begin() + std::ptrdiff_t(most);
    const auto isNewer = [](const TagKey *a, const TagKey *b) { return *a < *b; };
    if (end == order.end())
        std::sort(order.begin(), end, isNewer);
    else
        std::partial_sort(order.begin(), end, order.end(), isNewer);
    std::vector<TagKey> newest;
    newest.reserve(most);
    std::for_each(
        order.begin(), end, [&newest](TagKey *key) { newest.push_back(std::move(*key)); });
    return newest;
}

QStringList newestFirst(const QStringList &tags)
{
    QStringList sorted;
    for (const TagKey &key : newestOf(tagKeys(tags)))
        sorted.append(key.tag());
    return sorted;
}

QStringList newerInFamily(const QString &current, const QStringList &tags)
{
    const TagKey own(current);
    QStringList newer;
    for (const TagKey &key : newestOf(tagKeys(tags))) {
        if (key.isOfFamily(own) && key < own)
            newer.append(key.tag());
    }
    return newer;
}

} // namespace Pinion
