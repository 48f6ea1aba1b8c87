// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/launcher.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Instances that constraints look at: those that live on an agent and are to stay there.
std::vector<const SandboxAgent *> placedOn(const SandboxState &state, const QString &specId)
{
    std::vector<const SandboxAgent *> agents;
    for (const SandboxInstance *instance : state.instancesOf(specId)) {
        const SandboxAgent *agent = state.agent(instance->agentId);
        if (agent && instance->isOccupying())
            agents.push_back(agent);
    }
    return agents;
}

SandboxInstance *nextWaiting(SandboxState &state, const RunSpec &spec)
{
    for (SandboxInstance *instance : state.instancesOf(spec.id)) {
        if (instance->isWaitingForLaunch())
            return instance;
    }
    return nullptr;
}

qsizetype loadOf(const SandboxState &state, const SandboxAgent &agent)
{
    return std::count_if(
        state.instances.begin(), state.instances.end(), [&agent](const SandboxInstance &instance) {
            return instance.agentId == agent.id && instance.isOccupying();
        });
}

/// Mesos hands out offers in no order; here the emptiest agent comes first.
std::vector<const SandboxAgent *> byLoad(const SandboxState &state)
{
    std::vector<const SandboxAgent *> agents;
    for (const SandboxAgent &agent : state.agents) {
        if (agent.isConnected)
            agents.push_back(&agent);
    }
    std::stable_sort(
        agents.begin(), agents.end(), [&state](const SandboxAgent *a, const SandboxAgent *b) {
            return loadOf(state, *a) < loadOf(state, *b);
        });
    return agents;
}

} // namespace

QMap<QString, SandboxResources> usedOn(const SandboxState &state, const SandboxAgent &agent)
{
    QMap<QString, SandboxResources> used{{u"*"_s, agent.usedByOthers}};
    for (const SandboxInstance &instance : state.instances) {
        if (instance.agentId == agent.id && instance.isOccupying())
            used[instance.role.isEmpty() ? u"*"_s : instance.role] += instance.spec->resources;
    }
    return used;
}

SandboxOffer offerOf(const SandboxState &state, const SandboxAgent &agent)
{
    SandboxOffer offer;
    offer.agent = &agent;
    offer.free = agent.reserved;
    const SandboxResources &common = agent.unreserved;
    if (common.cpus > 0 || common.mem > 0 || agent.reserved.isEmpty())
        offer.free.insert(u"*"_s, common);
    const QMap<QString, SandboxResources> used = usedOn(state, agent);
    for (auto role = offer.free.begin(); role != offer.free.end(); ++role)
        *role = *role - used.value(role.key());
    for (const SandboxInstance &instance : state.instances) {
        if (instance.agentId == agent.id && instance.isOccupying())
            offer.takenPorts += instance.ports;
    }
    return offer;
}

std::optional<Millis> delayedUntil(const SandboxState &state, const RunSpec &spec)
{
    const auto found = state.delays.find({spec.id, spec.versions.lastConfigChangeAt});
    if (found == state.delays.end() || found->second.until <= state.now)
        return std::nullopt;
    return found->second.until;
}

std::vector<RunSpecPtr> Launcher::waiting(bool isDelayed) const
{
    std::vector<RunSpecPtr> specs;
    for (const SandboxInstance &instance : m_state.instances) {
        const RunSpecPtr &spec = instance.spec;
        const bool isKnown = std::any_of(specs.begin(), specs.end(),
            [&spec](const RunSpecPtr &other) { return other->id == spec->id; });
        if (instance.isWaitingForLaunch() && !isKnown
            && delayedUntil(m_state, *spec).has_value() == isDelayed)
            specs.push_back(spec);
    }
    return specs;
}

bool Launcher::turn()
{
    forgetIdleStatistics();
    noticeEndedDelays();
    const std::vector<RunSpecPtr> specs = waiting(false);
    if (specs.empty() || (!m_state.wantsOffers && m_state.now < m_state.nextOffers))
        return false;
    m_state.wantsOffers = false;
    m_state.nextOffers = m_state.now + std::max<Millis>(1, m_state.settings.timings.offers);
    if (m_state.areOffersPaused)
        return false;
    m_refused.clear();
    bool isLaunching = true;
    while (isLaunching) {
        isLaunching = false;
        for (const SandboxAgent *agent : byLoad(m_state)) {
            for (const RunSpecPtr &spec : specs)
                isLaunching = offerTo(*agent, spec) || isLaunching;
        }
    }
    m_state.wantsOffers = false;
    return true;
}

/// True if the agent has taken one more instance.
bool Launcher::offerTo(const SandboxAgent &agent, const RunSpecPtr &spec)
{
    SandboxInstance *instance = nextWaiting(m_state, *spec);
    const bool isBound = instance && spec->isResident && !instance->agentId.isEmpty();
    if (!instance || m_refused.contains({agent.id, spec->id}))
        return false;
    LaunchStatistics &statistics = m_state.statistics[spec->id];
    if (statistics.since == 0)
        statistics.since = m_state.now;
    const SandboxOffer offer = offerOf(m_state, agent);
    const bool avoidsGpus = m_state.settings.facts.has("gpu_resources"_L1);
    OfferMatch match = matchOffer(*instance->spec, offer, placedOn(m_state, spec->id), avoidsGpus);
    if (isBound && instance->agentId != agent.id)
        match.refusals = {OfferRefusal::NoCorrespondingReservationFound};
    ++statistics.processed;
    if (!match.refusals.empty()) {
        refuse(*spec, offer, std::move(match.refusals));
        return false;
    }
    statistics.lastUsedAt = m_state.now;
    m_fleet.launch(*instance, agent, match);
    return true;
}

void Launcher::refuse(
    const RunSpec &spec, const SandboxOffer &offer, std::vector<OfferRefusal> reasons)
{
    m_refused.insert({offer.agent->id, spec.id});
    LaunchStatistics &statistics = m_state.statistics[spec.id];
    ++statistics.unused;
    ++statistics.declined[reasons.front()];
    statistics.lastUnusedAt = m_state.now;
    statistics.lastRefusals[offer.agent->id] = {std::move(reasons), m_state.now, offer};
}

/// Before 1.8 the numbers went when nothing more was to be launched; since then they add up for as
/// long as the leader lives.
void Launcher::forgetIdleStatistics()
{
    if (m_state.settings.version >= MarathonVersion{1, 8})
        return;
    std::erase_if(m_state.statistics, [this](const auto &entry) {
        const auto instances = std::as_const(m_state).instancesOf(entry.first);
        return std::none_of(instances.begin(), instances.end(),
            [](const SandboxInstance *one) { return one->isWaitingForLaunch(); });
    });
}

/// The end of a delay asks for offers at once.
void Launcher::noticeEndedDelays()
{
    QSet<QString> delayed;
    for (const RunSpecPtr &spec : waiting(true))
        delayed.insert(spec->id);
    if (!(m_delayed - delayed).isEmpty())
        m_state.wantsOffers = true;
    m_delayed = delayed;
}

std::optional<Millis> Launcher::nextDue() const
{
    std::optional<Millis> next;
    if (!waiting(false).empty())
        next = m_state.wantsOffers ? m_state.now : m_state.nextOffers;
    for (const RunSpecPtr &spec : waiting(true)) {
        const Millis end = *delayedUntil(m_state, *spec);
        next = next ? std::min(*next, end) : end;
    }
    return next;
}

} // namespace Pinion
