// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/sandboxmarathon.h"

#include "server/judgegroup.h"

#include "sandbox/core/deploymentevents.h"
#include "sandbox/core/portassignment.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr size_t KeptVersions = 50; // --zk_max_versions

/// The moments of an app beside those that it had.
SpecVersions versionsOf(const RunSpecPtr &before, const RunSpec &after, bool isRestarted,
    Millis version, MarathonVersion server)
{
    if (!before)
        return {version, version, version};
    SpecVersions versions = before->versions;
    const RolloutEffect effect = effectBetween(*before, after);
    if (effect == RolloutEffect::Restart)
        return {version, version, version};
    if (effect == RolloutEffect::Scale || isRestarted)
        versions.version = version;
    // Every released version notes a restart as a scaling.
    const bool isKnownBetter = isRestarted && server >= MarathonVersion{1, 11};
    if (isKnownBetter)
        versions.lastConfigChangeAt = version;
    else if (effect == RolloutEffect::Scale || isRestarted)
        versions.lastScalingAt = version;
    return versions;
}

/// Drops the oldest until there are few enough.
template <typename Map> void trim(Map &versions)
{
    while (versions.size() > KeptVersions)
        versions.erase(versions.begin());
}

} // namespace

SandboxMarathon::SandboxMarathon(SandboxSettings settings, Millis start)
    : m_fleet(m_state)
    , m_launcher(m_state, m_fleet)
    , m_engine(m_state, m_fleet)
    , m_leaderSince(start)
{
    m_state.settings = std::move(settings);
    m_state.now = start;
    m_state.nextCount = start;
    m_state.root.version = m_state.nextVersion();
    m_state.groupHistory[m_state.root.version] = m_state.root;
}

bool SandboxMarathon::step()
{
    return m_engine.turn() || m_launcher.turn() || m_fleet.turn();
}

void SandboxMarathon::settle()
{
    while (step()) { }
}

void SandboxMarathon::advance(Millis howLong)
{
    const Millis end = m_state.now + howLong;
    settle();
    for (auto next = nextDue(); next && *next <= end; next = nextDue()) {
        m_state.now = std::max(m_state.now, *next);
        settle();
        // Whatever could not be done at its moment waits for the next one.
        if (nextDue() == next)
            break;
    }
    m_state.now = end;
    settle();
}

std::optional<Millis> SandboxMarathon::nextDue() const
{
    std::optional<Millis> next = m_engine.nextDue();
    for (const std::optional<Millis> other : {m_launcher.nextDue(), m_fleet.nextDue()}) {
        if (other)
            next = next ? std::min(*next, *other) : *other;
    }
    return next;
}

QString SandboxMarathon::addAgent(SandboxAgent agent)
{
    agent.id = u"5e1f0a7c-2b1d-4c3e-9a51-b6a1a5b0d7c2-S%1"_s.arg(m_agentCount++);
    agent.registeredAt = m_state.now;
    m_state.agents.push_back(std::move(agent));
    m_state.wantsOffers = true;
    return m_state.agents.back().id;
}

void SandboxMarathon::loseAgent(const QString &id)
{
    for (SandboxAgent &agent : m_state.agents) {
        if (agent.id == id)
            agent.isConnected = false;
    }
    m_fleet.loseAgent(id);
}

std::vector<SandboxInstance *> SandboxMarathon::instancesOf(const QString &appId)
{
    return m_state.instancesOf(appId);
}

bool SandboxMarathon::isCrowded() const
{
    const MarathonVersion version = m_state.settings.version;
    const bool hasLimit = version >= MarathonVersion{1, 6, 486}
        || (version >= MarathonVersion{1, 5, 9} && version < MarathonVersion{1, 6});
    return hasLimit && int(m_state.deployments.size()) >= m_state.settings.maxRunningDeployments;
}

Answered<ChangeResult> SandboxMarathon::fail(
    const ChangeRequest &request, Millis version, SandboxRefusal why) const
{
    publishGroupChange(m_state, "group_change_failed", request.group, version, why.message);
    return refused(std::move(why));
}

std::optional<SandboxRefusal> SandboxMarathon::judgeTree(const RootGroup &root) const
{
    const JsonTree tree = JsonTree::parse(QByteArray::fromStdString(treeJson(root).dump()));
    Verdict verdict;
    verdict.phase = Phase::RootGroup;
    verdict.violations = judgeInventory(inventoryOf(tree.root(), u"/"_s));
    return verdict.isAccepted() ? std::nullopt : std::optional(refusal(verdict));
}

/// Ports, versions and the judgement of the whole.
Answered<void> SandboxMarathon::complete(
    RootGroup &after, const ChangeRequest &request, Millis version) const
{
    const RootGroup &before = m_state.root;
    if (Answered<void> assigned = assignPorts(after, before, m_state.settings); !assigned)
        return assigned;
    for (auto &[id, spec] : after.specs) {
        const RunSpecPtr old = before.spec(id);
        if (spec == old && !request.restarted.contains(id))
            continue;
        SpecVersions versions = versionsOf(
            old, *spec, request.restarted.contains(id), version, m_state.settings.version);
        if (request.oldVersion && versions.version == version)
            versions = {*request.oldVersion, *request.oldVersion, *request.oldVersion};
        spec = withVersions(*spec, versions);
    }
    after.version = version;
    if (std::optional<SandboxRefusal> why = judgeTree(after))
        return refused(std::move(*why));
    return {};
}

/// Definitions are stored before locks are looked at, so refused ones can be found again.
void SandboxMarathon::remember(const RootGroup &after)
{
    for (const auto &[id, spec] : after.specs) {
        if (spec == m_state.root.spec(id))
            continue;
        m_state.history[id][spec->versions.version] = spec;
        trim(m_state.history[id]);
    }
    m_state.groupHistory[after.version] = after;
    trim(m_state.groupHistory);
}

Answered<ChangeResult> SandboxMarathon::change(const ChangeRequest &request, const TreeEdit &edit)
{
    const Millis version = m_state.nextVersion();
    if (isCrowded())
        return fail(request, version, crowdedRefusal(m_state.settings.maxRunningDeployments));
    Answered<RootGroup> after = edit(m_state.root, version);
    if (!after)
        return fail(request, version, std::move(after.error()));
    if (Answered<void> completed = complete(*after, request, version); !completed)
        return fail(request, version, std::move(completed.error()));
    SandboxDeployment deployment;
    deployment.id = m_state.nextUuid();
    deployment.version = version;
    deployment.before = m_state.root;
    deployment.after = *after;
    deployment.steps = plannedSteps(m_state.root, *after, request.restarted);
    deployment.sentenced = request.sentenced;
    remember(*after);

    for (const SandboxDeployment &other : m_state.deployments) {
        if (other.affected().intersects(deployment.affected()))
            deployment.waitsFor.append(other.id);
    }
    if (!deployment.waitsFor.isEmpty() && !request.isForced) {
        const SandboxRefusal why = lockedRefusal(deployment.waitsFor);
        Answered<ChangeResult> failed = fail(request, version, why);
        publishDeploymentEnd(m_state, "deployment_failed", deployment, why.message);
        return failed;
    }
    cancelAll(deployment.waitsFor);
    std::erase_if(m_state.history, [&after](const auto &one) { return !after->spec(one.first); });
    m_state.root = std::move(*after);
    publishGroupChange(m_state, "group_change_success", request.group, version);
    const ChangeResult result{deployment.id, version};
    if (deployment.steps.empty())
        m_engine.finishEmpty(std::move(deployment));
    else
        m_state.deployments.push_back(std::move(deployment));
    return result;
}

void SandboxMarathon::cancelAll(const QStringList &deploymentIds)
{
    for (SandboxDeployment &deployment : m_state.deployments) {
        if (deploymentIds.contains(deployment.id))
            deployment.phase = DeploymentPhase::Canceling;
    }
}

bool SandboxMarathon::cancel(const QString &deploymentId)
{
    const bool isKnown = std::any_of(m_state.deployments.begin(), m_state.deployments.end(),
        [&deploymentId](const SandboxDeployment &one) { return one.id == deploymentId; });
    cancelAll({deploymentId});
    return isKnown;
}

Answered<ChangeResult> SandboxMarathon::rollBack(const QString &deploymentId)
{
    const auto found = std::find_if(m_state.deployments.begin(), m_state.deployments.end(),
        [&deploymentId](const SandboxDeployment &one) { return one.id == deploymentId; });
    if (found == m_state.deployments.end())
        return refused(refusal(404, u"DeploymentPlan %1 does not exist"_s.arg(deploymentId)));
    const RootGroup before = found->before;
    const QSet<QString> affected = found->affected();
    ChangeRequest request;
    request.isForced = true;
    // Since 1.9 the version of what is put back is the moment when the leader's process started.
    if (m_state.settings.version >= MarathonVersion{1, 9})
        request.oldVersion = m_leaderSince;
    return change(request, [&](RootGroup root, Millis) -> Answered<RootGroup> {
        for (const QString &id : affected) {
            if (const RunSpecPtr old = before.spec(id))
                root.specs[id] = old;
            else
                root.specs.erase(id);
        }
        return root;
    });
}

void SandboxMarathon::killInstances(const QSet<QString> &instanceIds)
{
    std::vector<SandboxInstance *> victims;
    for (SandboxInstance &instance : m_state.instances) {
        if (instanceIds.contains(instance.id))
            victims.push_back(&instance);
    }
    for (SandboxInstance *victim : victims)
        m_fleet.stop(*victim, Goal::Decommissioned);
}

void SandboxMarathon::changeLeader()
{
    m_leaderSince = m_state.now;
    m_state.statistics.clear();
    m_state.delays.clear();
    m_state.wantsOffers = true;
    for (SandboxInstance &instance : m_state.instances) {
        const bool hadHealth = instance.health.has_value();
        instance.health.reset();
        instance.isReady = false;
        if (instance.condition != Condition::Running)
            continue;
        if (hadHealth)
            instance.setTimer(Move::ReportHealth, m_state.now + m_state.settings.timings.health);
        if (!instance.spec->readinessChecks.empty())
            instance.setTimer(
                Move::ReportReadiness, m_state.now + m_state.settings.timings.readiness);
    }
    m_engine.resume();
}

} // namespace Pinion
