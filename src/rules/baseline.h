// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/check.h"

#include <functional>

namespace Pinion {

/// One known finding. Nothing in it counts lines, so that other edits leave it alone.
struct BaselineEntry
{
    QString file; ///< as seen from the baseline's folder
    QString app; ///< absolute id; empty for what belongs to the document
    QString rule;
    QString pointer; ///< counted from the app, else from the document
    QString message; ///< with numbers and digests left out

    friend bool operator==(const BaselineEntry &, const BaselineEntry &) = default;
};

/// The findings that were there when a project began to use Pinion. They are counted apart, and the
/// list can only be shrunk without a reason.
///
/// An entry belongs to its file for as long as that exists: the same mistake in the file of another
/// cluster is a new one. When the file is gone, the entry follows the app to wherever it moved.
class Baseline
{
public:
    Baseline() = default;
    Baseline(QString reason, std::vector<BaselineEntry> entries);
    /// Errors: Invalid, with line and column.
    [[nodiscard]] static Result<Baseline> parse(const QByteArray &bytes, const QString &name);
    /// Sorted, one entry per line: the same findings always give the same bytes.
    [[nodiscard]] QByteArray toJson() const;

    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] const std::vector<BaselineEntry> &entries() const { return m_entries; }
    /// Lets the entries of files that do not exist any more match in every file.
    void release(const std::function<bool(const QString &file)> &exists);
    /// The entry that knows a finding, or null.
    [[nodiscard]] const BaselineEntry *find(const BaselineEntry &finding) const;

private:
    QString m_reason;
    std::vector<BaselineEntry> m_entries; ///< sorted, each once
    QStringList m_goneFiles;
};

/// The entry for a finding of a document. Nothing for those about the syntax or about suppressions:
/// a project cannot live with them.
[[nodiscard]] std::optional<BaselineEntry> baselineEntry(
    const Finding &finding, const Definitions &definitions, const QString &file);

/// Marks the findings that the baseline knows and nothing else suppresses. `file` is the document's
/// path as seen from the baseline's folder.
void applyBaseline(
    Findings &findings, const JsonTree &tree, const Baseline &baseline, const QString &file);

} // namespace Pinion
