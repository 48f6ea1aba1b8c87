// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <compare>
#include <optional>

namespace Pinion {

/// A tag read as a version: "server-v1.2.3-rc.1-alpine" has the prefix "server-", the numbers 1, 2
/// and 3, the stage of a release candidate with the number 1, and the suffix "alpine". Numbers are
/// kept as digits without leading zeros, so they can have any length.
struct TagVersion
{
    /// How far a version has come; a later stage is newer.
    enum class Stage : quint8 { Snapshot, Alpha, Beta, Milestone, Candidate, Release, Patch };

    QString prefix; ///< in lower case, with its separator; the "v" is not part of it
    QStringList numbers; ///< one to four
    Stage stage = Stage::Release;
    QString stageWord; ///< "rc", in lower case; empty where none is written
    QStringList stageNumbers;
    QString revision; ///< digits of the counter of rebuilds: "4" of 1.2.3-debian-12-r4
    QString distance; ///< commits since the tag, as git describe counts them
    QString suffix; ///< what remains, in lower case: "alpine3.19"
    bool holdsDate = false; ///< behind the numbers

    /// Nothing for a tag that has no version at its start or behind words.
    [[nodiscard]] static std::optional<TagVersion> parse(const QString &tag);

    [[nodiscard]] bool isFull() const { return numbers.size() >= 3; }
    [[nodiscard]] bool isPrerelease() const { return stage < Stage::Release; }
};

/// Compares numbers that are written as digits; nothing at all counts as zero.
[[nodiscard]] std::strong_ordering compareDigits(QStringView a, QStringView b);

} // namespace Pinion
