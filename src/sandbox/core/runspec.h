// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/sandboxtime.h"

#include <QList>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <vector>

namespace Pinion {

/// What a task needs or an agent has: cores, MiB, MiB, devices.
struct SandboxResources
{
    double cpus = 0;
    double mem = 0;
    double disk = 0;
    double gpus = 0;

    SandboxResources &operator+=(const SandboxResources &other);
    friend SandboxResources operator-(SandboxResources left, const SandboxResources &right);
};

enum class ConstraintOperator : quint8 { Unique, Cluster, GroupBy, Like, Unlike, MaxPer, Is };

struct PlacementConstraint
{
    QString field; ///< "hostname", "@region", "@zone" or the name of an attribute
    ConstraintOperator op = ConstraintOperator::Unique;
    QString value; ///< empty: none
};

struct HealthCheckSpec
{
    bool isByMesos = false; ///< reported by the agent; else Marathon itself asks
    Millis grace = 0;
    Millis interval = 0;
    int mostFailures = 0; ///< 0: never kills
    std::shared_ptr<const nlohmann::ordered_json> json;
};

struct ReadinessSpec
{
    QString name;
    bool preservesResponse = false;
};

struct BackoffSpec
{
    Millis first = 0;
    double factor = 1;
    Millis longest = 0;
};

struct UnreachableSpec
{
    bool isDisabled = false;
    Millis inactiveAfter = 0;
    Millis expungeAfter = 0;
};

/// The moments that Marathon keeps beside a definition.
struct SpecVersions
{
    Millis version = 0;
    Millis lastScalingAt = 0;
    Millis lastConfigChangeAt = 0;
};

/// An app or a pod in one of its versions: the canonical definition with its ports assigned, and
/// what the engine reads of it. Immutable; Marathon's own word for "app or pod".
struct RunSpec
{
    QString id;
    bool isPod = false;
    SpecVersions versions;
    std::shared_ptr<const nlohmann::ordered_json> definition; ///< without "version"

    int instances = 1;
    SandboxResources resources;
    QString role;
    QStringList acceptedRoles; ///< empty: its own role and "*"
    std::vector<PlacementConstraint> constraints;
    QList<int> hostPorts; ///< one per port that an agent gives; 0: any
    QList<int> servicePorts;
    double minimumHealth = 1;
    double maximumOver = 1;
    bool isResident = false;
    std::vector<HealthCheckSpec> healthChecks;
    bool hasCheck = false;
    std::vector<ReadinessSpec> readinessChecks;
    QStringList dependencies; ///< absolute ids of apps or groups
    bool killsOldestFirst = false;
    BackoffSpec backoff;
    UnreachableSpec unreachable;
    QString image; ///< empty: none
    bool forcesPull = false;
    QStringList containers; ///< of a pod

    /// True if Mesos reports the health of its tasks.
    [[nodiscard]] bool hasMesosHealth() const;
};
using RunSpecPtr = std::shared_ptr<const RunSpec>;

/// Reads a canonical definition (server/canonical.h, server/canonicalpod.h).
[[nodiscard]] RunSpecPtr makeRunSpec(
    const nlohmann::ordered_json &definition, const SpecVersions &versions, bool isPod = false);
/// The same in another version.
[[nodiscard]] RunSpecPtr withVersions(const RunSpec &spec, const SpecVersions &versions);
/// The same with another number of instances.
[[nodiscard]] RunSpecPtr withInstances(const RunSpec &spec, int instances);

} // namespace Pinion
