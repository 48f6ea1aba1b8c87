// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonical.h"

#include "server/approles.h"
#include "server/canonicalparts.h"

#include "marathon/definition.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Adds a member unless it is null or empty, which the server then does not show.
void addFilled(CanonicalJson &json, const char *key, CanonicalJson value)
{
    if (!value.empty())
        json[key] = std::move(value);
}

bool hasLastingVolume(const AppView &view)
{
    return std::any_of(view.volumes.begin(), view.volumes.end(), [](const VolumeView &volume) {
        return volume.kind == VolumeKind::Persistent || volume.kind == VolumeKind::External;
    });
}

CanonicalJson dependencies(const AppView &view, const ServerSettings &settings, const QString &base)
{
    CanonicalJson list = CanonicalJson::array();
    for (const JsonNode node : view.dependencies)
        list.push_back(settings.isPlaceholder(node) ? plainValue(node)
                                                    : text(absoluteId(node.stringOr(), base)));
    return setOf(std::move(list));
}

CanonicalJson executorResources(JsonNode written, const ServerSettings &settings)
{
    const JsonNode node = knownSince(written, {1, 6, 352}, settings);
    if (!node)
        return nullptr;
    return {{"cpus", valueOr(node["cpus"], 0.1)}, {"mem", valueOr(node["mem"], 32)},
        {"disk", valueOr(node["disk"], 10)}};
}

CanonicalJson unreachableStrategy(const AppView &view, const ServerSettings &settings)
{
    const JsonNode written = view.app["unreachableStrategy"];
    if (written.isString() || (written.isAbsent() && view.isResident))
        return "disabled";
    // The defaults were 300 and 600 before 1.4.9 and 1.5.1.
    const MarathonVersion version = settings.version;
    const bool isOld = version < MarathonVersion{1, 4, 9} || version == MarathonVersion{1, 5};
    return {{"inactiveAfterSeconds", valueOr(written["inactiveAfterSeconds"], isOld ? 300 : 0)},
        {"expungeAfterSeconds", valueOr(written["expungeAfterSeconds"], isOld ? 600 : 0)}};
}

CanonicalJson upgradeStrategy(const AppView &view)
{
    const JsonNode written = view.app["upgradeStrategy"];
    const bool isLasting = hasLastingVolume(view);
    const CanonicalJson health = isLasting ? CanonicalJson(0.5) : CanonicalJson(1);
    return {{"minimumHealthCapacity", valueOr(written["minimumHealthCapacity"], health)},
        {"maximumOverCapacity", valueOr(written["maximumOverCapacity"], isLasting ? 0 : 1)}};
}

CanonicalJson acceptedRoles(const AppView &view, const ServerSettings &settings)
{
    CanonicalJson roles = setOf(plainValue(view.app["acceptedResourceRoles"]));
    if (!view.app["acceptedResourceRoles"].isArray() || !sanitizesRoles(settings) || !view.role)
        return roles;
    const std::string own = view.role->toStdString();
    CanonicalJson kept = CanonicalJson::array();
    for (const CanonicalJson &role : roles) {
        if (role == "*" || role == own)
            kept.push_back(role);
    }
    return kept.empty() ? CanonicalJson::array({"*"}) : kept;
}

void addCommand(CanonicalJson &json, const AppView &view)
{
    const JsonNode app = view.app;
    json["id"] = view.id.isEmpty() ? plainValue(app["id"]) : text(view.id);
    copyPresent(json, app, {"cmd"});
    addFilled(json, "args", plainValue(app["args"]));
    copyPresent(json, app, {"user"});
    addFilled(json, "env", plainValue(app["env"]));
    json["labels"] = valueOr(app["labels"], CanonicalJson::object());
}

void addResources(CanonicalJson &json, const AppView &view, const ServerSettings &settings)
{
    const JsonNode app = view.app;
    json["instances"] = valueOr(app["instances"], 1);
    json["cpus"] = valueOr(app["cpus"], 1);
    json["mem"] = valueOr(app["mem"], 128);
    json["disk"] = valueOr(app["disk"], 0);
    json["gpus"] = valueOr(app["gpus"], 0);
    json["executor"] = valueOr(app["executor"], "");
    addFilled(json, "executorResources", executorResources(app["executorResources"], settings));
    addFilled(
        json, "resourceLimits", plainValue(knownSince(app["resourceLimits"], {1, 10}, settings)));
}

void addPlacement(CanonicalJson &json, const AppView &view, const ServerSettings &settings)
{
    addFilled(json, "constraints", setOf(plainValue(view.app["constraints"])));
    addFilled(json, "acceptedResourceRoles", acceptedRoles(view, settings));
    if (view.role)
        json["role"] = text(*view.role);
    else if (settings.version >= MarathonVersion{1, 9})
        copyPresent(json, view.app, {"role"});
}

void addNetworking(CanonicalJson &json, const AppView &view, const ServerSettings &settings)
{
    addFilled(json, "container", canonicalContainer(view, settings));
    json["networks"] = canonicalNetworks(view, settings);
    if (view.isHostMode())
        json["portDefinitions"] = canonicalPortDefinitions(view);
    json["requirePorts"]
        = view.isHostMode() ? valueOr(view.app["requirePorts"], false) : CanonicalJson(false);
}

void addChecks(CanonicalJson &json, const AppView &view, const ServerSettings &settings)
{
    addFilled(json, "healthChecks", canonicalHealthChecks(view, settings));
    if (const JsonNode check = knownSince(view.app["check"], {1, 8}, settings))
        json["check"] = canonicalCheck(check);
    addFilled(json, "readinessChecks", canonicalReadinessChecks(view.app["readinessChecks"]));
}

void addRollout(CanonicalJson &json, const AppView &view, const ServerSettings &settings)
{
    const JsonNode app = view.app;
    const int longest = settings.version < MarathonVersion{1, 8} ? 3600 : 300;
    json["upgradeStrategy"] = upgradeStrategy(view);
    json["killSelection"]
        = wordOr(app["killSelection"], {"YOUNGEST_FIRST", "OLDEST_FIRST"}, "YOUNGEST_FIRST");
    json["unreachableStrategy"] = unreachableStrategy(view, settings);
    if (view.isResident)
        json["residency"]
            = {{"relaunchEscalationTimeoutSeconds", 3600}, {"taskLostBehavior", "WAIT_FOREVER"}};
    copyPresent(json, app, {"taskKillGracePeriodSeconds"});
    json["backoffSeconds"] = valueOr(app["backoffSeconds"], 1);
    json["backoffFactor"] = valueOr(app["backoffFactor"], 1.15);
    json["maxLaunchDelaySeconds"] = valueOr(app["maxLaunchDelaySeconds"], longest);
    // Stored only where it says something.
    if (knownSince(app["tty"], {1, 5}, settings).toBool().value_or(false))
        json["tty"] = true;
}

} // namespace

nlohmann::ordered_json canonical(JsonNode app, const ServerSettings &settings, const QString &base)
{
    const AppView view(app, settings, base);
    CanonicalJson json = CanonicalJson::object();
    addCommand(json, view);
    addResources(json, view, settings);
    addPlacement(json, view, settings);
    addNetworking(json, view, settings);
    addFilled(json, "fetch", canonicalFetch(app));
    addFilled(json, "secrets", plainValue(app["secrets"]));
    addChecks(json, view, settings);
    addFilled(json, "dependencies", dependencies(view, settings, base));
    addRollout(json, view, settings);
    return json;
}

std::span<const std::string_view> setArrays()
{
    static constexpr std::array<std::string_view, 6> Sets{
        "/acceptedResourceRoles",
        "/constraints",
        "/dependencies",
        "/healthChecks",
        "/readinessChecks/*/httpStatusCodesForReady",
        "/container/volumes/*/persistent/constraints",
    };
    return Sets;
}

std::span<const std::string_view> assignedPorts()
{
    static constexpr std::array<std::string_view, 2> Ports{
        "/portDefinitions/*/port",
        "/container/portMappings/*/servicePort",
    };
    return Ports;
}

} // namespace Pinion
