// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/appports.h"
#include "server/canonicalparts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

CanonicalJson protocol(JsonNode node)
{
    // Old stored apps say it the other way round, and are read that way.
    if (isWord(node, "tcp,udp"_L1))
        return "udp,tcp";
    return wordOr(node, {"tcp", "udp", "udp,tcp"}, "tcp");
}

CanonicalJson mode(const NetworkView &network)
{
    static constexpr std::array Words{"host", "container/bridge", "container"};
    if (!network.mode)
        return plainValue(network.node.isString() ? network.node : network.node["mode"]);
    return Words.at(size_t(*network.mode));
}

CanonicalJson mapping(const PortMappingView &port, bool isBridged)
{
    CanonicalJson json{{"containerPort", valueOr(port.containerPort, 0)}};
    if (isBridged || !port.hostPort.isAbsent())
        json["hostPort"] = valueOr(port.hostPort, 0);
    json["servicePort"] = valueOr(port.servicePort, 0);
    json["protocol"] = protocol(port.protocol);
    if (!port.name.isEmpty())
        json["name"] = text(port.name);
    json["labels"] = valueOr(port.labels, CanonicalJson::object());
    if (port.networkNames.childCount() > 0)
        json["networkNames"] = plainValue(port.networkNames);
    return json;
}

CanonicalJson mappings(const AppView &view)
{
    const bool isBridged = std::any_of(view.networks.begin(), view.networks.end(),
        [](const NetworkView &network) { return network.mode == NetworkMode::Bridge; });
    CanonicalJson list = CanonicalJson::array();
    if (!view.hasContainer)
        list.push_back(mapping(defaultPortMapping(), isBridged));
    else if (view.portMappings) {
        for (const PortMappingView &port : *view.portMappings)
            list.push_back(mapping(port, isBridged));
    }
    return list;
}

CanonicalJson persistent(JsonNode info, const ServerSettings &settings)
{
    const JsonNode profile = knownSince(info["profileName"], {1, 6}, settings);
    CanonicalJson json{{"size", valueOr(info["size"], 0)}};
    json["type"] = wordOr(info["type"], {"root", "path", "mount"}, profile ? "mount" : "root");
    copyPresent(json, info, {"maxSize"});
    if (profile)
        json["profileName"] = plainValue(profile);
    json["constraints"] = setOf(valueOr(info["constraints"], CanonicalJson::array()));
    return json;
}

CanonicalJson external(const VolumeView &volume, const ServerSettings &settings)
{
    const JsonNode info = volume.node["external"];
    if (isCsi(volume, settings))
        return plainValue(info);
    CanonicalJson json = CanonicalJson::object();
    copyPresent(json, info, {"name", "provider", "options", "size"});
    json["shared"] = valueOr(info["shared"], false);
    return json;
}

CanonicalJson volumeJson(const VolumeView &volume, const ServerSettings &settings)
{
    const JsonNode node = volume.node;
    CanonicalJson json{{"containerPath", plainValue(node["containerPath"])}};
    if (volume.kind == VolumeKind::Secret) {
        json["secret"] = plainValue(node["secret"]);
        return json;
    }
    if (volume.kind == VolumeKind::Host)
        json["hostPath"] = plainValue(node["hostPath"]);
    json["mode"] = wordOr(node["mode"], {"RO", "RW"}, "RW");
    if (volume.kind == VolumeKind::Persistent)
        json["persistent"] = persistent(node["persistent"], settings);
    if (volume.kind == VolumeKind::External)
        json["external"] = external(volume, settings);
    return json;
}

CanonicalJson dockerJson(const AppView &view, const ServerSettings &settings)
{
    // The Mesos engine has no use for the last two, so they are lost.
    const bool isMesos = view.isContainer(ContainerType::Mesos);
    const JsonNode docker = view.docker;
    CanonicalJson json{{"image", plainValue(docker["image"])}};
    json["forcePullImage"] = valueOr(docker["forcePullImage"], false);
    json["privileged"] = isMesos ? CanonicalJson(false) : valueOr(docker["privileged"], false);
    json["parameters"]
        = isMesos ? CanonicalJson::array() : valueOr(docker["parameters"], CanonicalJson::array());
    if (const JsonNode config = knownSince(docker["pullConfig"], {1, 5}, settings))
        json["pullConfig"] = plainValue(config);
    return json;
}

CanonicalJson linuxInfo(JsonNode info)
{
    CanonicalJson json = CanonicalJson::object();
    if (const JsonNode seccomp = info["seccomp"]; !seccomp.isAbsent()) {
        copyPresent(json["seccomp"], seccomp, {"profileName"});
        json["seccomp"]["unconfined"] = valueOr(seccomp["unconfined"], false);
    }
    if (const JsonNode ipc = info["ipcInfo"]; !ipc.isAbsent()) {
        json["ipcInfo"]["mode"] = wordOr(ipc["mode"], {"PRIVATE", "SHARE_PARENT"}, "PRIVATE");
        copyPresent(json["ipcInfo"], ipc, {"shmSize"});
    }
    return json;
}

CanonicalJson containerType(const AppView &view)
{
    if (!view.container)
        return "MESOS";
    return wordOr(view.container["type"], {"DOCKER", "MESOS"}, "DOCKER");
}

} // namespace

CanonicalJson canonicalNetworks(const AppView &view, const ServerSettings &settings)
{
    if (view.networks.empty())
        return CanonicalJson::array({CanonicalJson{{"mode", "host"}}});
    CanonicalJson list = CanonicalJson::array();
    for (const NetworkView &network : view.networks) {
        CanonicalJson json = CanonicalJson::object();
        const bool takesDefault = network.mode == NetworkMode::Container && network.name.isEmpty();
        const QString name = takesDefault ? settings.facts.defaultNetworkName : network.name;
        if (!name.isEmpty())
            json["name"] = text(name);
        json["mode"] = mode(network);
        if (network.labels.childCount() > 0)
            json["labels"] = plainValue(network.labels);
        list.push_back(std::move(json));
    }
    return list;
}

CanonicalJson canonicalPortDefinitions(const AppView &view)
{
    CanonicalJson list = CanonicalJson::array();
    for (const PortDefinitionView &port :
        view.portDefinitions.value_or(std::vector<PortDefinitionView>())) {
        CanonicalJson json{{"port", valueOr(port.port, 0)}, {"protocol", protocol(port.protocol)}};
        if (!port.name.isEmpty())
            json["name"] = text(port.name);
        if (port.labels.childCount() > 0)
            json["labels"] = plainValue(port.labels);
        list.push_back(std::move(json));
    }
    return list;
}

CanonicalJson canonicalContainer(const AppView &view, const ServerSettings &settings)
{
    if (!view.hasContainer && view.isHostMode())
        return nullptr;
    CanonicalJson json{{"type", containerType(view)}};
    if (view.docker)
        json["docker"] = dockerJson(view, settings);
    json["volumes"] = CanonicalJson::array();
    for (const VolumeView &volume : view.volumes)
        json["volumes"].push_back(volumeJson(volume, settings));
    if (!view.isHostMode())
        json["portMappings"] = mappings(view);
    const JsonNode info = knownSince(view.container["linuxInfo"], {1, 8}, settings);
    if (info && !view.isContainer(ContainerType::Docker))
        json["linuxInfo"] = linuxInfo(info);
    return json;
}

} // namespace Pinion
