// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonicalpod.h"

#include "server/idchecks.h"

#include "marathon/definition.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

/// Adds the member unless something is written there.
void provide(Json &object, const char *key, Json value)
{
    if (!object.contains(key))
        object[key] = std::move(value);
}

/// The object at a member, which is made if it is missing.
Json &objectAt(Json &parent, const char *key)
{
    Json &member = parent[key];
    if (!member.is_object())
        member = Json::object();
    return member;
}

bool hasContainerNetwork(const Json &pod)
{
    const Json networks = pod.value("networks", Json::array());
    return std::any_of(networks.begin(), networks.end(),
        [](const Json &network) { return network.value("mode", "container") == "container"; });
}

bool completeVolumes(Json &pod)
{
    bool isResident = false;
    for (Json &volume : pod["volumes"]) {
        if (!volume.contains("persistent") || !volume["persistent"].contains("size"))
            continue;
        isResident = true;
        Json &persistent = volume["persistent"];
        provide(persistent, "type", persistent.contains("profileName") ? "mount" : "root");
        provide(persistent, "constraints", Json::array());
    }
    if (pod["volumes"].empty())
        pod.erase("volumes");
    return isResident;
}

void completeNetworks(Json &pod, const ServerFacts &facts)
{
    provide(pod, "networks", Json::array());
    for (Json &network : pod["networks"]) {
        provide(network, "mode", "container");
        if (network["mode"] == "container" && !facts.defaultNetworkName.isEmpty())
            provide(network, "name", facts.defaultNetworkName.toStdString());
    }
}

void completeContainer(Json &container, bool hasOwnAddress)
{
    container.erase("check"); // read, and then forgotten
    Json &resources = objectAt(container, "resources");
    provide(resources, "cpus", 1);
    provide(resources, "mem", 128);
    provide(resources, "disk", 0);
    provide(resources, "gpus", 0);
    for (Json &endpoint : container["endpoints"]) {
        if (!hasOwnAddress)
            provide(endpoint, "hostPort", 0);
    }
    for (Json &mount : container["volumeMounts"])
        provide(mount, "readOnly", false);
    for (const char *list : {"endpoints", "volumeMounts"}) {
        if (container[list].empty())
            container.erase(list);
    }
    if (!container.contains("healthCheck"))
        return;
    Json &check = container["healthCheck"];
    provide(check, "gracePeriodSeconds", 300);
    provide(check, "intervalSeconds", 60);
    provide(check, "maxConsecutiveFailures", 3);
    provide(check, "timeoutSeconds", 20);
    provide(check, "delaySeconds", 15);
}

void completeScheduling(Json &pod, bool isResident)
{
    Json &scheduling = objectAt(pod, "scheduling");
    Json &backoff = objectAt(scheduling, "backoff");
    provide(backoff, "backoff", 1);
    provide(backoff, "backoffFactor", 1.15);
    provide(backoff, "maxLaunchDelay", 300);
    const bool isResidentDefault = isResident && !scheduling.contains("upgrade");
    Json &upgrade = objectAt(scheduling, "upgrade");
    provide(upgrade, "minimumHealthCapacity", isResidentDefault ? 0.5 : 1.0);
    provide(upgrade, "maximumOverCapacity", isResidentDefault ? 0.0 : 1.0);
    provide(scheduling, "killSelection", "YOUNGEST_FIRST");
    if (!scheduling.contains("unreachableStrategy") && isResident)
        scheduling["unreachableStrategy"] = "disabled";
    if (scheduling["unreachableStrategy"].is_string()) {
        scheduling["unreachableStrategy"] = "disabled";
    } else {
        Json &unreachable = objectAt(scheduling, "unreachableStrategy");
        provide(unreachable, "inactiveAfterSeconds", 0);
        provide(unreachable, "expungeAfterSeconds", 0);
    }
    if (!scheduling.contains("placement"))
        return;
    Json &placement = scheduling["placement"];
    for (const char *list : {"constraints", "acceptedResourceRoles"}) {
        if (placement.contains(list) && placement[list].empty())
            placement.erase(list);
    }
    if (placement.empty())
        scheduling.erase("placement");
}

} // namespace

Json canonicalPod(JsonNode node, const ServerSettings &settings)
{
    Json pod = Json::parse(node.literal().begin(), node.literal().end());
    keepKnown(pod, SchemaRoot::Pod, settings.version);
    const QString id = absoluteId(QString::fromStdString(pod.value("id", "")));
    pod["id"] = id.toStdString();
    if (settings.version >= MarathonVersion{1, 9})
        provide(pod, "role", roleChoice(id, settings).byDefault.toStdString());
    completeNetworks(pod, settings.facts);
    const bool hasOwnAddress = hasContainerNetwork(pod);
    for (Json &container : pod["containers"])
        completeContainer(container, hasOwnAddress);
    const bool isResident = completeVolumes(pod);
    provide(pod, "scaling", {{"kind", "fixed"}, {"instances", 1}});
    completeScheduling(pod, isResident);
    Json &executor = objectAt(pod, "executorResources");
    provide(executor, "cpus", 0.1);
    provide(executor, "mem", 32);
    provide(executor, "disk", 10);
    if (pod.value("legacySharedCgroups", false) == false)
        pod.erase("legacySharedCgroups");
    return pod;
}

} // namespace Pinion
