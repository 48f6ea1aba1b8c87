// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-network-name-missing",
        .phase = Phase::Canonical,
        .title = "Container network without a name",
        .why = "An entry of networks without a mode is a container network, and such a network is "
               "found by name. This server has no --default_network_name to fall back on.",
        .remedy = "Write the network's name, or the mode that is meant (host or container/bridge).",
        .failing = R"({"networks": [{"mode": "container"}]})",
        .passing = R"({"networks": [{"mode": "container", "name": "dcos"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-network-host-named",
        .phase = Phase::Canonical,
        .title = "Host network with name or labels",
        .why = "The host's network is the machine's own: there is nothing to name or to label.",
        .remedy = "Remove name and labels from the entry.",
        .failing = R"({"networks": [{"mode": "host", "name": "x"}]})",
        .passing = R"({"networks": [{"mode": "host"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-network-bridge-named",
        .phase = Phase::Canonical,
        .title = "Bridge network with a name",
        .why = "The engine chooses the bridge; a name cannot select another one.",
        .remedy = "Remove the name, or use mode container for a named network.",
        .failing = R"({"networks": [{"mode": "container/bridge", "name": "x"}]})",
        .passing = R"({"networks": [{"mode": "container/bridge"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-network-duplicate",
        .phase = Phase::Canonical,
        .title = "The same network twice",
        .why = "An app joins each network once. An entry without a name counts as the server's "
               "default network.",
        .remedy = "Remove one of the entries.",
        .failing = R"({"networks": [{"name": "dcos"}, {"name": "dcos"}]})",
        .passing = R"({"networks": [{"name": "dcos"}, {"name": "backend"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-network-mixture",
        .phase = Phase::Canonical,
        .title = "Networks of different modes",
        .why = "An app uses the host's network, or one bridge, or one or more container networks, "
               "but no mixture of them.",
        .remedy = "Keep entries of a single mode.",
        .failing = R"({"networks": [{"mode": "host"}, {"mode": "container/bridge"}]})",
        .passing = R"({"networks": [{"mode": "container/bridge"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-docker-networks",
        .phase = Phase::Canonical,
        .title = "Two container networks with Docker",
        .why = "The Docker engine attaches a container to one network. Only MESOS containers join "
               "several.",
        .remedy = "Keep one network, or set container.type to MESOS.",
        .failing
        = R"({"networks": [{"name": "a"}, {"name": "b"}], "container": {"docker": {"image": "nginx:1.25"}}})",
        .passing
        = R"({"networks": [{"name": "a"}, {"name": "b"}], "container": {"type": "MESOS", "docker": {"image": "nginx:1.25"}}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-port-names-unique",
        .phase = Phase::Canonical,
        .title = "Two port definitions with one name",
        .why = "Ports are found by name, so a name may occur once.",
        .remedy = "Give each port its own name.",
        .failing
        = R"({"portDefinitions": [{"port": 0, "name": "http"}, {"port": 0, "name": "http"}]})",
        .passing
        = R"({"portDefinitions": [{"port": 0, "name": "http"}, {"port": 0, "name": "admin"}]})",
    },
    ServerRule{
        .id = "server-port-numbers-unique",
        .phase = Phase::Canonical,
        .title = "Port number twice in portDefinitions",
        .why = "A number may occur once, whatever the protocol. Only 0, which asks for any free "
               "one, may repeat.",
        .remedy = "Use one entry with protocol udp,tcp, or another number.",
        .failing
        = R"({"portDefinitions": [{"port": 53, "protocol": "tcp"}, {"port": 53, "protocol": "udp"}]})",
        .passing = R"({"portDefinitions": [{"port": 53, "protocol": "udp,tcp"}]})",
    },
    ServerRule{
        .id = "server-port-negative",
        .phase = Phase::Model,
        .title = "Negative number in ports",
        .why = "The reader does not look at the range of numbers in ports, so a negative one is "
               "found late and under portDefinitions.",
        .remedy = "Write 0 for any free port, or a number up to 65535.",
        .failing = R"({"ports": [-1]})",
        .passing = R"({"ports": [0]})",
    },
    ServerRule{
        .id = "server-mapping-names-unique",
        .phase = Phase::Canonical,
        .title = "Two port mappings with one name",
        .why = "Ports are found by name, so a name may occur once. Numbers may repeat.",
        .remedy = "Give each mapping its own name.",
        .failing
        = R"({"networks": [{"mode": "container/bridge"}], "container": {"docker": {"image": "nginx:1.25"}, "portMappings": [{"containerPort": 80, "name": "http"}, {"containerPort": 81, "name": "http"}]}})",
        .passing
        = R"({"networks": [{"mode": "container/bridge"}], "container": {"docker": {"image": "nginx:1.25"}, "portMappings": [{"containerPort": 80, "name": "http"}, {"containerPort": 81, "name": "admin"}]}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-mapping-network-name",
        .phase = Phase::Canonical,
        .title = "Host port without a choice of network",
        .why = "With several container networks a port of the host can be forwarded to one of them "
               "only: networkNames must hold exactly one.",
        .remedy = "Write the network in networkNames, or remove hostPort.",
        .failing
        = R"({"networks": [{"name": "a"}, {"name": "b"}], "container": {"type": "MESOS", "portMappings": [{"containerPort": 80, "hostPort": 0}]}})",
        .passing
        = R"({"networks": [{"name": "a"}, {"name": "b"}], "container": {"type": "MESOS", "portMappings": [{"containerPort": 80, "hostPort": 0, "networkNames": ["a"]}]}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-mapping-network-unknown",
        .phase = Phase::Canonical,
        .title = "Port mapping of a network that the app does not join",
        .why = "networkNames selects among the names in the app's networks.",
        .remedy = "Use a name from networks, or add the network there.",
        .failing
        = R"({"networks": [{"name": "a"}], "container": {"type": "MESOS", "portMappings": [{"networkNames": ["z"]}]}})",
        .passing
        = R"({"networks": [{"name": "a"}], "container": {"type": "MESOS", "portMappings": [{"networkNames": ["a"]}]}})",
        .since = {1, 5},
    },
};

} // namespace

std::span<const ServerRule> networkServerRules()
{
    return Rules;
}

} // namespace Pinion
