// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

namespace Pinion {

enum class NetworkMode : quint8 { Host, Bridge, Container };
enum class ContainerType : quint8 { Docker, Mesos };
enum class CheckProtocol : quint8 { Http, Https, Tcp, Command, MesosHttp, MesosHttps, MesosTcp };
enum class VolumeKind : quint8 { Host, Persistent, External, Secret };

// Parts of an app after Marathon has rewritten the members of the time before 1.5. Each keeps the
// values that the author wrote; where the server adds something on its own, no node exists.

struct NetworkView
{
    std::optional<NetworkMode> mode = NetworkMode::Container; ///< nothing: a placeholder
    QString name; ///< without the server's default; empty: none
    JsonNode labels;
    JsonNode node; ///< the entry, or the older member that says so
};

struct PortDefinitionView
{
    JsonNode node; ///< the entry, or a number in "ports"
    JsonNode port;
    JsonNode protocol;
    JsonNode labels;
    QString name; ///< empty: none
};

struct PortMappingView
{
    JsonNode node; ///< the entry, or a port of "ipAddress.discovery"
    JsonNode containerPort;
    JsonNode hostPort;
    JsonNode servicePort;
    JsonNode protocol;
    JsonNode labels;
    JsonNode networkNames;
    QString name; ///< empty: none
};

struct HealthCheckView
{
    JsonNode node;
    std::optional<CheckProtocol> protocol; ///< nothing: a placeholder
    JsonNode command;
    JsonNode port;
    JsonNode portIndex;
    bool getsPortIndex = false; ///< the server adds "portIndex": 0

    [[nodiscard]] bool isMesos() const; ///< MESOS_HTTP, MESOS_HTTPS or MESOS_TCP
};

struct VolumeView
{
    JsonNode node;
    VolumeKind kind = VolumeKind::Host;
};

/// An app as Marathon understands it. Members that the server's release does not know do not exist
/// here, and null counts as absent. Of a repeated element in an array that is a set to the server
/// only the first is listed. Valid as long as the tree of its nodes.
struct AppView
{
    AppView(JsonNode definition, const ServerSettings &settings, const QString &base);

    JsonNode app;
    QString id; ///< absolute; empty if it holds a placeholder
    std::optional<ContainerType> containerType; ///< nothing: no container, or a placeholder
    JsonNode container; ///< as written
    JsonNode docker;
    bool hasContainer = false; ///< written, or implied by "ipAddress"
    bool isResident = false; ///< has a persistent volume
    /// Some network's mode is a placeholder: what follows from the mode is not known.
    bool hasUnknownNetwork = false;
    std::vector<NetworkView> networks; ///< empty means the host's
    std::optional<std::vector<PortDefinitionView>> portDefinitions; ///< nothing unless in host mode
    std::optional<std::vector<PortMappingView>> portMappings;
    std::vector<VolumeView> volumes;
    std::vector<HealthCheckView> healthChecks;
    std::vector<JsonNode> dependencies;
    std::optional<QString> role; ///< of its own or by default; nothing: unknown or before 1.9
    QStringList allowedRoles;

    /// True unless some network is not the host's.
    [[nodiscard]] bool isHostMode() const;
    [[nodiscard]] bool isContainer(ContainerType type) const { return containerType == type; }
    /// What Marathon's canonical rules take for resident: also an app with "residency".
    [[nodiscard]] bool asksForResidency() const;
    /// How many ports checks may address, in the canonical rules.
    [[nodiscard]] qsizetype portCount() const;
    /// The same in the internal model, where a missing container has been added.
    [[nodiscard]] qsizetype modelPortCount() const;
    [[nodiscard]] std::vector<QString> portNames() const;
    /// The value of a label; empty if there is none.
    [[nodiscard]] QString label(QByteArrayView name) const;
    [[nodiscard]] bool isSingleInstance() const;
};

/// A number, `otherwise` where nothing is written, nothing where it cannot be read (a placeholder).
[[nodiscard]] std::optional<double> numberOr(JsonNode node, double otherwise);
[[nodiscard]] std::optional<qint64> integerOr(JsonNode node, qint64 otherwise);
/// Compares a string as the server's readers compare enum values.
[[nodiscard]] bool isWord(JsonNode node, QLatin1StringView word);
/// The node, unless the server is older than the release that brought it.
[[nodiscard]] JsonNode knownSince(
    JsonNode node, MarathonVersion first, const ServerSettings &settings);
/// The volume's "external.provider" is "csi" and the server knows that.
[[nodiscard]] bool isCsi(const VolumeView &volume, const ServerSettings &settings);

} // namespace Pinion
