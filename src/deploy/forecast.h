// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rollout.h"

#include "deploy/forecastrolling.h"
#include "diff/comparison.h"

#include <QStringList>

#include <optional>

namespace Pinion {

/// What a deployment does to an app or a pod as a whole.
enum class Impact : quint8 {
    Nothing, ///< the server would make a deployment without steps
    Create,
    Scale, ///< some are started or stopped, the others go on
    Restart, ///< every instance is replaced
};

/// "nothing", "create", "scale", "restart": the names in machine-readable output.
[[nodiscard]] QString impactName(Impact impact);

/// What is known of an app's instances now. Nothing: nobody knows.
struct RunningState
{
    std::optional<int> present; ///< instances that are meant to run, in any condition
    std::optional<int> healthy; ///< those that work, as Marathon counts them ("tasksHealthy")
    /// Deployments under way that hold the app: sending would be answered by 409.
    QStringList deployments;
};

/// What an agent has left, and what it runs of the app in question.
struct AgentRoom
{
    QString hostname;
    double cpus = 0; ///< cores
    double mem = 0; ///< MiB
    double disk = 0; ///< MiB
    double gpus = 0;
    int ownInstances = 0; ///< of the app that is deployed
};

/// What one instance asks for, its executor included.
struct InstanceResources
{
    double cpus = 0; ///< cores
    double mem = 0; ///< MiB
    double disk = 0; ///< MiB
    double gpus = 0;
};

enum class ForecastWeight : quint8 { Info, Warning, Danger };

/// One sentence of a forecast.
struct ForecastNote
{
    ForecastWeight weight = ForecastWeight::Info;
    QString id; ///< stable, kebab-case: "outage", "stalls", "no-room", "locked" …
    QString text;

    friend bool operator==(const ForecastNote &, const ForecastNote &) = default;
};

/// What a change means to running instances.
struct FieldEffect
{
    int change = -1; ///< index of Comparison::changes()
    RolloutEffect effect = RolloutEffect::Nothing;
};

struct Forecast
{
    Impact impact = Impact::Nothing;
    int target = 0; ///< instances of the new definition
    std::optional<int> present; ///< instances now; nothing: not known, and the definition's is used
    /// Of a restart: its course. For one whose present state is not known, as if all were healthy.
    std::optional<RollingPlan> rolling;
    int floor = 0; ///< least number of working instances on the way
    int ceiling = 0; ///< most instances on the way
    int extra = 0; ///< instances more than now, at most
    InstanceResources each; ///< of the new definition
    /// How many more the agents can take; nothing: nobody knows.
    std::optional<int> room;
    std::vector<FieldEffect> effects; ///< of every change
    /// "Restarts 3 of 3, never below 2 healthy, at most 3 at once; no extra room."
    QString sentence;
    std::vector<ForecastNote> notes; ///< what else is to be known, the weightiest first
};

/// What deploying `comparison.after()` in place of `comparison.before()` would do on a server of
/// this release. A comparison with nothing is a new app. Pure; agents may be empty for "not known".
[[nodiscard]] Forecast forecast(const Comparison &comparison, const RunningState &state,
    const std::vector<AgentRoom> &agents, MarathonVersion version);

/// How many of the present instances Marathon takes for healthy when it begins a restart: since
/// 1.10 only those that Mesos itself has reported healthy, unless the app has no checks at all;
/// before that all of them. `running` is the definition in the form that is compared.
[[nodiscard]] int consideredHealthy(
    JsonNode running, int present, std::optional<int> healthy, MarathonVersion version);

/// What a change of this member of a definition means on a server of this release.
[[nodiscard]] RolloutEffect effectOf(
    SchemaRoot root, const JsonPointer &place, MarathonVersion version);

} // namespace Pinion
