// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void checkImage(const AppView &view, Violations &found)
{
    const bool hasCommand = !view.app["cmd"].isAbsent() || view.app["args"].childCount() > 0;
    if (!hasCommand && view.isContainer(ContainerType::Mesos) && !view.docker)
        refuse(found, "server-mesos-image-missing", u"/"_s,
            u"AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'."_s,
            view.container ? view.container : view.app, view.container.exists());
}

/// The rule on networks once more, now that unnamed ones have the server's default name.
void checkDefaultNetwork(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const QString &byDefault = settings.facts.defaultNetworkName;
    const auto isNamedLikeIt = [&byDefault](const NetworkView &network) {
        return network.mode == NetworkMode::Container && network.name == byDefault;
    };
    const auto takesIt = [](const NetworkView &network) {
        return network.mode == NetworkMode::Container && network.name.isEmpty();
    };
    const std::vector<NetworkView> &networks = view.networks;
    const auto named = std::find_if(networks.begin(), networks.end(), isNamedLikeIt);
    if (!byDefault.isEmpty() && named != networks.end()
        && std::any_of(networks.begin(), networks.end(), takesIt))
        refuse(found, "server-network-duplicate", u"/networks"_s,
            u"Duplicate networks are not allowed"_s, named->node);
}

void checkCheckPort(const AppView &view, JsonNode check, Violations &found)
{
    for (const char *kind : {"http", "tcp"}) {
        const JsonNode part = check[kind];
        const JsonNode portIndex = part["portIndex"];
        const bool hasPort = !part["port"].isAbsent();
        if (part.isAbsent() || addressesPort(portIndex, hasPort, false, view.modelPortCount()))
            continue;
        // The path is the text of an expression in the server's source.
        refuse(found, "server-check-port", u"/check/get"_s,
            u"check port index must address an element of the ports array or container port "
            u"mappings."_s,
            portIndex.isAbsent() ? part : portIndex, portIndex.isAbsent());
    }
}

/// `isHalved`: the default is 0.5 and 0, as with volumes that outlive an instance.
void refuseDefaultStrategy(JsonNode place, bool isHalved, Violations &found)
{
    refuse(found, "server-single-instance-default-strategy", u"/isSingleInstance"_s,
        u"must be false"_s, place);
    refuse(found, "server-single-instance-default-strategy",
        u"/upgradeStrategy/minimumHealthCapacity"_s,
        isHalved ? u"got 0.5, expected 0.0"_s : u"got 1.0, expected 0.0"_s, place);
    if (!isHalved)
        refuse(found, "server-single-instance-default-strategy",
            u"/upgradeStrategy/maximumOverCapacity"_s, u"got 1.0, expected 0.0"_s, place);
}

} // namespace

void checkModel(const AppView &view, const ServerSettings &settings, Violations &found)
{
    checkImage(view, found);
    checkDefaultNetwork(view, settings, found);
    if (view.isResident && view.role == u"*"_s)
        refuse(found, "server-resident-role", u"/role"_s, u"Resident apps cannot have the role *"_s,
            view.app["role"].isAbsent() ? view.container["volumes"] : view.app["role"],
            view.app["role"].isAbsent());
}

void checkModelPorts(const AppView &view, const ServerSettings &settings, Violations &found)
{
    if (view.hasUnknownNetwork)
        return;
    const std::vector<PortDefinitionView> definitions
        = view.portDefinitions.value_or(std::vector<PortDefinitionView>());
    for (size_t i = 0; i < definitions.size(); ++i) {
        const qint64 port = definitions[i].port.toInteger().value_or(0);
        if (port < 0)
            refuse(found, "server-port-negative",
                indexed(u"/portDefinitions", qsizetype(i)) + u"/port",
                u"got %1, expected 0 or more"_s.arg(port), definitions[i].port);
    }
    for (size_t i = 0; i < view.healthChecks.size(); ++i) {
        const HealthCheckView &check = view.healthChecks[i];
        // Checks that Marathon runs had their turn in the canonical rules.
        if (!check.isMesos()
            || addressesPort(
                check.portIndex, check.port.exists(), check.getsPortIndex, view.modelPortCount()))
            continue;
        refuse(found, "server-health-check-port", indexed(u"/healthChecks", qsizetype(i)),
            u"Health check port indices must address an element of the ports array or container "
            u"port mappings."_s,
            check.portIndex ? check.portIndex : check.node);
    }
    const JsonNode check = knownSince(view.app["check"], {1, 8}, settings);
    if (check && view.isContainer(ContainerType::Docker))
        refuse(found, "server-check-docker", u"/"_s,
            u"AppDefinition must not use 'checks' if using docker"_s, check, true);
    checkCheckPort(view, check, found);
}

void checkModelStrategies(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode app = view.app;
    if (view.isSingleInstance() && app["upgradeStrategy"].isAbsent()) {
        const bool isHalved = std::any_of(
            view.volumes.begin(), view.volumes.end(), [](const VolumeView &volume) {
                return volume.kind == VolumeKind::Persistent || volume.kind == VolumeKind::External;
            });
        refuseDefaultStrategy(app["labels"]["MARATHON_SINGLE_INSTANCE_APP"], isHalved, found);
    }
    const JsonNode unreachable = app["unreachableStrategy"];
    if (!unreachable.isObject())
        return;
    // The defaults were 300 and 600 before 1.4.9 and 1.5.1.
    const MarathonVersion version = settings.version;
    const bool isOld = version < MarathonVersion{1, 4, 9} || version == MarathonVersion{1, 5};
    const std::optional<qint64> inactive
        = integerOr(unreachable["inactiveAfterSeconds"], isOld ? 300 : 0);
    const std::optional<qint64> expunge
        = integerOr(unreachable["expungeAfterSeconds"], isOld ? 600 : 0);
    if (inactive && expunge && *inactive > *expunge)
        refuse(found, "server-unreachable-order", u"/unreachableStrategy/inactiveAfterSeconds"_s,
            u"inactiveAfterSeconds (%1) must be less or equal to expungeAfterSeconds, which is %2"_s
                .arg(*inactive)
                .arg(*expunge),
            unreachable["inactiveAfterSeconds"].isAbsent() ? unreachable["expungeAfterSeconds"]
                                                           : unreachable["inactiveAfterSeconds"]);
}

} // namespace Pinion
