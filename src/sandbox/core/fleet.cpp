// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/fleet.h"

#include "sandbox/core/instanceevents.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr Millis KillRetry = 30'000;
constexpr Millis LaunchTimeout = 300'000; // --task_launch_timeout, --task_launch_confirm_timeout

constexpr MarathonVersion StableInstances{1, 8};

QString pathOf(const QString &specId)
{
    return specId.mid(1).replace(u'/', u'_');
}

/// The states that GET shows as lastTaskFailure; TASK_FINISHED is none of them.
bool isFailure(Condition condition)
{
    return condition == Condition::Failed || condition == Condition::Error
        || condition == Condition::Dropped || condition == Condition::Gone
        || condition == Condition::Unknown;
}

bool delaysLaunches(Condition condition)
{
    return condition == Condition::Failed || condition == Condition::Error
        || condition == Condition::Dropped || condition == Condition::Gone
        || condition == Condition::Finished;
}

SandboxFailure failureOf(
    const SandboxInstance &instance, const QString &state, const QString &message, Millis now)
{
    return {message, state, instance.taskId(), instance.host, instance.agentId, now,
        instance.spec->versions.version};
}

std::pair<QString, Millis> delayKey(const RunSpec &spec)
{
    return {spec.id, spec.versions.lastConfigChangeAt};
}

} // namespace

SandboxInstance &Fleet::schedule(const RunSpecPtr &spec)
{
    SandboxInstance instance;
    instance.id = u"%1.instance-%2"_s.arg(pathOf(spec->id), m_state.nextUuid());
    instance.spec = spec;
    instance.scheduledAt = m_state.now;
    SandboxInstance &added = m_state.add(std::move(instance));
    publishInstanceChanged(m_state, added);
    m_state.wantsOffers = true;
    return added;
}

void Fleet::revive(SandboxInstance &instance, const RunSpecPtr &spec)
{
    instance.spec = spec;
    instance.goal = Goal::Running;
    instance.condition = Condition::Scheduled;
    instance.scheduledAt = m_state.now;
    publishInstanceChanged(m_state, instance);
    m_state.wantsOffers = true;
}

void Fleet::launch(SandboxInstance &instance, const SandboxAgent &agent, const OfferMatch &match)
{
    const bool counts = m_state.settings.version >= StableInstances;
    instance.incarnation = counts ? instance.incarnation + 1 : -1;
    instance.condition = Condition::Provisioned;
    instance.agentId = agent.id;
    instance.host = agent.hostname;
    instance.address = agent.address;
    instance.role = match.role;
    instance.ports = match.ports;
    instance.stagedAt = m_state.now;
    instance.startedAt = 0;
    instance.health.reset();
    instance.isReady = false;
    instance.failures = 0;
    instance.firstSuccess.reset();
    instance.timers.clear();

    const RunSpec &spec = *instance.spec;
    const auto script = m_state.scripts.find(spec.id);
    instance.script = script == m_state.scripts.end() ? TaskScript() : script->second;
    if (script == m_state.scripts.end() && m_state.scriptFor)
        instance.script = m_state.scriptFor(spec, agent).value_or(TaskScript());
    if (!spec.image.isEmpty() && m_state.settings.pullImage) {
        const ImagePull pull = m_state.settings.pullImage(spec.image, agent.id, spec.forcesPull);
        instance.imageDigest = pull.digest;
        if (pull.behaviour && script == m_state.scripts.end())
            instance.script = *pull.behaviour;
        if (!pull.problem.isEmpty()) {
            instance.script.fate = TaskFate::FailsToStart;
            instance.script.message = pull.problem;
        }
    }
    restartDelay(spec);
    publishInstanceChanged(m_state, instance);
    const TaskFate fate = instance.script.fate;
    if (fate == TaskFate::StaysStaging)
        instance.setTimer(Move::GiveUpStaging, m_state.now + LaunchTimeout);
    else
        instance.setTimer(fate == TaskFate::FailsToStart ? Move::FailToStart : Move::Run,
            m_state.now + m_state.settings.timings.launch);
}

void Fleet::stop(SandboxInstance &instance, Goal goal)
{
    const bool isStopping = instance.goal != Goal::Running;
    if (isStopping && goal != Goal::Decommissioned)
        return;
    const bool changes = instance.goal != goal;
    instance.goal = goal;
    if (changes)
        publishInstanceChanged(m_state, instance);
    if (!isActive(instance.condition)) {
        if (goal == Goal::Decommissioned)
            forget(instance);
        return;
    }
    if (!isStopping)
        kill(instance);
}

void Fleet::kill(SandboxInstance &instance)
{
    if (m_state.settings.facts.has("task_killing"_L1) && instance.condition == Condition::Running) {
        instance.condition = Condition::Killing;
        publishStatus(m_state, instance, u"TASK_KILLING"_s);
        publishInstanceChanged(m_state, instance);
    }
    instance.timers.clear();
    if (instance.script.ignoresKills || instance.condition == Condition::Unreachable)
        instance.setTimer(Move::RepeatKill, m_state.now + KillRetry);
    else
        instance.setTimer(Move::Die, m_state.now + m_state.settings.timings.kill);
}

void Fleet::end(SandboxInstance &instance, Condition condition, const QString &message)
{
    instance.condition = condition;
    publishStatus(m_state, instance, taskState(condition), message);
    publishInstanceChanged(m_state, instance);
    if (isFailure(condition))
        m_state.lastFailures[instance.spec->id]
            = failureOf(instance, taskState(condition), message, m_state.now);
    if (delaysLaunches(condition))
        delayLaunches(*instance.spec);
    release(instance);
    replaceEnded(instance);
}

/// What is to happen with an instance after its task has ended.
void Fleet::replaceEnded(SandboxInstance &instance)
{
    m_state.wantsOffers = true;
    const bool isReplaced = m_state.settings.version < StableInstances;
    if (instance.goal == Goal::Decommissioned || (instance.goal == Goal::Running && isReplaced))
        forget(instance);
}

void Fleet::release(SandboxInstance &instance)
{
    instance.timers.clear();
    instance.health.reset();
    instance.isReady = false;
    instance.stagedAt = 0;
    instance.startedAt = 0;
    instance.ports.clear();
}

void Fleet::forget(SandboxInstance &instance)
{
    m_state.wantsOffers = true;
    m_state.uncounted.insert(instance.spec->id);
    m_state.remove(instance);
}

void Fleet::run(SandboxInstance &instance)
{
    const SandboxTimings &timings = m_state.settings.timings;
    instance.condition = Condition::Running;
    instance.startedAt = m_state.now;
    restartDelay(*instance.spec);
    publishStatus(m_state, instance, u"TASK_RUNNING"_s);
    publishInstanceChanged(m_state, instance);
    if (!instance.spec->healthChecks.empty() && instance.script.health)
        instance.setTimer(Move::ReportHealth, m_state.now + timings.health);
    if (!instance.spec->readinessChecks.empty())
        instance.setTimer(Move::ReportReadiness, m_state.now + timings.readiness);
    const TaskFate fate = instance.script.fate;
    if (fate == TaskFate::Crashes || fate == TaskFate::Exits)
        instance.setTimer(Move::End, m_state.now + instance.script.after);
}

void Fleet::die(SandboxInstance &instance)
{
    instance.condition = Condition::Killed;
    publishStatus(m_state, instance, u"TASK_KILLED"_s);
    publishInstanceChanged(m_state, instance);
    release(instance);
    replaceEnded(instance);
}

void Fleet::allowDeath(const QString &specId)
{
    for (SandboxInstance *instance : m_state.instancesOf(specId)) {
        instance->script.ignoresKills = false;
        const bool isDying = std::any_of(instance->timers.begin(), instance->timers.end(),
            [](const InstanceTimer &timer) { return timer.move == Move::RepeatKill; });
        if (isDying)
            kill(*instance);
    }
}

void Fleet::loseAgent(const QString &agentId)
{
    for (SandboxInstance &instance : m_state.instances) {
        if (instance.agentId != agentId || !isActive(instance.condition))
            continue;
        instance.condition = Condition::Unreachable;
        instance.timers.clear();
        publishStatus(m_state, instance, u"TASK_UNREACHABLE"_s);
        publishInstanceChanged(m_state, instance);
        const UnreachableSpec &strategy = instance.spec->unreachable;
        if (!strategy.isDisabled)
            instance.setTimer(Move::BecomeInactive, m_state.now + strategy.inactiveAfter);
    }
}

void Fleet::becomeInactive(SandboxInstance &instance)
{
    instance.condition = Condition::UnreachableInactive;
    publishInstanceChanged(m_state, instance);
    m_state.uncounted.insert(instance.spec->id);
    const UnreachableSpec &strategy = instance.spec->unreachable;
    instance.setTimer(Move::Expunge,
        m_state.now + std::max<Millis>(0, strategy.expungeAfter - strategy.inactiveAfter));
}

void Fleet::expunge(SandboxInstance &instance)
{
    instance.condition = Condition::Killed;
    publishInstanceChanged(m_state, instance);
    forget(instance);
}

void Fleet::giveUpStaging(SandboxInstance &instance)
{
    instance.condition = Condition::Killed;
    publishInstanceChanged(m_state, instance);
    release(instance);
    replaceEnded(instance);
}

void Fleet::delayLaunches(const RunSpec &spec)
{
    LaunchDelay &delay = m_state.delays[delayKey(spec)];
    const bool isOld = delay.lastEvent + spec.backoff.longest < m_state.now;
    const double next = isOld || delay.delay == 0 ? double(spec.backoff.first)
                                                  : double(delay.delay) * spec.backoff.factor;
    delay.delay = std::min(Millis(next), spec.backoff.longest);
    delay.lastEvent = m_state.now;
    delay.until = m_state.now + delay.delay;
}

/// A sign of life moves the end of a delay (RateLimiter.advanceDelay).
void Fleet::restartDelay(const RunSpec &spec)
{
    const auto found = m_state.delays.find(delayKey(spec));
    if (found == m_state.delays.end())
        return;
    if (found->second.lastEvent + spec.backoff.longest < m_state.now) {
        m_state.delays.erase(found);
        return;
    }
    found->second.until = m_state.now + found->second.delay;
}

bool Fleet::turn()
{
    SandboxInstance *first = nullptr;
    InstanceTimer due{m_state.now + 1, Move::Run};
    for (SandboxInstance &instance : m_state.instances) {
        for (const InstanceTimer &timer : instance.timers) {
            if (timer.at < due.at) {
                due = timer;
                first = &instance;
            }
        }
    }
    if (!first)
        return false;
    first->dropTimer(due.move);
    perform(*first, due.move);
    return true;
}

void Fleet::perform(SandboxInstance &instance, Move move)
{
    const bool exits = instance.script.fate == TaskFate::Exits;
    switch (move) {
    case Move::Run:
        return run(instance);
    case Move::FailToStart:
        return end(instance, Condition::Failed, instance.script.message);
    case Move::ReportHealth:
        return reportHealth(instance, instance.script.health.value_or(false));
    case Move::ReportReadiness:
        return reportReadiness(instance, instance.script.becomesReady);
    case Move::End:
        return end(instance, exits ? Condition::Finished : Condition::Failed,
            !instance.script.message.isEmpty() ? instance.script.message
                : exits                        ? u"Command exited with status 0"_s
                                               : u"Command exited with status 1"_s);
    case Move::Die:
        return die(instance);
    case Move::RepeatKill:
        return kill(instance);
    case Move::GiveUpStaging:
        return giveUpStaging(instance);
    case Move::BecomeInactive:
        return becomeInactive(instance);
    case Move::Expunge:
        return expunge(instance);
    }
}

std::optional<Millis> Fleet::nextDue() const
{
    std::optional<Millis> next;
    for (const SandboxInstance &instance : m_state.instances) {
        for (const InstanceTimer &timer : instance.timers)
            next = next ? std::min(*next, timer.at) : timer.at;
    }
    return next;
}

} // namespace Pinion
