// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgepod.h"

#include "server/canonicalpod.h"
#include "server/podchecks.h"
#include "server/reader.h"
#include "server/servertext.h"

#include "marathon/definition.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view UpdateRule = "server-pod-resident-update";
constexpr std::string_view RoleChangeRule = "server-pod-role-change";

Verdict verdictOf(Phase phase, Violations violations)
{
    Verdict verdict;
    verdict.phase = phase;
    verdict.violations = std::move(violations);
    return verdict;
}

double total(const Json &pod, const char *resource)
{
    double sum = 0;
    for (const Json &container : pod.value("containers", Json::array())) {
        const Json &resources = container.value("resources", Json::object());
        sum += resources.value(resource, 0.0);
    }
    return sum;
}

std::set<int> hostPorts(const Json &pod)
{
    std::set<int> ports;
    for (const Json &container : pod.value("containers", Json::array())) {
        for (const Json &endpoint : container.value("endpoints", Json::array())) {
            if (endpoint.contains("hostPort"))
                ports.insert(endpoint["hostPort"].get<int>());
        }
    }
    return ports;
}

/// The persistent volumes by name.
std::map<std::string, Json> persistentVolumes(const Json &pod)
{
    std::map<std::string, Json> volumes;
    for (const Json &volume : pod.value("volumes", Json::array())) {
        if (volume.contains("persistent"))
            volumes[volume.value("name", "")] = volume["persistent"];
    }
    return volumes;
}

void checkUpdate(const Json &before, const Json &after, JsonNode pod, Violations &found)
{
    const auto refuseChange = [&](const QString &message) {
        refuse(found, UpdateRule, u"/pod(0)"_s, message, pod, true);
    };
    if (persistentVolumes(before) != persistentVolumes(after))
        refuseChange(u"persistent volumes cannot be updated"_s);
    for (const char *resource : {"cpus", "mem", "disk", "gpus"}) {
        if (total(before, resource) != total(after, resource))
            refuseChange(QString::fromLatin1(resource)
                + u" cannot be updated if a pod has persistent volumes"_s);
    }
    if (hostPorts(before) != hostPorts(after))
        refuseChange(u"host ports cannot be updated if a pod has persistent volumes"_s);
    const double surge = after["scheduling"]["upgrade"].value("maximumOverCapacity", 1.0);
    if (surge != 0) {
        refuse(found, UpdateRule, u"/pod(0)/upgradeStrategy/maximumOverCapacity"_s,
            u"got %1, expected 0.0"_s.arg(javaDouble(surge)), pod, true);
    }
}

} // namespace

Verdict judgePod(JsonNode pod, const ServerSettings &settings)
{
    if (Violations unread = readPod(pod, settings.version); !unread.empty())
        return verdictOf(Phase::Reader, std::move(unread));
    return judgePodItself(pod, settings);
}

Verdict judgePodItself(JsonNode pod, const ServerSettings &settings)
{
    const PodView view(pod, settings);
    Violations found;
    for (const auto check : {checkPodItself, checkPodNetworks, checkPodSecrets, checkPodVolumes,
             checkPodScheduling, checkPodContainers, checkPodEndpoints})
        check(view, found);
    if (!found.empty())
        return verdictOf(Phase::Canonical, std::move(found));
    checkPodRoles(view, found);
    return verdictOf(Phase::Model, std::move(found));
}

Verdict judgePodUpdate(
    JsonNode pod, const Json &stored, const ServerSettings &settings, bool isForced)
{
    Verdict verdict = judgePod(pod, settings);
    if (!verdict.isAccepted())
        return verdict;
    const Json after = canonicalPod(pod, settings);
    const bool wasResident = !persistentVolumes(stored).empty();
    const bool isResident = !persistentVolumes(after).empty();
    Violations found;
    const std::string before = stored.value("role", "*");
    const std::string role = after.value("role", "*");
    if (isResident && !isForced && before != role) {
        const QString oldRole = QString::fromStdString(before);
        const QString newRole = QString::fromStdString(role);
        refuse(found, RoleChangeRule, u"/role"_s,
            u"It is not possible to change the role for existing reservations. If you proceed with "
            "this change, all existing instances will continue to run under the previous role, "
            "%1. Only new instances will be allocated with the new role, %2. In order to "
            "continue, retry your request with ?force=true"_s.arg(oldRole, newRole),
            pod["role"] ? pod["role"] : pod);
        return verdictOf(Phase::Model, std::move(found));
    }
    if (wasResident || isResident)
        checkUpdate(stored, after, pod, found);
    return verdictOf(Phase::RootGroup, std::move(found));
}

} // namespace Pinion
