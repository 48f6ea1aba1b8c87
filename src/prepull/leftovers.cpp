// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/leftovers.h"

#include "prepull/marathonapp.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isSamePlace(const PrepullRecord &one, const PrepullRecord &other)
{
    QStringList mine = one.addresses;
    QStringList theirs = other.addresses;
    mine.sort();
    theirs.sort();
    return one.target == other.target && mine == theirs;
}

} // namespace

std::vector<PrepullRecord> leftovers(const std::vector<PrepullJournal::Entry> &journal,
    const std::vector<RunningApp> &helpers, const PrepullRecord &here, const QDateTime &now)
{
    std::vector<PrepullRecord> left;
    QStringList known;
    for (const PrepullJournal::Entry &entry : journal) {
        known.append(entry.record.runId);
        if (!entry.isAlive && isSamePlace(entry.record, here))
            left.push_back(entry.record);
    }
    for (const RunningApp &helper : helpers) {
        PrepullRecord record = here;
        record.runId = helper.labels.value(RunLabel);
        record.began = QDateTime::fromString(helper.labels.value(StartedLabel), Qt::ISODate);
        const bool isOld
            = record.began.isValid() && record.began.addSecs(LeftoverAge.count() * 3600) < now;
        if (!isOld || known.contains(record.runId) || !isHelperOf(helper.id, record.runId))
            continue;
        known.append(record.runId);
        record.via = PrepullVia::Marathon;
        record.scheduler.clear();
        record.image.clear();
        record.hosts.clear();
        left.push_back(std::move(record));
    }
    std::stable_sort(
        left.begin(), left.end(), [](const PrepullRecord &one, const PrepullRecord &other) {
            return one.began < other.began;
        });
    return left;
}

} // namespace Pinion
