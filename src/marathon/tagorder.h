// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/tagkind.h"
#include "marathon/tagversion.h"

#include <QStringList>

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Pinion {

/// The groups of a sorted list of tags, as they follow each other.
enum class TagGroup : quint8 {
    Version,
    Date,
    Number,
    Channel,
    Codename,
    Branch,
    Commit,
    Other,
    Auxiliary, ///< best not shown at all
};

/// A tag with everything that its place among others depends on, read once. The smaller key is the
/// newer tag, as far as names can tell: versions before dates before numbers, families together,
/// shorter versions before the longer ones that they stand for.
class TagKey
{
public:
    explicit TagKey(const QString &tag);
    /// For a kind that was found out from more than the name.
    TagKey(const QString &tag, TagForecast forecast);

    [[nodiscard]] const QString &tag() const { return m_tag; }
    [[nodiscard]] TagForecast forecast() const { return m_forecast; }
    [[nodiscard]] TagGroup group() const { return m_group; }
    /// Null for groups other than Version.
    [[nodiscard]] const TagVersion *version() const { return m_version.get(); }
    /// What tells variants of one version apart: "alpine3.19".
    [[nodiscard]] QString suffix() const;

    /// Same group, same words in front and behind, and as many numbers: only within such a family
    /// does "newer" mean anything.
    [[nodiscard]] bool isOfFamily(const TagKey &other) const;

    friend std::strong_ordering operator<=>(const TagKey &a, const TagKey &b)
    {
        return a.m_order.compare(b.m_order) <=> 0;
    }
    friend bool operator==(const TagKey &a, const TagKey &b) { return a.m_tag == b.m_tag; }

private:
    TagKey(
        const QString &tag, std::optional<TagVersion> version, std::optional<TagForecast> forecast);
    [[nodiscard]] TagGroup groupOf(const std::optional<TagVersion> &version) const;
    [[nodiscard]] std::string order() const;

    // There are ten thousands of these, so that they hold what all need and no more.
    QString m_tag;
    TagForecast m_forecast;
    TagGroup m_group = TagGroup::Other;
    std::shared_ptr<const TagVersion> m_version;
    std::string m_order; ///< all that the order depends on, made so that bytes compare like tags
};

/// The keys of the tags in their own order, each tag once. Reads them on all processors.
[[nodiscard]] std::vector<TagKey> tagKeys(const QStringList &tags);
/// The newest of the keys, at most `most` of them, the newest by name first.
[[nodiscard]] std::vector<TagKey> newestOf(std::vector<TagKey> keys, size_t most = SIZE_MAX);

/// The tags, the newest by name first, duplicates left out.
[[nodiscard]] QStringList newestFirst(const QStringList &tags);

/// Those of the same family that are newer than `current`, newest first.
[[nodiscard]] QStringList newerInFamily(const QString &current, const QStringList &tags);

} // namespace Pinion
