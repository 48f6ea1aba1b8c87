// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"

#include <vector>

namespace Pinion {

/// The targets that are known: those of the project around a document, then the user's own. Where
/// both have a name, the project's counts, completed by what is personal in the user's: sign-in,
/// user and files of certificates.
class TargetStore
{
public:
    /// `userFile`: of the user's own targets, in the form of a .pinion.json; need not exist.
    explicit TargetStore(QString userFile = standardFile());

    /// "targets.json" in the program's configuration folder.
    [[nodiscard]] static QString standardFile();

    /// For a document, or for a folder. Errors: those of reading and parsing, with line and column.
    [[nodiscard]] Result<std::vector<Target>> targets(const QString &documentPath) const;
    /// The user's own alone.
    [[nodiscard]] Result<std::vector<Target>> own() const;
    /// Replaces the user's own; whatever else the file holds stays. Errors: Io, Invalid.
    [[nodiscard]] Result<void> save(const std::vector<Target> &targets) const;

    [[nodiscard]] const QString &userFile() const { return m_userFile; }

private:
    QString m_userFile;
};

[[nodiscard]] const Target *findTarget(const std::vector<Target> &targets, QStringView name);

/// The target to begin with: the one used last if it is not guarded, else the first one that is
/// not; null where all are guarded or there is none. After a start, an end of a guarded deployment
/// and 15 minutes without input the window asks this again, so production is never at hand unasked.
[[nodiscard]] const Target *preselected(
    const std::vector<Target> &targets, const QString &usedLast);

/// How long a guarded target stays selected without input.
inline constexpr std::chrono::minutes GuardedSelectionLasts{15};

} // namespace Pinion
