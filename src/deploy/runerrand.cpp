// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does to an app without sending a definition.
#include "deploy/run.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

QCoro::Task<void> DeployRun::carryOut(Errand errand, QString app, WritePermit permit)
{
    const std::stop_token stop = begin({app});
    m_errand = errand;
    report(RunState::Reading, u"Reading what runs on %1."_s.arg(target()));
    co_await attach(stop);
    if (stop.stop_requested())
        co_return;
    const bool isUnlocked = co_await passLocks(Locks::Report, stop);
    if (!isUnlocked)
        co_return;
    const Result<Apps> apps = co_await readApps(stop);
    if (stop.stop_requested())
        co_return;
    if (!apps) {
        fail(apps.error());
        co_return;
    }
    for (const auto &[id, running] : *apps)
        m_before[id] = running ? running->version : AppVersion();
    report(RunState::Sending, u"Asking %1 for it."_s.arg(target()));
    Result<ChangeAnswer> answer = co_await sendErrand(std::move(permit), stop);
    if (stop.stop_requested())
        co_return;
    if (!answer) {
        fail(answer.error());
        co_return;
    }
    FollowedDeployment followed = followedNow();
    followed.removes = errand == Errand::Remove;
    co_await takeAnswer(std::move(*answer), std::move(followed), stop);
}

Task<ChangeAnswer> DeployRun::sendErrand(WritePermit permit, std::stop_token stop)
{
    MarathonClient &marathon = m_cluster.marathon();
    if (m_errand == Errand::Restart)
        return marathon.restartApp(m_apps.value(0), Forced::No, std::move(permit), stop);
    return marathon.removeApp(m_apps.value(0), Forced::No, std::move(permit), stop);
}

/// After a lost answer: a version that is gone says enough.
bool DeployRun::concludeRemoval(const Apps &apps)
{
    if (m_errand != Errand::Remove)
        return false;
    const QString names = m_apps.join(u", "_s);
    const bool isGone = std::none_of(
        apps.begin(), apps.end(), [](const auto &app) { return app.second.has_value(); });
    if (isGone)
        finish(RunResult::Removed, u"%1 is removed from %2."_s.arg(names, target()));
    else
        finish(RunResult::NotApplied,
            u"%1 is still there: Marathon did not receive it, or is not done yet."_s.arg(names),
            u"Look at the deployments of the target."_s);
    return true;
}

} // namespace Pinion
