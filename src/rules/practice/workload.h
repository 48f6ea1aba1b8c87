// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/definition.h"
#include "rules/rule.h"

#include <optional>

namespace Pinion {

enum class Engine : quint8 { None, Docker, Mesos };
enum class NetworkMode : quint8 { Host, Bridge, Container };

/// A port that a workload uses, in the order in which port indices count.
struct WorkloadPort
{
    JsonNode node; ///< mapping, definition, number or endpoint; null for one that the server adds
    std::optional<int> hostPort; ///< 0: any; nothing: none
    std::optional<int> containerPort;
    int servicePort = 0;
    QString protocol; ///< lower case: "tcp", "udp", "udp,tcp"
    QString name;
    JsonNode labels;
};

enum class CheckProtocol : quint8 {
    Http,
    Https,
    Tcp, ///< probed by Marathon's leader
    Command,
    MesosHttp,
    MesosHttps,
    MesosTcp, ///< probed by the agent
};

/// A health check with the server's defaults filled in. Times in seconds.
struct WorkloadCheck
{
    JsonNode node;
    JsonNode container; ///< of a pod; null for apps
    CheckProtocol protocol = CheckProtocol::Http;
    double grace = 300;
    double interval = 60;
    double timeout = 20;
    double delay = 15;
    double maxFailures = 3;

    [[nodiscard]] bool isMesosLevel() const { return protocol >= CheckProtocol::Command; }
};

/// `[field, operator, value]` of an app, or the object of a pod.
struct WorkloadConstraint
{
    JsonNode node;
    QString field; ///< "hostname" also for "@hostname"
    QString op; ///< upper case
    std::optional<QString> value;
    JsonNode valueNode;
};

/// A directory of the agent that a container sees.
struct HostVolume
{
    JsonNode node; ///< the volume
    JsonNode pathNode;
    QString path;
    bool isWritable = true;
};

/// A string that may hold secrets, addresses or Java options, with its meaning.
struct WorkloadText
{
    JsonNode node;
    JsonNode container; ///< of a pod; null for apps and for what all its containers share
};

/// An app or a pod as Marathon understands it: defaults filled in, old and new forms alike, JSON
/// null read as absent. Practice rules read this and never the raw JSON, so that a hand-written
/// file and an export of the same app are judged alike. Built once per definition and check.
class Workload
{
public:
    Workload(const Definition &definition, const RuleContext &context);

    [[nodiscard]] const Definition &definition() const { return m_definition; }
    [[nodiscard]] JsonNode node() const { return m_definition.node; }
    [[nodiscard]] bool isPod() const { return m_definition.root == SchemaRoot::Pod; }
    /// True for the body of a partial update: absent members keep what the server has.
    [[nodiscard]] bool isPartial() const { return m_isPartial; }

    [[nodiscard]] Engine engine() const { return m_engine; }
    [[nodiscard]] NetworkMode mode() const { return m_mode; }
    /// Not a number where a placeholder stands instead of one: then every comparison fails.
    [[nodiscard]] double instances() const { return m_instances; }
    /// The written number, else the object where it would stand.
    [[nodiscard]] JsonNode instancesPlace() const;

    /// Port mappings as written, effective or not; empty where there are none.
    [[nodiscard]] JsonNode mappingsNode() const { return m_mappingsNode; }
    /// portDefinitions or ports as written, effective or not.
    [[nodiscard]] JsonNode portDefinitionsNode() const { return m_definitionsNode; }
    /// In the order of $PORT0, $PORT1 …: mappings outside host mode, definitions in host mode, the
    /// one that the server adds included; endpoints of a pod in the order of its containers.
    [[nodiscard]] const std::vector<WorkloadPort> &ports() const { return m_ports; }
    [[nodiscard]] std::vector<WorkloadPort> fixedPorts() const; ///< host port above 0
    /// True if ports were written on purpose: a lone one called "default" without labels is what
    /// exports contain.
    [[nodiscard]] bool declaresPorts() const { return m_declaresPorts; }

    [[nodiscard]] const std::vector<WorkloadCheck> &checks() const { return m_checks; }
    [[nodiscard]] const std::vector<WorkloadConstraint> &constraints() const
    {
        return m_constraints;
    }
    [[nodiscard]] JsonNode constraintsNode() const; ///< may not exist
    [[nodiscard]] const std::vector<HostVolume> &hostVolumes() const { return m_hostVolumes; }

    [[nodiscard]] bool isResident() const { return m_isResident; } ///< has a persistent volume
    [[nodiscard]] bool hasExternalVolume() const { return m_hasExternalVolume; }
    [[nodiscard]] JsonNode upgradeNode() const; ///< upgradeStrategy or scheduling.upgrade
    [[nodiscard]] double minimumHealthCapacity() const { return m_minimumHealthCapacity; }
    [[nodiscard]] double maximumOverCapacity() const { return m_maximumOverCapacity; }
    /// How many old instances die before any new one has started.
    [[nodiscard]] int killedFirst() const;

    [[nodiscard]] double backoffSeconds() const;
    [[nodiscard]] double backoffFactor() const;
    [[nodiscard]] double maxLaunchDelay() const;

    /// Shell lines: cmd, or each container's exec.command.shell.
    [[nodiscard]] const std::vector<WorkloadText> &shells() const { return m_shells; }
    /// Elements of args, or of each container's exec.command.argv.
    [[nodiscard]] const std::vector<WorkloadText> &arguments() const { return m_arguments; }
    /// Values of environment variables; each has the variable's name as key. Literal strings and
    /// secret references alike.
    [[nodiscard]] const std::vector<WorkloadText> &environment() const { return m_environment; }
    /// URIs that the fetcher gets: fetch[].uri, uris[], artifacts[].uri.
    [[nodiscard]] const std::vector<WorkloadText> &uris() const { return m_uris; }

    [[nodiscard]] JsonNode labels() const { return m_definition.node["labels"]; }
    [[nodiscard]] QString label(QLatin1StringView key) const; ///< empty if absent or no string
    /// Containers of a pod; the app's own node for apps.
    [[nodiscard]] std::vector<JsonNode> containers() const;

    [[nodiscard]] bool isExposed() const { return m_isExposed; } ///< reached from outside
    [[nodiscard]] bool isJava() const { return m_isJava; }
    /// The constraint that pins all instances to one named agent, or null.
    [[nodiscard]] const WorkloadConstraint *pinnedHost() const;
    [[nodiscard]] bool isSpread() const; ///< UNIQUE, MAX_PER or GROUP_BY on any field
    /// How many agents can take an instance; nothing if that cannot be told.
    [[nodiscard]] std::optional<int> eligibleAgents() const { return m_eligibleAgents; }
    [[nodiscard]] bool isSingleton() const; ///< label MARATHON_SINGLE_INSTANCE_APP is "true"
    [[nodiscard]] bool isFramework() const; ///< a scheduler of its own
    [[nodiscard]] bool runsInPublicRole() const; ///< acceptedResourceRoles has slave_public

private:
    Definition m_definition;
    bool m_isPartial = false;
    Engine m_engine = Engine::None;
    NetworkMode m_mode = NetworkMode::Host;
    double m_instances = 1;
    JsonNode m_mappingsNode;
    JsonNode m_definitionsNode;
    std::vector<WorkloadPort> m_ports;
    bool m_declaresPorts = false;
    std::vector<WorkloadCheck> m_checks;
    std::vector<WorkloadConstraint> m_constraints;
    std::vector<HostVolume> m_hostVolumes;
    bool m_isResident = false;
    bool m_hasExternalVolume = false;
    double m_minimumHealthCapacity = 1;
    double m_maximumOverCapacity = 1;
    std::vector<WorkloadText> m_shells;
    std::vector<WorkloadText> m_arguments;
    std::vector<WorkloadText> m_environment;
    std::vector<WorkloadText> m_uris;
    bool m_isExposed = false;
    bool m_isJava = false;
    std::optional<int> m_eligibleAgents;
};

} // namespace Pinion
