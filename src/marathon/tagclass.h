// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/imagereference.h"
#include "marathon/placeholder.h"

#include <QString>
#include <QStringList>

namespace Pinion {

/// What the spelling of an image reference says about whether it can come to mean another image.
enum class TagClass : quint8 {
    Templated, ///< T: holds a placeholder; not judged
    Invalid, ///< X: no client can pull it
    Digest, ///< D: pinned by digest, no tag
    TagAndDigest, ///< DT: the digest decides, the tag is a comment
    NoTag, ///< N: means latest
    Latest, ///< L
    Channel, ///< C: a branch, environment or release channel
    Floating, ///< F: one or two version numbers, moved to each patch release
    Pinned, ///< P: full version, date, commit or build number; fixed by convention
    Unknown, ///< U: a word that cannot be judged
};

/// A team's own naming scheme; see section "images" of .pinion.json.
struct TagPolicy
{
    QStringList immutableRepositories; ///< globs over domain/path and over the written name
    QStringList extraChannelWords;
    QStringList notChannelWords;
    Placeholders placeholders; ///< of a reference that cannot be judged
    int floatingComponents = 2; ///< 1 accepts 15.4 as fixed
    bool integerTagsAreBuilds = false; ///< true accepts 57 as fixed
};

struct TagVerdict
{
    TagClass tagClass = TagClass::Unknown;
    /// The letter of the deciding test, for explanations; '\0' where no tag was classed.
    char test = '\0';
    QString reason; ///< "a branch, environment or channel name", for sentences and tooltips
    QString invalidBecause; ///< for Invalid: what is wrong with the reference
};

[[nodiscard]] TagVerdict classifyImage(const QString &image, const TagPolicy &policy = {});
/// Classes a bare tag (tests a–l), never T, X, D, DT or N.
[[nodiscard]] TagVerdict classifyTag(const QString &tag, const TagPolicy &policy = {});
/// "T", "X", "D", "DT", "N", "L", "C", "F", "P", "U".
[[nodiscard]] QString className(TagClass tagClass);
/// True for N, L, C and F: classes that are moved as a matter of course.
[[nodiscard]] bool isMutable(TagClass tagClass);

} // namespace Pinion
