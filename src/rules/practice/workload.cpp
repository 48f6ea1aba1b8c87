// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/workload.h"

#include "rules/practice/workloadparts.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr auto PublicRole = "slave_public"_L1;

bool isUnreadable(JsonNode number)
{
    return !number.isAbsent() && !number.isNumber();
}

JsonNode backoffNode(const Workload &workload, QByteArrayView ofApp, QByteArrayView ofPod)
{
    return workload.isPod() ? workload.node()["scheduling"]["backoff"][ofPod]
                            : workload.node()[ofApp];
}

bool hasRole(JsonNode roles, QLatin1StringView role)
{
    const auto all = roles.children();
    return std::any_of(
        all.begin(), all.end(), [role](JsonNode each) { return each.stringOr() == role; });
}

std::optional<int> known(int count)
{
    return count < 0 ? std::nullopt : std::optional(count);
}

/// How many agents offer one of the roles; without any, the default role.
std::optional<int> agentsOf(JsonNode roles, const ClusterFacts &cluster)
{
    if (!hasRole(roles, PublicRole))
        return known(cluster.agents);
    if (roles.childCount() == 1)
        return known(cluster.publicAgents);
    if (cluster.agents < 0 || cluster.publicAgents < 0)
        return {};
    return cluster.agents + cluster.publicAgents;
}

bool narrowsHosts(const WorkloadConstraint &constraint)
{
    static const QStringList narrowing{u"LIKE"_s, u"UNLIKE"_s, u"IS"_s, u"CLUSTER"_s};
    return narrowing.contains(constraint.op);
}

} // namespace

Workload::Workload(const Definition &definition, const RuleContext &context)
    : m_definition(definition)
    , m_isPartial(context.parameters.isPartial)
    , m_engine(engineOf(definition))
    , m_mode(modeOf(definition))
    , m_checks(checksOf(definition))
    , m_constraints(constraintsOf(definition))
    , m_shells(shellsOf(definition))
    , m_arguments(argumentsOf(definition))
    , m_environment(environmentOf(definition))
    , m_uris(urisOf(definition))
{
    const JsonNode instances = isPod() ? node()["scaling"]["instances"] : node()["instances"];
    m_instances = isUnreadable(instances) ? std::numeric_limits<double>::quiet_NaN()
                                          : instances.toDouble().value_or(1);

    WorkloadPorts ports = portsOf(definition, m_mode);
    m_mappingsNode = ports.mappings;
    m_definitionsNode = ports.definitions;
    m_declaresPorts = ports.areDeclared;
    m_ports = std::move(ports.inOrder);

    WorkloadVolumes volumes = volumesOf(definition);
    m_hostVolumes = std::move(volumes.ofHost);
    m_isResident = volumes.hasPersistent;
    m_hasExternalVolume = volumes.hasExternal;

    // Who has a volume to hand over gets another default, but only as a whole.
    const JsonNode upgrade = upgradeNode();
    const bool isCautious = !upgrade.isObject() && (m_isResident || m_hasExternalVolume);
    m_minimumHealthCapacity
        = upgrade["minimumHealthCapacity"].toDouble().value_or(isCautious ? 0.5 : 1);
    m_maximumOverCapacity = upgrade["maximumOverCapacity"].toDouble().value_or(isCautious ? 0 : 1);

    m_isExposed = isReachedFromOutside(labels(), m_ports, runsInPublicRole());
    m_isJava = runsJava(m_shells) || runsJava(m_arguments) || configuresJava(m_environment);
    const bool isNarrowed = std::any_of(m_constraints.begin(), m_constraints.end(), narrowsHosts);
    if (pinnedHost())
        m_eligibleAgents = 1;
    else if (!isNarrowed)
        m_eligibleAgents = agentsOf(resourceRolesOf(definition), context.facts.cluster);
}

JsonNode Workload::instancesPlace() const
{
    const JsonNode owner = isPod() ? node()["scaling"] : node();
    if (const JsonNode written = present(owner["instances"]))
        return written;
    return owner.isObject() ? owner : node();
}

std::vector<WorkloadPort> Workload::fixedPorts() const
{
    std::vector<WorkloadPort> fixed;
    std::copy_if(m_ports.begin(), m_ports.end(), std::back_inserter(fixed),
        [](const WorkloadPort &port) { return port.hostPort.value_or(0) > 0; });
    return fixed;
}

JsonNode Workload::constraintsNode() const
{
    return present(
        isPod() ? node()["scheduling"]["placement"]["constraints"] : node()["constraints"]);
}

JsonNode Workload::upgradeNode() const
{
    return present(isPod() ? node()["scheduling"]["upgrade"] : node()["upgradeStrategy"]);
}

int Workload::killedFirst() const
{
    if (!std::isfinite(m_instances))
        return 0;
    const double kept = std::ceil(m_instances * m_minimumHealthCapacity);
    const double most = std::floor(m_instances * (1 + m_maximumOverCapacity));
    if (m_isResident && kept == m_instances && most == m_instances)
        return 1; // a volume cannot serve two, so Marathon lets one go after all
    const double killed = std::max(0.0, m_instances - kept);
    return int(std::min(killed, double(std::numeric_limits<int>::max())));
}

double Workload::backoffSeconds() const
{
    return backoffNode(*this, "backoffSeconds", "backoff").toDouble().value_or(1);
}

double Workload::backoffFactor() const
{
    return backoffNode(*this, "backoffFactor", "backoffFactor").toDouble().value_or(1.15);
}

double Workload::maxLaunchDelay() const
{
    return backoffNode(*this, "maxLaunchDelaySeconds", "maxLaunchDelay").toDouble().value_or(300);
}

QString Workload::label(QLatin1StringView key) const
{
    return labels()[QByteArrayView(key.data(), key.size())].stringOr();
}

std::vector<JsonNode> Workload::containers() const
{
    if (!isPod())
        return {node()};
    std::vector<JsonNode> found;
    for (const JsonNode container : node()["containers"].children()) {
        if (container.isObject())
            found.push_back(container);
    }
    return found;
}

const WorkloadConstraint *Workload::pinnedHost() const
{
    const auto found = std::find_if(m_constraints.begin(), m_constraints.end(), namesOneHost);
    return found == m_constraints.end() ? nullptr : &*found;
}

bool Workload::isSpread() const
{
    return std::any_of(
        m_constraints.begin(), m_constraints.end(), [](const WorkloadConstraint &constraint) {
            return constraint.op == u"UNIQUE" || constraint.op == u"MAX_PER"
                || constraint.op == u"GROUP_BY";
        });
}

bool Workload::isSingleton() const
{
    return label("MARATHON_SINGLE_INSTANCE_APP"_L1) == u"true";
}

bool Workload::isFramework() const
{
    return isSingleton() || !label("DCOS_PACKAGE_FRAMEWORK_NAME"_L1).isEmpty();
}

bool Workload::runsInPublicRole() const
{
    return hasRole(resourceRolesOf(m_definition), PublicRole);
}

} // namespace Pinion
