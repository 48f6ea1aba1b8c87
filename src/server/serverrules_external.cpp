// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::
    array
        Rules{
            ServerRule{
                .id = "server-external-feature",
                .phase = Phase::Canonical,
                .title = "External volumes on a server without them",
                .why
                = "External volumes work only on a server that was started with --enable_features "
                  "external_volumes.",
                .remedy = "Ask for the feature, or use another kind of volume.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing = R"({"container": {"type": "MESOS", "volumes": []}})",
            },
            ServerRule{
                .id = "server-external-name",
                .phase = Phase::Canonical,
                .title = "External volume without a name",
                .why = "The driver finds the volume by its name.",
                .remedy = "Write external.name.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-provider-missing",
                .phase = Phase::Canonical,
                .title = "External volume without a provider",
                .why = "The provider says who mounts the volume; Marathon knows dvdi.",
                .remedy = "Write \"provider\": \"dvdi\".",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v"}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-provider-unknown",
                .phase = Phase::Canonical,
                .title = "Unknown provider of an external volume",
                .why = "Marathon knows the provider dvdi (and csi since 1.11), in lower case.",
                .remedy = "Write \"provider\": \"dvdi\".",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "ebs"}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-option-key",
                .phase = Phase::Canonical,
                .title = "Option of an external volume without a prefix",
                .why = "Each option is a provider's or driver's name, a slash and the option's "
                       "name, as in "
                       "dvdi/driver.",
                .remedy = "Write the key with its prefix.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "iops": "5"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/iops": "5"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-driver",
                .phase = Phase::Canonical,
                .title = "External volume without a driver",
                .why = "dvdi hands the volume to a Docker volume driver, which the option "
                       "dvdi/driver must "
                       "name in lower-case letters, digits and hyphens.",
                .remedy = "Write \"dvdi/driver\", for example \"rexray\".",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-rexray-iops",
                .phase = Phase::Canonical,
                .title = "iops is no positive number",
                .why
                = "The driver rexray takes dvdi/iops as a number above 0, written as a string.",
                .remedy = "Write a number such as \"100\".",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/iops": "0"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/iops": "100"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-rexray-overwritefs",
                .phase = Phase::Canonical,
                .title = "overwritefs is not true",
                .why
                = "The server's test for a boolean takes only true, so that even false is refused.",
                .remedy = "Write \"true\", or remove the option, which means false.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/overwritefs": "false"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/overwritefs": "true"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-rexray-label",
                .phase = Phase::Canonical,
                .title = "Volume or file system type with odd characters",
                .why = "The driver rexray takes dvdi/volumetype and dvdi/newfstype as words of "
                       "lower-case "
                       "letters, digits and hyphens.",
                .remedy = "Write a plain word such as ext4.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/newfstype": "EXT4"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/newfstype": "ext4"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-path-dots",
                .phase = Phase::Canonical,
                .title = "External volume with . or .. for a path",
                .why = "containerPath must name a place; . and .. are none.",
                .remedy = "Name the place.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "..", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-mesos-mode",
                .phase = Phase::Canonical,
                .title = "Read-only external volume with MESOS",
                .why = "The Mesos engine mounts external volumes for reading and writing only.",
                .remedy = "Write \"mode\": \"RW\".",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RO", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-docker-options",
                .phase = Phase::Canonical,
                .title = "Driver options with Docker",
                .why = "The Docker engine takes no option but dvdi/driver: the volume must exist "
                       "already.",
                .remedy = "Remove the other options and create the volume beforehand.",
                .failing
                = R"({"container": {"type": "DOCKER", "docker": {"image": "nginx:1.25"}, "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray", "dvdi/iops": "5"}}}]}})",
                .passing
                = R"({"container": {"type": "DOCKER", "docker": {"image": "nginx:1.25"}, "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-docker-size",
                .phase = Phase::Canonical,
                .title = "Size of an external volume with Docker",
                .why = "The Docker engine cannot create volumes of a size: the volume must exist "
                       "already.",
                .remedy = "Remove size and create the volume beforehand.",
                .failing
                = R"({"container": {"type": "DOCKER", "docker": {"image": "nginx:1.25"}, "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "size": 5, "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "DOCKER", "docker": {"image": "nginx:1.25"}, "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-size",
                .phase = Phase::Model,
                .title = "External volume of no size",
                .why = "size is in GiB and must be more than 0.",
                .remedy = "Write the size, or remove it for an existing volume.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "size": 0, "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "size": 5, "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            // That a volume is declared twice never shows without the names being equal: one row
            // for both.
            ServerRule{
                .id = "server-volume-names-unique",
                .phase = Phase::Canonical,
                .title = "The same external volume twice",
                .why
                = "An app mounts an external volume once; a shared one may belong to several apps, "
                  "but is listed once in each. Unless it is shared, the server says so twice.",
                .remedy = "Remove one of the entries.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}, {"containerPath": "more", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}, {"containerPath": "more", "mode": "RW", "external": {"name": "w", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-instances",
                .phase = Phase::Canonical,
                .title = "Several instances with an external volume",
                .why
                = "A dvdi volume can be attached to one instance at a time. The server's sentence "
                  "ends in a dump of its own object.",
                .remedy = "Set instances to 1 (or 0).",
                .failing
                = R"({"instances": 2, "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-external-over-capacity",
                .phase = Phase::Canonical,
                .title = "Over-capacity with an external volume",
                .why = "A rolling update cannot start the new instance while the old one holds the "
                       "volume, "
                       "so maximumOverCapacity must be 0.",
                .remedy = "Set maximumOverCapacity to 0.",
                .failing
                = R"({"upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 1}, "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .passing
                = R"({"upgradeStrategy": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}, "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "dvdi", "options": {"dvdi/driver": "rexray"}}}]}})",
                .features = "external_volumes",
            },
            ServerRule{
                .id = "server-csi-fs-type",
                .phase = Phase::Conversion,
                .title = "CSI mount without a file system",
                .why = "A CSI volume of access type mount needs fsType. Marathon notices it too "
                       "late and "
                       "answers 500, as if the fault were its own; nothing is deployed.",
                .remedy = "Write fsType, for example xfs.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "MULTI_NODE_MULTI_WRITER", "accessType": "mount"}}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "MULTI_NODE_MULTI_WRITER", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .features = "external_volumes",
                .since = {1, 11},
            },
            ServerRule{
                .id = "server-csi-instances",
                .phase = Phase::Model,
                .title = "Several instances with a CSI volume of one node",
                .why = "SINGLE_NODE volumes can be attached to one instance at a time.",
                .remedy = "Set instances to 1, or use a MULTI_NODE access mode.",
                .failing
                = R"({"instances": 2, "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "SINGLE_NODE_WRITER", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "SINGLE_NODE_WRITER", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .features = "external_volumes",
                .since = {1, 11},
            },
            ServerRule{
                .id = "server-csi-writer-instances",
                .phase = Phase::Model,
                .title = "Several writers for a CSI volume with one",
                .why
                = "MULTI_NODE_SINGLE_WRITER lets one instance write; with several, each must mount "
                  "the volume read-only.",
                .remedy = "Set instances to 1, or \"mode\": \"RO\".",
                .failing
                = R"({"instances": 2, "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "MULTI_NODE_SINGLE_WRITER", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .passing
                = R"({"instances": 2, "container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RO", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "MULTI_NODE_SINGLE_WRITER", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .features = "external_volumes",
                .since = {1, 11},
            },
            ServerRule{
                .id = "server-csi-read-only",
                .phase = Phase::Model,
                .title = "Read-only CSI volume mounted for writing",
                .why = "The access mode allows reading only.",
                .remedy = "Write \"mode\": \"RO\", or choose an access mode that can write.",
                .failing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RW", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "MULTI_NODE_READER_ONLY", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .passing
                = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "data", "mode": "RO", "external": {"name": "v", "provider": "csi", "options": {"pluginName": "nfs", "capability": {"accessMode": "MULTI_NODE_READER_ONLY", "accessType": "mount", "fsType": "xfs"}}}}]}})",
                .features = "external_volumes",
                .since = {1, 11},
            },
        };

} // namespace

std::span<const ServerRule> externalVolumeServerRules()
{
    return Rules;
}

} // namespace Pinion
