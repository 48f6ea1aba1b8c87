// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schematables.h"

namespace Pinion::SchemaTables {

namespace {

using enum FieldType;

constexpr FieldSpec Rows[] = {
    {
        .pointer = "/instances",
        .types = Integer,
        .label = "Instances",
        .help = "How many copies run. Changing only this number starts or stops instances without "
                "restarting the others.",
        .defaultLiteral = "1",
        .minimum = 0,
        .section = Section::Resources,
        .tier = Tier::Essential,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/cpus",
        .types = Number,
        .label = "CPU",
        .help = "Share of processor time per instance; more is used when the node is idle. The "
                "specification asks for at least 0.001, the server accepts 0.",
        .unit = "cores",
        .defaultLiteral = "1",
        .minimum = 0,
        .section = Section::Resources,
        .tier = Tier::Essential,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/mem",
        .types = Number,
        .label = "Memory",
        .help = "Memory per instance. An instance that uses more is killed. Hardly any program "
                "gets along with less than 32 MiB.",
        .unit = "MiB",
        .defaultLiteral = "128",
        .minimum = 0,
        .section = Section::Resources,
        .tier = Tier::Essential,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/disk",
        .types = Number,
        .label = "Disk",
        .help = "Room in the sandbox of each instance, for files that vanish with it. Enforced "
                "only where the agents are set up so.",
        .unit = "MiB",
        .defaultLiteral = "0",
        .minimum = 0,
        .section = Section::Resources,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/gpus",
        .types = Integer,
        .label = "GPUs",
        .help = "Graphics processors per instance. More than 0 needs a Mesos container or none, "
                "and the server feature \"gpu_resources\".",
        .defaultLiteral = "0",
        .minimum = 0,
        .since = {1, 3},
        .section = Section::Resources,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/resourceLimits",
        .types = Object,
        .label = "May use up to",
        .help = "Lets an instance use more than it asks for. Lost on a partial update that leaves "
                "it out.",
        .since = {1, 10},
        .section = Section::Resources,
        .tier = Tier::More,
        .source = AppSource,
    },
    {
        .pointer = "/resourceLimits/cpus",
        .types = Number | String,
        .label = "CPU up to",
        .help
        = "Upper limit of processor time: a number not below the CPU asked for, or unlimited.",
        .unit = "cores",
        .values = UnlimitedOnly,
        .minimum = 0,
        .since = {1, 10},
        .section = Section::Resources,
        .tier = Tier::More,
        .presentation = Presentation::OpenChoice,
        .source = AppSource,
    },
    {
        .pointer = "/resourceLimits/mem",
        .types = Number | String,
        .label = "Memory up to",
        .help = "Upper limit of memory: a number not below the memory asked for, or unlimited.",
        .unit = "MiB",
        .values = UnlimitedOnly,
        .minimum = 0,
        .since = {1, 10},
        .section = Section::Resources,
        .tier = Tier::More,
        .presentation = Presentation::OpenChoice,
        .source = AppSource,
    },
    {
        .pointer = "/executorResources",
        .types = Object,
        .label = "Executor overhead",
        .help = "What a custom executor uses on top of the app. Lost when an existing app is "
                "replaced by PUT.",
        .since = {1, 6, 352},
        .section = Section::Resources,
        .tier = Tier::More,
        .source = "app.raml since 1.6.352",
    },
    {
        .pointer = "/executorResources/cpus",
        .types = Number,
        .label = "Executor CPU",
        .help = "Processor share of the executor. The specification asks for at least 0.1, the "
                "server accepts less.",
        .unit = "cores",
        .defaultLiteral = "0.1",
        .minimum = 0,
        .since = {1, 6, 352},
        .section = Section::Resources,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/executorResources/mem",
        .types = Number,
        .label = "Executor memory",
        .help = "Memory of the executor.",
        .unit = "MiB",
        .defaultLiteral = "32",
        .minimum = 32,
        .since = {1, 6, 352},
        .section = Section::Resources,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/executorResources/disk",
        .types = Number,
        .label = "Executor disk",
        .help = "Sandbox room of the executor.",
        .unit = "MiB",
        .defaultLiteral = "10",
        .minimum = 10,
        .since = {1, 6, 352},
        .section = Section::Resources,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
};

} // namespace

std::span<const FieldSpec> resources()
{
    return Rows;
}

} // namespace Pinion::SchemaTables
