// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusterline.h"
#include "cluster/writepermit.h"
#include "prepull/plan.h"

namespace Pinion {

/// The way to Chronos or Eremetic beside a target: the target's name, guard and certificates, but
/// an address and a login of its own.
[[nodiscard]] ClusterAccess schedulerAccess(
    const ClusterAccess &target, const QUrl &url, const Credentials &login);

/// What became of a change there.
struct SchedulerChange
{
    enum class Outcome : quint8 { Accepted, Refused, Unknown };

    Outcome outcome = Outcome::Unknown;
    HttpResponse answer; ///< where there was one
    Error error{ErrorKind::Network, QString()}; ///< unless accepted
};

/// Sends it once. The error means that it was never sent.
[[nodiscard]] Task<SchedulerChange> changeScheduler(ClusterLine &line, PrepullVia via,
    HttpMethod method, QString path, QByteArray body, WritePermit permit, std::stop_token stop);

/// A success; NotFound and other refusals are errors, in words.
[[nodiscard]] Task<HttpResponse> readScheduler(
    ClusterLine &line, PrepullVia via, QString path, std::stop_token stop);

/// Sends what a run needs until it is there. Whether a doubtful one has arrived is looked up before
/// it is sent again: Chronos would replace it and Eremetic would run it twice.
using SchedulerSend = std::function<Task<SchedulerChange>()>;
using SchedulerLookUp = std::function<Task<bool>()>;
[[nodiscard]] Task<void> sendOnce(
    Clock &clock, SchedulerSend send, SchedulerLookUp isThere, std::stop_token stop);

} // namespace Pinion
