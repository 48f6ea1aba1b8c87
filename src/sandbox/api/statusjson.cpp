// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/statusjson.h"

#include "sandbox/core/deploymentevents.h"
#include "sandbox/core/engine.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;
using Instances = std::vector<const SandboxInstance *>;

std::string text(const QString &string)
{
    return string.toStdString();
}

std::string moment(Millis at)
{
    return timestamp(at).toStdString();
}

bool isStaged(const SandboxInstance &one)
{
    return one.condition == Condition::Provisioned || one.condition == Condition::Staging;
}

bool isRunning(const SandboxInstance &one)
{
    return one.condition == Condition::Running;
}

Json deploymentsOf(const SandboxState &state, const QString &id)
{
    Json list = Json::array();
    for (const SandboxDeployment &deployment : state.deployments) {
        if (deployment.affected().contains(id))
            list.push_back({{"id", text(deployment.id)}});
    }
    return list;
}

void addCounts(Json &json, const Instances &instances)
{
    const auto count = [&instances](auto &&predicate) {
        return std::count_if(instances.begin(), instances.end(),
            [&predicate](const SandboxInstance *one) { return predicate(*one); });
    };
    json["tasksStaged"] = count(isStaged);
    json["tasksRunning"] = count(isRunning);
    json["tasksHealthy"] = count([](const SandboxInstance &one) { return one.health == true; });
    json["tasksUnhealthy"] = count([](const SandboxInstance &one) { return one.health == false; });
}

Json failureJson(const QString &appId, const SandboxFailure &failure)
{
    Json json{{"appId", text(appId)}, {"host", text(failure.host)},
        {"message", text(failure.message)}, {"state", text(failure.state)},
        {"taskId", text(failure.taskId)}, {"timestamp", moment(failure.at)},
        {"version", moment(failure.version)}};
    if (!failure.agentId.isEmpty())
        json["slaveId"] = text(failure.agentId);
    return json;
}

Json lifeTimes(const Instances &instances, Millis now)
{
    std::vector<double> ages;
    for (const SandboxInstance *one : instances) {
        if (one->startedAt != 0)
            ages.push_back(double(now - one->startedAt) / 1000);
    }
    if (ages.empty())
        return nullptr;
    std::sort(ages.begin(), ages.end());
    double sum = 0;
    for (const double age : ages)
        sum += age;
    const size_t middle = ages.size() / 2;
    const double median
        = ages.size() % 2 == 1 ? ages[middle] : (ages[middle - 1] + ages[middle]) / 2;
    return {{"averageSeconds", sum / double(ages.size())}, {"medianSeconds", median}};
}

void addStats(Json &json, const char *key, const Instances &instances, Millis now)
{
    if (instances.empty())
        return;
    Json counts;
    addCounts(counts, instances);
    Json stats{{"counts",
        {{"staged", counts["tasksStaged"]}, {"running", counts["tasksRunning"]},
            {"healthy", counts["tasksHealthy"]}, {"unhealthy", counts["tasksUnhealthy"]}}}};
    if (Json life = lifeTimes(instances, now); !life.is_null())
        stats["lifeTime"] = std::move(life);
    json[key] = {{"stats", std::move(stats)}};
}

Json taskStats(const SandboxState &state, const RunSpec &spec, const Instances &instances)
{
    const auto filtered = [&instances](auto &&predicate) {
        Instances some;
        std::copy_if(instances.begin(), instances.end(), std::back_inserter(some), predicate);
        return some;
    };
    const SpecVersions &versions = spec.versions;
    const auto isScaled = [&versions](const SandboxInstance *one) {
        return one->startedAt >= versions.lastScalingAt && one->startedAt != 0;
    };
    const auto isCurrent = [&versions](const SandboxInstance *one) {
        return one->spec->versions.version >= versions.lastConfigChangeAt;
    };
    Json json = Json::object();
    addStats(json, "startedAfterLastScaling", filtered(isScaled), state.now);
    addStats(json, "withLatestConfig", filtered(isCurrent), state.now);
    addStats(json, "withOutdatedConfig",
        filtered([&](const SandboxInstance *one) { return !isCurrent(one); }), state.now);
    addStats(json, "totalSummary", instances, state.now);
    return json;
}

Json healthJson(const SandboxInstance &instance)
{
    Json result{{"alive", *instance.health}, {"consecutiveFailures", instance.failures}};
    const auto addMoment = [&result](const char *key, const std::optional<Millis> &at) {
        if (at)
            result[key] = moment(*at);
    };
    addMoment("firstSuccess", instance.firstSuccess);
    addMoment("lastFailure", instance.lastFailure);
    if (!instance.lastFailureCause.isEmpty())
        result["lastFailureCause"] = text(instance.lastFailureCause);
    addMoment("lastSuccess", instance.lastSuccess);
    result["instanceId"] = text(instance.id);
    return result;
}

Json portList(const QList<int> &ports)
{
    Json list = Json::array();
    for (const int port : ports)
        list.push_back(port);
    return list;
}

} // namespace

AppEmbeds withEmbeds(AppEmbeds embeds, const QStringList &names)
{
    for (QString name : names) {
        for (const QLatin1StringView prefix : {"group.apps."_L1, "apps."_L1, "app."_L1}) {
            if (name.startsWith(prefix)) {
                name.remove(0, prefix.size());
                break;
            }
        }
        const bool isMix = name == "failures"_L1;
        embeds.hasTasks = embeds.hasTasks || isMix || name == "tasks"_L1;
        embeds.hasDeployments
            = embeds.hasDeployments || isMix || name == "tasks"_L1 || name == "deployments"_L1;
        embeds.hasCounts = embeds.hasCounts || isMix || name == "counts"_L1;
        embeds.hasLastFailure = embeds.hasLastFailure || isMix || name == "lastTaskFailure"_L1;
        embeds.hasReadiness = embeds.hasReadiness || name == "readiness"_L1;
        embeds.hasTaskStats = embeds.hasTaskStats || name == "taskStats"_L1;
    }
    return embeds;
}

Json definitionJson(const RunSpec &spec)
{
    Json json = *spec.definition;
    json["version"] = moment(spec.versions.version);
    if (!spec.isPod) {
        json["versionInfo"] = {{"lastScalingAt", moment(spec.versions.lastScalingAt)},
            {"lastConfigChangeAt", moment(spec.versions.lastConfigChangeAt)}};
    }
    return json;
}

std::vector<const SandboxInstance *> listedInstances(
    const SandboxState &state, const QString &specId)
{
    Instances listed = state.instancesOf(specId);
    std::erase_if(listed, [](const SandboxInstance *one) {
        return one->condition == Condition::Scheduled || one->goal == Goal::Stopped;
    });
    return listed;
}

Json appInfoJson(const SandboxState &state, const RunSpec &spec, const AppEmbeds &embeds)
{
    const Instances instances = listedInstances(state, spec.id);
    Json json = definitionJson(spec);
    if (embeds.hasCounts)
        addCounts(json, instances);
    if (embeds.hasDeployments)
        json["deployments"] = deploymentsOf(state, spec.id);
    if (embeds.hasReadiness)
        json["readinessCheckResults"] = readinessJson(state, spec.id);
    if (embeds.hasTasks) {
        json["tasks"] = Json::array();
        for (const SandboxInstance *instance : instances) {
            Json task = taskJson(*instance, instance->taskId());
            if (const std::optional<int> code = instance->checkExitCode(state.now))
                task["checkResult"] = {{"command", {{"exitCode", *code}}}};
            json["tasks"].push_back(std::move(task));
        }
    }
    const auto failure = state.lastFailures.find(spec.id);
    if (embeds.hasLastFailure && failure != state.lastFailures.end())
        json["lastTaskFailure"] = failureJson(spec.id, failure->second);
    if (embeds.hasTaskStats)
        json["tasksStats"] = taskStats(state, spec, instances);
    return json;
}

Json taskJson(const SandboxInstance &instance, const QString &taskId, bool hasServicePorts)
{
    const bool hasEnded = isTerminal(instance.condition);
    Json json{{"appId", text(instance.spec->id)}, {"id", text(taskId)},
        {"host", text(instance.host)}, {"slaveId", text(instance.agentId)}};
    if (!instance.spec->role.isEmpty())
        json["role"] = text(instance.spec->role);
    json["state"] = text(taskState(instance.condition));
    if (!hasEnded) {
        json["stagedAt"] = moment(instance.stagedAt);
        if (instance.startedAt != 0)
            json["startedAt"] = moment(instance.startedAt);
        json["version"] = moment(instance.spec->versions.version);
    }
    json["ports"] = portList(instance.ports);
    json["servicePorts"] = portList(hasServicePorts ? instance.spec->servicePorts : QList<int>());
    json["ipAddresses"] = Json::array();
    if (isRunning(instance))
        json["ipAddresses"].push_back(
            {{"ipAddress", text(instance.address)}, {"protocol", "IPv4"}});
    json["localVolumes"] = Json::array();
    if (instance.health)
        json["healthCheckResults"] = Json::array({healthJson(instance)});
    return json;
}

Json readinessJson(const SandboxState &state, const QString &specId)
{
    Json results = Json::array();
    for (const SandboxInstance *instance : state.instancesOf(specId)) {
        if (!instance->lastReadinessAt || !isRunning(*instance))
            continue;
        for (const ReadinessSpec &check : instance->spec->readinessChecks) {
            Json result{{"name", text(check.name)}, {"taskId", text(instance->taskId())},
                {"ready", instance->isReady}};
            if (check.preservesResponse) {
                result["lastResponse"]
                    = {{"status", instance->isReady ? 200 : 503}, {"contentType", "text/plain"},
                        {"body", instance->isReady ? "ready" : "warming up"}};
            }
            results.push_back(std::move(result));
        }
    }
    return results;
}

Json deploymentJson(const SandboxState &state, const SandboxDeployment &deployment)
{
    Json apps = Json::array();
    Json pods = Json::array();
    Json steps = Json::array();
    QSet<QString> seen;
    for (const PlannedStep &step : deployment.steps) {
        steps.push_back(stepJson(step));
        for (const PlannedAction &action : step) {
            if (!seen.contains(action.id))
                (action.isPod ? pods : apps).push_back(text(action.id));
            seen.insert(action.id);
        }
    }
    Json current = Json::array();
    if (deployment.step >= 0)
        current = stepJson(deployment.steps.at(size_t(deployment.step)))["actions"];
    for (Json &action : current) {
        const auto id = action.contains("app") ? action["app"] : action["pod"];
        action["readinessCheckResults"]
            = readinessJson(state, QString::fromStdString(id.get<std::string>()));
    }
    return {{"id", text(deployment.id)}, {"version", moment(deployment.version)},
        {"affectedApps", std::move(apps)}, {"affectedPods", std::move(pods)},
        {"steps", std::move(steps)}, {"currentActions", std::move(current)},
        {"currentStep", deployment.step + 1}, {"totalSteps", deployment.steps.size()}};
}

Json groupJson(
    const SandboxState &state, const RootGroup &root, const QString &id, const QStringList &names)
{
    const auto has = [&names](QLatin1StringView name) {
        return std::any_of(names.begin(), names.end(), [name](const QString &asked) {
            return asked == name || asked.startsWith(QString(name + u'.'));
        });
    };
    Json json{{"id", text(id)}};
    for (const char *key : {"apps", "groups", "pods"})
        json[key] = Json::array();
    const AppEmbeds none{false, false};
    for (const RunSpecPtr &spec : root.specsIn(id, false)) {
        if (!spec->isPod && has("group.apps"_L1))
            json["apps"].push_back(appInfoJson(state, *spec, withEmbeds(none, names)));
        if (spec->isPod && has("group.pods"_L1))
            json["pods"].push_back(definitionJson(*spec));
    }
    if (has("group.groups"_L1)) {
        for (const QString &group : root.groupsIn(id))
            json["groups"].push_back(groupJson(state, root, group, names));
    }
    json["dependencies"] = Json::array();
    for (const QString &dependency : root.group(id).dependencies)
        json["dependencies"].push_back(text(dependency));
    json["version"] = moment(root.version);
    if (isTopLevel(id) && state.settings.version >= MarathonVersion{1, 9})
        json["enforceRole"] = root.group(id).enforcesRole.value_or(false);
    return json;
}

} // namespace Pinion
