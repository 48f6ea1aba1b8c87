// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/plan.h"

#include <QLockFile>
#include <QUrl>

#include <memory>

namespace Pinion {

/// What of a run outlives the program: enough to find its helpers and remove them.
struct PrepullRecord
{
    QString runId;
    QString target;
    QStringList addresses; ///< of the target, which must be the same again
    PrepullVia via = PrepullVia::Marathon;
    QUrl scheduler; ///< of Chronos or Eremetic; empty for Marathon
    QString image;
    QStringList hosts;
    QDateTime began; ///< UTC

    [[nodiscard]] QByteArray toJson() const;
    /// Errors: Invalid.
    [[nodiscard]] static Result<PrepullRecord> fromJson(const QByteArray &bytes);

    friend bool operator==(const PrepullRecord &, const PrepullRecord &) = default;
};

/// The runs whose helpers may still be there, one file each. While a program works at a run it
/// holds a lock that ends with it, however it ends.
class PrepullJournal
{
public:
    explicit PrepullJournal(QString folder = standardFolder());

    [[nodiscard]] static QString standardFolder();

    /// A run under way: whoever has it keeps it alive.
    using Hold = std::unique_ptr<QLockFile>;
    /// Errors: Io, Conflict (another program works at it).
    [[nodiscard]] Result<Hold> write(const PrepullRecord &record) const;
    void remove(const QString &runId) const;

    struct Entry
    {
        PrepullRecord record;
        bool isAlive = false; ///< a program works at it
    };
    /// The oldest first. What cannot be read is left out.
    [[nodiscard]] std::vector<Entry> entries() const;

private:
    [[nodiscard]] QString fileOf(const QString &runId) const;

    QString m_folder;
};

} // namespace Pinion
