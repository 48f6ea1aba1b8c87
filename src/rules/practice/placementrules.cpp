// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/families.h"
#include "rules/practice/fixes.h"
#include "rules/practice/placement.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array SingleParameters = {
    RuleParameter{"allowSingle", "[]", "Globs of ids that may run a single instance."},
};
constexpr std::array PinnedParameters = {
    RuleParameter{"ephemeralPaths", EphemeralPathsLiteral, EphemeralPathsHelp},
};

constexpr std::array Rows = {
    Rule{
        .id = PlaceSingleInstance,
        .severity = Severity::Info,
        .title = "Single instance of a service",
        .why = "A crash, a lost agent or its upgrade is an outage until the replacement is "
               "healthy.",
        .remedy = "Run at least two instances and keep them on different agents.",
        .exception = "Schedulers, single-instance apps, apps with a volume of their own or pinned "
                     "to an agent; ids that allowSingle names; what no load balancer and no "
                     "virtual address exposes.",
        .source = "Practice of other orchestrators",
        .failing = R"({"instances": 1, "labels": {"HAPROXY_GROUP": "external"}})",
        .passing = R"({"instances": 1})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .parameters = SingleParameters,
        .judge = judgeSingleInstance,
    },
    Rule{
        .id = PlaceNoSpread,
        .severity = Severity::Warning,
        .title = "Instances that may share one agent",
        .why = "Marathon happily starts all instances on one agent, and its loss takes the whole "
               "service.",
        .remedy = "Limit the instances per agent with MAX_PER, or group them by zone or rack. "
                  "UNIQUE blocks deployments once there are more instances than agents.",
        .exception = "Apps pinned to an agent, and fixed ports, which spread by themselves. Only "
                     "a hint unless the app is exposed.",
        .source = "Yelp/paasta#335; Marathon's documentation of constraints",
        .failing = R"({"constraints": []})",
        .passing = R"({"constraints": [["@zone", "GROUP_BY", "3"]]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeSpread,
    },
    Rule{
        .id = PlaceUniqueExceedsAgents,
        .severity = Severity::Error,
        .title = "More instances than places",
        .why = "The last instances never start. The deployment never ends, and no later change "
               "goes through.",
        .remedy = "Run fewer instances, or allow more of them per agent with MAX_PER.",
        .exception = "Silent while cluster.agents (or cluster.zones) is not configured, or other "
                     "constraints choose the agents.",
        .source = "mesosphere/marathon#4110 and #1736",
        .failing = R"({"instances": 5, "constraints": [["hostname", "UNIQUE"]]})",
        .passing = R"({"instances": 5, "constraints": [["hostname", "MAX_PER", "2"]]})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "cluster": {"agents": 4}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeAgentCount,
    },
    Rule{
        .id = PlaceGroupByNoValue,
        .severity = Severity::Error,
        .title = "GROUP_BY without the number of values",
        .why = "Marathon knows only the values that it has seen in offers, so early instances pile "
               "up on a few. Marathon 1.11 divides by the missing number.",
        .remedy = "Write the number of distinct values, as a text.",
        .exception = "Only a warning before Marathon 1.11.",
        .source = "mesosphere/marathon#4281, #2925 and #3857",
        .failing = R"({"constraints": [["rack", "GROUP_BY"]]})",
        .passing = R"({"constraints": [["rack", "GROUP_BY", "3"]]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeGroupBy,
    },
    Rule{
        .id = PlacePinnedHost,
        .severity = Severity::Warning,
        .title = "App pinned to one agent",
        .why = "When that agent is drained, renamed or lost, the app has nowhere to go.",
        .remedy = "Pin it to an attribute that several agents have.",
        .exception = "Apps that keep data in a directory of the agent or in a persistent volume; "
                     "parked apps (0 instances).",
        .source = "Marathon's documentation of constraints",
        .failing
        = R"({"instances": 1, "constraints": [["hostname", "CLUSTER", "agent7.example.com"]]})",
        .passing = R"({"instances": 1, "constraints": [["disk", "IS", "ssd"]]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .parameters = PinnedParameters,
        .judge = judgePinnedHost,
    },
    Rule{
        .id = PlaceUnsatisfiable,
        .severity = Severity::Error,
        .title = "Constraints that exclude each other",
        .why = "No set of offers can ever satisfy them, and the deployment never ends.",
        .remedy = "Drop one of the two.",
        .exception = "Constraints on different fields.",
        .source = "How Marathon matches offers",
        .failing = R"({"constraints": [["hostname", "UNIQUE"],
 ["hostname", "CLUSTER", "agent7.example.com"]]})",
        .passing = R"({"constraints": [["hostname", "UNIQUE"], ["rack", "CLUSTER", "r1"]]})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .judge = judgeContradictions,
    },
};

} // namespace

std::span<const Rule> placementRules()
{
    return Rows;
}

} // namespace Pinion
