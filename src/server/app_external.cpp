// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"
#include "server/servertext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QString LabelMessage = u"must match regular expression '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$'"_s;

bool isText(JsonNode node, const ServerSettings &settings)
{
    return node.isString() && !settings.isPlaceholder(node);
}

bool isDvdi(JsonNode volume)
{
    return volume["external"]["provider"].toUtf8() == QByteArray("dvdi");
}

void checkNameAndProvider(
    const VolumeView &view, const ServerSettings &settings, const QString &path, Violations &found)
{
    const bool isKnown = isDvdi(view.node) || isCsi(view, settings);
    const JsonNode external = view.node["external"];
    const JsonNode name = external["name"];
    const JsonNode provider = external["provider"];
    const QString namePath = path + u"/external/name";
    if (name.isAbsent() && isKnown)
        refuse(found, "server-external-name", namePath, u"not defined"_s, external, true);
    if (name.isAbsent() || name.stringOr(u"?"_s).isEmpty())
        refuse(found, "server-external-name", namePath, u"must not be empty"_s,
            name.isAbsent() ? external : name, name.isAbsent());
    const QString providerPath = path + u"/external/provider";
    if (provider.isAbsent()) {
        refuse(found, "server-external-provider-missing", providerPath, u"not defined"_s, external,
            true);
    } else if (isText(provider, settings) && !isKnown) {
        if (!isOptionLabel(provider.stringOr()))
            refuse(found, "server-external-provider-unknown", providerPath, LabelMessage, provider);
        refuse(found, "server-external-provider-unknown", providerPath, u"is unknown provider"_s,
            provider);
    }
}

void checkOptionKeys(JsonNode options, const QString &path, Violations &found)
{
    for (const JsonNode option : options.children()) {
        if (!isOptionKey(QString::fromUtf8(option.key())))
            refuse(found, "server-external-option-key", path + u"/keys",
                u"must match regular expression '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?/"
                u"[A-Za-z0-9](?:[-A-Za-z0-9\\._:]*[A-Za-z0-9])?$'"_s,
                option, true);
    }
}

/// Options that the server knows of the driver "rexray".
void checkRexRay(
    JsonNode options, const ServerSettings &settings, const QString &path, Violations &found)
{
    const auto pathOf = [&path](const char *key) {
        return QString(path + u"/\"" + QLatin1StringView(key) + u'"');
    };
    const JsonNode iops = options["dvdi/iops"];
    const QString count = iops.stringOr();
    if (isText(iops, settings) && (!isJavaInt(count) || count.toInt() <= 0))
        refuse(found, "server-rexray-iops", pathOf("dvdi/iops"),
            u"Expected a valid, positive integer instead of "_s + count, iops);
    const JsonNode overwrite = options["dvdi/overwritefs"];
    // The server's test takes "false" for an error, too.
    if (isText(overwrite, settings) && !isWord(overwrite, "true"_L1))
        refuse(found, "server-rexray-overwritefs", pathOf("dvdi/overwritefs"),
            u"Expected a valid boolean"_s, overwrite);
    for (const char *key : {"dvdi/volumetype", "dvdi/newfstype"}) {
        if (const JsonNode value = options[key];
            isText(value, settings) && !isOptionLabel(value.stringOr()))
            refuse(found, "server-rexray-label", pathOf(key), LabelMessage, value);
    }
}

void checkDriver(
    JsonNode volume, const ServerSettings &settings, const QString &path, Violations &found)
{
    const JsonNode external = volume["external"];
    const JsonNode options = external["options"];
    const JsonNode driver = options["dvdi/driver"];
    const QString driverPath = path + u"/external/options(\"dvdi/driver\")";
    if (driver.isAbsent())
        refuse(found, "server-external-driver", driverPath, u"not defined"_s,
            options.isAbsent() ? external : options, true);
    else if (isText(driver, settings) && !isOptionLabel(driver.stringOr()))
        refuse(found, "server-external-driver", driverPath, LabelMessage, driver);
    if (driver.stringOr() == u"rexray")
        checkRexRay(options, settings, path + u"/external/options", found);
}

/// What each container engine asks of a DVDI volume.
void checkEngine(const AppView &view, JsonNode volume, const QString &path, Violations &found)
{
    const JsonNode containerPath = volume["containerPath"];
    const QString target = containerPath.stringOr();
    if (view.containerType && (target == u"." || target == u".."))
        refuse(found, "server-external-path-dots", path + u"/containerPath",
            u"can not be one of (.,..)"_s, containerPath);
    const JsonNode mode = volume["mode"];
    if (view.isContainer(ContainerType::Mesos) && isWord(mode, "RO"_L1))
        refuse(found, "server-external-mesos-mode", path + u"/mode", u"does not equal RW"_s, mode);
    if (!view.isContainer(ContainerType::Docker))
        return;
    const JsonNode external = volume["external"];
    for (const JsonNode option : external["options"].children()) {
        if (option.key() != "dvdi/driver") {
            refuse(found, "server-external-docker-options", path + u"/external/options",
                u"must only contain dvdi/driver"_s, option, true);
            break;
        }
    }
    if (const JsonNode size = external["size"]; !size.isAbsent())
        refuse(found, "server-external-docker-size", path + u"/external/size",
            u"must be undefined for Docker containers"_s, size);
}

void checkVolume(const AppView &view, const VolumeView &volume, const ServerSettings &settings,
    qsizetype externalIndex, Violations &found)
{
    const JsonNode node = volume.node;
    const QString path = indexed(u"/container/volumes", node.indexInParent());
    const JsonNode external = node["external"];
    if (!settings.facts.has("external_volumes"_L1))
        refuse(found, "server-external-feature", path,
            u"Feature external_volumes is not enabled. Enable with --enable_features "
            u"external_volumes)"_s,
            external, true);
    checkNameAndProvider(volume, settings, path, found);
    if (!isDvdi(node))
        return;
    checkOptionKeys(external["options"], path + u"/external/options", found);
    checkDriver(node, settings, path, found);
    checkEngine(view, node, path, found);
    // A second check of the server counts external volumes only.
    if (externalIndex != node.indexInParent())
        checkEngine(view, node, indexed(u"/container/volumes", externalIndex), found);
}

/// Names that occur twice. `places` are those of the later ones.
std::vector<JsonNode> repeatedNames(const AppView &view, const ServerSettings &settings)
{
    std::vector<JsonNode> names;
    std::vector<JsonNode> repeated;
    for (const VolumeView &volume : view.volumes) {
        const JsonNode name = volume.node["external"]["name"];
        if (volume.kind != VolumeKind::External || !isText(name, settings))
            continue;
        const auto isSame = [name](JsonNode other) { return other.toUtf8() == name.toUtf8(); };
        if (std::any_of(names.begin(), names.end(), isSame))
            repeated.push_back(name);
        names.push_back(name);
    }
    return repeated;
}

} // namespace

void checkExternalVolumes(const AppView &view, const ServerSettings &settings, Violations &found)
{
    qsizetype externalIndex = 0;
    for (const VolumeView &volume : view.volumes) {
        if (volume.kind == VolumeKind::External)
            checkVolume(view, volume, settings, externalIndex++, found);
    }
}

void checkExternalApp(const AppView &view, const ServerSettings &settings, Violations &found)
{
    for (const JsonNode name : repeatedNames(view, settings)) {
        refuse(found, "server-volume-names-unique", u"/container/volumes"_s,
            u"Volume names must be unique"_s, name);
        const JsonNode external = name.parent();
        if (isDvdi(external.parent()) && external["shared"].toBool() != true)
            refuse(found, "server-volume-names-unique", u"/"_s,
                u"Requested DVDI volume '%1' is declared more than once within app %2"_s.arg(
                    name.stringOr(), view.id),
                name);
    }
    const auto isOfDvdi = [](const VolumeView &volume) {
        return volume.kind == VolumeKind::External && isDvdi(volume.node);
    };
    if (std::none_of(view.volumes.begin(), view.volumes.end(), isOfDvdi))
        return;
    const JsonNode instances = view.app["instances"];
    // The server's text goes on with a dump of its own object.
    if (integerOr(instances, 1).value_or(1) > 1)
        refuse(found, "server-external-instances", u"/"_s,
            u"Number of instances is limited to 1 when declaring DVDI volumes in app ["_s + view.id
                + u".id]",
            instances);
    const JsonNode excess = view.app["upgradeStrategy"]["maximumOverCapacity"];
    if (const std::optional<double> value = excess.toDouble(); value && *value != 0)
        refuse(found, "server-external-over-capacity", u"/upgradeStrategy/maximumOverCapacity"_s,
            u"got %1, expected 0.0"_s.arg(javaDouble(*value)), excess);
}

} // namespace Pinion
