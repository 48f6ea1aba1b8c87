// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/families.h"
#include "rules/practice/networking.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array FixedPortParameters = {
    RuleParameter{"allowedPorts", "[]", "Ports that may be fixed, as numbers."},
};

constexpr std::array Rows = {
    Rule{
        .id = NetMappingsDropped,
        .severity = Severity::Error,
        .title = "Ports that Marathon drops",
        .why = "Port mappings count on container networks only, port definitions on the host's "
               "only. Marathon drops the other list without a word: the task gets a random port, "
               "or loses its names, labels and virtual addresses.",
        .remedy = "Name the network that is meant, or use the list that belongs to it.",
        .exception = "Lists that are empty or repeat what the mappings say, as exports of old "
                     "servers do. Dropped port definitions are only a warning.",
        .source = "mesosphere/marathon#2248, #1618, #255 and #4074",
        .failing = R"({"networks": null})",
        .passing = R"({"networks": null, "container": {"portMappings": null},
 "portDefinitions": [{"port": 0, "name": "http"}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeDroppedMappings,
    },
    Rule{
        .id = NetDuplicateHostPort,
        .severity = Severity::Error,
        .title = "One port of the agent for two mappings",
        .why = "Marathon accepts the app, but Mesos refuses every launch for overlapping ports, "
               "for ever.",
        .remedy = "Make TCP and UDP one mapping with protocol \"udp,tcp\", or choose another port.",
        .exception = "Port definitions and pods: there Marathon refuses it itself.",
        .source = "mesosphere/marathon#751 and #6060",
        .failing = R"({"container": {"portMappings": [
 {"containerPort": 53, "hostPort": 31053, "protocol": "tcp"},
 {"containerPort": 53, "hostPort": 31053, "protocol": "udp"}]}})",
        .passing = R"({"container": {"portMappings": [
 {"containerPort": 53, "hostPort": 31053, "protocol": "udp,tcp"}]}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .judge = judgeDuplicateHostPorts,
    },
    Rule{
        .id = NetFixedHostPort,
        .severity = Severity::Warning,
        .title = "Fixed port on the agent",
        .why = "Only one instance fits on each agent, deployments need spare agents, and other "
               "apps may want the same port. Outside the range that agents offer, no offer ever "
               "matches.",
        .remedy = "Write hostPort 0 (or requirePorts false) and let clients find the port through "
                  "service discovery or a load balancer.",
        .exception = "Apps on public agents; ports that allowedPorts names. Only a hint unless "
                     "cluster.portRanges is configured and the port lies outside.",
        .source = "Marathon's documentation of ports",
        .failing
        = R"({"container": {"portMappings": [{"containerPort": 8080, "hostPort": 31080}]}})",
        .passing = R"({"container": {"portMappings": [{"containerPort": 8080, "hostPort": 0}]}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Hint,
        .fixKind = FixKind::Guided,
        .parameters = FixedPortParameters,
        .judge = judgeFixedHostPorts,
    },
    Rule{
        .id = NetPortEnvInBridge,
        .severity = Severity::Warning,
        .title = "Port of the agent used inside the container",
        .why = "$PORT0 is the port on the agent. A server on a bridge network that listens to it "
               "listens where no traffic is forwarded, and never gets healthy.",
        .remedy = "Listen to the containerPort, or write containerPort 0, which makes both the "
                  "same.",
        .exception = "Mappings whose two ports are the same; echo and printf; words that announce "
                     "the port to others, such as --advertise-port; $HOST:$PORT0, the agent's own "
                     "address.",
        .source = "mesosphere/marathon#3340 and #5136",
        .failing = R"({"cmd": "exec ./serve --port $PORT0"})",
        .passing = R"({"cmd": "exec ./serve --port 8080"})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgePortVariables,
    },
    Rule{
        .id = NetRequirePortsIneffective,
        .severity = Severity::Warning,
        .title = "requirePorts where it does nothing",
        .why = "Outside the host's network Marathon sets the switch to false, so ports that the "
               "author believes fixed are random.",
        .remedy = "Fix the ports in the mappings (hostPort), or write false.",
        .exception = "Mappings that all fix their port.",
        .source = "Marathon's normalisation of apps",
        .failing = R"({"requirePorts": true})",
        .passing = R"({"requirePorts": false})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeRequiredPorts,
    },
    Rule{
        .id = NetRandomPortAssumedFixed,
        .severity = Severity::Warning,
        .title = "Random port that is taken for a fixed one",
        .why = "Without requirePorts the number is only a service port, and the task gets a random "
               "port. A server that binds the number uses a port that Mesos has not reserved and "
               "may give to another task.",
        .remedy = "Use $PORT0 in the command, or set requirePorts.",
        .exception = "A number that stands nowhere else, or only behind a word such as timeout or "
                     "size: then it is just a service port.",
        .source = "mesosphere/marathon#3049 and #2313",
        .failing = R"({
  "id": "/web", "cmd": "exec ./serve --port 9000", "cpus": 0.1, "mem": 64,
  "portDefinitions": [{"port": 9000, "name": "http"}],
  "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}]
})",
        .passing = R"({
  "id": "/web", "cmd": "exec ./serve --port $PORT0", "cpus": 0.1, "mem": 64,
  "portDefinitions": [{"port": 9000, "name": "http"}],
  "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}]
})",
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeAssumedPorts,
    },
    Rule{
        .id = NetLegacyApi,
        .severity = Severity::Info,
        .title = "Fields from before Marathon 1.5",
        .why = "The server translates them, so the file and what it runs look different; and a "
               "later edit that mixes old and new fields is refused.",
        .remedy = "Write networks, container.portMappings, portDefinitions and fetch instead.",
        .exception = "Marathon before 1.5, which does not know the new form.",
        .source = "Marathon's guide to migrating networks",
        .failing = R"({"networks": null, "container": {"portMappings": null, "docker":
 {"network": "BRIDGE", "portMappings": [{"containerPort": 8080, "hostPort": 0}]}}})",
        .passing = R"({})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .judge = judgeLegacyFields,
    },
};

} // namespace

std::span<const Rule> networkingRules()
{
    return Rows;
}

} // namespace Pinion
