// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-single-instance-count",
        .phase = Phase::Canonical,
        .title = "Several instances of a single-instance app",
        .why = "The label MARATHON_SINGLE_INSTANCE_APP promises that there is never more than one.",
        .remedy = "Set instances to 1 (or 0), or remove the label.",
        .failing
        = R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}, "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}, "instances": 2})",
        .passing
        = R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}, "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
    },
    ServerRule{
        .id = "server-single-instance-strategy",
        .phase = Phase::Canonical,
        .title = "Upgrade strategy of a single-instance app",
        .why = "There is never more than one instance, so the old one must stop before the new one "
               "starts: both numbers must be 0.",
        .remedy = "Set minimumHealthCapacity and maximumOverCapacity to 0.",
        .failing
        = R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}, "upgradeStrategy": {"minimumHealthCapacity": 1, "maximumOverCapacity": 0}})",
        .passing
        = R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}, "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
    },
    ServerRule{
        .id = "server-single-instance-default-strategy",
        .phase = Phase::Model,
        .title = "Single-instance app without an upgrade strategy",
        .why = "The default strategy is 1 and 1, and the rule asks for 0 and 0, so that it must be "
               "written. The server names a path, /isSingleInstance, that no document has.",
        .remedy = "Write an upgradeStrategy with both numbers 0.",
        .failing = R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}})",
        .passing
        = R"({"labels": {"MARATHON_SINGLE_INSTANCE_APP": "true"}, "upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}})",
    },
    ServerRule{
        .id = "server-resident-over-capacity",
        .phase = Phase::Canonical,
        .title = "Over-capacity with persistent volumes",
        .why = "A new instance waits for the old one's volume, so no extra instances can be "
               "started: maximumOverCapacity must be 0.",
        .remedy = "Set maximumOverCapacity to 0.",
        .failing
        = R"({"residency": {}, "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0.5}})",
        .passing
        = R"({"residency": {}, "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}})",
    },
    ServerRule{
        .id = "server-resident-unreachable",
        .phase = Phase::Canonical,
        .title = "Unreachable strategy with persistent volumes",
        .why = "An instance with data is not replaced elsewhere when its agent is lost; the "
               "strategy can only be \"disabled\".",
        .remedy = "Write \"unreachableStrategy\": \"disabled\", or leave it out.",
        .failing = R"({"residency": {}, "unreachableStrategy": {}})",
        .passing = R"({"residency": {}, "unreachableStrategy": "disabled"})",
    },
    ServerRule{
        .id = "server-unreachable-order",
        .phase = Phase::Model,
        .title = "Expunged before inactive",
        .why = "A lost instance is first replaced (inactiveAfterSeconds) and later forgotten "
               "(expungeAfterSeconds), so the first must not be the larger. Both are 0 unless "
               "written.",
        .remedy = "Raise expungeAfterSeconds or lower inactiveAfterSeconds.",
        .failing = R"({"unreachableStrategy": {"inactiveAfterSeconds": 10}})",
        .passing
        = R"({"unreachableStrategy": {"inactiveAfterSeconds": 10, "expungeAfterSeconds": 60}})",
    },
};

} // namespace

std::span<const ServerRule> strategyServerRules()
{
    return Rules;
}

} // namespace Pinion
