// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"

namespace Pinion {

// How the parts of a Workload are read. Each function takes old and new forms of a member alike
// and reads JSON null as absent.

/// The ports of a workload and where they are written.
struct WorkloadPorts
{
    JsonNode mappings;
    JsonNode definitions;
    std::vector<WorkloadPort> inOrder;
    bool areDeclared = false;
};

/// What the volumes of a workload are.
struct WorkloadVolumes
{
    std::vector<HostVolume> ofHost;
    bool hasPersistent = false;
    bool hasExternal = false;
};

/// The value, or a node that does not exist for JSON null.
[[nodiscard]] JsonNode present(JsonNode node);

[[nodiscard]] Engine engineOf(const Definition &definition);
[[nodiscard]] NetworkMode modeOf(const Definition &definition);
[[nodiscard]] WorkloadPorts portsOf(const Definition &definition, NetworkMode mode);
[[nodiscard]] std::vector<WorkloadCheck> checksOf(const Definition &definition);
[[nodiscard]] std::vector<WorkloadConstraint> constraintsOf(const Definition &definition);
[[nodiscard]] WorkloadVolumes volumesOf(const Definition &definition);

[[nodiscard]] std::vector<WorkloadText> shellsOf(const Definition &definition);
[[nodiscard]] std::vector<WorkloadText> argumentsOf(const Definition &definition);
[[nodiscard]] std::vector<WorkloadText> environmentOf(const Definition &definition);
[[nodiscard]] std::vector<WorkloadText> urisOf(const Definition &definition);

/// acceptedResourceRoles of an app, or of a pod's placement; may not exist.
[[nodiscard]] JsonNode resourceRolesOf(const Definition &definition);

/// True if only one agent can have this value of the attribute hostname.
[[nodiscard]] bool namesOneHost(const WorkloadConstraint &constraint);

/// True if a load balancer, a virtual address or a public agent makes the workload reachable.
[[nodiscard]] bool isReachedFromOutside(
    JsonNode labels, const std::vector<WorkloadPort> &ports, bool isInPublicRole);

/// True if a command calls java, or a variable is one that Java reads.
[[nodiscard]] bool runsJava(std::span<const WorkloadText> commands);
[[nodiscard]] bool configuresJava(std::span<const WorkloadText> environment);
/// Where the first command `java` of a text ends, in bytes; -1 if there is none.
[[nodiscard]] qsizetype endOfJavaCommand(QByteArrayView text);
/// JAVA_OPTS and its like.
[[nodiscard]] bool isJavaVariable(const QByteArray &key);

} // namespace Pinion
