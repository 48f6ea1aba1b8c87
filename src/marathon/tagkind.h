// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Pinion {
struct TagVersion;

/// What people use a tag of this spelling for. Finer than TagClass, which is what the rules judge
/// by: it serves to sort and explain the tags of a repository.
enum class TagKind : quint8 {
    Unique, ///< of one build: a commit, a time, a version with a build counter
    Version, ///< a full version, pre-releases included
    Date,
    Number, ///< of a build
    Snapshot, ///< of what is still being worked on
    Floating, ///< one or two numbers, moved to each patch release
    Channel, ///< latest, stable, staging
    Codename, ///< of a variant or distribution: alpine, bookworm
    Branch, ///< of source code, or of a request to merge
    Other, ///< a word that says nothing
    Auxiliary, ///< signatures, attestations and build caches: nothing to run
};

/// What a tag's spelling lets expect.
struct TagForecast
{
    TagKind kind = TagKind::Other;
    int confidence = 0; ///< percent that it keeps its digest; 0 for Auxiliary

    friend bool operator==(const TagForecast &, const TagForecast &) = default;
};

/// The numbers are estimates from how projects name their tags.
[[nodiscard]] TagForecast forecastTag(const QString &tag);
/// The same for a tag that has been read as a version already.
[[nodiscard]] TagForecast forecastTag(const QString &tag, const std::optional<TagVersion> &version);

/// "unique", "version", "date" …: the names in machine-readable output.
[[nodiscard]] QString kindName(TagKind kind);

/// True for kinds that can take the place of a tag that moves.
[[nodiscard]] bool isFixedKind(TagKind kind);

/// True for a text of hexadecimal digits that is long enough for a commit, in lower case.
[[nodiscard]] bool looksLikeHex(QStringView text);

} // namespace Pinion
