// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/forecast.h"

#include "deploy/forecastnotes.h"
#include "deploy/forecastroom.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

std::vector<FieldEffect> effectsOf(
    const Comparison &comparison, SchemaRoot root, MarathonVersion version)
{
    std::vector<FieldEffect> effects;
    for (size_t i = 0; i < comparison.changes().size(); ++i)
        effects.push_back({int(i), effectOf(root, comparison.changes()[i].place, version)});
    return effects;
}

bool hasEffect(const std::vector<FieldEffect> &effects, RolloutEffect wanted)
{
    return std::any_of(effects.begin(), effects.end(),
        [wanted](const FieldEffect &effect) { return effect.effect == wanted; });
}

/// As DeploymentPlan of the server chooses the action.
Impact impactOf(const std::vector<FieldEffect> &effects, const ForecastSubject &running,
    const ForecastSubject &wanted)
{
    if (!running.exists)
        return Impact::Create;
    const bool restarts = hasEffect(effects, RolloutEffect::Restart);
    if (!restarts && !hasEffect(effects, RolloutEffect::Scale))
        return Impact::Nothing;
    return restarts && wanted.instances > 0 ? Impact::Restart : Impact::Scale;
}

int considered(const ForecastSubject &running, int present, std::optional<int> healthy,
    MarathonVersion version)
{
    if (version < MarathonVersion{1, 10} || running.health == HealthSource::None)
        return present;
    if (running.health == HealthSource::Marathon)
        return 0;
    return std::min(present, healthy.value_or(present));
}

/// The least number of instances that work, which is not what Marathon counts: it may take healthy
/// ones for unhealthy, and then it cannot stop the unhealthy ones first.
int workingFloor(const RollingPlan &plan, const ForecastSubject &running, const RunningState &state,
    int present, MarathonVersion version)
{
    const int working = std::min(present, state.healthy.value_or(present));
    const bool seesHealth
        = version >= MarathonVersion{1, 10} && running.health == HealthSource::Mesos;
    const int spare = seesHealth ? present - working : 0;
    return std::max(0, working - std::max(0, plan.killNow - spare));
}

void foreseeRestart(Forecast &forecast, const ForecastSubject &running,
    const ForecastSubject &wanted, const RunningState &state, MarathonVersion version)
{
    const int present = state.present.value_or(running.instances);
    RollingStart start;
    start.target = wanted.instances;
    start.present = present;
    start.healthy = considered(running, present, state.healthy, version);
    start.minimumHealth = wanted.minimumHealth;
    start.overCapacity = wanted.overCapacity;
    start.isResident = wanted.isResident;
    start.version = version;
    forecast.rolling = rollingPlan(start);
    forecast.floor = workingFloor(*forecast.rolling, running, state, present, version);
    forecast.ceiling = forecast.rolling->ceiling;
}

} // namespace

QString impactName(Impact impact)
{
    switch (impact) {
    case Impact::Nothing:
        return u"nothing"_s;
    case Impact::Create:
        return u"create"_s;
    case Impact::Scale:
        return u"scale"_s;
    case Impact::Restart:
        return u"restart"_s;
    }
    return {};
}

Forecast forecast(const Comparison &comparison, const RunningState &state,
    const std::vector<AgentRoom> &agents, MarathonVersion version)
{
    const SchemaRoot root = comparison.after().schema().value_or(SchemaRoot::App);
    const ForecastSubject running(comparison.before().root(), root);
    const ForecastSubject wanted(comparison.after().root(), root);
    Forecast result;
    result.effects = effectsOf(comparison, root, version);
    result.impact = impactOf(result.effects, running, wanted);
    result.target = wanted.instances;
    result.present = running.exists ? state.present : 0;
    result.each = wanted.each;
    const int present = result.present.value_or(running.instances);
    result.floor = std::min(present, result.impact == Impact::Nothing ? present : wanted.instances);
    result.ceiling = std::max(present, wanted.instances);
    if (result.impact == Impact::Restart)
        foreseeRestart(result, running, wanted, state, version);
    if (result.impact != Impact::Nothing)
        result.extra = std::max(0, result.ceiling - present);
    if (!agents.empty())
        result.room = roomFor(wanted, agents);
    const ForecastCase given{comparison, running, wanted, state, version};
    result.sentence = forecastSentence(result, given);
    result.notes = forecastNotes(result, given);
    return result;
}

int consideredHealthy(
    JsonNode running, int present, std::optional<int> healthy, MarathonVersion version)
{
    const bool isPod = running["containers"].isArray();
    const ForecastSubject subject(running, isPod ? SchemaRoot::Pod : SchemaRoot::App);
    return considered(subject, present, healthy, version);
}

RolloutEffect effectOf(SchemaRoot root, const JsonPointer &place, MarathonVersion version)
{
    if (root == SchemaRoot::Group || place.isRoot())
        return RolloutEffect::Nothing;
    const QByteArray &member = place.tokens().first();
    if (root == SchemaRoot::Pod)
        return member == "scaling" ? RolloutEffect::Scale : RolloutEffect::Restart;
    return rolloutEffect(std::string_view(member.constData(), size_t(member.size())), version);
}

} // namespace Pinion
