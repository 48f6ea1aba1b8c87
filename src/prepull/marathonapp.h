// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/marathonversion.h"
#include "prepull/plan.h"

namespace Pinion {

/// How a run looks in Marathon.
struct MarathonProfile
{
    PullMode mode = PullMode::Hold; ///< Fail before 1.8, which has no generic check
    /// One app on all hosts (hostname UNIQUE); else one app for each, in a group of their own.
    bool isShared = true;

    friend bool operator==(const MarathonProfile &, const MarathonProfile &) = default;
};

/// One app can only say that each host is to get an instance, not which hosts; and before 1.8 the
/// failure of one host would delay all others. Then each host gets an app of its own.
[[nodiscard]] MarathonProfile marathonProfile(MarathonVersion version, const PrepullPlan &plan);

/// "/pinion/prepull/r-7f3a2c": the app, or the group of the apps.
[[nodiscard]] QString helperRoot(const QString &runId);
/// The app for one host: host names may hold what ids may not, so it has a number.
[[nodiscard]] QString helperId(const PrepullPlan &plan, const QString &host);
/// True for what a run with this id may have made, and nobody else.
[[nodiscard]] bool isHelperOf(const QString &appId, const QString &runId);

// Labels by which helpers are found again.
inline constexpr QLatin1StringView KindLabel("PINION_KIND"); ///< "prepull"
inline constexpr QLatin1StringView RunLabel("PINION_RUN"); ///< the run's id
inline constexpr QLatin1StringView StartedLabel("PINION_STARTED"); ///< ISO 8601, UTC
inline constexpr QLatin1StringView HostLabel("PINION_HOST"); ///< of an app for one host

/// The app for all hosts.
[[nodiscard]] QByteArray sharedApp(const PrepullPlan &plan, int instances);
/// The app for one.
[[nodiscard]] QByteArray pinnedApp(const PrepullPlan &plan, const QString &host, PullMode mode);

} // namespace Pinion
