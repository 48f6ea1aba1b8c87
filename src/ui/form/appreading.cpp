// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/appreading.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

NetworkMode legacyMode(JsonNode app)
{
    const QString network = app["container"]["docker"]["network"].stringOr();
    if (network == "BRIDGE"_L1)
        return NetworkMode::Bridge;
    return network == "USER"_L1 || app["ipAddress"].isObject() ? NetworkMode::Container
                                                               : NetworkMode::Host;
}

PortInfo portInfo(JsonNode entry, qsizetype index)
{
    PortInfo info;
    info.index = index;
    const JsonNode number = entry.isNumber() ? entry
        : entry["containerPort"].exists()    ? entry["containerPort"]
                                             : entry["port"];
    if (const auto value = number.toInteger(); value && *value != 0)
        info.number = QString::number(*value);
    info.name = entry["name"].stringOr();
    info.protocol = entry["protocol"].stringOr(u"tcp"_s);
    return info;
}

bool isHttp(const QString &protocol)
{
    return protocol.contains("HTTP"_L1);
}

bool isVolumeFieldRelevant(JsonNode volume, const QList<QByteArray> &tokens)
{
    const VolumeForm kind = volumeKind(volume);
    const QByteArray &key = tokens[3];
    if (key == "hostPath")
        return kind == VolumeForm::Host;
    if (key == "persistent")
        return kind == VolumeForm::Persistent;
    if (key == "secret")
        return kind == VolumeForm::Secret;
    if (key == "mode")
        return kind != VolumeForm::Secret;
    if (key != "external")
        return true;
    const bool isNamedOption = tokens.size() > 5 && tokens[4] == "options";
    return kind == VolumeForm::Csi || (kind == VolumeForm::Dvdi && !isNamedOption);
}

bool isCheckFieldRelevant(JsonNode check, const QByteArray &key)
{
    const QString protocol = check["protocol"].stringOr(u"HTTP"_s);
    if (key == "command")
        return protocol == "COMMAND"_L1;
    if (key == "port")
        return false; // the choice of the port offers a fixed one
    if (key == "portIndex" || key == "ipProtocol")
        return protocol != "COMMAND"_L1;
    if (key == "path" || key == "ignoreHttp1xx")
        return isHttp(protocol);
    return true;
}

/// Of the three kinds of generic checks only the members of the present one play a part.
bool isGenericCheckFieldRelevant(JsonNode check, const QList<QByteArray> &tokens)
{
    if (check[tokens[1]].isAbsent() || tokens.last() == "port")
        return false;
    return tokens.last() != "argv" || check["exec"]["command"]["shell"].isAbsent();
}

} // namespace

NetworkMode networkMode(JsonNode app)
{
    const JsonNode first = app["networks"].element(0);
    if (!first.exists())
        return legacyMode(app);
    const QString mode = first["mode"].stringOr(u"container"_s);
    if (mode == "host"_L1)
        return NetworkMode::Host;
    return mode == "container/bridge"_L1 ? NetworkMode::Bridge : NetworkMode::Container;
}

JsonPointer portsPointer(JsonNode app)
{
    static const JsonPointer mappings = JsonPointer::of("/container/portMappings");
    static const JsonPointer oldMappings = JsonPointer::of("/container/docker/portMappings");
    static const JsonPointer definitions = JsonPointer::of("/portDefinitions");
    static const JsonPointer oldPorts = JsonPointer::of("/ports");
    const bool isHost = networkMode(app) == NetworkMode::Host;
    const QList<JsonPointer> places
        = isHost ? QList{definitions, oldPorts} : QList{mappings, oldMappings};
    for (const JsonPointer &place : places) {
        if (app.at(place).isArray())
            return place;
    }
    return {};
}

QList<PortInfo> ports(JsonNode app)
{
    QList<PortInfo> list;
    const JsonPointer place = portsPointer(app);
    if (place.isRoot())
        return list;
    for (const JsonNode entry : app.at(place).children())
        list.append(portInfo(entry, list.size()));
    return list;
}

QList<JsonPointer> portIndexPointers(JsonNode app)
{
    QList<JsonPointer> found;
    qsizetype index = 0;
    for (const JsonNode check : app["healthChecks"].children()) {
        if (check["portIndex"].exists())
            found.append(JsonPointer({"healthChecks", QByteArray::number(index), "portIndex"}));
        ++index;
    }
    for (const QByteArray &kind : {QByteArray("http"), QByteArray("tcp")}) {
        if (app["check"][kind]["portIndex"].exists())
            found.append(JsonPointer({"check", kind, "portIndex"}));
    }
    return found;
}

QList<qsizetype> checkedPorts(JsonNode app)
{
    QList<qsizetype> indices;
    for (const JsonPointer &pointer : portIndexPointers(app)) {
        if (const auto index = app.at(pointer).toInteger())
            indices.append(qsizetype(*index));
    }
    return indices;
}

QStringList secretNames(JsonNode app)
{
    QStringList names;
    for (const JsonNode secret : app["secrets"].children())
        names += QString::fromUtf8(secret.key());
    return names;
}

bool hasLocalVolumes(JsonNode app)
{
    for (const JsonNode volume : app["container"]["volumes"].children()) {
        if (volume["persistent"].isObject())
            return true;
    }
    return false;
}

int instancesOf(JsonNode app)
{
    const auto count = app["instances"].toInteger();
    constexpr qint64 Sensible = 1'000'000;
    return count && *count >= 0 && *count <= Sensible ? int(*count) : 1;
}

VolumeForm volumeKind(JsonNode volume)
{
    if (volume["persistent"].exists())
        return VolumeForm::Persistent;
    if (volume["external"].exists()) {
        const bool isCsi = volume["external"]["provider"].stringOr() == "csi"_L1;
        return isCsi ? VolumeForm::Csi : VolumeForm::Dvdi;
    }
    return volume["secret"].exists() ? VolumeForm::Secret : VolumeForm::Host;
}

StartMode startMode(JsonNode app)
{
    if (!app["cmd"].isAbsent())
        return StartMode::Command;
    return app["args"].isAbsent() ? StartMode::ImageDefault : StartMode::Arguments;
}

bool isRelevant(JsonNode app, const JsonPointer &pointer)
{
    const QList<QByteArray> &tokens = pointer.tokens();
    if (tokens.isEmpty())
        return true;
    const NetworkMode mode = networkMode(app);
    const QByteArray &key = tokens.first();
    const JsonNode networks = app["networks"];
    // One entry that says host or bridge and no more is what the choice of the mode shows already.
    if (tokens.size() == 1 && key == "networks" && mode != NetworkMode::Container
        && networks.childCount() == 1 && networks.element(0).childCount() == 1)
        return false;
    if (app.at(pointer).exists())
        return true;
    if (tokens.size() == 1 && (key == "portDefinitions" || key == "requirePorts"))
        return mode == NetworkMode::Host;
    if (tokens.size() == 1 && key == "networks")
        return mode == NetworkMode::Container;
    if (tokens.size() == 2 && tokens[1] == "portMappings")
        return mode != NetworkMode::Host;
    if (tokens.size() > 2 && key == "healthChecks")
        return isCheckFieldRelevant(app[key].element(tokens[1].toLongLong()), tokens[2]);
    if (tokens.size() > 2 && key == "check")
        return isGenericCheckFieldRelevant(app[key], tokens);
    if (tokens.size() > 3 && tokens[1] == "volumes")
        return isVolumeFieldRelevant(app.at(JsonPointer(tokens.first(3))), tokens);
    if (tokens.size() == 2 && key == "unreachableStrategy")
        return !app[key].isString();
    return true;
}

} // namespace Pinion
