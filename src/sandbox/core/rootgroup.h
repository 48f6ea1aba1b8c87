// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/idchecks.h"
#include "server/rollout.h"

#include "sandbox/core/runspec.h"

#include <QSet>

#include <map>

namespace Pinion {

struct GroupRecord
{
    QStringList dependencies; ///< absolute ids
    std::optional<bool> enforcesRole; ///< of top-level groups
};

/// Everything that Marathon is told to run, at one moment. Copies are cheap: specs are shared.
struct RootGroup
{
    Millis version = 0;
    std::map<QString, RunSpecPtr> specs; ///< apps and pods by id
    std::map<QString, GroupRecord> groups; ///< the written ones; apps imply those around them

    [[nodiscard]] RunSpecPtr spec(const QString &id) const; ///< null: there is none
    [[nodiscard]] bool hasGroup(const QString &id) const;
    /// The groups directly inside, in order of their ids.
    [[nodiscard]] QStringList groupsIn(const QString &id) const;
    /// The specs directly or anywhere inside.
    [[nodiscard]] std::vector<RunSpecPtr> specsIn(const QString &id, bool isDeep) const;
    [[nodiscard]] GroupRecord group(const QString &id) const;
};

/// True for "/shop/web" and "/shop", or "/".
[[nodiscard]] bool isBelow(const QString &id, const QString &group);

/// What the step from one definition to the other means for the instances.
[[nodiscard]] RolloutEffect effectBetween(const RunSpec &before, const RunSpec &after);
/// The tree as the body of a group: ids, dependencies, definitions.
[[nodiscard]] nlohmann::ordered_json treeJson(
    const RootGroup &root, const QString &id = QStringLiteral("/"));

enum class ActionKind : quint8 { Start, Stop, Scale, Restart };

struct PlannedAction
{
    ActionKind kind = ActionKind::Start;
    QString id;
    bool isPod = false;

    [[nodiscard]] QString name() const; ///< "RestartApplication", "ScalePod"
};
using PlannedStep = std::vector<PlannedAction>;

/// The steps that lead from one tree to the other; `restarted`: ids to replace although nothing
/// differs (DeploymentPlan.apply).
[[nodiscard]] std::vector<PlannedStep> plannedSteps(
    const RootGroup &before, const RootGroup &after, const QSet<QString> &restarted);

} // namespace Pinion
