// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/agent.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Groups = QMap<QString, int>;

/// What a constraint compares: numbers as Marathon writes them, with three digits at most.
std::optional<QString> fieldOf(const SandboxAgent &agent, const QString &field)
{
    if (field == "hostname"_L1 || field == "@hostname"_L1)
        return agent.hostname;
    if (field == "@region"_L1)
        return agent.region.isEmpty() ? std::nullopt : std::optional(agent.region);
    if (field == "@zone"_L1)
        return agent.zone.isEmpty() ? std::nullopt : std::optional(agent.zone);
    for (const AgentAttribute &attribute : agent.attributes) {
        if (attribute.name == field) {
            return attribute.scalar
                ? QString::number(std::round(*attribute.scalar * 1000) / 1000, 'g', 15)
                : attribute.text;
        }
    }
    return std::nullopt;
}

Groups groupsOf(const std::vector<const SandboxAgent *> &placed, const QString &field)
{
    Groups groups;
    for (const SandboxAgent *agent : placed) {
        if (const std::optional<QString> value = fieldOf(*agent, field))
            ++groups[*value];
    }
    return groups;
}

bool isLike(const QString &text, const QString &expression)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(expression))
        .match(text)
        .hasMatch();
}

bool isInSmallestGroup(const Groups &groups, const QString &value, int leastGroups)
{
    if (!groups.contains(value))
        return true;
    const int smallest = *std::min_element(groups.begin(), groups.end());
    return groups.size() >= leastGroups && groups[value] == smallest;
}

bool isCluster(const Groups &groups, const QString &value, const QString &wanted)
{
    if (!wanted.isEmpty())
        return value == wanted;
    return groups.isEmpty() || (groups.size() == 1 && groups.contains(value));
}

bool isSameValue(const QString &value, const QString &wanted)
{
    bool isNumber = false;
    bool wantsNumber = false;
    const double number = value.toDouble(&isNumber);
    const double other = wanted.toDouble(&wantsNumber);
    return isNumber && wantsNumber ? std::abs(number - other) < 0.0005 : value == wanted;
}

/// Constraints.meetsConstraint of Marathon.
bool isMet(const PlacementConstraint &constraint, const SandboxAgent &agent,
    const std::vector<const SandboxAgent *> &placed)
{
    const std::optional<QString> value = fieldOf(agent, constraint.field);
    if (!value)
        return constraint.op == ConstraintOperator::Unlike;
    const Groups groups = groupsOf(placed, constraint.field);
    switch (constraint.op) {
    case ConstraintOperator::Unique:
        return !groups.contains(*value);
    case ConstraintOperator::Cluster:
        return isCluster(groups, *value, constraint.value);
    case ConstraintOperator::GroupBy:
        return isInSmallestGroup(groups, *value, constraint.value.toInt());
    case ConstraintOperator::MaxPer:
        return groups.value(*value) < constraint.value.toInt();
    case ConstraintOperator::Like:
        return isLike(*value, constraint.value);
    case ConstraintOperator::Unlike:
        return !isLike(*value, constraint.value);
    case ConstraintOperator::Is:
        return isSameValue(*value, constraint.value);
    }
    Q_UNREACHABLE();
}

bool areMet(
    const RunSpec &spec, const SandboxAgent &agent, const std::vector<const SandboxAgent *> &placed)
{
    return std::all_of(spec.constraints.begin(), spec.constraints.end(),
        [&](const PlacementConstraint &one) { return isMet(one, agent, placed); });
}

QStringList rolesOf(const RunSpec &spec)
{
    if (!spec.acceptedRoles.isEmpty())
        return spec.acceptedRoles;
    QStringList roles{u"*"_s};
    if (!spec.role.isEmpty() && spec.role != "*"_L1)
        roles.prepend(spec.role);
    return roles;
}

/// Fixed ports first, so that no other one takes them; nothing if the agent has too few.
std::optional<QList<int>> portsFor(const RunSpec &spec, const SandboxOffer &offer)
{
    QList<int> taken = offer.takenPorts;
    for (const int wish : spec.hostPorts) {
        const bool isOffered = wish >= offer.agent->firstPort && wish <= offer.agent->lastPort;
        if (wish != 0 && (!isOffered || taken.contains(wish)))
            return std::nullopt;
        if (wish != 0)
            taken.append(wish);
    }
    QList<int> ports;
    int next = offer.agent->firstPort;
    for (const int wish : spec.hostPorts) {
        while (wish == 0 && taken.contains(next))
            ++next;
        if (wish == 0 && next > offer.agent->lastPort)
            return std::nullopt;
        ports.append(wish == 0 ? next++ : wish);
    }
    return ports;
}

struct ScalarNeed
{
    double SandboxResources::*amount;
    OfferRefusal refusal;
};
constexpr std::array Needs{
    ScalarNeed{&SandboxResources::cpus, OfferRefusal::InsufficientCpus},
    ScalarNeed{&SandboxResources::mem, OfferRefusal::InsufficientMemory},
    ScalarNeed{&SandboxResources::disk, OfferRefusal::InsufficientDisk},
    ScalarNeed{&SandboxResources::gpus, OfferRefusal::InsufficientGpus},
};

/// Takes the resources of the first role that has enough, else says what the best one lacks.
void matchResources(
    const RunSpec &spec, const SandboxOffer &offer, const QStringList &roles, OfferMatch &match)
{
    // Sums of many small shares drift by less than this.
    constexpr double Tolerance = 1e-6;
    std::optional<std::vector<OfferRefusal>> least;
    for (const QString &role : roles) {
        std::vector<OfferRefusal> lacks;
        for (const ScalarNeed &need : Needs) {
            if (offer.free[role].*need.amount + Tolerance < spec.resources.*need.amount)
                lacks.push_back(need.refusal);
        }
        if (!least || lacks.size() < least->size()) {
            least = std::move(lacks);
            match.role = role;
        }
    }
    match.refusals.insert(match.refusals.end(), least->begin(), least->end());
}

} // namespace

QString refusalName(OfferRefusal refusal)
{
    static constexpr std::array Names{"UnfulfilledRole"_L1, "UnfulfilledConstraint"_L1,
        "NoCorrespondingReservationFound"_L1, "AgentMaintenance"_L1, "InsufficientCpus"_L1,
        "InsufficientMemory"_L1, "InsufficientDisk"_L1, "InsufficientGpus"_L1,
        "InsufficientPorts"_L1, "DeclinedScarceResources"_L1};
    static_assert(Names.size() == OfferRefusalCount);
    return Names.at(size_t(refusal));
}

OfferMatch matchOffer(const RunSpec &spec, const SandboxOffer &offer,
    const std::vector<const SandboxAgent *> &placed, bool avoidsGpuAgents)
{
    OfferMatch match;
    QStringList roles = rolesOf(spec);
    roles.removeIf([&offer](const QString &role) { return !offer.free.contains(role); });
    if (roles.isEmpty()) {
        match.refusals.push_back(OfferRefusal::UnfulfilledRole);
        return match;
    }
    if (!areMet(spec, *offer.agent, placed))
        match.refusals.push_back(OfferRefusal::UnfulfilledConstraint);
    if (offer.agent->isDraining)
        match.refusals.push_back(OfferRefusal::AgentMaintenance);
    matchResources(spec, offer, roles, match);
    const std::optional<QList<int>> ports = portsFor(spec, offer);
    match.ports = ports.value_or(QList<int>());
    if (!ports)
        match.refusals.push_back(OfferRefusal::InsufficientPorts);
    const bool hasGpus = offer.agent->unreserved.gpus > 0;
    if (avoidsGpuAgents && hasGpus && spec.resources.gpus == 0)
        match.refusals.push_back(OfferRefusal::DeclinedScarceResources);
    return match;
}

} // namespace Pinion
