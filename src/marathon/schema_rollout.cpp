// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schematables.h"

namespace Pinion::SchemaTables {

namespace {

using enum FieldType;

constexpr FieldSpec Rows[] = {
    {
        .pointer = "/upgradeStrategy",
        .types = Object,
        .label = "Replace instances",
        .help = "How many instances may be missing or too many during a deployment. Both numbers "
                "must be there when one is.",
        .defaultLiteral = "{\"minimumHealthCapacity\":1,\"maximumOverCapacity\":1}",
        .section = Section::Rollout,
        .source = AppSource,
    },
    {
        .pointer = "/upgradeStrategy/minimumHealthCapacity",
        .types = Number,
        .label = "Keep healthy at least",
        .help = "Share of the instances that stays healthy, rounded up. 0 stops all before any new "
                "one starts. Default 1, with persistent or external volumes 0.5.",
        .unit = "%",
        .defaultLiteral = "1",
        .minimum = 0,
        .maximum = 1,
        .isRequired = true,
        .section = Section::Rollout,
        .presentation = Presentation::Percent,
        .source = AppSource,
    },
    {
        .pointer = "/upgradeStrategy/maximumOverCapacity",
        .types = Number,
        .label = "Extra instances at most",
        .help = "Share of extra instances while old and new run side by side, rounded down. Must "
                "be 0 with persistent volumes. Default 1, with persistent or external volumes 0.",
        .unit = "%",
        .defaultLiteral = "1",
        .minimum = 0,
        .maximum = 1,
        .isRequired = true,
        .section = Section::Rollout,
        .presentation = Presentation::Percent,
        .source = AppSource,
    },
    {
        .pointer = "/backoffSeconds",
        .types = Integer,
        .label = "First delay after a failure",
        .help = "Wait before an instance that failed is started again; it grows with each failure.",
        .unit = "s",
        .defaultLiteral = "1",
        .minimum = 0,
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/backoffFactor",
        .types = Number,
        .label = "Delay growth",
        .help = "What the delay is multiplied with after each failure.",
        .defaultLiteral = "1.15",
        .minimum = 1,
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = AppSource,
    },
    {
        .pointer = "/maxLaunchDelaySeconds",
        .types = Integer,
        .label = "Longest delay",
        .help = "The delay does not grow beyond this. The default was 3600 up to 1.7.",
        .unit = "s",
        .defaultLiteral = "300",
        .minimum = 0,
        .since = {0, 8},
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = "app.raml; 300 since 1.8",
    },
    {
        .pointer = "/killSelection",
        .types = String,
        .label = "Stop first",
        .help = "Which instance goes first when there are too many.",
        .defaultLiteral = "\"YOUNGEST_FIRST\"",
        .values = KillSelections,
        .since = {1, 4},
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Choice,
        .source = AppSource,
    },
    {
        .pointer = "/unreachableStrategy",
        .types = String | Object,
        .label = "When a node is unreachable",
        .help
        = "How soon instances on a lost node are replaced; \"disabled\" never replaces them, which "
          "is the default with persistent volumes. The server reads any text as disabled.",
        .defaultLiteral = "{\"inactiveAfterSeconds\":0,\"expungeAfterSeconds\":0}",
        .values = DisabledOnly,
        .since = {1, 4},
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Choice,
        .source = "app.raml; text form since 1.4.2",
    },
    {
        .pointer = "/unreachableStrategy/inactiveAfterSeconds",
        .types = Integer,
        .label = "Replace after",
        .help = "Time until a replacement starts elsewhere; not more than the time until the "
                "instance is forgotten.",
        .unit = "s",
        .defaultLiteral = "0",
        .minimum = 0,
        .since = {1, 4},
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = "app.raml; 300 before 1.4.9 and 1.5.1",
    },
    {
        .pointer = "/unreachableStrategy/expungeAfterSeconds",
        .types = Integer,
        .label = "Forget after",
        .help = "Time until the lost instance is forgotten, and killed should its node come back.",
        .unit = "s",
        .defaultLiteral = "0",
        .minimum = 0,
        .since = {1, 4},
        .section = Section::Rollout,
        .tier = Tier::More,
        .presentation = Presentation::Quantity,
        .source = "app.raml; 600 before 1.4.9 and 1.5.1",
    },
};

} // namespace

std::span<const FieldSpec> rollout()
{
    return Rows;
}

} // namespace Pinion::SchemaTables
