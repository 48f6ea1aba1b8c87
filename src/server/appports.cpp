// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/appports.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

std::optional<NetworkMode> modeOf(JsonNode mode)
{
    if (mode.isAbsent() || isWord(mode, "container"_L1))
        return NetworkMode::Container;
    if (isWord(mode, "container/bridge"_L1))
        return NetworkMode::Bridge;
    if (isWord(mode, "host"_L1))
        return NetworkMode::Host;
    return std::nullopt;
}

NetworkView canonicalNetwork(JsonNode entry)
{
    return {modeOf(entry["mode"]), entry["name"].stringOr(), entry["labels"], entry};
}

/// "container.docker.network", with what "ipAddress" adds to it.
NetworkView dockerNetwork(JsonNode network, JsonNode ipAddress)
{
    const JsonNode labels = ipAddress["labels"];
    if (isWord(network, "HOST"_L1))
        return {NetworkMode::Host, {}, {}, network};
    if (isWord(network, "BRIDGE"_L1))
        return {NetworkMode::Bridge, {}, labels, network};
    if (isWord(network, "USER"_L1))
        return {NetworkMode::Container, ipAddress["networkName"].stringOr(), labels, network};
    return {std::nullopt, {}, {}, network};
}

NetworkView addressNetwork(JsonNode ipAddress, const QString &bridgeName)
{
    const QString name = ipAddress["networkName"].stringOr();
    if (!name.isEmpty() && name == bridgeName)
        return {NetworkMode::Bridge, {}, ipAddress["labels"], ipAddress};
    return {NetworkMode::Container, name, ipAddress["labels"], ipAddress};
}

PortMappingView mappingOf(JsonNode entry, const ServerSettings &settings)
{
    return {
        entry,
        entry["containerPort"],
        entry["hostPort"],
        entry["servicePort"],
        entry["protocol"],
        entry["labels"],
        knownSince(entry["networkNames"], {1, 5}, settings),
        entry["name"].stringOr(),
    };
}

PortMappingView discoveredPort(JsonNode port)
{
    return {port, port["number"], {}, {}, port["protocol"], port["labels"], {},
        port["name"].stringOr()};
}

std::vector<PortMappingView> mappingsOf(JsonNode entries, const ServerSettings &settings)
{
    std::vector<PortMappingView> mappings;
    for (const JsonNode entry : entries.children())
        mappings.push_back(mappingOf(entry, settings));
    return mappings;
}

/// The mappings that the author wrote, wherever; nothing if there are none.
std::optional<std::vector<PortMappingView>> writtenMappings(
    const AppView &view, const ServerSettings &settings)
{
    const JsonNode canonical = knownSince(view.container["portMappings"], {1, 5}, settings);
    const JsonNode older = view.docker["portMappings"];
    if (canonical)
        return mappingsOf(canonical, settings);
    if (!older.isAbsent())
        return mappingsOf(older, settings);
    const JsonNode discovered = view.app["ipAddress"]["discovery"]["ports"];
    if (discovered.childCount() == 0 || !view.isContainer(ContainerType::Mesos))
        return std::nullopt;
    std::vector<PortMappingView> mappings;
    for (const JsonNode port : discovered.children())
        mappings.push_back(discoveredPort(port));
    return mappings;
}

} // namespace

PortMappingView defaultPortMapping()
{
    PortMappingView mapping;
    mapping.name = u"default"_s;
    return mapping;
}

std::vector<NetworkView> rewrittenNetworks(const AppView &view, const ServerSettings &settings)
{
    const JsonNode written = knownSince(view.app["networks"], {1, 5}, settings);
    std::vector<NetworkView> networks;
    for (const JsonNode entry : written.children())
        networks.push_back(canonicalNetwork(entry));
    if (!networks.empty())
        return networks;
    const JsonNode network = view.docker["network"];
    const JsonNode ipAddress = view.app["ipAddress"];
    if (!network.isAbsent())
        networks.push_back(dockerNetwork(network, ipAddress));
    else if (!ipAddress.isAbsent())
        networks.push_back(addressNetwork(ipAddress, settings.facts.bridgeName));
    return networks;
}

std::optional<std::vector<PortMappingView>> rewrittenPortMappings(
    const AppView &view, const ServerSettings &settings)
{
    if (!view.hasContainer)
        return std::nullopt;
    const bool usesHost = view.networks.empty()
        || std::any_of(view.networks.begin(), view.networks.end(),
            [](const NetworkView &network) { return network.mode == NetworkMode::Host; });
    std::optional<std::vector<PortMappingView>> mappings;
    if (!usesHost) {
        mappings = writtenMappings(view, settings);
        if (!mappings)
            mappings.emplace({defaultPortMapping()});
    }
    if (view.isHostMode())
        return mappings;
    const JsonNode definitions = view.app["portDefinitions"];
    const JsonNode wanted = definitions.isAbsent() ? view.app["ports"] : definitions;
    if (const size_t count = size_t(wanted.childCount()); count > 0) {
        if (!mappings)
            mappings.emplace();
        mappings->resize(std::max(mappings->size(), count));
    }
    return mappings;
}

std::optional<std::vector<PortDefinitionView>> rewrittenPortDefinitions(const AppView &view)
{
    if (!view.isHostMode())
        return std::nullopt;
    const JsonNode written = view.app["portDefinitions"];
    const JsonNode older = view.app["ports"];
    std::vector<PortDefinitionView> definitions;
    if (!written.isAbsent()) {
        for (const JsonNode entry : written.children())
            definitions.push_back({entry, entry["port"], entry["protocol"], entry["labels"],
                entry["name"].stringOr()});
    } else if (!older.isAbsent()) {
        for (const JsonNode port : older.children())
            definitions.push_back({port, port, {}, {}, {}});
    } else {
        definitions.push_back({{}, {}, {}, {}, u"default"_s});
    }
    return definitions;
}

} // namespace Pinion
