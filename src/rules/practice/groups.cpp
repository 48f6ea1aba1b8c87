// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/groups.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

RuleReport checkGroups(const RuleContext &context)
{
    RuleReport report;
    Reporter reporter(context, report);
    const Scope scope(context);
    checkGroupMembers(scope, reporter);
    checkBalancedPorts(scope, reporter);
    checkHostPorts(scope, reporter);
    checkDependencies(scope, reporter);
    return report;
}

constexpr std::array PodParameters = {
    RuleParameter{"exportsOk", "false", "True for documents that are exports and only read."},
};

constexpr std::array Rows = {
    Rule{
        .id = GroupDuplicateId,
        .severity = Severity::Error,
        .title = "Id that occurs twice",
        .why = "Within one document the last definition wins without a word. Of two files, the "
               "one that is deployed last replaces the other's app.",
        .remedy = "Rename one of them, or merge the two.",
        .exception = "Files that are not deployed together, as those of two environments; one "
                     "group that several files describe.",
        .source = "How Marathon puts a group's apps into a map by id",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1}, )"
                   R"({"id": "/g/a", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1}]})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
    Rule{
        .id = GroupServicePortClash,
        .severity = Severity::Error,
        .title = "Two apps with one service port",
        .why = "Marathon takes both since 2016. The load balancer then mixes the two or drops "
               "one of them.",
        .remedy = "Give each app a service port of its own, or 0 where clients use host names.",
        .exception = "Blue and green of one service (HAPROXY_DEPLOYMENT_GROUP), ports that are "
                     "switched off or bound to different addresses, and apps that share no group "
                     "of load balancers.",
        .source = "mesosphere/marathon#3122, #3999 and #4071; mesosphere/marathon-lb#592",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("portDefinitions": [{"port": 10001}], )"
                   R"("labels": {"HAPROXY_GROUP": "external"}}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("portDefinitions": [{"port": 10001}], )"
                   R"("labels": {"HAPROXY_GROUP": "external"}}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("portDefinitions": [{"port": 10001}], )"
                   R"("labels": {"HAPROXY_GROUP": "external"}}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("portDefinitions": [{"port": 10002}], )"
                   R"("labels": {"HAPROXY_GROUP": "external"}}]})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
    Rule{
        .id = GroupHostPortClash,
        .severity = Severity::Error,
        .title = "Two workloads with one host port",
        .why = "They can never share an agent. Where agents are few, the second one never starts.",
        .remedy = "Take another port, or let Mesos choose one.",
        .exception = "Workloads that are pinned to different agents, or of which only one runs "
                     "on public agents. Where it is not certain that agents are too few, it is a "
                     "hint only.",
        .source = "Marathon's documentation of ports",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("requirePorts": true, "portDefinitions": [{"port": 31100}]}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("requirePorts": true, "portDefinitions": [{"port": 31100}]}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("requirePorts": true, "portDefinitions": [{"port": 31100}]}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("requirePorts": true, "portDefinitions": [{"port": 31101}]}]})",
        .exampleConfig = R"({"pinion": 1, "cluster": {"agents": 1}})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
    Rule{
        .id = GroupDependencyCycle,
        .severity = Severity::Error,
        .title = "Apps that wait for each other",
        .why = "Marathon refuses them, but only when it gets them all at once. Where they stand "
               "in several files, their authors learn it while they deploy.",
        .remedy = "Drop one of the dependencies.",
        .source = "Marathon's documentation of groups",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/b"]}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/a"]}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/b"]}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1}]})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
    Rule{
        .id = GroupDependencyMissing,
        .severity = Severity::Warning,
        .title = "Dependency on what is not there",
        .why = "Marathon ignores targets that do not exist, and pods. The order in which apps "
               "are to start then exists on paper only.",
        .remedy = "Write the id of the app that is meant, or remove the entry.",
        .exception = "A single app without other files. Outside the document's own group it is a "
                     "hint only, unless the project says that its files are complete.",
        .source = "mesosphere/marathon#3814 and #4843",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/ghost"]}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/db"]}, )"
                   R"({"id": "db", "cmd": "exec ./db", "cpus": 0.1, "mem": 64, "instances": 1}]})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
    Rule{
        .id = GroupDependencyWithoutHealth,
        .severity = Severity::Info,
        .title = "Dependency on an app without a health check",
        .why = "What depends on it starts as soon as the process exists, not when it answers.",
        .remedy = "Give the app that is waited for a health check.",
        .exception = "Targets with no instances.",
        .source = "Marathon's documentation of groups; mesosphere/marathon#1474",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/db"]}, )"
                   R"({"id": "db", "cmd": "exec ./db", "cpus": 0.1, "mem": 64, "instances": 1}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("dependencies": ["/g/db"]}, )"
                   R"({"id": "db", "cmd": "exec ./db", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}]}]})",
        .check = checkGroups,
    },
    Rule{
        .id = GroupPodsIgnored,
        .severity = Severity::Error,
        .title = "Pods that a group cannot hold",
        .why = "What Marathon reads of a group that it is sent has no pods. They are ignored and "
               "never start.",
        .remedy = "Keep each pod in a file of its own and send it to /v2/pods.",
        .exception = "Exports that are only read (exportsOk).",
        .source = "The type of group updates in Marathon's API",
        .failing = R"({"id": "/g", "apps": [], "pods": [{"id": "/g/p", "containers": )"
                   R"([{"name": "c", "resources": {"cpus": 0.1, "mem": 32}, )"
                   R"("exec": {"command": {"shell": "exec ./p"}}}]}]})",
        .passing = R"({"id": "/g", "apps": []})",
        .fixKind = FixKind::Guided,
        .parameters = PodParameters,
        .check = checkGroups,
    },
    Rule{
        .id = GroupInstancesReset,
        .severity = Severity::Info,
        .title = "Number of instances that falls back to one",
        .why = "Deploying a group replaces its apps, with one instance where none is written. A "
               "service that was scaled by hand or by a program shrinks with the next deployment.",
        .remedy = "Write the number. Where a program scales the app, deploy the apps one by one.",
        .exception = "A single app, which keeps the number that is running; patches.",
        .source = "mesosphere/marathon#1856 and #659",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 2}]})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
    Rule{
        .id = GroupVhostClash,
        .severity = Severity::Warning,
        .title = "Two apps with one host name",
        .why = "Requests are split between two apps that have nothing to do with each other, or "
               "one of the two gets none.",
        .remedy = "Give one of them another host name or a path.",
        .exception = "Blue and green of one service (HAPROXY_DEPLOYMENT_GROUP); ports that are "
                     "switched off.",
        .source = "marathon-lb's documentation of HAPROXY_{n}_VHOST",
        .failing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_VHOST": "x.example.com"}}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_VHOST": "x.example.com"}}]})",
        .passing = R"({"id": "/g", "apps": [)"
                   R"({"id": "a", "cmd": "exec ./a", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_VHOST": "x.example.com"}}, )"
                   R"({"id": "b", "cmd": "exec ./b", "cpus": 0.1, "mem": 64, "instances": 1, )"
                   R"("labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_VHOST": "x.example.com", "HAPROXY_0_PATH": "/b"}}]})",
        .fixKind = FixKind::Guided,
        .check = checkGroups,
    },
};

} // namespace

std::span<const Rule> groupRules()
{
    return Rows;
}

} // namespace Pinion
