// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagpins.h"

#include "marathon/tagorder.h"

#include <QSet>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What a moving tag says about the fixed one behind it: its numbers and its variant.
struct Wanted
{
    explicit Wanted(const QString &tag)
        : key(tag)
    {
        if (const TagVersion *version = key.version()) {
            prefix = version->prefix;
            numbers = version->numbers;
            suffix = version->suffix == "x"_L1 ? QString() : version->suffix;
        } else {
            suffix = variantOf(tag);
        }
    }

    /// "alpine" of latest-alpine, and of alpine itself; nothing of latest.
    static QString variantOf(const QString &tag)
    {
        QStringList words;
        for (const QString &word : tag.toLower().split(u'-', Qt::SkipEmptyParts)) {
            if (forecastTag(word).kind == TagKind::Codename)
                words.append(word);
        }
        return words.join(u'-');
    }

    [[nodiscard]] bool isSameVariant(const TagKey &other) const
    {
        return !other.version()
            || (other.version()->prefix == prefix && other.version()->suffix == suffix);
    }

    [[nodiscard]] bool hasNumbersOf(const TagKey &other) const
    {
        if (numbers.isEmpty())
            return true;
        return other.version() && other.version()->numbers.mid(0, numbers.size()) == numbers;
    }

    TagKey key;
    QString prefix;
    QStringList numbers;
    QString suffix;
};

std::vector<TagKey> fixedNewestFirst(const QString &tag, const QStringList &tags)
{
    std::vector<TagKey> keys;
    for (const QString &other : tags) {
        TagKey key(other);
        if (isFixedKind(key.forecast().kind) && other != tag)
            keys.push_back(std::move(key));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

int rankOf(TagKind kind)
{
    return int(kind); // Unique, Version, Date and Number stand first, in this order
}

bool isFinished(const TagKey &key)
{
    return !key.version() || !key.version()->isPrerelease();
}

/// The newest of each variant, in the order of their coming.
QStringList firstOfVariants(const std::vector<TagKey> &keys)
{
    QStringList first;
    QSet<QString> seen;
    for (const TagKey &key : keys) {
        const QString variant
            = key.version() ? QString(key.version()->prefix + u' ' + key.suffix()) : QString();
        if (!isFinished(key) || !key.version() || seen.contains(variant))
            continue;
        seen.insert(variant);
        first.append(key.tag());
    }
    return first;
}

} // namespace

QStringList possiblePins(const QString &tag, const QStringList &tags)
{
    const Wanted wanted(tag);
    const std::vector<TagKey> keys = fixedNewestFirst(tag, tags);
    QStringList result;
    const auto addIf = [&](auto isGood) {
        for (const TagKey &key : keys) {
            if (isGood(key))
                result.append(key.tag());
        }
    };
    const auto isVersion = [&](const TagKey &key) {
        return key.version() && wanted.isSameVariant(key) && wanted.hasNumbersOf(key);
    };
    addIf([&](const TagKey &key) { return isVersion(key) && isFinished(key); });
    // What is newest of a variant is likelier than an old release.
    if (wanted.numbers.isEmpty() && !result.isEmpty()) {
        QStringList newest = result.mid(0, 1) + firstOfVariants(keys) + result.mid(1);
        result.swap(newest);
    } else if (wanted.numbers.isEmpty()) {
        result = firstOfVariants(keys);
    }
    addIf([&](const TagKey &key) { return isVersion(key); });
    addIf([&](const TagKey &key) { return wanted.hasNumbersOf(key); });
    addIf([](const TagKey &) { return true; });
    result.removeDuplicates();
    return result;
}

QStringList likelyPins(const QString &tag, const QStringList &tags, qsizetype limit)
{
    return possiblePins(tag, tags).mid(0, limit);
}

QString bestPin(const QString &tag, const QStringList &equalTags)
{
    const Wanted wanted(tag);
    std::vector<TagKey> keys = fixedNewestFirst({}, equalTags);
    std::stable_sort(keys.begin(), keys.end(), [&wanted](const TagKey &a, const TagKey &b) {
        const bool isFirstSame = wanted.isSameVariant(a);
        const bool isSecondSame = wanted.isSameVariant(b);
        if (isFirstSame != isSecondSame)
            return isFirstSame;
        return rankOf(a.forecast().kind) < rankOf(b.forecast().kind);
    });
    return keys.empty() ? QString() : keys.front().tag();
}

} // namespace Pinion
