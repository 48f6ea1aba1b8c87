// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/agents.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool suffices(const AgentResources &free, const AgentNeed &need)
{
    // Shares such as 0.1 do not add up exactly.
    constexpr double Grain = 1e-6;
    return free.cpus + Grain >= need.cpus && free.mem + Grain >= need.mem
        && free.disk + Grain >= need.disk;
}

QString shortage(const AgentResources &free, const AgentNeed &need)
{
    QStringList parts;
    if (free.cpus < need.cpus)
        parts += u"%1 CPUs, needs %2"_s.arg(free.cpus).arg(need.cpus);
    if (free.mem < need.mem)
        parts += u"%1 MiB memory, needs %2"_s.arg(free.mem).arg(need.mem);
    if (free.disk < need.disk)
        parts += u"%1 MiB disk, needs %2"_s.arg(free.disk).arg(need.disk);
    return u"not enough free resources (%1)"_s.arg(parts.join(u"; "_s));
}

struct Bar
{
    AgentBar bar = AgentBar::None;
    QString reason;
};

std::optional<Bar> barOfState(const Agent &agent, const AgentSurvey &survey)
{
    switch (agent.state) {
    case AgentState::NotRegistered:
        return Bar{AgentBar::NotRegistered, u"not registered with the master"_s};
    case AgentState::Disconnected:
        return Bar{AgentBar::Disconnected, u"disconnected from the master"_s};
    case AgentState::Deactivated:
        return Bar{AgentBar::Deactivated, u"deactivated by an operator"_s};
    case AgentState::Draining:
        return Bar{AgentBar::Draining, u"being drained"_s};
    case AgentState::Active:
        break;
    }
    if (survey.inMaintenance.contains(agent.hostname))
        return Bar{AgentBar::Maintenance, u"in maintenance"_s};
    return std::nullopt;
}

std::optional<Bar> barOfResources(const Agent &agent, const AgentNeed &need)
{
    const AgentResources free = agent.freeFor(need.roles);
    if (suffices(free, need))
        return std::nullopt;
    for (auto role = agent.freeByRole.begin(); role != agent.freeByRole.end(); ++role) {
        if (!need.roles.contains(role.key()) && suffices(*role, need))
            return Bar{AgentBar::OtherRole,
                u"its free resources are reserved for the role %1"_s.arg(role.key())};
    }
    return Bar{AgentBar::TooLittleFree, shortage(free, need)};
}

Bar barOf(const Agent &agent, const AgentSurvey &survey, const AgentNeed &need)
{
    if (const std::optional<Bar> state = barOfState(agent, survey))
        return *state;
    if (!need.onlyHosts.isEmpty() && !need.onlyHosts.contains(agent.hostname))
        return {AgentBar::LeftOut, u"not chosen"_s};
    if (const std::optional<Bar> resources = barOfResources(agent, need))
        return *resources;
    if (agent.total.gpus > 0)
        return {AgentBar::GpuAgent, u"a GPU agent, which is kept for tasks that ask for GPUs"_s};
    if (!survey.homeRegion.isEmpty() && !agent.region.isEmpty()
        && agent.region != survey.homeRegion)
        return {AgentBar::OtherRegion, u"in the remote region %1"_s.arg(agent.region)};
    return {};
}

} // namespace

std::vector<HostVerdict> judgeHosts(const AgentSurvey &survey, const AgentNeed &need)
{
    std::map<QString, HostVerdict> hosts;
    for (const Agent &agent : survey.agents) {
        const auto [place, isNew] = hosts.try_emplace(agent.hostname);
        HostVerdict &verdict = place->second;
        verdict.hostname = agent.hostname;
        verdict.agentIds.append(agent.id);
        Bar bar = barOf(agent, survey, need);
        if (!isNew && (verdict.isUsable() || bar.bar != AgentBar::None))
            continue; // the first agent speaks for the host, unless another one can be used
        verdict.bar = bar.bar;
        verdict.reason = std::move(bar.reason);
        verdict.freeMem = agent.freeFor(need.roles).mem;
        verdict.isEstimate = agent.isEstimate;
    }
    std::vector<HostVerdict> verdicts;
    for (auto &[name, verdict] : hosts)
        verdicts.push_back(std::move(verdict));
    return verdicts;
}

} // namespace Pinion
