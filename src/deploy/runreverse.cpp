// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/run.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

QCoro::Task<void> DeployRun::revert(WritePermit permit)
{
    const bool isRunning = m_status.state == RunState::Following && m_follower
        && m_follower->state().phase < FollowPhase::Verifying;
    m_scope.cancel();
    const std::stop_token stop = m_scope.token();
    m_isReverting = true;
    m_early.clear();
    report(RunState::Reverting, u"Asking %1 to go back."_s.arg(target()));
    if (isRunning) {
        Result<ChangeAnswer> answer
            = co_await m_cluster.marathon().revertDeployment(m_status.deploymentId, permit, stop);
        if (stop.stop_requested())
            co_return;
        if (!answer) {
            fail(answer.error());
            co_return;
        }
        const bool isOver = answer->outcome == ChangeAnswer::Outcome::Refused
            && answer->refusal.kind == RefusalKind::NotFound;
        if (!isOver) {
            FollowedDeployment followed = followedNow();
            followed.isReverse = true;
            followed.removes = m_status.removesOnRevert;
            co_await takeAnswer(std::move(*answer), std::move(followed), stop);
            co_return;
        }
    }
    co_await sendEarlier(std::move(permit), stop);
}

/// The deployment is over: the way back is one more of its own.
QCoro::Task<void> DeployRun::sendEarlier(WritePermit permit, std::stop_token stop)
{
    MarathonClient &marathon = m_cluster.marathon();
    const Result<Apps> apps = co_await readApps(stop);
    if (stop.stop_requested())
        co_return;
    if (!apps) {
        fail(apps.error());
        co_return;
    }
    QByteArrayList bodies;
    QStringList ids;
    FollowedDeployment followed = followedNow();
    followed.apps.clear();
    for (const QString &id : m_apps) {
        const AppVersion version = m_before[id];
        if (version.isEmpty())
            continue;
        const Result<RunningApp> earlier = co_await marathon.version(id, version, stop);
        if (stop.stop_requested())
            co_return;
        if (!earlier) {
            fail(earlier.error());
            co_return;
        }
        bodies.append(withoutServerFields(earlier->definition));
        followed.apps.append(id);
        const std::optional<RunningApp> &now = apps->at(id);
        followed.before[id] = now ? now->version : AppVersion();
    }
    Result<ChangeAnswer> answer = cancelled();
    if (bodies.isEmpty()) {
        followed.apps = m_apps.mid(0, 1);
        followed.removes = true;
        answer = co_await marathon.removeApp(m_apps.value(0), Forced::No, permit, stop);
    } else if (bodies.size() == 1) {
        answer = co_await marathon.putApp(
            followed.apps.first(), bodies.first(), Forced::No, permit, stop);
    } else {
        const QByteArray body = "[\n" + bodies.join(",\n") + "\n]";
        answer = co_await marathon.putApps(body, Forced::No, permit, stop);
    }
    if (stop.stop_requested())
        co_return;
    if (!answer) {
        fail(answer.error());
        co_return;
    }
    m_apps = followed.apps;
    co_await takeAnswer(std::move(*answer), std::move(followed), stop);
}

QCoro::Task<void> DeployRun::abandon(WritePermit permit)
{
    const std::stop_token stop = m_scope.token();
    const Result<ChangeAnswer> answer = co_await m_cluster.marathon().abandonDeployment(
        m_status.deploymentId, std::move(permit), stop);
    if (stop.stop_requested())
        co_return;
    if (!answer || answer->outcome == ChangeAnswer::Outcome::Unknown) {
        // The run goes on being followed, so what became of it will show.
        m_status.hint = answer ? answer->refusal.error.message : answer.error().message;
        emit changed();
        co_return;
    }
    if (answer->outcome == ChangeAnswer::Outcome::Refused
        && answer->refusal.kind != RefusalKind::NotFound) {
        m_status.hint = answer->refusal.error.message;
        emit changed();
        co_return;
    }
    m_scope.cancel();
    finish(RunResult::Abandoned,
        u"The deployment was stopped where it was. Old and new instances may both stay."_s,
        u"Deploy again to bring them together."_s);
}

QCoro::Task<void> DeployRun::tryNow(WritePermit permit)
{
    const std::stop_token stop = m_scope.token();
    const QString app = m_status.follow.waiting ? m_status.follow.waiting->appId : m_apps.value(0);
    const Result<ChangeAnswer> answer
        = co_await m_cluster.marathon().resetDelay(app, std::move(permit), stop);
    if (stop.stop_requested())
        co_return;
    const bool isDone = answer && answer->outcome == ChangeAnswer::Outcome::Accepted;
    m_status.hint = isDone ? u"Marathon tries again at once."_s
        : answer           ? answer->refusal.error.message
                           : answer.error().message;
    emit changed();
}

QCoro::Task<void> DeployRun::check()
{
    m_scope.cancel();
    const std::stop_token stop = m_scope.token();
    report(RunState::Reading, u"Looking what runs on %1 now."_s.arg(target()));
    co_await attach(stop);
    if (stop.stop_requested())
        co_return;
    co_await inquire(stop);
}

/// Compares versions first, since those never lie; then definitions, to tell ours from another's.
QCoro::Task<void> DeployRun::inquire(std::stop_token stop)
{
    const Result<Apps> apps = co_await readApps(stop);
    if (stop.stop_requested())
        co_return;
    if (!apps) { // it is as unknown as before
        finish(RunResult::AnswerLost, apps.error().message, apps.error().hint);
        co_return;
    }
    if (concludeRemoval(*apps))
        co_return;
    ServerSettings settings;
    const Result<ServerInfo> info = co_await m_cluster.marathon().info(stop);
    if (stop.stop_requested())
        co_return;
    if (info) {
        settings.facts = info->facts;
        settings.version = info->version.isSet() ? info->version : settings.version;
    }
    AppVersion changedTo;
    for (const auto &[id, app] : *apps) {
        const AppVersion found = app ? app->version : AppVersion();
        if (!found.isEmpty() && !sameVersion(found, m_before[id]))
            changedTo = found;
    }
    bool isOurs = true;
    for (const WantedApp &wanted : m_request ? m_request->apps : std::vector<WantedApp>()) {
        const std::optional<RunningApp> &app = apps->at(wanted.id);
        isOurs = isOurs && app
            && differingMembers(wanted.definition, app->definition, settings).isEmpty();
    }
    if (changedTo.isEmpty() && isOurs && m_request) {
        finish(RunResult::NothingToDo,
            u"%1 already runs this definition; there was nothing to deploy."_s.arg(
                sentenceStart(target())));
        co_return;
    }
    if (changedTo.isEmpty()) {
        finish(RunResult::NotApplied,
            u"Marathon did not receive it: %1 is as it was. Nothing was changed."_s.arg(
                m_apps.join(u", "_s)),
            u"Deploy again if you still want it."_s);
        co_return;
    }
    if (!isOurs) {
        finish(RunResult::Superseded,
            u"%1 was changed on %2, but not to what was sent: somebody else has changed it."_s.arg(
                m_apps.join(u", "_s), target()),
            u"Compare again."_s);
        co_return;
    }
    FollowedDeployment followed = followedNow();
    followed.version = changedTo;
    co_await follow(std::move(followed), stop);
}

QCoro::Task<void> DeployRun::resume(RunJournal::Entry left, std::optional<DeployRequest> request)
{
    const RunRecord &record = left.record;
    const std::stop_token stop = begin(record.apps);
    m_recordName = left.name;
    m_request = std::move(request);
    m_group = record.group;
    m_documentPath = record.documentPath;
    m_movingBefore = record.movingBefore;
    m_before = record.before;
    m_began = record.began;
    m_isReverting = record.step == RecordedStep::Reverting;
    m_status.removesOnRevert = std::all_of(
        m_before.begin(), m_before.end(), [](const auto &app) { return app.second.isEmpty(); });
    const QStringList addresses = addressesOf(m_cluster.access().urls);
    if (record.target != target() || record.addresses != addresses) {
        finish(RunResult::Failed,
            u"The deployment of %1 went to %2, which has other addresses by now."_s.arg(
                m_apps.join(u", "_s), record.target),
            u"Look at what runs there."_s);
        co_return;
    }
    if (record.step == RecordedStep::Sending) {
        co_await check();
        co_return;
    }
    report(RunState::Reading, u"Taking up the deployment on %1."_s.arg(target()));
    co_await attach(stop);
    if (stop.stop_requested())
        co_return;
    FollowedDeployment followed = followedNow();
    followed.id = record.deploymentId;
    followed.version = record.version;
    followed.isReverse = m_isReverting;
    followed.removes = m_isReverting && m_status.removesOnRevert;
    co_await follow(std::move(followed), stop);
}

} // namespace Pinion
