// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/pastruns.h"
#include "deploy/runrequest.h"

namespace Pinion {

/// How far a run had got when it was written down.
enum class RecordedStep : quint8 { Sending, Following, Reverting };

/// What of a run outlives the program: enough to find out what became of it. Holds no definition,
/// since those may hold passwords.
struct RunRecord
{
    QString target;
    QStringList addresses; ///< of the target, which must be the same again
    RecordedStep step = RecordedStep::Sending;
    QString documentPath;
    QStringList apps;
    QString group; ///< empty: apps were sent, not a group
    std::map<QString, AppVersion> before; ///< by app; empty: it did not run
    /// Images of what ran before whose tags are moved as a matter of course: the way back leads to
    /// their definitions, but not to what they meant.
    QStringList movingBefore;
    QString deploymentId; ///< empty while sending
    AppVersion version; ///< that was answered
    QDateTime began; ///< UTC

    [[nodiscard]] QByteArray toJson() const;
    /// Errors: Invalid.
    [[nodiscard]] static Result<RunRecord> fromJson(const QByteArray &bytes);

    friend bool operator==(const RunRecord &, const RunRecord &) = default;
};

/// The runs under way, one file each, so that several windows do not overwrite one another. A
/// record is written before anything is sent and goes when the run has ended.
class RunJournal
{
public:
    explicit RunJournal(QString folder = standardFolder());

    [[nodiscard]] static QString standardFolder();

    /// Answers the name under which it is kept; an empty name makes a new one. Errors: Io.
    [[nodiscard]] Result<QString> write(const QString &name, const RunRecord &record) const;
    void remove(const QString &name) const;
    struct Entry
    {
        QString name;
        RunRecord record;
    };
    /// The oldest first. What cannot be read is left out.
    [[nodiscard]] std::vector<Entry> entries() const;
    /// Those that are over.
    [[nodiscard]] PastRuns past() const;

private:
    QString m_folder;
};

} // namespace Pinion
