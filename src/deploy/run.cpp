// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/run.h"

#include "base/delay.h"
#include "base/foreachlimited.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int ReadsAtOnce = 4;
constexpr std::chrono::milliseconds AttachStep{20};

QString lockSentence(const QStringList &apps, const Deployment &lock)
{
    QString about;
    const QDateTime began = instantOf(lock.version);
    if (began.isValid())
        about += u", started "_s + QLocale().toString(began.toLocalTime().time(), u"HH:mm"_s);
    const auto step = std::size_t(lock.currentStep);
    if (step > 0 && step <= lock.steps.size())
        about += u" (%1, step %2 of %3)"_s.arg(planText({lock.steps[step - 1]}))
                     .arg(lock.currentStep)
                     .arg(lock.steps.size());
    QString locked = apps.value(0);
    for (const QString &id : apps) {
        if (lock.affectedApps.contains(id)) {
            locked = id;
            break;
        }
    }
    return u"%1 is being changed by another deployment%2."_s.arg(locked, about);
}

} // namespace

DeployRun::DeployRun(Cluster &cluster, RunPace pace, RunJournal *journal)
    : m_cluster(cluster)
    , m_pace(pace)
    , m_journal(journal)
{
    connect(&cluster.events(), &EventStream::received, this, &DeployRun::takeEvent);
}

DeployRun::~DeployRun() = default;

QCoro::Task<void> DeployRun::start(DeployRequest request, WritePermit permit)
{
    return deploy(std::move(request), std::move(permit), Locks::Report);
}

QCoro::Task<void> DeployRun::startWhenUnlocked(DeployRequest request, WritePermit permit)
{
    return deploy(std::move(request), std::move(permit), Locks::WaitFor);
}

QCoro::Task<void> DeployRun::startByForce(DeployRequest request, WritePermit permit)
{
    return deploy(std::move(request), std::move(permit), Locks::Replace);
}

std::stop_token DeployRun::begin(QStringList apps)
{
    m_scope.cancel();
    m_status = RunStatus();
    m_early.clear();
    m_follower.reset();
    m_before.clear();
    m_definitionsBefore.clear();
    m_seen.clear();
    m_apps = std::move(apps);
    m_group.clear();
    m_documentPath.clear();
    m_movingBefore.clear();
    m_request.reset();
    m_errand = Errand::None;
    m_isReverting = false;
    m_began = now();
    return m_scope.token();
}

QCoro::Task<void> DeployRun::deploy(DeployRequest request, WritePermit permit, Locks locks)
{
    QStringList apps; // of a group, too, which is sent under its own id
    for (const WantedApp &app : request.apps)
        apps.append(app.id);
    const std::stop_token stop = begin(std::move(apps));
    m_group = request.kind == RequestKind::Group ? request.id : QString();
    m_documentPath = request.documentPath;
    m_movingBefore = request.movingBefore;
    m_request = std::move(request);
    report(RunState::Reading, u"Reading what runs on %1."_s.arg(target()));
    co_await attach(stop);
    if (stop.stop_requested())
        co_return;
    const bool isUnlocked = co_await passLocks(locks, stop);
    if (!isUnlocked)
        co_return;
    const bool isSame = co_await passDrift(stop);
    if (!isSame)
        co_return;
    report(RunState::Sending, u"Sending it to %1."_s.arg(target()));
    record(RecordedStep::Sending);
    const Forced forced = locks == Locks::Replace ? Forced::Yes : Forced::No;
    Result<ChangeAnswer> answer = co_await send(std::move(permit), forced, stop);
    if (stop.stop_requested())
        co_return;
    if (!answer) {
        fail(answer.error());
        co_return;
    }
    FollowedDeployment followed = followedNow();
    co_await takeAnswer(std::move(*answer), std::move(followed), stop);
}

/// Until the stream is live, so that nothing is missed, or it turns out that there is none.
QCoro::Task<void> DeployRun::attach(std::stop_token stop)
{
    EventStream &events = m_cluster.events();
    events.start();
    std::chrono::milliseconds waited{0};
    while (events.state() == StreamState::Connecting && waited < m_pace.attach) {
        const Result<void> hasWaited = co_await delay(AttachStep, stop);
        if (!hasWaited)
            co_return;
        waited += AttachStep;
    }
}

Task<std::vector<Deployment>> DeployRun::locksOf(std::stop_token stop)
{
    Result<std::vector<Deployment>> deployments = co_await m_cluster.marathon().deployments(stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (!deployments)
        co_return deployments;
    std::erase_if(*deployments, [this](const Deployment &deployment) {
        return std::none_of(m_apps.cbegin(), m_apps.cend(),
            [&](const QString &id) { return deployment.affectedApps.contains(id); });
    });
    co_return deployments;
}

QCoro::Task<bool> DeployRun::passLocks(Locks locks, std::stop_token stop)
{
    while (locks != Locks::Replace) {
        Result<std::vector<Deployment>> held = co_await locksOf(stop);
        if (stop.stop_requested())
            co_return false;
        if (!held && held.error().kind == ErrorKind::Rejected)
            break; // may not be listed; the server knows its locks
        if (!held) {
            fail(held.error());
            co_return false;
        }
        m_status.lockedBy = std::move(*held);
        if (m_status.lockedBy.empty())
            break;
        const QString sentence = lockSentence(m_apps, m_status.lockedBy.front());
        if (locks == Locks::Report) {
            finish(RunResult::Locked, sentence + u" Yours was not sent."_s,
                u"Wait until it has ended, or look at what it does."_s);
            co_return false;
        }
        report(RunState::WaitingForLock, sentence + u" Yours is sent when it has ended."_s);
        const Result<void> hasSlept = co_await m_cluster.line().clock().sleep(m_pace.poll, stop);
        if (!hasSlept)
            co_return false;
    }
    co_return true;
}

QCoro::Task<bool> DeployRun::passDrift(std::stop_token stop)
{
    const Result<Apps> apps = co_await readApps(stop);
    if (stop.stop_requested())
        co_return false;
    if (!apps) {
        fail(apps.error());
        co_return false;
    }
    for (const auto &[id, app] : *apps) {
        m_before[id] = app ? app->version : AppVersion();
        if (app)
            m_definitionsBefore[id] = withoutServerFields(app->definition);
        const auto expected = m_request->basedOn.find(id);
        if (expected == m_request->basedOn.end())
            continue;
        if (const std::optional<Drift> drift = driftOf(id, expected->second, app))
            m_status.drifts.push_back(*drift);
    }
    m_status.removesOnRevert = std::all_of(
        m_before.begin(), m_before.end(), [](const auto &app) { return app.second.isEmpty(); });
    if (m_status.drifts.empty())
        co_return true;
    finish(RunResult::Drifted,
        driftSentence(m_status.drifts.front(), target()) + u" Nothing was sent."_s,
        u"Compare again, then deploy."_s);
    co_return false;
}

Task<DeployRun::Apps> DeployRun::readApps(std::stop_token stop)
{
    MarathonClient &marathon = m_cluster.marathon();
    const auto ask = [&marathon, stop](const QString &id) { return marathon.app(id, stop); };
    std::vector<QString> ids(m_apps.cbegin(), m_apps.cend());
    std::vector<Result<RunningApp>> answers
        = co_await forEachLimited(std::move(ids), ReadsAtOnce, ask, stop);
    if (stop.stop_requested())
        co_return cancelled();
    Apps apps;
    for (qsizetype i = 0; i < m_apps.size(); ++i) {
        Result<RunningApp> &answer = answers[std::size_t(i)];
        if (!answer && answer.error().kind != ErrorKind::NotFound)
            co_return tl::make_unexpected(answer.error());
        apps[m_apps[i]] = answer ? std::optional(std::move(*answer)) : std::nullopt;
    }
    co_return apps;
}

Task<ChangeAnswer> DeployRun::send(WritePermit permit, Forced forced, std::stop_token stop)
{
    MarathonClient &marathon = m_cluster.marathon();
    switch (m_request->kind) {
    case RequestKind::App:
        return marathon.putApp(m_request->id, m_request->body, forced, std::move(permit), stop);
    case RequestKind::Apps:
        return marathon.putApps(m_request->body, forced, std::move(permit), stop);
    case RequestKind::Group:
        break;
    }
    return marathon.putGroup(m_request->id, m_request->body, forced, std::move(permit), stop);
}

QCoro::Task<void> DeployRun::takeAnswer(
    ChangeAnswer answer, FollowedDeployment followed, std::stop_token stop)
{
    m_status.refusal = answer.refusal;
    const Error &error = answer.refusal.error;
    if (answer.outcome == ChangeAnswer::Outcome::Unknown) {
        finish(RunResult::AnswerLost, error.message, error.hint);
        co_return;
    }
    if (answer.outcome == ChangeAnswer::Outcome::Refused
        && answer.refusal.kind == RefusalKind::Locked) {
        const Result<std::vector<Deployment>> held = co_await locksOf(stop);
        if (stop.stop_requested())
            co_return;
        m_status.lockedBy = held.value_or(std::vector<Deployment>());
        const QString sentence = m_status.lockedBy.empty()
            ? error.message
            : lockSentence(m_apps, m_status.lockedBy.front()) + u" Nothing was changed."_s;
        finish(RunResult::Locked, sentence, error.hint);
        co_return;
    }
    if (answer.outcome == ChangeAnswer::Outcome::Refused) {
        finish(RunResult::Refused, error.message, error.hint);
        co_return;
    }
    followed.id = answer.acceptance.deploymentId;
    followed.version = answer.acceptance.version;
    co_await follow(std::move(followed), stop);
}

} // namespace Pinion

#include "moc_run.cpp"
