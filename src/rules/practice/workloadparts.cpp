// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/workloadparts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct ProtocolName
{
    QLatin1StringView name;
    CheckProtocol protocol;
};

constexpr std::array Protocols = {
    ProtocolName{"HTTP"_L1, CheckProtocol::Http},
    ProtocolName{"HTTPS"_L1, CheckProtocol::Https},
    ProtocolName{"TCP"_L1, CheckProtocol::Tcp},
    ProtocolName{"COMMAND"_L1, CheckProtocol::Command},
    ProtocolName{"MESOS_HTTP"_L1, CheckProtocol::MesosHttp},
    ProtocolName{"MESOS_HTTPS"_L1, CheckProtocol::MesosHttps},
    ProtocolName{"MESOS_TCP"_L1, CheckProtocol::MesosTcp},
};

CheckProtocol protocolOfApp(JsonNode check)
{
    if (!check["command"].isAbsent())
        return CheckProtocol::Command;
    const QString name = check["protocol"].stringOr().toUpper();
    const auto found = std::find_if(Protocols.begin(), Protocols.end(),
        [&name](const ProtocolName &each) { return each.name == name; });
    return found == Protocols.end() ? CheckProtocol::Http : found->protocol;
}

CheckProtocol protocolOfPod(JsonNode check)
{
    if (!check["exec"].isAbsent())
        return CheckProtocol::Command;
    if (!check["tcp"].isAbsent())
        return CheckProtocol::MesosTcp;
    return check["http"]["scheme"].stringOr().toUpper() == u"HTTPS" ? CheckProtocol::MesosHttps
                                                                    : CheckProtocol::MesosHttp;
}

WorkloadCheck checkOf(JsonNode node, JsonNode container, CheckProtocol protocol)
{
    WorkloadCheck check;
    check.node = node;
    check.container = container;
    check.protocol = protocol;
    const auto read = [node](QByteArrayView key, double &value) {
        value = node[key].toDouble().value_or(value);
    };
    read("gracePeriodSeconds", check.grace);
    read("intervalSeconds", check.interval);
    read("timeoutSeconds", check.timeout);
    read("delaySeconds", check.delay);
    read("maxConsecutiveFailures", check.maxFailures);
    return check;
}

WorkloadConstraint constraintOf(JsonNode node, JsonNode field, JsonNode op, JsonNode value)
{
    WorkloadConstraint constraint;
    constraint.node = node;
    constraint.field = field.stringOr();
    if (constraint.field == u"@hostname")
        constraint.field = u"hostname"_s;
    constraint.op = op.stringOr().toUpper();
    constraint.valueNode = present(value);
    if (value.isNumber())
        constraint.value = QString::fromUtf8(value.literal());
    else
        constraint.value = value.toString();
    return constraint;
}

bool isMountedForWriting(JsonNode pod, const QString &volume)
{
    for (const JsonNode container : pod["containers"].children()) {
        for (const JsonNode mount : container["volumeMounts"].children()) {
            if (mount["name"].stringOr() == volume && !mount["readOnly"].toBool().value_or(false))
                return true;
        }
    }
    return false;
}

HostVolume hostVolumeOf(JsonNode volume, JsonNode path, bool isWritable)
{
    return {volume, path, path.stringOr(), isWritable};
}

/// The strings of a list, or of one member of each of its objects.
void addTexts(std::vector<WorkloadText> &texts, JsonNode list, JsonNode container,
    QByteArrayView memberKey = {})
{
    for (const JsonNode element : list.children()) {
        const JsonNode text = memberKey.isEmpty() ? element : element[memberKey];
        if (text.isString())
            texts.push_back({text, container});
    }
}

void addVariables(std::vector<WorkloadText> &texts, JsonNode environment, JsonNode container)
{
    if (!environment.isObject())
        return;
    for (const JsonNode variable : environment.children()) {
        if (!variable.isNull())
            texts.push_back({variable, container});
    }
}

} // namespace

JsonNode present(JsonNode node)
{
    return node.isNull() ? JsonNode() : node;
}

Engine engineOf(const Definition &definition)
{
    if (definition.root == SchemaRoot::Pod)
        return Engine::Mesos;
    const JsonNode container = definition.node["container"];
    if (container.isAbsent())
        return Engine::None;
    return container["type"].stringOr().toUpper() == u"MESOS" ? Engine::Mesos : Engine::Docker;
}

std::vector<WorkloadCheck> checksOf(const Definition &definition)
{
    std::vector<WorkloadCheck> checks;
    for (const JsonNode check : definition.node["healthChecks"].children()) {
        if (check.isObject())
            checks.push_back(checkOf(check, {}, protocolOfApp(check)));
    }
    if (definition.root != SchemaRoot::Pod)
        return checks;
    checks.clear();
    for (const JsonNode container : definition.node["containers"].children()) {
        if (const JsonNode check = container["healthCheck"]; check.isObject())
            checks.push_back(checkOf(check, container, protocolOfPod(check)));
    }
    return checks;
}

std::vector<WorkloadConstraint> constraintsOf(const Definition &definition)
{
    std::vector<WorkloadConstraint> constraints;
    if (definition.root == SchemaRoot::Pod) {
        const JsonNode placement = definition.node["scheduling"]["placement"];
        for (const JsonNode each : placement["constraints"].children()) {
            if (each.isObject()) {
                constraints.push_back(
                    constraintOf(each, each["fieldName"], each["operator"], each["value"]));
            }
        }
        return constraints;
    }
    for (const JsonNode each : definition.node["constraints"].children()) {
        if (each.isArray()) {
            constraints.push_back(
                constraintOf(each, each.element(0), each.element(1), each.element(2)));
        }
    }
    return constraints;
}

WorkloadVolumes volumesOf(const Definition &definition)
{
    const bool isPod = definition.root == SchemaRoot::Pod;
    const JsonNode list
        = isPod ? definition.node["volumes"] : definition.node["container"]["volumes"];
    WorkloadVolumes volumes;
    for (const JsonNode volume : list.children()) {
        const JsonNode path = isPod ? volume["host"] : volume["hostPath"];
        volumes.hasPersistent |= !volume["persistent"].isAbsent();
        volumes.hasExternal |= !isPod && !volume["external"].isAbsent();
        if (!path.isString())
            continue;
        const bool isWritable = isPod
            ? isMountedForWriting(definition.node, volume["name"].stringOr())
            : volume["mode"].stringOr().toUpper() != u"RO";
        volumes.ofHost.push_back(hostVolumeOf(volume, path, isWritable));
    }
    return volumes;
}

std::vector<WorkloadText> shellsOf(const Definition &definition)
{
    std::vector<WorkloadText> shells;
    if (definition.root == SchemaRoot::App && definition.node["cmd"].isString())
        shells.push_back({definition.node["cmd"], {}});
    if (definition.root != SchemaRoot::Pod)
        return shells;
    for (const JsonNode container : definition.node["containers"].children()) {
        const JsonNode shell = container["exec"]["command"]["shell"];
        if (shell.isString())
            shells.push_back({shell, container});
    }
    return shells;
}

std::vector<WorkloadText> argumentsOf(const Definition &definition)
{
    std::vector<WorkloadText> arguments;
    if (definition.root == SchemaRoot::App)
        addTexts(arguments, definition.node["args"], {});
    if (definition.root != SchemaRoot::Pod)
        return arguments;
    for (const JsonNode container : definition.node["containers"].children())
        addTexts(arguments, container["exec"]["command"]["argv"], container);
    return arguments;
}

std::vector<WorkloadText> environmentOf(const Definition &definition)
{
    std::vector<WorkloadText> environment;
    if (definition.root == SchemaRoot::App)
        addVariables(environment, definition.node["env"], {});
    if (definition.root != SchemaRoot::Pod)
        return environment;
    addVariables(environment, definition.node["environment"], {});
    for (const JsonNode container : definition.node["containers"].children())
        addVariables(environment, container["environment"], container);
    return environment;
}

std::vector<WorkloadText> urisOf(const Definition &definition)
{
    std::vector<WorkloadText> uris;
    if (definition.root == SchemaRoot::Pod) {
        for (const JsonNode container : definition.node["containers"].children())
            addTexts(uris, container["artifacts"], container, "uri");
        return uris;
    }
    // Exports of old servers hold both lists, with the same entries.
    addTexts(uris, definition.node["fetch"], {}, "uri");
    if (uris.empty())
        addTexts(uris, definition.node["uris"], {});
    return uris;
}

JsonNode resourceRolesOf(const Definition &definition)
{
    const JsonNode owner = definition.root == SchemaRoot::Pod
        ? definition.node["scheduling"]["placement"]
        : definition.node;
    return present(owner["acceptedResourceRoles"]);
}

} // namespace Pinion
