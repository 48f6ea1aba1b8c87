// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/jobname.h"
#include "prepull/plan.h"

namespace Pinion {

/// The job's definition: once, now, on this host and nowhere else.
[[nodiscard]] QByteArray chronosJob(const PrepullPlan &plan, const QString &host);

/// A job as Chronos lists it.
struct ChronosJob
{
    QString name;
    int successes = 0;
    int errors = 0;
    QString schedule; ///< "R1//PT24H"; "R0/…" once it has been launched
    std::vector<QStringList> constraints;
};
/// Errors: Protocol.
[[nodiscard]] Result<std::vector<ChronosJob>> readChronosJobs(const QByteArray &body);
/// What jobs do now, by name: "queued", "idle", "1 running". Of 3.x jobs/summary, of 2.x graph/csv.
[[nodiscard]] QHash<QString, QString> readChronosStates(const QByteArray &body);

/// Chronos drops constraints that it does not know, without a word; then the job would run
/// anywhere.
[[nodiscard]] bool isPinned(const ChronosJob &job, const QString &host);

} // namespace Pinion
