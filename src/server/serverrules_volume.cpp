// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::
    array
        Rules{
            ServerRule{
                .id = "server-persistent-path-dots",
                .phase = Phase::Canonical,
                .title = "Persistent volume with . or .. for a name",
                .why = "containerPath names a folder below the sandbox; . and .. are no names.",
                .remedy = "Name the folder.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "..", "mode": "RW", "persistent": {"size": 10}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10}}]}})",
            },
            ServerRule{
                .id = "server-persistent-path-slash",
                .phase = Phase::Canonical,
                .title = "Persistent volume with a path",
                .why = "Persistent volumes appear in the sandbox under a single name without "
                       "slashes. To "
                       "have it elsewhere, mount that name with a host volume.",
                .remedy = "Write a plain name such as data.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "/data", "mode": "RW", "persistent": {"size": 10}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10}}]}})",
            },
            ServerRule{
                .id = "server-persistent-mode",
                .phase = Phase::Canonical,
                .title = "Read-only persistent volume",
                .why
                = "A persistent volume belongs to one instance, which must be able to write to it.",
                .remedy = "Write \"mode\": \"RW\".",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RO", "persistent": {"size": 10}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10}}]}})",
            },
            ServerRule{
                .id = "server-persistent-size",
                .phase = Phase::Canonical,
                .title = "Persistent volume of no size",
                .why = "size is in MiB and must be more than 0.",
                .remedy = "Write the size that the data needs.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 0}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10}}]}})",
            },
            ServerRule{
                .id = "server-persistent-max-size-type",
                .phase = Phase::Canonical,
                .title = "maxSize without type mount",
                .why = "Only a whole disk (type mount) can turn out larger than asked for, so only "
                       "there "
                       "maxSize makes sense. The type must be written, even with a profileName.",
                .remedy = "Write \"type\": \"mount\", or remove maxSize.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "maxSize": 20}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "mount", "maxSize": 20}}]}})",
            },
            ServerRule{
                .id = "server-persistent-max-size",
                .phase = Phase::Canonical,
                .title = "maxSize not larger than size",
                .why = "maxSize is the largest disk to take, size the smallest; it must be larger.",
                .remedy = "Raise maxSize.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "mount", "maxSize": 5}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "mount", "maxSize": 20}}]}})",
            },
            ServerRule{
                .id = "server-persistent-root-constraints",
                .phase = Phase::Canonical,
                .title = "Constraints on a root volume",
                .why = "Constraints choose among disks; a volume of type root, the default, always "
                       "lies on "
                       "the agent's main disk.",
                .remedy = "Write \"type\": \"path\" or \"mount\", or remove the constraints.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-persistent-constraint-empty",
                .phase = Phase::Canonical,
                .title = "Empty constraint on a volume",
                .why
                = "A volume's constraint has three items: path, LIKE and a regular expression.",
                .remedy = "Fill it in or remove it.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [[]]}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-persistent-constraint-unsupported",
                .phase = Phase::Canonical,
                .title = "Constraint that volumes do not have",
                .why = "A volume's constraint has three items and speaks of path, nothing else.",
                .remedy = "Write [\"path\", \"LIKE\", regular expression].",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["rack", "LIKE", "r1"]]}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-persistent-constraint-unknown",
                .phase = Phase::Canonical,
                .title = "Unknown operator on a volume",
                .why
                = "The operator must be one that Marathon knows, in capitals; on volumes only LIKE "
                  "works.",
                .remedy = "Write LIKE.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "like", "/ssd.*"]]}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-persistent-constraint-operator",
                .phase = Phase::Canonical,
                .title = "Operator that volumes do not have",
                .why = "On a volume's path only regular expressions apply.",
                .remedy = "Write LIKE.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "IS", "/ssd"]]}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-persistent-constraint-regex",
                .phase = Phase::Canonical,
                .title = "Volume constraint with a broken regular expression",
                .why = "The third item must be a regular expression of Java.",
                .remedy = "Mend the expression.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd["]]}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-persistent-constraint-unlike",
                .phase = Phase::Conversion,
                .title = "UNLIKE on a volume",
                .why = "UNLIKE passes the rules, but the server cannot store it. Marathon notices "
                       "it too "
                       "late and answers 500, as if the fault were its own; nothing is deployed.",
                .remedy = "Turn the expression round and use LIKE.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "UNLIKE", "/ssd.*"]]}}]}})",
                .passing = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "type": "path", "constraints": [["path", "LIKE", "/ssd.*"]]}}]}})",
            },
            ServerRule{
                .id = "server-volume-profile-empty",
                .phase = Phase::Model,
                .title = "Empty disk profile",
                .why = "profileName selects disks of a profile; an empty name selects none.",
                .remedy = "Name the profile or remove the member.",
                .failing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "profileName": ""}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10, "profileName": "fast"}}]}})",
                .since = {1, 6},
            },
            ServerRule{
                .id = "server-resident-role",
                .phase = Phase::Model,
                .title = "Persistent volume in the role *",
                .why = "Disks are reserved for a role. The role *, which is this server's default, "
                       "cannot "
                       "reserve anything.",
                .remedy = "Put the app in a group and use that group's name as its role.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10}}]}})",
                .passing
                = R"({"role": "t", "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "persistent": {"size": 10}}]}})",
                .since = {1, 9},
            },
        };

} // namespace

std::span<const ServerRule> volumeServerRules()
{
    return Rules;
}

} // namespace Pinion
