// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/workloadparts.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

std::optional<int> toInt(JsonNode node)
{
    const std::optional<qint64> number = node.toInteger();
    if (!number || *number < 0 || *number > std::numeric_limits<int>::max())
        return {};
    return int(*number);
}

QString protocolsOf(JsonNode node)
{
    if (!node.isArray())
        return node.stringOr(u"tcp"_s).toLower();
    QStringList protocols;
    for (const JsonNode each : node.children())
        protocols.append(each.stringOr().toLower());
    return protocols.isEmpty() ? u"tcp"_s : protocols.join(u',');
}

WorkloadPort named(JsonNode node)
{
    WorkloadPort port;
    port.node = node;
    port.protocol = protocolsOf(node["protocol"]);
    port.name = node["name"].stringOr();
    port.labels = present(node["labels"]);
    return port;
}

WorkloadPort mappingPort(JsonNode node, NetworkMode mode)
{
    WorkloadPort port = named(node);
    port.containerPort = toInt(node["containerPort"]).value_or(0);
    port.servicePort = toInt(node["servicePort"]).value_or(0);
    port.hostPort = toInt(node["hostPort"]);
    if (mode == NetworkMode::Bridge && node["hostPort"].isAbsent())
        port.hostPort = 0;
    return port;
}

/// `node` is a definition, or a bare number of the older form.
WorkloadPort definitionPort(JsonNode node, bool isRequired)
{
    WorkloadPort port = named(node);
    port.servicePort = toInt(node.isNumber() ? node : node["port"]).value_or(0);
    port.hostPort = isRequired ? port.servicePort : 0;
    return port;
}

WorkloadPort endpointPort(JsonNode node)
{
    WorkloadPort port = named(node);
    port.containerPort = toInt(node["containerPort"]);
    port.hostPort = toInt(node["hostPort"]);
    return port;
}

/// A list with one nameless entry, as the server writes it into what it exports.
bool isWhatExportsContain(JsonNode list)
{
    const JsonNode only = list.firstChild();
    return list.childCount() == 1 && only["name"].stringOr() == u"default"
        && only["labels"].childCount() == 0;
}

bool isDeclared(JsonNode list)
{
    return list.isArray() && list.childCount() > 0 && !isWhatExportsContain(list);
}

void readMappings(WorkloadPorts &ports, NetworkMode mode)
{
    for (const JsonNode mapping : ports.mappings.children())
        ports.inOrder.push_back(mappingPort(mapping, mode));
    if (!ports.mappings)
        ports.inOrder.push_back(mappingPort({}, mode)); // the server adds one
}

void readDefinitions(WorkloadPorts &ports, bool isRequired)
{
    for (const JsonNode definition : ports.definitions.children())
        ports.inOrder.push_back(definitionPort(definition, isRequired));
    if (!ports.definitions)
        ports.inOrder.push_back(definitionPort({}, isRequired)); // the server adds one
}

WorkloadPorts endpointsOf(JsonNode pod)
{
    WorkloadPorts ports;
    for (const JsonNode container : pod["containers"].children()) {
        for (const JsonNode endpoint : container["endpoints"].children())
            ports.inOrder.push_back(endpointPort(endpoint));
    }
    ports.areDeclared = !ports.inOrder.empty();
    return ports;
}

std::optional<NetworkMode> modeNamed(const QString &mode)
{
    if (mode == u"host")
        return NetworkMode::Host;
    if (mode == u"container/bridge" || mode == u"bridge")
        return NetworkMode::Bridge;
    if (mode == u"container" || mode == u"user")
        return NetworkMode::Container;
    return {};
}

} // namespace

NetworkMode modeOf(const Definition &definition)
{
    if (const JsonNode network = definition.node["networks"].firstChild(); !network.isAbsent()) {
        const QString mode = network["mode"].stringOr(u"container"_s).toLower();
        return modeNamed(mode).value_or(NetworkMode::Container);
    }
    if (definition.root == SchemaRoot::Pod)
        return NetworkMode::Host;
    const QString legacy = definition.node["container"]["docker"]["network"].stringOr().toLower();
    if (const std::optional<NetworkMode> mode = modeNamed(legacy))
        return *mode;
    return definition.node["ipAddress"].isObject() ? NetworkMode::Container : NetworkMode::Host;
}

WorkloadPorts portsOf(const Definition &definition, NetworkMode mode)
{
    if (definition.root == SchemaRoot::Pod)
        return endpointsOf(definition.node);
    const JsonNode container = definition.node["container"];
    WorkloadPorts ports;
    ports.mappings = present(container["portMappings"]);
    if (!ports.mappings)
        ports.mappings = present(container["docker"]["portMappings"]);
    ports.definitions = present(definition.node["portDefinitions"]);
    if (!ports.definitions)
        ports.definitions = present(definition.node["ports"]);
    ports.areDeclared = isDeclared(ports.mappings) || isDeclared(ports.definitions);
    if (mode == NetworkMode::Host)
        readDefinitions(ports, definition.node["requirePorts"].toBool().value_or(false));
    else
        readMappings(ports, mode);
    return ports;
}

} // namespace Pinion
