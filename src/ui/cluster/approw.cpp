// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/approw.h"

#include "marathon/imagereference.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::AppRow)
};

constexpr qsizetype DigestDigits = 7;

bool isTroubled(AppStatus status)
{
    return status == AppStatus::Unhealthy || status == AppStatus::Delayed
        || status == AppStatus::Waiting;
}

} // namespace

AppRow rowOf(const RunningApp &app, const QueueEntry *queued)
{
    AppRow row;
    row.id = app.id;
    row.status = statusOf(app, queued);
    row.running = app.tasksRunning;
    row.instances = app.instances;
    row.unhealthy = app.tasksUnhealthy;
    row.image = app.image;
    row.cpus = app.cpus * app.instances;
    row.mem = app.mem * app.instances;
    row.version = app.version;
    row.hasHealthCheck = app.healthChecks > 0;
    row.labels.reserve(app.labels.size());
    for (auto label = app.labels.begin(); label != app.labels.end(); ++label)
        row.labels.append(label.key() + u'=' + label.value());
    row.labels.sort();
    return row;
}

QString statusWord(AppStatus status)
{
    switch (status) {
    case AppStatus::Suspended:
        return Words::tr("Suspended");
    case AppStatus::Deploying:
        return Words::tr("Deploying");
    case AppStatus::Unhealthy:
        return Words::tr("Unhealthy");
    case AppStatus::Delayed:
        return Words::tr("Delayed");
    case AppStatus::Waiting:
        return Words::tr("Waiting");
    case AppStatus::Running:
        break;
    }
    return Words::tr("Running");
}

QString statusText(const AppRow &row)
{
    const QString word = statusWord(row.status);
    if (row.status == AppStatus::Suspended && row.running == 0)
        return word;
    const QString counts = Words::tr("%1 %2/%3").arg(word).arg(row.running).arg(row.instances);
    return row.unhealthy > 0 ? Words::tr("%1, %n failing", nullptr, row.unhealthy).arg(counts)
                             : counts;
}

QString shortImage(const QString &image)
{
    const Result<ImageReference> reference = ImageReference::parse(image);
    if (!reference)
        return image;
    if (!reference->tag.isEmpty() || reference->digest.isEmpty())
        return reference->effectiveTag();
    return u'@' + reference->digest.section(u':', 1).left(DigestDigits) + u'…';
}

void GroupTotals::add(const AppRow &row)
{
    ++apps;
    troubled += isTroubled(row.status) ? 1 : 0;
    cpus += row.cpus;
    mem += row.mem;
}

void GroupTotals::add(const GroupTotals &other)
{
    apps += other.apps;
    troubled += other.troubled;
    cpus += other.cpus;
    mem += other.mem;
}

QString totalsText(const GroupTotals &totals)
{
    return totals.troubled > 0
        ? Words::tr("%1 of %2 in trouble").arg(totals.troubled).arg(totals.apps)
        : Words::tr("%n app(s)", nullptr, totals.apps);
}

} // namespace Pinion
