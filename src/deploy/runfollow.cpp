// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/run.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// A deployment is far smaller; what comes while nothing is followed yet is kept for a moment.
constexpr std::size_t MostEarlyEvents = 10'000;

RunResult resultOf(FollowPhase phase, bool isReverting)
{
    switch (phase) {
    case FollowPhase::Verified:
        return isReverting ? RunResult::RolledBack : RunResult::Verified;
    case FollowPhase::NothingToDo:
        return isReverting ? RunResult::RolledBack : RunResult::NothingToDo;
    case FollowPhase::EndedUnhealthy:
        return RunResult::EndedUnhealthy;
    case FollowPhase::Cancelled:
        return RunResult::Cancelled;
    case FollowPhase::Superseded:
        return RunResult::Superseded;
    case FollowPhase::Removed:
        return RunResult::Removed;
    case FollowPhase::Planned:
    case FollowPhase::Replacing:
    case FollowPhase::Verifying:
        break;
    }
    return RunResult::None;
}

} // namespace

FollowedDeployment DeployRun::followedNow() const
{
    FollowedDeployment followed;
    followed.target = target();
    followed.apps = m_apps;
    followed.before = m_before;
    return followed;
}

QCoro::Task<void> DeployRun::follow(FollowedDeployment followed, std::stop_token stop)
{
    m_status.deploymentId = followed.id;
    m_version = followed.version;
    remember(std::chrono::seconds(-1));
    FollowPatience patience = m_pace.patience;
    if (m_journal)
        patience.usual = m_journal->past().usual(addressesOf(m_cluster.access().urls), m_apps);
    m_status.usual = patience.usual;
    m_follower.emplace(std::move(followed), patience, now());
    for (const MarathonEvent &event : std::exchange(m_early, {}))
        m_follower->onEvent(event, now());
    record(m_isReverting ? RecordedStep::Reverting : RecordedStep::Following);
    report(RunState::Following,
        m_isReverting ? u"%1 goes back to what was there before."_s.arg(sentenceStart(target()))
                      : u"%1 has accepted it."_s.arg(sentenceStart(target())));
    while (!isEnd(m_follower->state().phase)) {
        co_await poll(stop);
        if (stop.stop_requested())
            co_return;
        takeFollowState();
        if (isEnd(m_follower->state().phase))
            break;
        const Result<void> hasSlept = co_await m_cluster.line().clock().sleep(m_pace.poll, stop);
        if (!hasSlept)
            co_return;
    }
    conclude();
}

QCoro::Task<void> DeployRun::poll(std::stop_token stop)
{
    MarathonClient &marathon = m_cluster.marathon();
    const Result<std::vector<Deployment>> deployments = co_await marathon.deployments(stop);
    if (stop.stop_requested())
        co_return;
    if (deployments)
        m_follower->onDeployments(*deployments, now());
    Result<Apps> apps = co_await readApps(stop);
    if (stop.stop_requested())
        co_return;
    if (apps) {
        m_seen = *apps;
        for (const auto &[id, app] : m_seen) {
            if (app)
                m_follower->onApp(*app, now());
            else
                m_follower->onAppMissing(id, now());
        }
    }
    if (m_follower->wantsQueue(now())) {
        const Result<std::vector<QueueEntry>> queue = co_await marathon.queue(stop);
        if (stop.stop_requested())
            co_return;
        if (queue)
            m_follower->onQueue(*queue, now());
    }
    m_follower->onTick(now());
    // It goes on in the cluster whether or not it can be seen.
    const Error *problem = !deployments ? &deployments.error() : !apps ? &apps.error() : nullptr;
    m_status.hint = problem ? problem->message + u" Pinion keeps trying."_s : QString();
}

void DeployRun::takeEvent(const MarathonEvent &event)
{
    const bool isUnderWay = m_status.state != RunState::Idle && m_status.state != RunState::Ended;
    if (!isUnderWay)
        return;
    if (!m_follower || m_status.state == RunState::Reverting) {
        if (m_early.size() < MostEarlyEvents)
            m_early.push_back(event);
        return;
    }
    m_follower->onEvent(event, now());
    takeFollowState();
}

void DeployRun::takeFollowState()
{
    m_status.follow = m_follower->state();
    m_status.deploymentId = m_follower->followed().id;
    const FollowState &state = m_status.follow;
    m_status.canRevert = hasWayBack() && !isEnd(state.phase);
    if (state.waiting)
        m_status.sentence = state.waiting->sentence;
    else if (state.phase == FollowPhase::Verifying)
        m_status.sentence = u"Marathon is done; Pinion looks whether all instances stay well."_s;
    else if (state.phase == FollowPhase::Replacing && m_errand == Errand::Remove)
        m_status.sentence = u"%1 is being removed; instances left: %2."_s.arg(m_apps.join(u", "_s))
                                .arg(state.oldLeft);
    else if (state.phase == FollowPhase::Replacing)
        m_status.sentence = u"%1 of %2 new instances are up, %3 old ones are left."_s.arg(
            QString::number(state.newHealthy), QString::number(state.wanted),
            QString::number(state.oldLeft));
    emit changed();
}

void DeployRun::conclude()
{
    m_status.follow = m_follower->state();
    const FollowPhase phase = m_status.follow.phase;
    const RunResult result = resultOf(phase, m_isReverting);
    QString sentence = m_status.follow.message;
    if (result == RunResult::RolledBack)
        sentence = u"Rolled back. "_s + sentence;
    if (result == RunResult::Superseded && isBackAgain())
        sentence = u"The deployment has ended, but %1 on %2 is what it was before: somebody rolled "
                   "it back."_s.arg(m_apps.join(u", "_s), target());
    m_status.canRevert = hasWayBack() && result != RunResult::NothingToDo;
    if (phase == FollowPhase::Verified)
        remember(std::chrono::seconds(m_status.follow.began.secsTo(m_status.follow.ended)));
    finish(result, sentence,
        result == RunResult::EndedUnhealthy ? u"Look at the instances, or roll back."_s
                                            : QString());
}

bool DeployRun::isBackAgain() const
{
    if (m_isReverting || m_definitionsBefore.empty())
        return false;
    return std::all_of(
        m_definitionsBefore.begin(), m_definitionsBefore.end(), [this](const auto &before) {
            const auto seen = m_seen.find(before.first);
            return seen != m_seen.end() && seen->second
                && differingMembers(before.second, seen->second->definition, ServerSettings())
                       .isEmpty();
        });
}

void DeployRun::report(RunState state, const QString &sentence)
{
    m_status.state = state;
    m_status.result = RunResult::None;
    m_status.sentence = sentence;
    m_status.hint.clear();
    m_status.canRevert = state == RunState::Following && hasWayBack();
    emit changed();
}

void DeployRun::finish(RunResult result, const QString &sentence, const QString &hint)
{
    m_status.state = RunState::Ended;
    m_status.result = result;
    m_status.sentence = sentence;
    m_status.hint = hint;
    // What is not known can still be looked into, even by another run of the program.
    if (result != RunResult::AnswerLost)
        forget();
    emit changed();
    emit ended();
}

void DeployRun::fail(const Error &error)
{
    m_status.refusal.error = error;
    const bool isTold = error.message.contains("Nothing was "_L1);
    finish(RunResult::Failed,
        isTold ? error.message : QString(error.message + u" Nothing was changed."_s), error.hint);
}

void DeployRun::record(RecordedStep step)
{
    if (!m_journal || m_errand != Errand::None)
        return;
    RunRecord record;
    record.target = target();
    record.addresses = addressesOf(m_cluster.access().urls);
    record.step = step;
    record.documentPath = m_documentPath;
    record.movingBefore = m_movingBefore;
    record.apps = m_apps;
    record.group = m_group;
    record.before = m_before;
    record.deploymentId = step == RecordedStep::Sending ? QString() : m_status.deploymentId;
    record.version = step == RecordedStep::Sending ? AppVersion() : m_version;
    record.began = m_began;
    // Without a record the run goes on as well; it is only not taken up after a crash.
    if (const Result<QString> name = m_journal->write(m_recordName, record))
        m_recordName = *name;
}

void DeployRun::remember(std::chrono::seconds took) const
{
    if (!m_journal || m_version.isEmpty() || m_errand == Errand::Remove)
        return;
    std::vector<PastRun> runs;
    for (const QString &app : m_apps)
        runs.push_back({addressesOf(m_cluster.access().urls), app, m_version, m_began, took});
    // Nothing depends on it but what is told of the usual.
    const Result<void> remembered = m_journal->past().remember(runs);
    Q_UNUSED(remembered)
}

void DeployRun::forget()
{
    if (m_journal)
        m_journal->remove(std::exchange(m_recordName, QString()));
}

} // namespace Pinion
