// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Since 1.5 there are two ways to say some things, and rules that keep them apart.
bool hasTwoWays(const ServerSettings &settings)
{
    return settings.version >= MarathonVersion{1, 5};
}

JsonNode firstRepeated(JsonNode numbers)
{
    std::vector<qint64> seen;
    for (const JsonNode number : numbers.children()) {
        const qint64 value = number.toInteger().value_or(0);
        if (value == 0)
            continue;
        if (std::find(seen.begin(), seen.end(), value) != seen.end())
            return number;
        seen.push_back(value);
    }
    return {};
}

JsonNode firstRepeatedName(JsonNode entries, const ServerSettings &settings)
{
    std::vector<QByteArray> seen;
    for (const JsonNode entry : entries.children()) {
        const JsonNode name = entry["name"];
        if (!name.isString() || settings.isPlaceholder(name))
            continue;
        const QByteArray text = name.toUtf8().value_or(QByteArray());
        if (std::find(seen.begin(), seen.end(), text) != seen.end())
            return name;
        seen.push_back(text);
    }
    return {};
}

/// True also where a placeholder keeps anyone from telling.
bool mayBeSamePorts(JsonNode ports, JsonNode definitions)
{
    if (ports.childCount() != definitions.childCount())
        return false;
    JsonNode definition = definitions.firstChild();
    for (const JsonNode number : ports.children()) {
        const std::optional<qint64> port = integerOr(definition["port"], 0);
        const std::optional<qint64> value = number.toInteger();
        if (port && value && *port != *value)
            return false;
        definition = definition.nextSibling();
    }
    return true;
}

void checkUris(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode uris = view.app["uris"];
    for (const JsonNode uri : uris.children()) {
        if (uri.isString() && !settings.isPlaceholder(uri) && !isJavaUri(uri.stringOr()))
            refuse(found, "server-uri-syntax", indexed(u"/uris", uri.indexInParent()),
                u"URI has invalid syntax."_s, uri);
    }
    if (uris.childCount() > 0 && view.app["fetch"].childCount() > 0)
        refuse(found, "server-uris-with-fetch", u"/uris"_s,
            u"may not be set in conjunction with fetch"_s, uris, true);
}

} // namespace

void checkLegacyContainer(const AppView &view, const ServerSettings &settings, Violations &found)
{
    if (!view.docker || !hasTwoWays(settings) || !view.containerType)
        return;
    const auto refuseMember = [&](std::string_view rule, const char *key, bool isRefused) {
        if (isRefused)
            refuse(found, rule, u"/container/docker/"_s + QLatin1StringView(key),
                u"must be empty"_s, view.docker[key], true);
    };
    const JsonNode docker = view.docker;
    refuseMember("server-docker-credential", "credential", !docker["credential"].isAbsent());
    if (view.isContainer(ContainerType::Docker))
        return;
    refuseMember("server-mesos-docker-network", "network", !docker["network"].isAbsent());
    refuseMember(
        "server-mesos-docker-parameters", "parameters", docker["parameters"].childCount() > 0);
    refuseMember(
        "server-mesos-docker-port-mappings", "portMappings", !docker["portMappings"].isAbsent());
}

void checkLegacyFields(const AppView &view, const ServerSettings &settings, Violations &found)
{
    // The path is the text of an expression in the server's source: it was never named.
    if (const JsonNode name = firstRepeatedName(view.docker["portMappings"], settings))
        refuse(found, "server-docker-port-names-unique",
            u"/app.container.flatMap(_.docker.flatMap(_.portMappings))"_s,
            u"Port names must be unique."_s, name);
    const JsonNode ipAddress = view.app["ipAddress"];
    const JsonNode discovery = ipAddress["discovery"];
    if (!discovery.isAbsent() && view.isContainer(ContainerType::Docker))
        refuse(found, "server-docker-ip-discovery", u"/ipAddress"_s,
            u"ipAddress/discovery is not allowed for Docker containers"_s, discovery, true);
    checkUris(view, settings, found);
    const JsonNode networks = view.app["networks"];
    if (!hasTwoWays(settings) || networks.childCount() == 0)
        return;
    const JsonNode network = view.docker["network"];
    if (!network.isAbsent())
        refuse(found, "server-docker-network-with-networks", u"/"_s,
            u"must not specify both container.docker.network and networks"_s, network);
    if (!ipAddress.isAbsent())
        refuse(found, "server-ip-address-with-networks", u"/"_s,
            u"must not specify both networks and ipAddress"_s, ipAddress, true);
}

void checkLegacyPorts(const AppView &view, const ServerSettings & /*settings*/, Violations &found)
{
    const JsonNode ports = view.app["ports"];
    const JsonNode definitions = view.app["portDefinitions"];
    const JsonNode ipAddress = view.app["ipAddress"];
    if (const JsonNode port = firstRepeated(ports))
        refuse(found, "server-ports-unique", u"/"_s, u"ports must be unique"_s, port);
    const bool hasPorts = ports.childCount() > 0 || definitions.childCount() > 0;
    if (!ipAddress.isAbsent() && hasPorts)
        refuse(found, "server-ip-address-with-ports", u"/"_s,
            u"cannot specify both an IP address and port"_s, ipAddress, true);
    if (!ports.isAbsent() && !definitions.isAbsent() && !mayBeSamePorts(ports, definitions))
        refuse(found, "server-ports-with-definitions", u"/"_s,
            u"cannot specify both ports and port definitions"_s, ports, true);
}

void checkRewriting(const AppView &view, const ServerSettings &settings, Violations &found)
{
    if (!hasTwoWays(settings))
        return;
    // Other contradictions of this step are refused by the rules before it, unless the body is a
    // partial update.
    const JsonNode network = view.docker["network"];
    if (isWord(network, "NONE"_L1))
        refuse(found, "server-docker-network-none", {}, u"unsupported docker network type NONE"_s,
            network);
    const JsonNode mappings = view.container["portMappings"];
    if (mappings.isAbsent())
        return;
    if (view.docker["portMappings"].childCount() > 0)
        refuse(found, "server-two-port-mappings", {},
            u"cannot specify both portMappings and docker.portMappings"_s, mappings, true);
    const JsonNode discovered = view.app["ipAddress"]["discovery"]["ports"];
    if (discovered.childCount() > 0 && view.isContainer(ContainerType::Mesos))
        refuse(found, "server-mappings-with-discovery", {},
            u"container.portMappings and ipAddress.discovery.ports must not both be set"_s,
            mappings, true);
}

} // namespace Pinion
