// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/appstatus.h"

using namespace Qt::StringLiterals;

namespace Pinion {

AppStatus statusOf(const RunningApp &app, const QueueEntry *queued)
{
    if (app.instances == 0)
        return AppStatus::Suspended;
    if (!app.deployments.isEmpty())
        return AppStatus::Deploying;
    if (app.tasksUnhealthy > 0)
        return AppStatus::Unhealthy;
    if (queued && !queued->isOverdue && queued->timeLeft.count() > 0)
        return AppStatus::Delayed;
    return app.tasksRunning < app.instances ? AppStatus::Waiting : AppStatus::Running;
}

QString statusName(AppStatus status)
{
    switch (status) {
    case AppStatus::Suspended:
        return u"suspended"_s;
    case AppStatus::Deploying:
        return u"deploying"_s;
    case AppStatus::Unhealthy:
        return u"unhealthy"_s;
    case AppStatus::Delayed:
        return u"delayed"_s;
    case AppStatus::Waiting:
        return u"waiting"_s;
    case AppStatus::Running:
        break;
    }
    return u"running"_s;
}

} // namespace Pinion
