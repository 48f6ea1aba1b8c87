// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-health-check-port",
        .phase = Phase::Canonical,
        .title = "Health check without a port to ask",
        .why = "portIndex counts the app's ports from 0: portMappings if there are any, otherwise "
               "portDefinitions (one by default). Without portIndex and port the app must have "
               "exactly one port.",
        .remedy = "Correct portIndex, add the port, or write a fixed port.",
        .failing = R"({"healthChecks": [{"portIndex": 1}]})",
        .passing = R"({"healthChecks": [{"portIndex": 0}]})",
    },
    ServerRule{
        .id = "server-health-check-ipv6",
        .phase = Phase::Canonical,
        .title = "IPv6 health check of another kind",
        .why = "Only MESOS_HTTP, MESOS_HTTPS and MESOS_TCP checks of a DOCKER container can be "
               "asked over IPv6.",
        .remedy = "Remove ipProtocol, or change protocol and container.",
        .failing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "ipProtocol": "IPv6"}]})",
        .passing
        = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "ipProtocol": "IPv6"}], "container": {"docker": {"image": "nginx:1.25"}}})",
        .since = {1, 6},
    },
    ServerRule{
        .id = "server-mesos-health-checks",
        .phase = Phase::Canonical,
        .title = "Several Mesos health checks",
        .why = "Mesos runs one check of the kinds MESOS_HTTP, MESOS_HTTPS and MESOS_TCP for an "
               "instance. COMMAND checks do not count.",
        .remedy = "Keep one and let it cover what the other did.",
        .failing = R"({"healthChecks": [{"protocol": "MESOS_TCP"}, {"protocol": "MESOS_HTTP"}]})",
        .passing
        = R"({"healthChecks": [{"protocol": "MESOS_HTTP"}, {"protocol": "COMMAND", "command": {"value": "true"}}]})",
    },
    ServerRule{
        .id = "server-health-command-missing",
        .phase = Phase::Conversion,
        .title = "COMMAND health check without a command",
        .why = "A COMMAND check runs command.value, which is missing. Marathon notices it too late "
               "and answers 500, as if the fault were its own; nothing is deployed.",
        .remedy = "Add command, or choose another protocol.",
        .failing = R"({"healthChecks": [{"protocol": "COMMAND"}]})",
        .passing = R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "true"}}]})",
    },
    ServerRule{
        .id = "server-health-command-protocol",
        .phase = Phase::Conversion,
        .title = "Command in a health check of another protocol",
        .why = "A check with a command must say \"protocol\": \"COMMAND\"; without a protocol it "
               "is HTTP. Marathon notices it too late and answers 500, as if the fault were its "
               "own; nothing is deployed.",
        .remedy = "Write \"protocol\": \"COMMAND\".",
        .failing = R"({"healthChecks": [{"command": {"value": "true"}}]})",
        .passing = R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "true"}}]})",
    },
    ServerRule{
        .id = "server-health-command-extra",
        .phase = Phase::Conversion,
        .title = "COMMAND health check with path or port",
        .why = "A command is run, nothing is asked over the network: path and port must be absent. "
               "Marathon notices it too late and answers 500, as if the fault were its own; "
               "nothing is deployed.",
        .remedy = "Remove path and port.",
        .failing
        = R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "true"}, "path": "/"}]})",
        .passing = R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "true"}}]})",
    },
    ServerRule{
        .id = "server-check-kind",
        .phase = Phase::Conversion,
        .title = "check without exactly one kind",
        .why = "check has exactly one of http, tcp and exec. Marathon notices it too late and "
               "answers 500, as if the fault were its own; nothing is deployed.",
        .remedy = "Keep one of the three.",
        .failing = R"({"check": {}})",
        .passing = R"({"check": {"tcp": {}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-check-https",
        .phase = Phase::Conversion,
        .title = "check over HTTPS",
        .why = "The reader knows HTTPS, the server's inside does not. Marathon notices it too late "
               "and answers 500, as if the fault were its own; nothing is deployed.",
        .remedy = "Use scheme HTTP, or exec with a command.",
        .failing = R"({"check": {"http": {"scheme": "HTTPS"}}})",
        .passing = R"({"check": {"http": {"scheme": "HTTP"}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-check-argv",
        .phase = Phase::Conversion,
        .title = "check with argv",
        .why = "The server stores the app, but can then neither answer nor ever show it again: "
               "each later GET of it is an error 500.",
        .remedy = "Write the command as shell.",
        .failing = R"({"check": {"exec": {"command": {"argv": ["true"]}}}})",
        .passing = R"({"check": {"exec": {"command": {"shell": "true"}}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-check-docker",
        .phase = Phase::Model,
        .title = "check with Docker",
        .why = "Mesos runs this kind of check only in containers of its own engine.",
        .remedy = "Set container.type to MESOS, or use healthChecks.",
        .failing = R"({"check": {"tcp": {}}, "container": {"docker": {"image": "nginx:1.25"}}})",
        .passing
        = R"({"check": {"tcp": {}}, "container": {"type": "MESOS", "docker": {"image": "nginx:1.25"}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-check-port",
        .phase = Phase::Model,
        .title = "check without a port to ask",
        .why = "portIndex counts the app's ports from 0. Without portIndex and port the app must "
               "have exactly one port.",
        .remedy = "Correct portIndex, add the port, or write a fixed port.",
        .failing = R"({"check": {"tcp": {"portIndex": 1}}})",
        .passing = R"({"check": {"tcp": {"portIndex": 0}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-readiness-count",
        .phase = Phase::Canonical,
        .title = "Several readiness checks",
        .why = "An app has at most one readiness check, although it is written as a list.",
        .remedy = "Keep one.",
        .failing = R"({"readinessChecks": [{"portName": "default"}, {"portName": "default"}]})",
        .passing = R"({"readinessChecks": [{"portName": "default"}]})",
    },
    ServerRule{
        .id = "server-readiness-port",
        .phase = Phase::Canonical,
        .title = "Readiness check of an unknown port",
        .why = "portName, http-api unless written, must be the name of one of the app's ports.",
        .remedy = "Name the port, or correct portName.",
        .failing = R"({"readinessChecks": [{}]})",
        .passing
        = R"({"readinessChecks": [{}], "portDefinitions": [{"port": 0, "name": "http-api"}]})",
    },
    ServerRule{
        .id = "server-readiness-timeout",
        .phase = Phase::Canonical,
        .title = "Readiness check that overlaps itself",
        .why = "timeoutSeconds (10 unless written) must be less than intervalSeconds (30 unless "
               "written).",
        .remedy = "Shorten the timeout or lengthen the interval.",
        .failing = R"({"readinessChecks": [{"portName": "default", "timeoutSeconds": 30}]})",
        .passing = R"({"readinessChecks": [{"portName": "default", "timeoutSeconds": 29}]})",
    },
};

} // namespace

std::span<const ServerRule> checkServerRules()
{
    return Rules;
}

} // namespace Pinion
