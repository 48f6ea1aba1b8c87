// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/appview.h"

#include "server/appports.h"
#include "server/approles.h"

#include "marathon/definition.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

std::optional<ContainerType> containerTypeOf(JsonNode type)
{
    if (type.isAbsent() || isWord(type, "DOCKER"_L1))
        return ContainerType::Docker;
    if (isWord(type, "MESOS"_L1))
        return ContainerType::Mesos;
    return std::nullopt;
}

/// The reader tries the forms in this order and takes the first that fits.
VolumeKind volumeKind(JsonNode volume, const ServerSettings &settings)
{
    const bool hasMode = !volume["mode"].isAbsent();
    if (hasMode && !volume["persistent"]["size"].isAbsent())
        return VolumeKind::Persistent;
    if (hasMode && !volume["external"].isAbsent())
        return VolumeKind::External;
    if (knownSince(volume["secret"], {1, 5}, settings).isString())
        return VolumeKind::Secret;
    return VolumeKind::Host;
}

std::optional<CheckProtocol> protocolOf(JsonNode node)
{
    struct Word
    {
        QLatin1StringView text;
        CheckProtocol protocol;
    };
    static constexpr std::array Words{
        Word{"HTTP"_L1, CheckProtocol::Http},
        Word{"HTTPS"_L1, CheckProtocol::Https},
        Word{"TCP"_L1, CheckProtocol::Tcp},
        Word{"COMMAND"_L1, CheckProtocol::Command},
        Word{"MESOS_HTTP"_L1, CheckProtocol::MesosHttp},
        Word{"MESOS_HTTPS"_L1, CheckProtocol::MesosHttps},
        Word{"MESOS_TCP"_L1, CheckProtocol::MesosTcp},
    };
    if (node.isAbsent())
        return CheckProtocol::Http;
    const auto word = std::find_if(
        Words.begin(), Words.end(), [node](const Word &known) { return isWord(node, known.text); });
    return word == Words.end() ? std::nullopt : std::optional(word->protocol);
}

/// What makes two health checks one to the server, which keeps a set of them.
QByteArray fingerprint(JsonNode check)
{
    static constexpr std::array Members{"protocol", "path", "port", "portIndex",
        "gracePeriodSeconds", "intervalSeconds", "timeoutSeconds", "maxConsecutiveFailures",
        "delaySeconds", "ignoreHttp1xx", "ipProtocol"};
    QByteArray text;
    for (const char *key : Members) {
        const JsonNode value = check[key];
        text += (value.isAbsent() ? QByteArray() : value.literal().toByteArray()) + '\n';
    }
    return text + check["command"]["value"].literal().toByteArray();
}

std::vector<HealthCheckView> healthChecksOf(const AppView &view)
{
    const JsonNode written = view.app["healthChecks"];
    const bool definesPorts = view.app["portDefinitions"].childCount() > 0;
    const bool addsIndex = definesPorts || view.portMappings.has_value();
    std::vector<HealthCheckView> checks;
    std::vector<QByteArray> seen;
    for (const JsonNode node : written.children()) {
        if (written.childCount() > 1) {
            QByteArray print = fingerprint(node);
            if (std::find(seen.begin(), seen.end(), print) != seen.end())
                continue;
            seen.push_back(std::move(print));
        }
        const auto present
            = [node](const char *key) { return node[key].isAbsent() ? JsonNode() : node[key]; };
        HealthCheckView check{node, protocolOf(node["protocol"]), present("command"),
            present("port"), present("portIndex")};
        check.getsPortIndex = addsIndex && check.protocol != CheckProtocol::Command && !check.port
            && !check.portIndex;
        checks.push_back(check);
    }
    return checks;
}

std::vector<JsonNode> withoutRepetitions(JsonNode strings)
{
    std::vector<JsonNode> distinct;
    for (const JsonNode node : strings.children()) {
        const auto isSame = [node](JsonNode other) { return other.toUtf8() == node.toUtf8(); };
        if (std::none_of(distinct.begin(), distinct.end(), isSame))
            distinct.push_back(node);
    }
    return distinct;
}

} // namespace

std::optional<double> numberOr(JsonNode node, double otherwise)
{
    return node.isAbsent() ? otherwise : node.toDouble();
}

std::optional<qint64> integerOr(JsonNode node, qint64 otherwise)
{
    return node.isAbsent() ? otherwise : node.toInteger();
}

bool isWord(JsonNode node, QLatin1StringView word)
{
    const std::optional<QByteArray> text = node.toUtf8();
    return text && word.compare(QLatin1StringView(*text), Qt::CaseInsensitive) == 0;
}

JsonNode knownSince(JsonNode node, MarathonVersion first, const ServerSettings &settings)
{
    return settings.version < first || node.isAbsent() ? JsonNode() : node;
}

bool isCsi(const VolumeView &volume, const ServerSettings &settings)
{
    const JsonNode provider = volume.node["external"]["provider"];
    return knownSince(provider, {1, 11}, settings).toUtf8() == QByteArray("csi");
}

bool HealthCheckView::isMesos() const
{
    return protocol == CheckProtocol::MesosHttp || protocol == CheckProtocol::MesosHttps
        || protocol == CheckProtocol::MesosTcp;
}

AppView::AppView(JsonNode definition, const ServerSettings &settings, const QString &base)
    : app(definition)
    , container(app["container"].isAbsent() ? JsonNode() : app["container"])
    , docker(container["docker"].isAbsent() ? JsonNode() : container["docker"])
    , hasContainer(container.exists() || !app["ipAddress"].isAbsent())
{
    if (const JsonNode written = app["id"]; written.isString() && !settings.isPlaceholder(written))
        id = absoluteId(written.stringOr(), base);
    if (container)
        containerType = containerTypeOf(container["type"]);
    else if (hasContainer)
        containerType = ContainerType::Mesos;
    for (const JsonNode volume : container["volumes"].children())
        volumes.push_back({volume, volumeKind(volume, settings)});
    isResident = std::any_of(volumes.begin(), volumes.end(),
        [](const VolumeView &volume) { return volume.kind == VolumeKind::Persistent; });
    networks = rewrittenNetworks(*this, settings);
    hasUnknownNetwork = std::any_of(
        networks.begin(), networks.end(), [](const NetworkView &entry) { return !entry.mode; });
    portMappings = rewrittenPortMappings(*this, settings);
    portDefinitions = rewrittenPortDefinitions(*this);
    healthChecks = healthChecksOf(*this);
    dependencies = withoutRepetitions(app["dependencies"]);
    resolveRole(*this, settings);
}

bool AppView::isHostMode() const
{
    return std::all_of(networks.begin(), networks.end(),
        [](const NetworkView &network) { return network.mode == NetworkMode::Host; });
}

bool AppView::asksForResidency() const
{
    return isResident || !app["residency"].isAbsent();
}

qsizetype AppView::portCount() const
{
    if (portMappings && !portMappings->empty())
        return qsizetype(portMappings->size());
    return portDefinitions ? qsizetype(portDefinitions->size()) : 0;
}

qsizetype AppView::modelPortCount() const
{
    return hasContainer || isHostMode() ? portCount() : 1;
}

std::vector<QString> AppView::portNames() const
{
    std::vector<QString> names;
    if (portMappings) {
        for (const PortMappingView &mapping : *portMappings)
            names.push_back(mapping.name);
    } else if (portDefinitions) {
        for (const PortDefinitionView &definition : *portDefinitions)
            names.push_back(definition.name);
    }
    return names;
}

QString AppView::label(QByteArrayView name) const
{
    return app["labels"][name].stringOr();
}

bool AppView::isSingleInstance() const
{
    return label("MARATHON_SINGLE_INSTANCE_APP") == u"true";
}

} // namespace Pinion
