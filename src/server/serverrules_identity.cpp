// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-id-root",
        .phase = Phase::Canonical,
        .title = "Id of the root",
        .why = "\"/\" is the root group, in which all others live; an app needs a name of its own.",
        .remedy = "Give the app a name, for example /shop/web.",
        .failing = R"({"id": "/"})",
        .passing = R"({"id": "/web"})",
    },
    ServerRule{
        .id = "server-id-reserved",
        .phase = Phase::Canonical,
        .title = "Id ends with a reserved word",
        .why = "restart, tasks and versions are parts of Marathon's own addresses below an app, so "
               "no id may end with one of them. In the middle they are fine.",
        .remedy = "Choose another last part.",
        .failing = R"({"id": "/shop/restart"})",
        .passing = R"({"id": "/restart/shop"})",
        .since = {1, 6, 590},
    },
    ServerRule{
        .id = "server-dependency-segments",
        .phase = Phase::Canonical,
        .title = "Dependency that is no id",
        .why = "A dependency is the id of an app or group: parts of lower-case letters, digits, "
               "hyphens and dots, separated by slashes. Whether it exists is not looked at.",
        .remedy = "Write the id as the other app has it.",
        .failing = R"({"dependencies": ["DB"]})",
        .passing = R"({"dependencies": ["db"]})",
    },
    ServerRule{
        .id = "server-dependency-reserved",
        .phase = Phase::Canonical,
        .title = "Dependency ends with a reserved word",
        .why = "No app or group can have an id that ends with restart, tasks, versions, . or .., "
               "so nothing can depend on one.",
        .remedy = "Write the id of the app or group.",
        .failing = R"({"dependencies": ["/shop/tasks"]})",
        .passing = R"({"dependencies": ["/tasks/shop"]})",
        .since = {1, 6, 590},
    },
    ServerRule{
        .id = "server-dependency-climbs",
        .phase = Phase::Canonical,
        .title = "Absolute dependency that climbs",
        .why = "An absolute id must be written the way it is meant. Only relative ones may climb "
               "with \"..\".",
        .remedy = "Write the id without \"..\".",
        .failing = R"({"dependencies": ["/a/../db"]})",
        .passing = R"({"dependencies": ["/db"]})",
    },
    ServerRule{
        .id = "server-command-short",
        .phase = Phase::Canonical,
        .title = "Command of a single character",
        .why = "The server says \"empty\" and means at least two characters. A command of one is "
               "refused too.",
        .remedy = "Write a longer command, or use args.",
        .failing = R"({"cmd": "w"})",
        .passing = R"({"cmd": "./w"})",
    },
    ServerRule{
        .id = "server-command-missing",
        .phase = Phase::Canonical,
        .title = "Nothing to run, or too much",
        .why = "An app runs a cmd, or args, or an image that knows its own command. cmd and args "
               "together are refused.",
        .remedy = "Write cmd or args, not both; without either, name a docker image.",
        .failing = R"({"cmd": null})",
        .passing = R"({"cmd": null, "container": {"docker": {"image": "nginx:1.25"}}})",
    },
    ServerRule{
        .id = "server-mesos-image-missing",
        .phase = Phase::Model,
        .title = "MESOS container without image and command",
        .why = "A MESOS container without an image runs a command in the agent's own file system, "
               "and there is no command. The server finds it in a later step and words it like a "
               "missing command.",
        .remedy = "Write cmd or args, or name an image.",
        .failing = R"({"cmd": null, "container": {"type": "MESOS"}})",
        .passing = R"({"container": {"type": "MESOS"}})",
    },
    ServerRule{
        .id = "server-migration-labels",
        .phase = Phase::Canonical,
        .title = "Migration labels are incomplete",
        .why = "With a label DCOS_MIGRATION_API_VERSION Marathon offers a service's migration "
               "interface: the value must be v1, and DCOS_PACKAGE_FRAMEWORK_NAME and "
               "DCOS_MIGRATION_API_PATH must not be empty.",
        .remedy = "Write all three labels, or remove DCOS_MIGRATION_API_VERSION.",
        .failing = R"({"labels": {"DCOS_MIGRATION_API_VERSION": "v1"}})",
        .passing
        = R"({"labels": {"DCOS_MIGRATION_API_VERSION": "v1", "DCOS_MIGRATION_API_PATH": "/v1", "DCOS_PACKAGE_FRAMEWORK_NAME": "kafka"}})",
    },
    ServerRule{
        .id = "server-env-name-empty",
        .phase = Phase::Canonical,
        .title = "Environment variable without a name",
        .why = "A variable needs a name. Apart from that Marathon takes any.",
        .remedy = "Name the variable or remove it.",
        .failing = R"({"env": {"": "x"}})",
        .passing = R"({"env": {"X": "x"}})",
    },
    ServerRule{
        .id = "server-env-secret-undefined",
        .phase = Phase::Canonical,
        .title = "Variable refers to a secret that is not declared",
        .why = "{\"secret\": name} in env names an entry of the app's own secrets, where the "
               "source is written.",
        .remedy = "Declare the secret under secrets.",
        .failing = R"({"env": {"PASSWORD": {"secret": "db"}}})",
        .passing
        = R"({"env": {"PASSWORD": {"secret": "db"}}, "secrets": {"db": {"source": "shop/db"}}})",
        .features = "secrets",
    },
    ServerRule{
        .id = "server-secret-name-empty",
        .phase = Phase::Canonical,
        .title = "Secret without a name",
        .why = "Variables and volumes refer to a secret by its name, so it needs one.",
        .remedy = "Name the secret or remove it.",
        .failing = R"({"secrets": {"": {"source": "shop/db"}}})",
        .passing = R"({"secrets": {"db": {"source": "shop/db"}}})",
        .features = "secrets",
    },
    // The same lack shows in four places: secrets, env, secret volumes and pullConfig.
    ServerRule{
        .id = "server-secrets-feature",
        .phase = Phase::Canonical,
        .title = "Secrets on a server without them",
        .why = "Secrets, variables and volumes that hold one, and pullConfig work only on a server "
               "that was started with --enable_features secrets. A plain Marathon has no secret "
               "store; the feature comes with a plugin.",
        .remedy = "Ask for the feature, or pass the value in another way.",
        .failing = R"({"secrets": {"db": {"source": "shop/db"}}})",
        .passing = R"({"secrets": {}})",
    },
};

} // namespace

std::span<const ServerRule> identityServerRules()
{
    return Rules;
}

} // namespace Pinion
