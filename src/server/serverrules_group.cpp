// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgegroup.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::string_view Source = "The server's group and root group validation, 1.10";

constexpr std::array Rows = {
    ServerRule{
        .id = "server-group-id",
        .phase = Phase::RootGroup,
        .title = "An id that no group may have",
        .why = "The last part of an id must not be a word that the server's addresses need: "
               "restart, tasks, versions.",
        .remedy = "Choose another name.",
        .failing = R"({"id": "/t/tasks", "apps": [{"id": "web", "cmd": "sleep 10"}]})",
        .passing = R"({"id": "/t/jobs", "apps": [{"id": "web", "cmd": "sleep 10"}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-no-id",
        .phase = Phase::Conversion,
        .title = "A group inside a group without an id",
        .why = "Only the outermost group may take its id from the address; the server fails over "
               "any other without one.",
        .remedy = "Add the id.",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-app-elsewhere",
        .phase = Phase::RootGroup,
        .title = "A member that belongs to another group",
        .why = "A group lists the apps that are directly in it, and groups below it. Ids that do "
               "not start with a slash always are.",
        .remedy = "Write the id relative to the group, or move the member to its own group.",
        .failing = R"({"id": "/t", "apps": [{"id": "/other/web", "cmd": "sleep 10"}]})",
        .passing = R"({"id": "/t", "apps": [{"id": "web", "cmd": "sleep 10"}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-version",
        .phase = Phase::RootGroup,
        .title = "A version among other members of a group",
        .why = "A version asks to bring that version of the group back, so it must stand alone. "
               "What the server shows of a group has one, which must not be sent back.",
        .remedy = "Remove the version.",
        .failing = R"({"id": "/t", "version": "2020-01-01T00:00:00.000Z", "apps": []})",
        .passing = R"({"id": "/t", "apps": []})",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-scale",
        .phase = Phase::RootGroup,
        .title = "Scaling among other members of a group",
        .why = "scaleBy multiplies the instances of all apps below and must stand alone, without "
               "even an id.",
        .remedy = "Remove it, and send it in a request of its own.",
        .failing = R"({"id": "/t", "scaleBy": 2, "apps": []})",
        .passing = R"({"id": "/t", "apps": []})",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-enforce-role",
        .phase = Phase::RootGroup,
        .title = "A role enforced by a group inside a group",
        .why = "Only top-level groups can make their name the role of what is in them.",
        .remedy = "Remove enforceRole, or set it at the top-level group.",
        .failing = R"({"id": "/t/sub", "enforceRole": true, "apps": []})",
        .passing = R"({"id": "/t", "enforceRole": true, "apps": []})",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-enforce-role-change",
        .phase = Phase::RootGroup,
        .title = "A change of enforceRole together with services",
        .why = "The role of a group is changed in a request of its own.",
        .remedy = "Send the stored value of enforceRole back.",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-patch",
        .phase = Phase::RootGroup,
        .title = "A PATCH of a group inside a group",
        .why = "A PATCH sets enforceRole, which only top-level groups have.",
        .remedy = "Send it to the top-level group.",
        .source = Source,
    },
    ServerRule{
        .id = "server-dependency-cycle",
        .phase = Phase::RootGroup,
        .title = "Dependencies that go in a circle",
        .why = "Each app waits for its dependencies, so that in a circle none could ever start.",
        .remedy = "Remove one dependency of the circle.",
        .failing = R"({"id": "/t", "apps": [{"id": "a", "cmd": "sleep 10", "dependencies": ["b"]},)"
                   R"( {"id": "b", "cmd": "sleep 10", "dependencies": ["a"]}]})",
        .passing = R"({"id": "/t", "apps": [{"id": "a", "cmd": "sleep 10", "dependencies": ["b"]},)"
                   R"( {"id": "b", "cmd": "sleep 10"}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-group-same-id",
        .phase = Phase::RootGroup,
        .title = "One id for two things",
        .why = "An app, a pod and a group that holds something cannot share an id.",
        .remedy = "Give one of them another id.",
        .failing = R"({"id": "/t", "apps": [{"id": "web", "cmd": "sleep 10"}],)"
                   R"( "groups": [{"id": "web", "apps": [{"id": "a", "cmd": "sleep 10"}]}]})",
        .passing = R"({"id": "/t", "apps": [{"id": "web", "cmd": "sleep 10"}],)"
                   R"( "groups": [{"id": "shop", "apps": [{"id": "a", "cmd": "sleep 10"}]}]})",
        .source = Source,
    },
    ServerRule{
        .id = "server-volume-shared-by-apps",
        .phase = Phase::RootGroup,
        .title = "One external volume for several apps",
        .why = "Two apps that mount the same external volume would write over each other, so the "
               "server allows it only where the volume says that it is shared.",
        .remedy = "Give each app a volume of its own, or set shared to true.",
        .failing = R"({"id": "/t", "apps": [)"
                   R"({"id": "a", "cmd": "sleep 10", "container": {"type": "MESOS", "volumes": [)"
                   R"({"containerPath": "d", "mode": "RW", "external": {"name": "v",)"
                   R"( "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}},)"
                   R"( {"id": "b", "cmd": "sleep 10", "container": {"type": "MESOS", "volumes": [)"
                   R"({"containerPath": "d", "mode": "RW", "external": {"name": "v",)"
                   R"( "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}}]})",
        .passing = R"({"id": "/t", "apps": [)"
                   R"({"id": "a", "cmd": "sleep 10", "container": {"type": "MESOS", "volumes": [)"
                   R"({"containerPath": "d", "mode": "RW", "external": {"name": "v",)"
                   R"( "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}},)"
                   R"( {"id": "b", "cmd": "sleep 10"}]})",
        .source = Source,
        .features = "external_volumes",
    },
};

} // namespace

std::span<const ServerRule> groupServerRules()
{
    return Rows;
}

} // namespace Pinion
