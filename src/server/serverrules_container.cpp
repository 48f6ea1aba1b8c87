// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-docker-missing",
        .phase = Phase::Canonical,
        .title = "Docker container without docker",
        .why = "A container without a type is a DOCKER one, and that needs docker with an image.",
        .remedy = "Add docker.image, or write \"type\": \"MESOS\".",
        .failing = R"({"container": {}})",
        .passing = R"({"container": {"type": "MESOS"}})",
    },
    ServerRule{
        .id = "server-docker-pull-config",
        .phase = Phase::Canonical,
        .title = "pullConfig with Docker",
        .why = "Only the Mesos engine logs in to registries by pullConfig.",
        .remedy
        = "Set container.type to MESOS, or fetch an archive that holds .docker/config.json.",
        .failing
        = R"({"container": {"docker": {"image": "nginx:1.25", "pullConfig": {"secret": "login"}}}})",
        .passing = R"({"container": {"docker": {"image": "nginx:1.25"}}})",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-pull-config-secret",
        .phase = Phase::Canonical,
        .title = "pullConfig refers to a secret that is not declared",
        .why = "pullConfig.secret names an entry of the app's own secrets, where the source is "
               "written.",
        .remedy = "Declare the secret under secrets.",
        .failing
        = R"({"container": {"type": "MESOS", "docker": {"image": "nginx:1.25", "pullConfig": {"secret": "login"}}}})",
        .passing
        = R"({"secrets": {"login": {"source": "shop/login"}}, "container": {"type": "MESOS", "docker": {"image": "nginx:1.25", "pullConfig": {"secret": "login"}}}})",
        .features = "secrets",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-volume-secret",
        .phase = Phase::Canonical,
        .title = "Volume refers to a secret that is not declared",
        .why = "secret in a volume names an entry of the app's own secrets, where the source is "
               "written.",
        .remedy = "Declare the secret under secrets.",
        .failing
        = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "key", "secret": "tls"}]}})",
        .passing
        = R"({"secrets": {"tls": {"source": "shop/tls"}}, "container": {"type": "MESOS", "volumes": [{"containerPath": "key", "secret": "tls"}]}})",
        .features = "secrets",
        .since = {1, 5},
    },
    ServerRule{
        .id = "server-seccomp-both",
        .phase = Phase::Model,
        .title = "Seccomp profile and unconfined",
        .why = "A profile restricts system calls, unconfined lifts every restriction: one excludes "
               "the other.",
        .remedy = "Remove unconfined, or the profile.",
        .failing
        = R"({"container": {"type": "MESOS", "linuxInfo": {"seccomp": {"profileName": "strict.json", "unconfined": true}}}})",
        .passing
        = R"({"container": {"type": "MESOS", "linuxInfo": {"seccomp": {"profileName": "strict.json"}}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-seccomp-neither",
        .phase = Phase::Model,
        .title = "Seccomp says nothing",
        .why = "seccomp without a profile makes sense only to lift the restrictions.",
        .remedy = "Name a profile, set unconfined to true, or remove seccomp.",
        .failing
        = R"({"container": {"type": "MESOS", "linuxInfo": {"seccomp": {"unconfined": false}}}})",
        .passing
        = R"({"container": {"type": "MESOS", "linuxInfo": {"seccomp": {"unconfined": true}}}})",
        .since = {1, 8},
    },
    ServerRule{
        .id = "server-shm-size",
        .phase = Phase::Model,
        .title = "Size for shared memory of the parent",
        .why = "SHARE_PARENT uses the parent's shared memory, which has its size already.",
        .remedy = "Remove shmSize, or use mode PRIVATE.",
        .failing
        = R"({"container": {"type": "MESOS", "linuxInfo": {"ipcInfo": {"mode": "SHARE_PARENT", "shmSize": 64}}}})",
        .passing
        = R"({"container": {"type": "MESOS", "linuxInfo": {"ipcInfo": {"mode": "PRIVATE", "shmSize": 64}}}})",
        .since = {1, 9},
    },
    ServerRule{
        .id = "server-gpus-docker",
        .phase = Phase::Canonical,
        .title = "GPUs with Docker",
        .why = "Only the Mesos engine hands out GPUs.",
        .remedy = "Set container.type to MESOS.",
        .failing = R"({"gpus": 1, "container": {"docker": {"image": "nginx:1.25"}}})",
        .passing
        = R"({"gpus": 1, "container": {"type": "MESOS", "docker": {"image": "nginx:1.25"}}})",
        .features = "gpu_resources",
    },
    ServerRule{
        .id = "server-gpus-feature",
        .phase = Phase::Canonical,
        .title = "GPUs on a server without them",
        .why = "GPUs are handed out only by a server that was started with --enable_features "
               "gpu_resources.",
        .remedy = "Ask for the feature, or set gpus to 0.",
        .failing = R"({"gpus": 1})",
        .passing = R"({"gpus": 0})",
    },
    ServerRule{
        .id = "server-limit-below-request",
        .phase = Phase::Canonical,
        .title = "Limit below what is requested",
        .why = "A limit is the most an instance may use; it cannot be less than what is set aside "
               "for it (128 MiB and 1 cpu unless mem and cpus say otherwise).",
        .remedy = "Raise the limit or lower the request.",
        .failing = R"({"resourceLimits": {"mem": 64}})",
        .passing = R"({"mem": 64, "resourceLimits": {"mem": 64}})",
        .since = {1, 10},
    },
    ServerRule{
        .id = "server-limit-word",
        .phase = Phase::Canonical,
        .title = "Limit is neither number nor \"unlimited\"",
        .why = "The only word that a limit may hold is unlimited, in lower case.",
        .remedy = "Write a number or \"unlimited\".",
        .failing = R"({"resourceLimits": {"cpus": "lots"}})",
        .passing = R"({"resourceLimits": {"cpus": "unlimited"}})",
        .since = {1, 10},
    },
    ServerRule{
        .id = "server-fetch-uri-syntax",
        .phase = Phase::Canonical,
        .title = "Address in fetch is none",
        .why = "uri must be an address that Java can read: no blanks, no bare % and nothing but "
               "characters that addresses may hold.",
        .remedy = "Escape the character (%20 for a blank) or mend the address.",
        .failing = R"({"fetch": [{"uri": "::"}]})",
        .passing = R"({"fetch": [{"uri": "http://h/a.tgz"}]})",
    },
};

} // namespace

std::span<const ServerRule> containerServerRules()
{
    return Rules;
}

} // namespace Pinion
