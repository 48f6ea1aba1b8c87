// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgepod.h"

#include <array>

// The examples are whole pods. POD stands for what all of them need.
#define POD R"({"id": "/t/pod", )"
#define WEB R"("containers": [{"name": "web", "resources": {"cpus": 1})"

namespace Pinion {

namespace {

constexpr std::string_view Source = "The server's PodsValidation, 1.10";

constexpr std::array Rows = {
    ServerRule{
        .id = "server-pod-id",
        .title = "An id that is no path for a pod",
        .why = "The id of a pod must start with a slash, name more than the root, and not end in "
               "a word that the server's addresses need: restart, tasks, versions.",
        .remedy = "Write the whole path, as in /shop/web.",
        .failing = R"({"id": "pod", )" WEB "}]}",
        .passing = POD WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-user-empty",
        .title = "An empty user",
        .why = "A pod may name the user that owns its processes, but not an empty one.",
        .remedy = "Name a user, or leave the member out.",
        .failing = POD R"("user": "", )" WEB "}]}",
        .passing = POD R"("user": "web", )" WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-container-name-twice",
        .title = "Two containers of one name",
        .why = "Containers of a pod are told apart by their names.",
        .remedy = "Give each container a name of its own.",
        .failing = POD WEB R"(}, {"name": "web", "resources": {"cpus": 1}}]})",
        .passing = POD WEB R"(}, {"name": "log", "resources": {"cpus": 1}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-seccomp",
        .title = "Seccomp settings for the whole pod",
        .why = "Only containers can be confined, not the executor that they share.",
        .remedy = "Move the settings to the linuxInfo of each container.",
        .failing = POD R"("linuxInfo": {"seccomp": {"unconfined": true}}, )" WEB "}]}",
        .passing = POD WEB R"(, "linuxInfo": {"seccomp": {"unconfined": true}}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-networks",
        .title = "Networks that do not go together",
        .why = "A pod is on the host's network, or on one bridge, or on container networks that "
               "each have a name of their own. Names and labels fit only some of them.",
        .remedy = "Keep networks of one kind, and name each container network once.",
        .failing
        = POD R"("networks": [{"mode": "host"}, {"mode": "container/bridge"}], )" WEB "}]}",
        .passing = POD R"("networks": [{"mode": "container/bridge"}], )" WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-secrets-feature",
        .title = "Secrets on a server without the feature",
        .why = "Secrets, variables and files taken from them and registry logins need a server "
               "that was started with --enable_features secrets.",
        .remedy = "Enable the feature, or leave the secrets out.",
        .failing = POD R"("secrets": {"key": {"source": "/key"}}, )" WEB "}]}",
        .passing = POD WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-secret-unknown",
        .title = "A secret that the pod does not list",
        .why = "A variable, a volume or a registry login names a secret that has no entry under "
               "secrets.",
        .remedy = "Add the entry, or mend the name.",
        .failing = POD R"("environment": {"KEY": {"secret": "key"}}, )" WEB "}]}",
        .passing = POD R"("environment": {"KEY": {"secret": "key"}},)"
                       R"( "secrets": {"key": {"source": "/key"}}, )" WEB "}]}",
        .source = Source,
        .features = "secrets",
    },
    ServerRule{
        .id = "server-pod-volume-unmounted",
        .title = "A volume that no container mounts",
        .why = "Each volume of a pod must be used.",
        .remedy = "Mount it in a container, or remove it.",
        .failing = POD R"("volumes": [{"name": "data"}], )" WEB "}]}",
        .passing = POD R"("volumes": [{"name": "data"}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-volume-name-twice",
        .title = "Two volumes of one name",
        .why = "Mounts find volumes by their names.",
        .remedy = "Give each volume a name of its own.",
        .failing = POD R"("volumes": [{"name": "data"}, {"name": "data", "host": "/srv"}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .passing = POD R"("volumes": [{"name": "data"}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-mount-unknown",
        .title = "A mount without its volume",
        .why = "A container mounts a volume that the pod does not have.",
        .remedy = "Add the volume, or mend the name.",
        .failing = POD WEB R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .passing = POD R"("volumes": [{"name": "data"}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-container-port-host-mode",
        .title = "A container port on the host's network",
        .why = "A container that shares the host's network has no ports of its own.",
        .remedy = "Remove containerPort, or join another network.",
        .failing
        = POD R"("networks": [{"mode": "host"}], )" WEB
              R"(, "endpoints": [{"name": "http", "containerPort": 80, "hostPort": 0}]}]})",
        .passing = POD R"("networks": [{"mode": "host"}], )" WEB
                       R"(, "endpoints": [{"name": "http", "hostPort": 0}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-container-port-missing",
        .title = "An endpoint without container port",
        .why = "On a container network each endpoint needs the port where its container listens.",
        .remedy = "Add containerPort.",
        .failing
        = POD R"("networks": [{"name": "dcos"}], )" WEB R"(, "endpoints": [{"name": "http"}]}]})",
        .passing = POD R"("networks": [{"name": "dcos"}], )" WEB
                       R"(, "endpoints": [{"name": "http", "containerPort": 80}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-protocol-twice",
        .title = "A protocol named twice",
        .why = "An endpoint lists each of its protocols once.",
        .remedy = "Remove the second one.",
        .failing = POD WEB R"(, "endpoints": [{"name": "dns", "protocol": ["udp", "udp"]}]}]})",
        .passing = POD WEB R"(, "endpoints": [{"name": "dns", "protocol": ["udp", "tcp"]}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-endpoint-network",
        .title = "An endpoint on a network that the pod does not join",
        .why = "The networkNames of an endpoint must be names of the pod's own networks.",
        .remedy = "Join the network, or mend the name.",
        .failing = POD R"("networks": [{"name": "dcos"}], )" WEB
                       R"(, "endpoints": [{"name": "http", "containerPort": 80,)"
                       R"( "networkNames": ["other"]}]}]})",
        .passing = POD R"("networks": [{"name": "dcos"}], )" WEB
                       R"(, "endpoints": [{"name": "http", "containerPort": 80,)"
                       R"( "networkNames": ["dcos"]}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-endpoint-networks",
        .title = "A host port that could serve several networks",
        .why = "With several container networks an endpoint that has a host port must say to "
               "which one of them it belongs.",
        .remedy = "Name one network in networkNames.",
        .failing
        = POD R"("networks": [{"name": "a"}, {"name": "b"}], )" WEB
              R"(, "endpoints": [{"name": "http", "containerPort": 80, "hostPort": 0}]}]})",
        .passing = POD R"("networks": [{"name": "a"}, {"name": "b"}], )" WEB
                       R"(, "endpoints": [{"name": "http", "containerPort": 80, "hostPort": 0,)"
                       R"( "networkNames": ["a"]}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-endpoint-name-twice",
        .title = "Two endpoints of one name",
        .why = "Endpoints are told apart by their names, across all containers of the pod.",
        .remedy = "Give each endpoint a name of its own.",
        .failing = POD WEB R"(, "endpoints": [{"name": "http"}, {"name": "http"}]}]})",
        .passing = POD WEB R"(, "endpoints": [{"name": "http"}, {"name": "https"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-container-port-twice",
        .title = "A container port used twice",
        .why = "The containers of a pod share one network address, so that no two of them can "
               "listen on the same port.",
        .remedy = "Let one of them listen on another port.",
        .failing = POD R"("networks": [{"mode": "container/bridge"}], )" WEB
                       R"(, "endpoints": [{"name": "a", "containerPort": 80},)"
                       R"( {"name": "b", "containerPort": 80}]}]})",
        .passing = POD R"("networks": [{"mode": "container/bridge"}], )" WEB
                       R"(, "endpoints": [{"name": "a", "containerPort": 80},)"
                       R"( {"name": "b", "containerPort": 81}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-host-port-twice",
        .title = "A host port used twice",
        .why = "A port of the agent can belong to one endpoint only.",
        .remedy = "Choose another port, or 0 to let Mesos choose.",
        .failing = POD WEB R"(, "endpoints": [{"name": "a", "hostPort": 8080},)"
                           R"( {"name": "b", "hostPort": 8080}]}]})",
        .passing = POD WEB R"(, "endpoints": [{"name": "a", "hostPort": 0},)"
                           R"( {"name": "b", "hostPort": 0}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-check-kinds",
        .title = "A health check that is not of one kind",
        .why = "A health check has exactly one of http, tcp and exec.",
        .remedy = "Keep the one that is meant.",
        .failing = POD WEB R"(, "healthCheck": {"intervalSeconds": 30}}]})",
        .passing = POD WEB R"(, "healthCheck": {"exec": {"command": {"shell": "true"}}}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-check-timeout",
        .title = "A health check that outlasts its interval",
        .why = "For pods the timeout, which is 20 seconds when it is left out, must be below the "
               "interval between two checks.",
        .remedy = "Shorten the timeout, or check less often.",
        .failing = POD WEB R"(, "healthCheck": {"exec": {"command": {"shell": "true"}},)"
                           R"( "intervalSeconds": 10}}]})",
        .passing = POD WEB R"(, "healthCheck": {"exec": {"command": {"shell": "true"}},)"
                           R"( "intervalSeconds": 10, "timeoutSeconds": 5}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-check-endpoint",
        .title = "A health check of an endpoint that is not there",
        .why = "A health check names an endpoint of its own container.",
        .remedy = "Add the endpoint, or mend the name.",
        .failing = POD WEB R"(, "healthCheck": {"tcp": {"endpoint": "http"}}}]})",
        .passing = POD WEB R"(, "endpoints": [{"name": "http"}],)"
                           R"( "healthCheck": {"tcp": {"endpoint": "http"}}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-limit",
        .title = "A limit below the request",
        .why = "A resource limit is a number not below what is requested, or \"unlimited\".",
        .remedy = "Raise the limit, or lower the request.",
        .failing = POD WEB R"(, "resourceLimits": {"cpus": 0.5}}]})",
        .passing = POD WEB R"(, "resourceLimits": {"cpus": 2}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-limit-cgroups",
        .title = "Limits for containers that share their group",
        .why = "With legacySharedCgroups the containers share one control group, which has no "
               "limits of its own for each.",
        .remedy = "Remove the limits, or legacySharedCgroups.",
        .failing
        = POD R"("legacySharedCgroups": true, )" WEB R"(, "resourceLimits": {"cpus": 2}}]})",
        .passing
        = POD R"("legacySharedCgroups": false, )" WEB R"(, "resourceLimits": {"cpus": 2}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-linux-info",
        .title = "Linux settings that contradict each other",
        .why = "Seccomp is either unconfined or has a profile, and a container that shares its "
               "parent's memory has no size of its own for it.",
        .remedy = "Keep one of the two.",
        .failing = POD WEB R"(, "linuxInfo": {"seccomp": {"unconfined": false}}}]})",
        .passing = POD WEB R"(, "linuxInfo": {"seccomp": {"unconfined": true}}}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-constraint",
        .title = "A constraint whose value does not fit its operator",
        .why = "UNIQUE takes no value, GROUP_BY and MAX_PER take whole numbers, LIKE and UNLIKE "
               "take patterns, IS takes plain text.",
        .remedy = "Write a value that the operator takes, as text.",
        .failing = POD R"("scheduling": {"placement": {"constraints": [{"fieldName": "hostname",)"
                       R"( "operator": "UNIQUE", "value": "x"}]}}, )" WEB "}]}",
        .passing = POD R"("scheduling": {"placement": {"constraints": [{"fieldName": "hostname",)"
                       R"( "operator": "UNIQUE"}]}}, )" WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-resident-surge",
        .title = "Extra instances of a pod with persistent volumes",
        .why = "Instances that keep their volumes cannot run twice at once, so maximumOverCapacity "
               "must be 0.",
        .remedy = "Set maximumOverCapacity to 0, or leave upgrade out.",
        .failing = POD R"("role": "t", "scheduling": {"upgrade": {"maximumOverCapacity": 0.5}},)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .passing = POD R"("role": "t", "scheduling": {"upgrade": {"maximumOverCapacity": 0}},)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-resident-unreachable",
        .title = "Replacing lost instances that hold persistent volumes",
        .why = "An instance with a persistent volume waits for its agent to come back; another "
               "one could not have its data.",
        .remedy = "Set unreachableStrategy to \"disabled\", or leave it out.",
        .failing = POD R"("role": "t", "scheduling": {"unreachableStrategy": {}},)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .passing = POD R"("role": "t", "scheduling": {"unreachableStrategy": "disabled"},)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-resident-roles",
        .title = "Resource roles of a pod with persistent volumes",
        .why = "What such a pod reserves comes from unreserved resources.",
        .remedy = "Write [\"*\"], or leave acceptedResourceRoles out.",
        .failing = POD R"("role": "t", "scheduling": {"placement":)"
                       R"( {"acceptedResourceRoles": ["t"]}},)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .passing = POD R"("role": "t", "scheduling": {"placement":)"
                       R"( {"acceptedResourceRoles": ["*"]}},)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-resource-roles",
        .phase = Phase::Model,
        .title = "Resource roles that the pod does not have",
        .why = "A pod can use unreserved resources and those of its own role.",
        .remedy = "Write \"*\", the pod's role, or both.",
        .failing = POD R"("scheduling": {"placement": {"acceptedResourceRoles":)"
                       R"( ["slave_public"]}}, )" WEB "}]}",
        .passing
        = POD R"("scheduling": {"placement": {"acceptedResourceRoles": ["*"]}}, )" WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-role",
        .phase = Phase::Model,
        .title = "A role that the pod may not have",
        .why = "A pod runs in the role of its top-level group or, unless that group enforces its "
               "own, in that of the server.",
        .remedy = "Name the group's role, or leave the role out.",
        .failing = POD R"("role": "other", )" WEB "}]}",
        .passing = POD R"("role": "t", )" WEB "}]}",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-resident-role",
        .phase = Phase::Model,
        .title = "A pod with persistent volumes without a role",
        .why = "Volumes are reserved for a role, and * is none.",
        .remedy = "Name the role of the pod's group.",
        .failing = POD R"("volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .passing = POD R"("role": "t",)"
                       R"( "volumes": [{"name": "data", "persistent": {"size": 100}}], )" WEB
                       R"(, "volumeMounts": [{"name": "data", "mountPath": "data"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-role-change",
        .phase = Phase::Model,
        .title = "A change of the role of a pod's reservations",
        .why = "What a pod with persistent volumes has reserved stays with its old role, so the "
               "server wants the change confirmed.",
        .remedy = "Keep the role, or send the change with ?force=true.",
        .source = Source,
    },
    ServerRule{
        .id = "server-pod-resident-update",
        .phase = Phase::RootGroup,
        .title = "A change that a pod's reservations cannot follow",
        .why = "Volumes, resources and host ports of a pod with persistent volumes are reserved "
               "on its agents and stay as they are.",
        .remedy = "Leave them as they are, or make a new pod.",
        .source = Source,
    },
};

} // namespace

std::span<const ServerRule> podServerRules()
{
    return Rows;
}

} // namespace Pinion

#undef POD
#undef WEB
