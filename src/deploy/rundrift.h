// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "cluster/marathontypes.h"

#include <QStringList>

namespace Pinion {

/// That what runs is not what the changes were compared with any more.
struct Drift
{
    QString id;
    AppVersion expected; ///< empty: the app did not run
    AppVersion found; ///< empty: the app is gone
};

/// Nothing where it is the same.
[[nodiscard]] std::optional<Drift> driftOf(
    const QString &id, const AppVersion &expected, const std::optional<RunningApp> &now);

/// "/shop/orders was changed on staging since you loaded it (…)."
[[nodiscard]] QString driftSentence(const Drift &drift, const QString &target);

/// The members of the app in which a definition that was sent and what a server shows differ, as
/// the server compares them: sets without order, defaults filled in, a service port 0 like any.
[[nodiscard]] QStringList differingMembers(
    const QByteArray &sent, const QByteArray &served, const ServerSettings &settings);

} // namespace Pinion
