// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/families.h"
#include "rules/practice/health.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array StartupParameters = {
    RuleParameter{"minStartSeconds", "30", "Seconds that every service may take to start."},
    RuleParameter{"jvmMinStartSeconds", "90", "The same for services that run in Java."},
};

constexpr std::array Rows = {
    Rule{
        .id = HealthMissing,
        .severity = Severity::Warning,
        .title = "Service without a health check",
        .why = "A deployment counts as done as soon as the processes exist. Old tasks are stopped, "
               "and a broken version replaces all good ones; a task that hangs is never restarted, "
               "and load balancers send traffic too early.",
        .remedy = "Add a check: MESOS_HTTP with a path, MESOS_TCP if only the port is known, "
                  "COMMAND for what listens to nothing.",
        .exception = "Parked apps (0 instances) and partial documents. Only a hint for workers "
                     "without ports and where readiness checks exist; containers of a pod without "
                     "endpoints need none.",
        .source = "mesosphere/marathon#1474, #3784 and #1570",
        .failing = R"({"healthChecks": []})",
        .passing = R"({"healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeMissingChecks,
    },
    Rule{
        .id = HealthExtraChecksIgnored,
        .severity = Severity::Error,
        .title = "Health check that never runs",
        .why = "Mesos takes one check per task. Marathon accepts further ones for the sake of old "
               "definitions and silently never runs them.",
        .remedy = "Keep one check that an agent runs; commands can be joined with &&.",
        .exception = "Several checks that Marathon itself runs (HTTP, HTTPS, TCP). Only a warning "
                     "where both kinds are mixed.",
        .source = "mesosphere/marathon#4421",
        .failing
        = R"({"healthChecks": [{"protocol": "COMMAND", "command": {"value": "/bin/check-a"}},
 {"protocol": "COMMAND", "command": {"value": "/bin/check-b"}}]})",
        .passing = R"({"healthChecks": [
 {"protocol": "COMMAND", "command": {"value": "/bin/check-a && /bin/check-b"}}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeExtraChecks,
    },
    Rule{
        .id = HealthSchedulerLevel,
        .severity = Severity::Info,
        .title = "Health check run by Marathon itself",
        .why = "Deprecated since Marathon 1.4: the leader sends the probes, so a network split "
               "between it and the agents kills healthy tasks, and many checks overload it.",
        .remedy = "Put MESOS_ in front of the protocol. The probe then comes from inside the "
                  "task's network, at 127.0.0.1 and the port in the container; a service bound to "
                  "another address fails it, and HTTPS certificates are not verified.",
        .exception = "Marathon before 1.4.",
        .source = "Marathon's documentation of health checks",
        .failing = R"({"healthChecks": [{"protocol": "HTTP", "path": "/healthz", "portIndex": 0,
 "timeoutSeconds": 5, "intervalSeconds": 15}]})",
        .passing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "path": "/healthz",
 "portIndex": 0}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeSchedulerLevel,
    },
    Rule{
        .id = HealthKillsDuringStartup,
        .severity = Severity::Warning,
        .title = "Health check that kills during the start",
        .why = "A slow start, be it for a cold cache, a migration or a busy agent, is killed "
               "before it can pass once. The next one starts colder, and so on.",
        .remedy = "Raise gracePeriodSeconds. It costs healthy tasks nothing, since the grace ends "
                  "with the first success.",
        .exception = "Checks that never kill (maxConsecutiveFailures 0 of Marathon's own checks).",
        .source = "Marathon's documentation of health checks; reports of restart loops",
        .failing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "portIndex": 0,
 "gracePeriodSeconds": 5, "intervalSeconds": 5, "delaySeconds": 0, "timeoutSeconds": 5,
 "maxConsecutiveFailures": 1}]})",
        .passing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "portIndex": 0,
 "gracePeriodSeconds": 60, "intervalSeconds": 5, "delaySeconds": 0, "timeoutSeconds": 5,
 "maxConsecutiveFailures": 1}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Safe,
        .parameters = StartupParameters,
        .judge = judgeStartup,
    },
    Rule{
        .id = HealthZeroFailures,
        .severity = Severity::Warning,
        .title = "No failures allowed",
        .why = "maxConsecutiveFailures 0 means never kill where Marathon probes, and kill at the "
               "first failure where the agent does. Whoever changes the protocol gets the reverse.",
        .remedy = "Write the number of failures that are meant, such as 3.",
        .exception = "A member that is not written. Only a hint for Marathon's own checks.",
        .source = "mesosphere/marathon#3828, #1878 and #2583",
        .failing = R"({"healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0,
 "maxConsecutiveFailures": 0}]})",
        .passing = R"({"healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0,
 "maxConsecutiveFailures": 3}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Safe,
        .judge = judgeZeroFailures,
    },
    Rule{
        .id = HealthTimeoutExceedsInterval,
        .severity = Severity::Warning,
        .title = "Probes that overlap",
        .why = "Where the timeout is longer than the interval, a slow service gets more probes "
               "exactly while it is slow, and its failures are counted in bursts.",
        .remedy = "Make timeoutSeconds shorter than intervalSeconds.",
        .exception = "Equal values; checks of the agents, which wait for an answer first; pods.",
        .source = "Marathon's health check actor",
        .failing = R"({"healthChecks": [{"protocol": "HTTP", "portIndex": 0, "intervalSeconds": 3,
 "timeoutSeconds": 15}]})",
        .passing = R"({"healthChecks": [{"protocol": "HTTP", "portIndex": 0, "intervalSeconds": 10,
 "timeoutSeconds": 10}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .judge = judgeTimeouts,
    },
    Rule{
        .id = HealthCommandToolInImage,
        .severity = Severity::Info,
        .title = "Check that needs a tool in the image",
        .why = "The command runs inside the image. Slim images have neither curl nor bash, and the "
               "task is then killed as unhealthy although it works.",
        .remedy = "Let the agent ask the address itself (MESOS_HTTP), or make sure that the image "
                  "has the tool.",
        .exception = "Apps without an image.",
        .source = "mesosphere/marathon#3946, #2140, #4150 and #1744",
        .failing = R"({"healthChecks": [{"protocol": "COMMAND",
 "command": {"value": "curl -f http://localhost:8080/healthz"}}]})",
        .passing = R"({"healthChecks": [{"protocol": "COMMAND",
 "command": {"value": "/app/bin/selfcheck"}}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Hint,
        .fixKind = FixKind::Guided,
        .judge = judgeCheckTools,
    },
    Rule{
        .id = HealthPortUnresolvable,
        .severity = Severity::Error,
        .title = "Probe of a port where nothing listens",
        .why = "Marathon's own probes go to the address of the agent, where the port inside the "
               "container means nothing; and no HTTP or TCP probe is answered at a UDP port. The "
               "task never gets healthy and is killed after the grace period.",
        .remedy = "Name the port by its index, or let the agent probe inside the container.",
        .exception = "Host networking; networks that give each task an address; MESOS_ checks with "
                     "a port of the container.",
        .source = "How Marathon finds the address of a probe",
        .failing = R"({"healthChecks": [{"protocol": "HTTP", "path": "/", "port": 8080,
 "timeoutSeconds": 5, "intervalSeconds": 15}]})",
        .passing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "path": "/", "port": 8080}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .judge = judgeCheckPorts,
    },
    Rule{
        .id = HealthMesosTimeoutSmall,
        .severity = Severity::Info,
        .title = "Short timeout of an agent's check",
        .why = "Each probe starts a helper process on the agent. Under load some seconds pass "
               "before it even sends its request.",
        .remedy = "Wait at least 5 seconds.",
        .exception = "Marathon's own checks; a timeout that is not written.",
        .source = "Mesos' documentation of health checks",
        .failing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "portIndex": 0,
 "timeoutSeconds": 1}]})",
        .passing = R"({"healthChecks": [{"protocol": "MESOS_HTTP", "portIndex": 0,
 "timeoutSeconds": 5}]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Safe,
        .judge = judgeSmallTimeouts,
    },
};

} // namespace

std::span<const Rule> healthRules()
{
    return Rows;
}

} // namespace Pinion
