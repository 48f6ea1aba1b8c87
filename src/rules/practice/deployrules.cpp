// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/families.h"
#include "rules/practice/deploy.h"
#include "rules/practice/fixes.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array ZeroHealthParameters = {
    RuleParameter{"proposed", "0.5", "Share of the instances that the fix keeps, 0 to 1."},
};
constexpr std::array DoublesParameters = {
    RuleParameter{"minInstances", "10", "Number of instances from which on it is reported."},
};
constexpr std::array OverlapParameters = {
    RuleParameter{"ephemeralPaths", EphemeralPathsLiteral, EphemeralPathsHelp},
};

constexpr std::array Rows = {
    Rule{
        .id = DeployFixedPortDeadlock,
        .severity = Severity::Error,
        .title = "Fixed port without room for a deployment",
        .why = "Marathon wants a new healthy task before it stops an old one, but on every agent "
               "that could take it the port is in use. The deployment never ends, and later ones "
               "wait behind it.",
        .remedy = "Let an old instance stop first (a minimumHealthCapacity below 1), or leave the "
                  "port on the agent to Marathon.",
        .exception = "More agents than instances; apps with a persistent or external volume. "
                     "Only a warning while the number of agents is not configured.",
        .source = "mesosphere/marathon#3287, #3546, #1736 and #5224",
        .failing = R"({"container": {"portMappings": [{"containerPort": 8080, "hostPort": 31080}]},
 "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1}})",
        .passing
        = R"({"container": {"portMappings": [{"containerPort": 8080, "hostPort": 31080}]}})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "cluster": {"agents": 3}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeFixedPortDeadlock,
    },
    Rule{
        .id = DeployZeroHealthCapacity,
        .severity = Severity::Warning,
        .title = "Deployment that stops everything at once",
        .why = "With a minimumHealthCapacity of 0 all instances stop before the first new one has "
               "started: an outage at every change, even that of a label.",
        .remedy = "Keep at least half of the instances running.",
        .exception = "Apps with a persistent or external volume, and single-instance apps.",
        .source = "Marathon's documentation of deployments",
        .failing = R"({"upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
        .passing
        = R"({"upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .parameters = ZeroHealthParameters,
        .judge = judgeZeroHealthCapacity,
    },
    Rule{
        .id = DeployDoublesCapacity,
        .severity = Severity::Info,
        .title = "Deployment that needs twice the resources",
        .why = "By default Marathon starts all new instances beside the old ones. Where the "
               "cluster has no room for that, the deployment stands still half-way.",
        .remedy = "Allow only a part of the instances on top, such as a fifth.",
        .exception = "Few instances; apps with volumes of their own; blue-green deployments.",
        .source = "mesosphere/marathon#754",
        .failing = R"({"instances": 20, "constraints": [["rack", "GROUP_BY", "3"]],
 "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1}})",
        .passing = R"({"instances": 20, "constraints": [["rack", "GROUP_BY", "3"]],
 "upgradeStrategy": {"minimumHealthCapacity": 0.9, "maximumOverCapacity": 0.2}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Hint,
        .fixKind = FixKind::Safe,
        .parameters = DoublesParameters,
        .judge = judgeDoublesCapacity,
    },
    Rule{
        .id = DeployBackoffDisabled,
        .severity = Severity::Warning,
        .title = "Restarts without a pause",
        .why = "A task that crashes is started again at once, over and over: sandboxes fill the "
               "disks, and logs and registry are hammered.",
        .remedy = "Leave the pause at its defaults: 1 second, growing by 1.15 up to 300 seconds.",
        .exception = "Members that are not written.",
        .source = "Marathon's launch queue; mesosphere/marathon#1087, #2450 and #1681",
        .failing = R"({"backoffSeconds": 0})",
        .passing = R"({"backoffSeconds": 2, "backoffFactor": 1.15, "maxLaunchDelaySeconds": 300})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .judge = judgeBackoffDisabled,
    },
    Rule{
        .id = DeploySingletonOverlap,
        .severity = Severity::Warning,
        .title = "Single instance that runs twice during deployments",
        .why = "The new copy starts beside the old one: two writers in one directory, or two "
               "schedulers under one name.",
        .remedy = "Set both members of the upgrade strategy to 0, which means a short outage. The "
                  "label MARATHON_SINGLE_INSTANCE_APP counts only with the exact value \"true\".",
        .exception = "Apps with a persistent volume, or with a correct label.",
        .source = "Marathon's recipe for apps with a single instance",
        .failing = R"({"instances": 1, "constraints": [["hostname", "LIKE", "db1.example.com"]],
 "container": {"volumes": [{"containerPath": "/data", "hostPath": "/srv/db", "mode": "RW"}]}})",
        .passing = R"({"instances": 1, "constraints": [["hostname", "LIKE", "db1.example.com"]],
 "container": {"volumes": [{"containerPath": "/data", "hostPath": "/srv/db", "mode": "RW"}]},
 "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .parameters = OverlapParameters,
        .judge = judgeSingletonOverlap,
    },
    Rule{
        .id = DeployPartitionDuplicates,
        .severity = Severity::Info,
        .title = "Single instance that is doubled by a network failure",
        .why = "Since Marathon 1.6 a task on an unreachable agent is replaced at once. If the "
               "agent merely lost its network, two copies run.",
        .remedy = "Give the agent some minutes to come back, with unreachableStrategy.",
        .exception = "Apps with a persistent volume; Marathon before 1.6.",
        .source = "Marathon's changelog, 1.6",
        .failing = R"({"instances": 1, "labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"},
 "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
        .passing = R"({"instances": 1, "labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"},
 "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0},
 "unreachableStrategy": {"inactiveAfterSeconds": 300, "expungeAfterSeconds": 600}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Safe,
        .judge = judgePartitionDuplicates,
    },
    Rule{
        .id = DeployUnreachableDisabled,
        .severity = Severity::Warning,
        .title = "Lost tasks that are never replaced",
        .why = "With unreachableStrategy \"disabled\" the tasks of a dead agent count as running "
               "for ever, and capacity shrinks until somebody notices.",
        .remedy = "Say after how many seconds a lost task is replaced.",
        .exception = "Apps with a persistent volume need it; single-instance apps and external "
                     "volumes may want it.",
        .source = "Marathon's documentation of unreachableStrategy",
        .failing = R"({"unreachableStrategy": "disabled"})",
        .passing
        = R"({"unreachableStrategy": {"inactiveAfterSeconds": 60, "expungeAfterSeconds": 120}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Safe,
        .judge = judgeUnreachableDisabled,
    },
};

} // namespace

std::span<const Rule> deployRules()
{
    return Rows;
}

} // namespace Pinion
