// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgeupdate.h"

#include "server/judge.h"
#include "server/reader.h"
#include "server/servertext.h"

#include "marathon/definition.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view VersionRule = "server-update-version";
constexpr std::string_view IdRule = "server-update-id";
constexpr std::string_view ResidentRule = "server-update-resident";
constexpr std::string_view RoleRule = "server-update-role";

constexpr std::array Rows = {
    ServerRule{
        .id = VersionRule,
        .phase = Phase::RootGroup,
        .title = "A change together with a version to go back to",
        .why = "A version in a partial update means to bring that version back, and nothing else.",
        .remedy = "Leave the version out, or send it alone.",
    },
    ServerRule{
        .id = IdRule,
        .phase = Phase::RootGroup,
        .title = "A change that does not say of which app",
        .why = "In a list of changes each one must have the id of its app.",
        .remedy = "Add the id.",
    },
    ServerRule{
        .id = ResidentRule,
        .phase = Phase::RootGroup,
        .title = "A change that reserved resources cannot follow",
        .why = "Volumes, resources and host ports of an app with persistent volumes are reserved "
               "on its agents and stay as they are.",
        .remedy = "Leave them as they are, or make a new app.",
    },
    ServerRule{
        .id = RoleRule,
        .phase = Phase::Model,
        .title = "A change of the role of reserved resources",
        .why = "What an app with persistent volumes has reserved stays with its old role, so the "
               "server wants the change confirmed.",
        .remedy = "Keep the role, or send the change with ?force=true.",
    },
};

bool isGiven(const Json &object, const char *key)
{
    return object.contains(key) && !object[key].is_null();
}

const Json &at(const Json &object, const char *key)
{
    static const Json none;
    return object.is_object() && object.contains(key) ? object[key] : none;
}

double numberAt(const Json &app, const char *key, double otherwise)
{
    const Json &value = at(app, key);
    return value.is_number() ? value.get<double>() : otherwise;
}

std::map<std::string, Json> persistentVolumes(const Json &app)
{
    std::map<std::string, Json> volumes;
    for (const Json &volume : at(at(app, "container"), "volumes")) {
        if (!isGiven(volume, "persistent"))
            continue;
        Json persistent = volume["persistent"];
        if (!isGiven(persistent, "type"))
            persistent["type"] = isGiven(persistent, "profileName") ? "mount" : "root";
        if (!isGiven(persistent, "constraints"))
            persistent["constraints"] = Json::array();
        // Ordered objects compare in order; the author's order says nothing.
        volumes[volume.value("containerPath", "")] = nlohmann::json(persistent);
    }
    return volumes;
}

std::set<int> hostPorts(const Json &app)
{
    std::set<int> ports;
    const auto collect = [&ports](const Json &list, const char *key) {
        for (const Json &port : list) {
            const Json &number = port.is_number() ? port : at(port, key);
            if (number.is_number())
                ports.insert(number.get<int>());
        }
    };
    const Json &container = at(app, "container");
    collect(at(container, "portMappings"), "hostPort");
    collect(at(at(container, "docker"), "portMappings"), "hostPort");
    if (at(app, "requirePorts") == true) {
        collect(at(app, "portDefinitions"), "port");
        collect(at(app, "ports"), "port");
    }
    return ports;
}

void checkResident(const Json &before, const Json &after, JsonNode body, Violations &found)
{
    if (persistentVolumes(before) != persistentVolumes(after)) {
        refuse(found, ResidentRule, u"/app(0)"_s, u"Persistent volumes can not be changed!"_s, body,
            true);
    }
    const QString resources
        = u"Services with persistent volumes configured may not change resource requirements. If "
          "you need to make this change, please create a new service."_s;
    const auto place = [body](const char *key) { return body[key] ? body[key] : body; };
    for (const auto &[key, otherwise] :
        {std::pair("cpus", 1.0), {"mem", 128.0}, {"disk", 0.0}, {"gpus", 0.0}}) {
        if (numberAt(before, key, otherwise) != numberAt(after, key, otherwise)) {
            refuse(found, ResidentRule, u"/app(0)/"_s + QString::fromLatin1(key), resources,
                place(key));
        }
    }
    if ((at(before, "requirePorts") == true) != (at(after, "requirePorts") == true))
        refuse(found, ResidentRule, u"/app(0)/requirePorts"_s, resources, place("requirePorts"));
    if (hostPorts(before) != hostPorts(after)) {
        refuse(found, ResidentRule, u"/app(0)"_s,
            u"Services with persistent volumes configured may not change host ports. If you need "
            "to make this change, please create a new service."_s,
            body, true);
    }
    const Json &upgrade = at(after, "upgradeStrategy");
    const double surge = numberAt(upgrade, "maximumOverCapacity", 0);
    if (surge != 0) {
        refuse(found, ResidentRule, u"/app(0)/upgradeStrategy/maximumOverCapacity"_s,
            u"got %1, expected 0.0"_s.arg(javaDouble(surge)), place("upgradeStrategy"));
    }
}

Verdict judgeChange(const Json &before, const Json &after, JsonNode body, bool isForced)
{
    Verdict verdict;
    const bool isResident = !persistentVolumes(after).empty();
    const std::string oldRole = before.value("role", "");
    const std::string newRole = isGiven(after, "role") ? after.value("role", "") : oldRole;
    if (isResident && !isForced && !oldRole.empty() && newRole != oldRole) {
        verdict.phase = Phase::Model;
        refuse(verdict.violations, RoleRule, u"/role"_s,
            u"It is not possible to change the role for existing reservations. If you proceed with "
            "this change, all existing instances will continue to run under the previous role, "
            "%1. Only new instances will be allocated with the new role, %2. In order to "
            "continue, retry your request with ?force=true"_s.arg(
                QString::fromStdString(oldRole), QString::fromStdString(newRole)),
            body["role"]);
        return verdict;
    }
    verdict.phase = Phase::RootGroup;
    if (isResident || !persistentVolumes(before).empty())
        checkResident(before, after, body, verdict.violations);
    return verdict;
}

Json jsonOf(JsonNode node)
{
    return Json::parse(node.literal().begin(), node.literal().end());
}

/// The same place in the author's body, or the body where the fault lies in what is stored.
void returnTo(JsonNode body, std::vector<Violation> &violations)
{
    for (Violation &violation : violations) {
        JsonNode place = body;
        const JsonPointer pointer = violation.place.pointer();
        for (const QByteArray &token : pointer.tokens()) {
            const JsonNode next
                = place.isArray() ? place.element(token.toLongLong()) : place.member(token);
            if (!next)
                break;
            place = next;
        }
        violation.place = place;
    }
}

} // namespace

Json mergedApp(const Json &stored, JsonNode update)
{
    Json app = stored;
    // What an update does not say is kept, but for these, which it loses.
    app.erase("executorResources");
    app.erase("resourceLimits");
    app.erase("version");
    app.erase("versionInfo");
    const Json body = jsonOf(update);
    const bool movesPorts = isGiven(body, "ports") || isGiven(body, "portDefinitions");
    const bool movesNetworks = isGiven(body, "networks") || isGiven(body, "ipAddress")
        || isGiven(at(at(body, "container"), "docker"), "network");
    if (isGiven(body, "uris"))
        app.erase("fetch");
    if (movesPorts || movesNetworks)
        app.erase("portDefinitions");
    if (movesNetworks) {
        app.erase("networks");
        const Json &networks = at(body, "networks");
        const bool isHost
            = networks.is_array() && (networks.empty() || at(networks.front(), "mode") == "host");
        if (!isHost && !isGiven(body, "container"))
            app.erase("container");
    }
    for (const auto &[key, value] : body.items()) {
        if (!value.is_null())
            app[key] = value;
    }
    return app;
}

Verdict judgeAppUpdateItself(JsonNode update)
{
    Verdict verdict;
    verdict.phase = Phase::Canonical;
    const JsonNode version = update["version"];
    const auto members = update.children();
    const bool isAlone = std::all_of(members.begin(), members.end(), [](JsonNode member) {
        return member.key() == "version" || member.key() == "id" || member.isNull();
    });
    if (!version.isAbsent() && !isAlone) {
        refuse(verdict.violations, VersionRule, u"/"_s,
            u"The 'version' field may only be combined with the 'id' field."_s, version, true);
    }
    return verdict;
}

Verdict judgeAppUpdate(
    JsonNode update, const Json &stored, const ServerSettings &settings, bool isForced)
{
    Verdict verdict;
    verdict.phase = Phase::Reader;
    verdict.violations = readAppUpdate(update, settings.version);
    if (!verdict.isAccepted())
        return verdict;
    if (!update["version"].isAbsent())
        return judgeAppUpdateItself(update);
    const Json merged = mergedApp(stored, update);
    const JsonTree tree = JsonTree::parse(QByteArray::fromStdString(merged.dump()));
    verdict = judgeApp(tree.root(), settings);
    returnTo(update, verdict.violations);
    return verdict.isAccepted() ? judgeChange(stored, merged, update, isForced) : verdict;
}

Verdict judgeAppReplacement(
    JsonNode app, const Json &stored, const ServerSettings &settings, bool isForced)
{
    Verdict verdict;
    verdict.phase = Phase::Reader;
    verdict.violations = readApp(app, settings.version);
    if (verdict.isAccepted())
        verdict = judgeApp(app, settings);
    return verdict.isAccepted() ? judgeChange(stored, jsonOf(app), app, isForced) : verdict;
}

Verdict judgeUpdateList(JsonNode list, const ServerSettings &settings)
{
    Verdict verdict;
    verdict.phase = Phase::Reader;
    verdict.violations = readApps(list, settings.version);
    if (!verdict.isAccepted())
        return verdict;
    verdict.phase = Phase::Conversion;
    for (const JsonNode update : list.children()) {
        if (update["id"].isAbsent() && verdict.isAccepted()) {
            refuse(verdict.violations, IdRule, {},
                u"requirement failed: App Update must have app id set"_s, update);
        }
    }
    return verdict;
}

std::span<const ServerRule> updateServerRules()
{
    return Rows;
}

} // namespace Pinion
