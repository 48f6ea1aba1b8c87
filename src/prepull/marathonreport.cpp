// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/marathonreport.h"

#include "prepull/marathonapp.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct OfferReason
{
    QLatin1StringView name;
    QLatin1StringView text;
};
/// In the order in which Marathon counts them. That a host fails a constraint is left out: those
/// that have their task already do.
constexpr std::array OfferReasons{
    OfferReason{"UnfulfilledRole"_L1, "its resources belong to another role"_L1},
    OfferReason{"NoCorrespondingReservationFound"_L1, "it lacks a reservation"_L1},
    OfferReason{"AgentMaintenance"_L1, "it is in maintenance"_L1},
    OfferReason{"InsufficientCpus"_L1, "it has too little CPU free"_L1},
    OfferReason{"InsufficientMemory"_L1, "it has too little memory free"_L1},
    OfferReason{"InsufficientDisk"_L1, "it has too little disk space free"_L1},
    OfferReason{"InsufficientGpus"_L1, "it has too few GPUs free"_L1},
    OfferReason{"InsufficientPorts"_L1, "it has no port free"_L1},
    OfferReason{"DeclinedScarceResources"_L1, "it is kept for tasks that ask for GPUs"_L1},
};

QString reasonText(const QStringList &reasons)
{
    for (const OfferReason &row : OfferReasons) {
        if (reasons.contains(row.name))
            return row.text;
    }
    return {};
}

HostReport underWay(const AppTask &task, HostState state)
{
    return {task.host, task.id, state, 0, {}};
}

HostReport reportOfRunning(const AppTask &task, PullMode mode)
{
    if (mode == PullMode::Fail)
        return underWay(task, task.isHealthy(1) ? HostState::Done : HostState::Pulling);
    const int code = task.checkExitCode.value_or(PullingCode);
    if (code == DoneCode)
        return {task.host, task.id, HostState::Done, code, {}};
    if (findPullFailure(code))
        return failureReport(task.host, task.id, code, {});
    return underWay(task, HostState::Pulling); // the check itself may have gone wrong
}

std::optional<HostReport> reportOf(const AppTask &task, PullMode mode)
{
    static const QStringList Lost{u"TASK_LOST"_s, u"TASK_GONE"_s, u"TASK_GONE_BY_OPERATOR"_s,
        u"TASK_UNREACHABLE"_s, u"TASK_DROPPED"_s, u"TASK_UNKNOWN"_s};
    if (task.host.isEmpty())
        return std::nullopt;
    if (task.isRunning())
        return reportOfRunning(task, mode);
    if (Lost.contains(task.state))
        return failureReport(
            task.host, task.id, std::nullopt, u"the master lost the agent (%1)"_s.arg(task.state));
    if (task.state == "TASK_STAGING"_L1 || task.state == "TASK_STARTING"_L1)
        return underWay(task, HostState::Queued);
    return std::nullopt; // its end is told by the app's last failure
}

} // namespace

std::vector<HostReport> reportsOf(const std::vector<RunningApp> &helpers, PullMode mode)
{
    std::vector<HostReport> reports;
    for (const RunningApp &helper : helpers) {
        if (const std::optional<TaskFailure> &failure = helper.lastFailure) {
            // Of a task that never started Marathon may not say where.
            const QString host
                = failure->host.isEmpty() ? helper.labels.value(HostLabel) : failure->host;
            reports.push_back(failureReport(
                host, failure->taskId, exitStatusIn(failure->message), failure->message));
        }
        for (const AppTask &task : helper.tasks) {
            if (std::optional<HostReport> report = reportOf(task, mode))
                reports.push_back(std::move(*report));
        }
    }
    return reports;
}

QHash<QString, QString> waitingReasons(const std::vector<QueueEntry> &queue, const QString &runId)
{
    QHash<QString, QString> reasons;
    for (const QueueEntry &entry : queue) {
        if (!isHelperOf(entry.appId, runId))
            continue;
        for (const UnusedOffer &offer : entry.offers) {
            if (const QString reason = reasonText(offer.reasons); !reason.isEmpty())
                reasons.insert(offer.host, reason);
        }
    }
    return reasons;
}

} // namespace Pinion
