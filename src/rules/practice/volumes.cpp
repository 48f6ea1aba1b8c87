// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/volumes.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array HostPathParameters = {
    RuleParameter{"ephemeralPaths", R"(["/tmp/**", "/var/tmp/**", "/dev/shm/**", "/var/log/**"])",
        "Globs of the agent's paths whose content may be lost."},
    RuleParameter{"sharedMounts", R"(["/mnt/**", "/nfs/**", "/efs/**", "/gpfs/**", "/shared/**"])",
        "Globs of paths that lead to the same storage on every agent."},
};

constexpr std::array Rows = {
    Rule{
        .id = HostPathNotPinned,
        .severity = Severity::Warning,
        .title = "Data in a folder of one agent",
        .why = "After a restart on another agent the app begins with an empty folder. Nothing "
               "tells that the data is gone.",
        .remedy = "Use a persistent or an external volume, pin the app to agents by an attribute, "
                  "or name the folder in sharedMounts if all agents share it.",
        .exception = "Read-only volumes, folders of the sandbox, apps that are placed by CLUSTER, "
                     "IS or LIKE, one instance per host (UNIQUE), and what a security rule has "
                     "already found.",
        .source = "Marathon's documentation of stateful applications",
        .failing = R"({"container": {"volumes": [{"containerPath": "/data", )"
                   R"("hostPath": "/srv/api", "mode": "RW"}]}})",
        .passing = R"({"constraints": [["storage", "IS", "api"], ["hostname", "MAX_PER", "1"]], )"
                   R"("container": {"volumes": [{"containerPath": "/data", )"
                   R"("hostPath": "/srv/api", "mode": "RW"}]}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .parameters = HostPathParameters,
        .judge = judgeVolumes,
    },
    Rule{
        .id = ExternalOverlap,
        .severity = Severity::Error,
        .title = "Deployment that waits for its own volume",
        .why = "Marathon starts the new task before it stops the old one, and the new one waits "
               "for the volume that the old one holds.",
        .remedy = "Set both numbers of upgradeStrategy to 0.",
        .exception = "CSI volumes that several nodes may use; apps with no instances.",
        .source = "Marathon's documentation of external volumes, all of whose examples say 0 and 0",
        .failing = R"({"instances": 1, "upgradeStrategy": null, "container": {"volumes": )"
                   R"([{"containerPath": "/data", "mode": "RW", "external": {"name": "api", )"
                   R"("provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
        .passing = R"({"instances": 1, "upgradeStrategy": {"minimumHealthCapacity": 0, )"
                   R"("maximumOverCapacity": 0}, "container": {"volumes": )"
                   R"([{"containerPath": "/data", "mode": "RW", "external": {"name": "api", )"
                   R"("provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .judge = judgeVolumes,
    },
    Rule{
        .id = PersistentResources,
        .severity = Severity::Warning,
        .title = "Reservation by default",
        .why = "Resources are reserved together with the volume and cannot be changed later. Only "
               "destroying the app frees them, and with them the data.",
        .remedy = "Write cpus and mem before the first deployment.",
        .exception = "Pods, where both are required; patches.",
        .source = "Marathon's documentation of persistent volumes",
        .failing = R"({"mem": null, "upgradeStrategy": {"minimumHealthCapacity": 0.5, )"
                   R"("maximumOverCapacity": 0}, "container": {"type": "MESOS", "volumes": )"
                   R"([{"containerPath": "data", "mode": "RW", "persistent": {"size": 1024}}]}})",
        .passing = R"({"upgradeStrategy": {"minimumHealthCapacity": 0.5, )"
                   R"("maximumOverCapacity": 0}, "container": {"type": "MESOS", "volumes": )"
                   R"([{"containerPath": "data", "mode": "RW", "persistent": {"size": 1024}}]}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeVolumes,
    },
    Rule{
        .id = PersistentNotMounted,
        .severity = Severity::Warning,
        .title = "Persistent volume outside the container",
        .why = "With Docker the volume appears in the sandbox only. The database writes to its "
               "usual folder, inside the image's own layer, and loses everything with a restart.",
        .remedy = "Add a second volume that leads from the sandbox to the container's folder.",
        .exception = "Commands, arguments and variables that name the sandbox.",
        .source = "Marathon's documentation of persistent volumes, about Docker",
        .failing = R"({"upgradeStrategy": {"minimumHealthCapacity": 0.5, )"
                   R"("maximumOverCapacity": 0}, "container": {"volumes": )"
                   R"([{"containerPath": "pgdata", "mode": "RW", "persistent": {"size": 1024}}]}})",
        .passing = R"({"upgradeStrategy": {"minimumHealthCapacity": 0.5, )"
                   R"("maximumOverCapacity": 0}, "container": {"volumes": )"
                   R"([{"containerPath": "pgdata", "mode": "RW", "persistent": {"size": 1024}}, )"
                   R"({"containerPath": "/var/lib/pg", "hostPath": "pgdata", "mode": "RW"}]}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeVolumes,
    },
    Rule{
        .id = DuplicateContainerPath,
        .severity = Severity::Error,
        .title = "Two volumes in one place",
        .why = "One hides the other, or Docker refuses to start the container.",
        .remedy = "Give each volume a folder of its own.",
        .exception = "Folders inside each other, as /data and /data/log.",
        .source = "Docker: duplicate mount point",
        .failing = R"({"container": {"volumes": [{"containerPath": "/c", "hostPath": "/mnt/a", )"
                   R"("mode": "RO"}, {"containerPath": "/c/", "hostPath": "/mnt/b", )"
                   R"("mode": "RO"}]}})",
        .passing = R"({"container": {"volumes": [{"containerPath": "/c", "hostPath": "/mnt/a", )"
                   R"("mode": "RO"}, {"containerPath": "/d", "hostPath": "/mnt/b", )"
                   R"("mode": "RO"}]}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeVolumes,
    },
};

} // namespace

std::span<const Rule> volumeRules()
{
    return Rows;
}

} // namespace Pinion
