// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/imagereference.h"
#include "marathon/tagkind.h"

#include <QDate>
#include <QSet>
#include <QString>

#include <vector>

namespace Pinion {
class TagKey;

/// What has been seen of one tag over time.
struct TagEvidence
{
    bool isLocked = false; ///< the registry says that it keeps the tag from moving
    bool isDeleted = false; ///< it was there, and the registry still has other tags
    bool hasReverted = false; ///< it moved, and is back at an earlier digest
    /// The list of platforms changed, but not the image for the one that matters.
    bool isSameForPlatform = false;
    QDate movedOn = {}; ///< the day of the last move; invalid: none was seen
    int looks = 0; ///< at the present digest
    int daysUnchanged = 0;

    [[nodiscard]] bool hasMoved() const { return movedOn.isValid(); }
};

/// What the whole of a repository tells about its tags.
struct RepositoryHabits
{
    /// Its releases are known to be built again under the same tags: Docker's official images, and
    /// Bitnami's, until a newer patch release is out.
    bool rebuildsNewest = false;
    bool hasMovedVersion = false; ///< somebody saw a release move; learned from a ledger
    bool numbersAreBuilds = false; ///< bare numbers count builds: 57
    QSet<QString> commits; ///< tags that are commits by the company they are in: deadbee
    QSet<QString> newestPatches; ///< the last release of each line

    [[nodiscard]] static RepositoryHabits of(
        const ImageReference &repository, const std::vector<TagKey> &tags);
};

enum class TagState : quint8 {
    ByName, ///< nothing is known but the name
    Pinned, ///< the reference has a digest
    Locked,
    Moved,
    Reverted,
    Deleted,
};

/// How far a tag can be trusted to keep its image.
struct TagOutlook
{
    TagForecast forecast;
    TagState state = TagState::ByName;
    bool isSameForPlatform = false;
    QDate movedOn;

    /// "pinned", "locked by the registry", "expected to stay", "may be rebuilt", "moves",
    /// "moved on 2026-05-20", "deleted", "unknown".
    [[nodiscard]] QString label() const;
};

[[nodiscard]] TagOutlook outlookOf(
    const QString &tag, const RepositoryHabits &habits = {}, const TagEvidence &evidence = {});
/// The same for a tag that has been read already.
[[nodiscard]] TagOutlook outlookOf(
    const TagKey &key, const RepositoryHabits &habits, const TagEvidence &evidence);

} // namespace Pinion
