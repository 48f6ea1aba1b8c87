// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/apicall.h"
#include "sandbox/api/statusjson.h"
#include "sandbox/core/launcher.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

std::string moment(Millis at)
{
    return timestamp(at).toStdString();
}

/// Ten rows: how many offers reached each reason, and how many it turned away.
Json funnel(const std::map<OfferRefusal, int> &declined, int processed)
{
    Json rows = Json::array();
    for (int i = 0; i < OfferRefusalCount; ++i) {
        const auto reason = OfferRefusal(i);
        const auto found = declined.find(reason);
        const int count = found == declined.end() ? 0 : found->second;
        rows.push_back({{"reason", refusalName(reason).toStdString()}, {"declined", count},
            {"processed", processed}});
        processed -= count;
    }
    return rows;
}

Json summary(const LaunchStatistics &statistics)
{
    std::map<OfferRefusal, int> last;
    for (const auto &[agent, refusal] : statistics.lastRefusals)
        ++last[refusal.reasons.front()];
    Json json{
        {"processedOffersCount", statistics.processed}, {"unusedOffersCount", statistics.unused}};
    if (statistics.lastUnusedAt)
        json["lastUnusedOfferAt"] = moment(*statistics.lastUnusedAt);
    if (statistics.lastUsedAt)
        json["lastUsedOfferAt"] = moment(*statistics.lastUsedAt);
    json["rejectSummaryLastOffers"] = funnel(last, int(statistics.lastRefusals.size()));
    json["rejectSummaryLaunchAttempt"] = funnel(statistics.declined, statistics.processed);
    return json;
}

Json resourcesJson(const SandboxOffer &offer)
{
    Json list = Json::array();
    const auto add = [&list](const char *name, const QString &role, double value) {
        if (value > 0)
            list.push_back({{"name", name}, {"role", role.toStdString()}, {"scalar", value}});
    };
    for (auto free = offer.free.begin(); free != offer.free.end(); ++free) {
        add("cpus", free.key(), free->cpus);
        add("mem", free.key(), free->mem);
        add("disk", free.key(), free->disk);
        add("gpus", free.key(), free->gpus);
    }
    list.push_back({{"name", "ports"}, {"role", "*"},
        {"ranges",
            Json::array({{{"begin", offer.agent->firstPort}, {"end", offer.agent->lastPort}}})}});
    return list;
}

Json attributesJson(const SandboxAgent &agent)
{
    Json list = Json::array();
    for (const AgentAttribute &attribute : agent.attributes) {
        Json json{{"name", attribute.name.toStdString()}};
        if (attribute.scalar)
            json["scalar"] = *attribute.scalar;
        else
            json["text"] = attribute.text.toStdString();
        list.push_back(std::move(json));
    }
    return list;
}

Json unusedOffers(const LaunchStatistics &statistics)
{
    Json list = Json::array();
    int number = 0;
    for (const auto &[agentId, refusal] : statistics.lastRefusals) {
        Json reasons = Json::array();
        for (const OfferRefusal reason : refusal.reasons)
            reasons.push_back(refusalName(reason).toStdString());
        const SandboxAgent &agent = *refusal.offer.agent;
        list.push_back(
            {{"offer",
                 {{"id", agentId.toStdString() + "-O" + std::to_string(++number)},
                     {"hostname", agent.hostname.toStdString()}, {"agentId", agentId.toStdString()},
                     {"resources", resourcesJson(refusal.offer)},
                     {"attributes", attributesJson(agent)}}},
                {"reason", std::move(reasons)}, {"timestamp", moment(refusal.at)}});
    }
    return list;
}

/// What of an app is still to be launched, by role.
std::map<QString, int> waitingByRole(const SandboxState &state, const QString &id)
{
    std::map<QString, int> counts;
    for (const SandboxInstance *instance : state.instancesOf(id)) {
        const bool isProvisioned = instance->condition == Condition::Provisioned;
        if (instance->isWaitingForLaunch() || (isProvisioned && instance->goal == Goal::Running))
            ++counts[instance->spec->role];
    }
    return counts;
}

Json entry(const ApiCall &call, const RunSpec &spec, const QString &role, int count)
{
    const SandboxState &state = call.state();
    const auto found = state.statistics.find(spec.id);
    const LaunchStatistics statistics
        = found == state.statistics.end() ? LaunchStatistics() : found->second;
    const std::optional<Millis> until = delayedUntil(state, spec);
    Json json{{"count", count}};
    if (state.settings.version >= MarathonVersion{1, 9, 64})
        json["role"] = role.toStdString();
    json["delay"] = {{"timeLeftSeconds", until ? (*until - state.now) / 1000 : 0},
        {"overdue", !until.has_value()}};
    json["since"] = moment(statistics.since == 0 ? state.now : statistics.since);
    json["processedOffersSummary"] = summary(statistics);
    if (call.request.values(u"embed").contains(u"lastUnusedOffers"_s))
        json["lastUnusedOffers"] = unusedOffers(statistics);
    json[spec.isPod ? "pod" : "app"] = definitionJson(spec);
    return json;
}

} // namespace

SandboxAnswer listQueue(ApiCall &call)
{
    Json queue = Json::array();
    for (const auto &[id, spec] : call.state().root.specs) {
        for (const auto &[role, count] : waitingByRole(call.state(), id))
            queue.push_back(entry(call, *spec, role, count));
    }
    return jsonAnswer(200, {{"queue", std::move(queue)}});
}

SandboxAnswer resetDelay(ApiCall &call)
{
    if (waitingByRole(call.state(), call.id).empty())
        return answerOf(refusal(404, u"Application %1 not found in tasks queue."_s.arg(call.id)));
    SandboxState &state = call.marathon.state();
    std::erase_if(
        state.delays, [&call](const auto &delay) { return delay.first.first == call.id; });
    state.wantsOffers = true;
    return {204, {}, {}};
}

} // namespace Pinion
