// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/loadbalancer.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array LabelParameters = {
    RuleParameter{
        "extraLabels", "[]", "Labels that the project's own templates of marathon-lb read."},
};

constexpr std::array Rows = {
    Rule{
        .id = BalancerMissingGroup,
        .severity = Severity::Warning,
        .title = "App that no load balancer picks up",
        .why = "marathon-lb looks at an app's group before all else. Without one it ignores the "
               "app, and the service cannot be reached.",
        .remedy = "Add HAPROXY_GROUP with the group of the load balancer.",
        .exception = "Projects whose load balancer serves every group (lb.wildcardGroup); ports "
                     "that are switched off.",
        .source = "marathon-lb's README; mesosphere/marathon-lb#125 and #403",
        .failing = R"({"labels": {"HAPROXY_0_VHOST": "api.example.com"}})",
        .passing = R"({"labels": {"HAPROXY_0_VHOST": "api.example.com", )"
                   R"("HAPROXY_GROUP": "external"}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeBalancerLabels,
    },
    Rule{
        .id = BalancerLabelIgnored,
        .severity = Severity::Warning,
        .title = "Label that marathon-lb ignores",
        .why = "It ignores what it does not know, without any message: no redirect, no sticky "
               "sessions, no host name.",
        .remedy = "Write the label as marathon-lb spells it, with the index of one of the app's "
                  "ports.",
        .exception = "Placeholders, and labels that extraLabels names.",
        .source = "The labels of marathon-lb's config.py; mesosphere/marathon-lb#434",
        .failing = R"({"labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_VHOSTS": "api.example.com"}})",
        .passing = R"({"labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_VHOST": "api.example.com"}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .parameters = LabelParameters,
        .judge = judgeBalancerLabels,
    },
    Rule{
        .id = VipIneffective,
        .severity = Severity::Warning,
        .title = "Virtual address without effect",
        .why = "Virtual addresses are read from the labels of ports, and in one form only. "
               "Elsewhere the label does nothing, and clients get no route.",
        .remedy = "Move it to the labels of the port, as /name:port.",
        .exception = "Placeholders.",
        .source = "The documentation of DC/OS about virtual addresses",
        .failing = R"({"labels": {"VIP_0": "/api:80"}})",
        .passing = R"({"container": {"portMappings": [{"containerPort": 8080, "hostPort": 0, )"
                   R"("name": "http", "labels": {"VIP_0": "/api:80"}}]}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .judge = judgeVirtualAddresses,
    },
};

} // namespace

std::span<const Rule> loadBalancerRules()
{
    return Rows;
}

} // namespace Pinion
