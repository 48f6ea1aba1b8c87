// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-docker-credential",
        .phase = Phase::Legacy,
        .title = "Registry login written as credential",
        .why = "Marathon 1.5 stopped taking registry logins from container.docker.credential; it "
               "refuses the member for both container engines.",
        .remedy = "Use pullConfig with a secret (type MESOS), or fetch an archive that holds "
                  ".docker/config.json.",
        .failing
        = R"({"container": {"docker": {"image": "nginx:1.25", "credential": {"principal": "me"}}}})",
        .passing = R"({"container": {"docker": {"image": "nginx:1.25"}}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-mesos-docker-network",
        .phase = Phase::Legacy,
        .title = "Docker network in a MESOS container",
        .why = "container.docker.network speaks to the Docker engine. A MESOS container gets its "
               "network from the app's networks.",
        .remedy = "Remove it and write networks instead.",
        .failing
        = R"({"container": {"type": "MESOS", "docker": {"image": "nginx:1.25", "network": "BRIDGE"}}})",
        .passing
        = R"({"container": {"type": "MESOS", "docker": {"image": "nginx:1.25"}}, "networks": [{"mode": "container/bridge"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-mesos-docker-parameters",
        .phase = Phase::Legacy,
        .title = "Docker options in a MESOS container",
        .why = "parameters are options of the docker command line. The Mesos engine runs the image "
               "without Docker and cannot follow them.",
        .remedy = "Remove parameters, or run the container with type DOCKER.",
        .failing
        = R"({"container": {"type": "MESOS", "docker": {"image": "nginx:1.25", "parameters": [{"key": "hostname", "value": "web"}]}}})",
        .passing
        = R"({"container": {"type": "MESOS", "docker": {"image": "nginx:1.25", "parameters": []}}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-mesos-docker-port-mappings",
        .phase = Phase::Legacy,
        .title = "Port mappings below docker in a MESOS container",
        .why = "For a MESOS container Marathon reads container.portMappings only; "
               "container.docker.portMappings must not be there at all, not even empty.",
        .remedy = "Move the list up to container.portMappings.",
        .failing
        = R"({"container": {"type": "MESOS", "docker": {"image": "nginx:1.25", "portMappings": []}}})",
        .passing
        = R"({"networks": [{"mode": "container/bridge"}], "container": {"type": "MESOS", "docker": {"image": "nginx:1.25"}, "portMappings": [{"containerPort": 80}]}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-docker-port-names-unique",
        .phase = Phase::Legacy,
        .title = "Two port mappings with one name",
        .why = "Ports are found by name, so each name in container.docker.portMappings may occur "
               "once. The server reports it under a path that is a piece of its own source code.",
        .remedy = "Give each mapping its own name.",
        .failing
        = R"({"container": {"docker": {"image": "nginx:1.25", "network": "BRIDGE", "portMappings": [{"containerPort": 80, "name": "http"}, {"containerPort": 81, "name": "http"}]}}})",
        .passing
        = R"({"container": {"docker": {"image": "nginx:1.25", "network": "BRIDGE", "portMappings": [{"containerPort": 80, "name": "http"}, {"containerPort": 81, "name": "admin"}]}}})",
    },
    ServerRule{
        .id = "server-docker-ip-discovery",
        .phase = Phase::Legacy,
        .title = "ipAddress.discovery with Docker",
        .why = "Discovery ports belong to containers of the Mesos engine. DOCKER, which is also "
               "the default type, maps ports.",
        .remedy = "List the ports in container.portMappings.",
        .failing
        = R"({"ipAddress": {"discovery": {}}, "container": {"docker": {"image": "nginx:1.25"}}})",
        .passing
        = R"({"ipAddress": {"networkName": "dcos", "discovery": {}}, "container": {"type": "MESOS", "docker": {"image": "nginx:1.25"}}})",
    },
    ServerRule{
        .id = "server-uri-syntax",
        .phase = Phase::Legacy,
        .title = "Address in uris is none",
        .why = "Each entry must be an address that Java can read: no blanks, no bare % and nothing "
               "but characters that addresses may hold.",
        .remedy = "Escape the character (%20 for a blank) or mend the address.",
        .failing = R"({"uris": ["http://h/a b"]})",
        .passing = R"({"uris": ["http://h/a%20b"]})",
    },
    ServerRule{
        .id = "server-uris-with-fetch",
        .phase = Phase::Legacy,
        .title = "Both uris and fetch",
        .why = "uris is the older form of fetch; Marathon takes one of them.",
        .remedy = "Move the addresses to fetch and remove uris.",
        .failing = R"({"uris": ["http://h/a.tgz"], "fetch": [{"uri": "http://h/b.tgz"}]})",
        .passing = R"({"fetch": [{"uri": "http://h/a.tgz"}, {"uri": "http://h/b.tgz"}]})",
    },
    ServerRule{
        .id = "server-docker-network-with-networks",
        .phase = Phase::Legacy,
        .title = "Both docker.network and networks",
        .why = "The network is said twice, in the form before 1.5 and in today's.",
        .remedy = "Remove container.docker.network.",
        .failing
        = R"({"container": {"docker": {"image": "nginx:1.25", "network": "BRIDGE"}}, "networks": [{"mode": "container/bridge"}]})",
        .passing
        = R"({"container": {"docker": {"image": "nginx:1.25"}}, "networks": [{"mode": "container/bridge"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-ip-address-with-networks",
        .phase = Phase::Legacy,
        .title = "Both ipAddress and networks",
        .why = "The network is said twice, in the form before 1.5 and in today's.",
        .remedy = "Remove ipAddress; its networkName and labels go into networks.",
        .failing = R"({"ipAddress": {}, "networks": [{"name": "dcos"}]})",
        .passing = R"({"networks": [{"name": "dcos"}]})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-ports-unique",
        .phase = Phase::Legacy,
        .title = "Port number twice in ports",
        .why = "A service port belongs to one port of the app. Only 0, which asks for any free "
               "one, may repeat.",
        .remedy = "Choose another number, or 0.",
        .failing = R"({"ports": [80, 80]})",
        .passing = R"({"ports": [0, 0]})",
    },
    ServerRule{
        .id = "server-ip-address-with-ports",
        .phase = Phase::Legacy,
        .title = "ipAddress together with ports",
        .why = "An app with an address of its own uses no ports of the host, so ports and "
               "portDefinitions must be absent or empty.",
        .remedy = "Remove the ports, or ipAddress.",
        .failing = R"({"ipAddress": {"networkName": "dcos"}, "ports": [80]})",
        .passing = R"({"ipAddress": {"networkName": "dcos"}})",
    },
    ServerRule{
        .id = "server-ports-with-definitions",
        .phase = Phase::Legacy,
        .title = "ports and portDefinitions disagree",
        .why = "portDefinitions replaced ports. Both together are taken only if they list the same "
               "numbers in the same order.",
        .remedy = "Remove ports.",
        .failing = R"({"ports": [80], "portDefinitions": [{"port": 81}]})",
        .passing = R"({"ports": [80], "portDefinitions": [{"port": 80}]})",
    },
    ServerRule{
        .id = "server-docker-network-none",
        .phase = Phase::Rewriting,
        .title = "Docker network NONE",
        .why = "Today's networks cannot express a container without any network. Marathon notices "
               "it too late and answers 500, as if the fault were its own; nothing is deployed.",
        .remedy = "Remove network, or choose another mode.",
        .failing = R"({"container": {"docker": {"image": "nginx:1.25", "network": "NONE"}}})",
        .passing = R"({"container": {"docker": {"image": "nginx:1.25", "network": "HOST"}}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-two-port-mappings",
        .phase = Phase::Rewriting,
        .title = "Port mappings in two places",
        .why = "container.docker.portMappings is the older place of container.portMappings; with "
               "both the server cannot choose. Marathon notices it too late and answers 500, as if "
               "the fault were its own; nothing is deployed.",
        .remedy = "Keep container.portMappings.",
        .failing
        = R"({"container": {"docker": {"image": "nginx:1.25", "network": "BRIDGE", "portMappings": [{"containerPort": 80}]}, "portMappings": []}})",
        .passing
        = R"({"networks": [{"mode": "container/bridge"}], "container": {"docker": {"image": "nginx:1.25"}, "portMappings": [{"containerPort": 80}]}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-mappings-with-discovery",
        .phase = Phase::Rewriting,
        .title = "Port mappings and discovery ports",
        .why = "ipAddress.discovery.ports would become container.portMappings, which are there "
               "already. Marathon notices it too late and answers 500, as if the fault were its "
               "own; nothing is deployed.",
        .remedy = "Keep container.portMappings and remove ipAddress.discovery.",
        .failing
        = R"({"ipAddress": {"networkName": "dcos", "discovery": {"ports": [{"number": 80, "name": "http"}]}}, "container": {"type": "MESOS", "portMappings": []}})",
        .passing
        = R"({"ipAddress": {"networkName": "dcos", "discovery": {"ports": [{"number": 80, "name": "http"}]}}, "container": {"type": "MESOS"}})",
        .since = {1, 5},
    },
};

} // namespace

std::span<const ServerRule> legacyServerRules()
{
    return Rules;
}

} // namespace Pinion
