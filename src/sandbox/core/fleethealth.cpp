// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/fleet.h"
#include "sandbox/core/instanceevents.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString FailureCause = u"ConnectException: connection refused"_s;
constexpr Millis ReadinessInterval = 30'000;

const HealthCheckSpec &checkOf(const SandboxInstance &instance)
{
    return instance.spec->healthChecks.front();
}

} // namespace

/// Notes a result and keeps the count of failures.
void Fleet::setHealth(SandboxInstance &instance, bool isHealthy)
{
    instance.health = isHealthy;
    if (isHealthy) {
        instance.failures = 0;
        instance.lastSuccess = m_state.now;
        if (!instance.firstSuccess)
            instance.firstSuccess = m_state.now;
    } else {
        ++instance.failures;
        instance.lastFailure = m_state.now;
        instance.lastFailureCause = FailureCause;
    }
}

void Fleet::reportHealth(SandboxInstance &instance, bool isHealthy)
{
    if (instance.condition != Condition::Running || instance.spec->healthChecks.empty())
        return;
    if (!isHealthy)
        instance.setTimer(
            Move::ReportHealth, m_state.now + std::max<Millis>(1, checkOf(instance).interval));
    if (instance.spec->hasMesosHealth())
        reportMesosHealth(instance, isHealthy);
    else
        reportOwnHealth(instance, isHealthy);
}

/// The agent tells it with a status update, and its executor does the killing.
void Fleet::reportMesosHealth(SandboxInstance &instance, bool isHealthy)
{
    const HealthCheckSpec &check = checkOf(instance);
    const bool isInGrace = !instance.firstSuccess && m_state.now < instance.startedAt + check.grace;
    const bool isNews = instance.health != isHealthy;
    setHealth(instance, isHealthy);
    if (isNews) {
        publishStatus(m_state, instance, u"TASK_RUNNING"_s);
        publishInstanceHealth(m_state, instance);
    }
    if (!isHealthy && isInGrace)
        instance.failures = 0;
    if (!isHealthy && check.mostFailures > 0 && instance.failures >= check.mostFailures)
        kill(instance);
}

/// Marathon asks by itself and kills by itself.
void Fleet::reportOwnHealth(SandboxInstance &instance, bool isHealthy)
{
    const HealthCheckSpec &check = checkOf(instance);
    const bool isInGrace = !instance.firstSuccess && m_state.now < instance.startedAt + check.grace;
    if (!isHealthy && isInGrace)
        return;
    const bool wasHealthy = instance.health.value_or(false);
    const int failuresBefore = instance.failures;
    setHealth(instance, isHealthy);
    if (!isHealthy)
        publishFailedCheck(m_state, instance, check);
    if (wasHealthy != isHealthy) {
        publishHealthStatus(m_state, instance);
        publishInstanceHealth(m_state, instance);
    }
    // It compares the count before this failure: the fourth kills where three are allowed.
    if (!isHealthy && check.mostFailures > 0 && failuresBefore >= check.mostFailures)
        killUnhealthy(instance);
}

void Fleet::killUnhealthy(SandboxInstance &instance)
{
    publishUnhealthyKill(m_state, instance, instance.lastFailureCause);
    m_state.lastFailures[instance.spec->id]
        = {u"Task was killed since health check failed. Reason: "_s + instance.lastFailureCause,
            u"TASK_KILLED"_s, instance.taskId(), instance.host, instance.agentId, m_state.now,
            instance.spec->versions.version};
    kill(instance);
}

void Fleet::reportReadiness(SandboxInstance &instance, bool isReady)
{
    if (instance.condition != Condition::Running || instance.isReady)
        return;
    instance.isReady = isReady;
    instance.lastReadinessAt = m_state.now;
    if (!isReady)
        instance.setTimer(Move::ReportReadiness, m_state.now + ReadinessInterval);
}

} // namespace Pinion
