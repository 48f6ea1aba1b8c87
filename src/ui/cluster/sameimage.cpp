// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/sameimage.h"

#include "marathon/imagereference.h"
#include "ui/registry/tagtexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::SameImage)
};

using Readings = std::vector<LedgerReading>;

constexpr qint64 ClockDoubt = 60; ///< seconds that two clocks may be apart

/// What the tag meant at a moment; empty where nobody knows.
QString digestAt(const Readings &readings, const QDateTime &time)
{
    for (const LedgerReading &reading : readings) {
        if (reading.first.addSecs(ClockDoubt) <= time && time <= reading.last.addSecs(-ClockDoubt))
            return reading.digest;
    }
    return {};
}

/// How many started before and after the tag went from one reading to the next.
struct Split
{
    int before = 0;
    int after = 0;
    QDateTime seen; ///< when the move was noticed

    [[nodiscard]] bool isSplit() const { return before > 0 && after > 0; }
};

Split splitAt(
    const LedgerReading &from, const LedgerReading &to, const std::vector<QDateTime> &starts)
{
    Split split;
    split.seen = to.first;
    for (const QDateTime &start : starts) {
        split.before += start <= from.last.addSecs(-ClockDoubt) ? 1 : 0;
        split.after += start >= to.first.addSecs(ClockDoubt) ? 1 : 0;
    }
    return split;
}

/// The last move of the tag that some instances started before and some after.
Split lastSplit(const Readings &readings, const std::vector<QDateTime> &starts)
{
    for (size_t i = readings.size(); i-- > 1;) {
        if (readings[i - 1].digest == readings[i].digest)
            continue;
        const Split split = splitAt(readings[i - 1], readings[i], starts);
        if (split.isSplit())
            return split;
    }
    return {};
}

SameImageAnswer byTag(const RunningApp &app, const QString &tag, const Readings &readings,
    const std::vector<QDateTime> &starts)
{
    const int count = int(starts.size());
    std::map<QString, int> digests;
    for (const QDateTime &start : starts)
        ++digests[digestAt(readings, start)];
    const bool isAllKnown = !digests.contains(QString());
    if (isAllKnown && digests.size() == 1) {
        const QString digest = shortDigest(digests.begin()->first);
        if (app.isPullForced)
            return {SameImage::Same,
                Words::tr("All %1 run the same image: each was pulled while %2 meant %3.")
                    .arg(count)
                    .arg(tag, digest)};
        return {SameImage::Unknown,
            Words::tr("All %1 started while %2 meant %3, but nothing makes a node pull it: one may "
                      "have used an older copy.")
                .arg(count)
                .arg(tag, digest)};
    }
    if (isAllKnown && app.isPullForced)
        return {SameImage::Different,
            Words::tr("They run %1 different images: each was pulled while %2 meant another one.")
                .arg(digests.size())
                .arg(tag)};
    const Split split = lastSplit(readings, starts);
    if (split.isSplit())
        return {SameImage::MayDiffer,
            Words::tr("%n instance(s) started before %1 moved (%2), %3 after: they may run "
                      "different code.",
                nullptr, split.before)
                .arg(tag, clockTime(split.seen, QDateTime::currentDateTimeUtc()))
                .arg(split.after)};
    return {SameImage::Unknown,
        Words::tr("Whether all %1 run the same image is not known: nobody looked at %2 around the "
                  "times they started.")
            .arg(count)
            .arg(tag)};
}

bool isOld(const AppTask &task, const RunningApp &app)
{
    return !task.version.isEmpty() && !app.lastConfigChangeAt.isEmpty()
        && instantOf(task.version) < instantOf(app.lastConfigChangeAt);
}

} // namespace

SameImageAnswer sameImage(const RunningApp &app, const Ledger &ledger)
{
    std::vector<QDateTime> starts;
    int old = 0;
    for (const AppTask &task : app.tasks) {
        if (!task.isRunning() || !task.startedAt.isValid())
            continue;
        starts.push_back(task.startedAt);
        old += isOld(task, app) ? 1 : 0;
    }
    const Result<ImageReference> image = ImageReference::parse(app.image);
    if (starts.size() < 2 || !image)
        return {};
    const int count = int(starts.size());
    if (old > 0)
        return {SameImage::Unknown,
            Words::tr("%n of %1 instances still run(s) an earlier version.", nullptr, old)
                .arg(count)};
    if (!image->digest.isEmpty())
        return {SameImage::Same,
            Words::tr("All %1 run the same image: the digest is in the definition.").arg(count)};
    const LedgerEntry *entry = ledger.find(ledgerKey(*image));
    return byTag(app, image->effectiveTag(), entry ? entry->comparable() : Readings(), starts);
}

} // namespace Pinion
