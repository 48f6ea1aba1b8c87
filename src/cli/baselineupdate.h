// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/filereport.h"
#include "rules/baseline.h"

#include <QSet>

namespace Pinion {

/// What --write-baseline does: collects the findings of a run and replaces the baseline by them.
/// Entries of files that were not checked stay.
class BaselineUpdate
{
public:
    BaselineUpdate(const QString &path, QString reason);

    void add(const FileReport &report);
    /// Writes the file and tells in one line what has changed. Errors: Invalid for findings that
    /// are added without a reason, or a reason that is none; those of reading and writing.
    [[nodiscard]] Result<QString> write() const;

private:
    [[nodiscard]] Result<Baseline> written() const;

    QString m_path;
    QString m_reason; ///< empty: that of the file as it is
    QSet<QString> m_checked;
    std::vector<BaselineEntry> m_entries;
};

} // namespace Pinion
