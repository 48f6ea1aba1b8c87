// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schematables.h"

namespace Pinion::SchemaTables {

namespace {

using enum FieldType;

constexpr FieldSpec Rows[] = {
    {
        .pointer = "/id",
        .types = String,
        .label = "Group ID",
        .help = "The group's path. May be left out at the top, where the address of the request "
                "counts; required for each group inside.",
        .minimumLength = 1,
        .pattern = PathIdPattern,
        .presentation = Presentation::Text,
        .source = GroupSource,
    },
    {
        .pointer = "/apps",
        .types = Array,
        .label = "Apps",
        .help = "The apps right in this group. A list replaces the stored one: apps missing from "
                "it are removed. Left out, all stay.",
        .presentation = Presentation::Cards,
        .source = GroupSource,
    },
    {
        .pointer = "/apps/*",
        .types = Object,
        .label = "App",
        .help = "One app; a relative id counts from this group.",
        .source = GroupSource,
    },
    {
        .pointer = "/groups",
        .types = Array,
        .label = "Groups",
        .help = "The groups right in this group. A list replaces the stored one: groups missing "
                "from it are removed with all their apps. Left out, all stay.",
        .presentation = Presentation::Cards,
        .source = GroupSource,
    },
    {
        .pointer = "/groups/*",
        .types = Object,
        .label = "Group",
        .help = "One group; its id is required.",
        .source = GroupSource,
    },
    {
        .pointer = "/dependencies",
        .types = Array,
        .label = "Start after",
        .help = "Apps or groups that must run before this group is deployed; relative names count "
                "from the group.",
        .presentation = Presentation::StringList,
        .source = GroupSource,
    },
    {
        .pointer = "/dependencies/*",
        .types = String,
        .label = "App or group",
        .help = "Path of an app or group.",
        .minimumLength = 1,
        .pattern = PathIdPattern,
        .presentation = Presentation::Text,
        .source = GroupSource,
    },
    {
        .pointer = "/enforceRole",
        .types = Boolean,
        .label = "Enforce role",
        .help = "New apps of this top-level group run under its name as role. Leaving it out of an "
                "update sets it back to the server's default.",
        .since = {1, 9},
        .presentation = Presentation::Toggle,
        .source = GroupSource,
    },
    {
        .pointer = "/scaleBy",
        .types = Number,
        .label = "Scale by",
        .help = "Multiplies the instances of all apps below, rounded up. Only allowed alone.",
        .minimum = 0,
        .presentation = Presentation::Quantity,
        .source = GroupSource,
    },
    {
        .pointer = "/version",
        .types = String,
        .label = "Version",
        .help = "When this version was stored. Sent alone it rolls the group back; with other "
                "fields it is refused.",
        .status = FieldStatus::ReadOnly,
        .source = GroupSource,
    },
    {
        .pointer = "/pods",
        .types = Array,
        .label = "Pods",
        .help = "State of the pods in this group. Ignored when sent; pods are stored one by one.",
        .status = FieldStatus::ReadOnly,
        .source = "Marathon 1.11 group answers (GroupInfo)",
    },
    {
        .pointer = "/pods/*",
        .types = Object,
        .label = "Pod",
        .help = "One pod with its instances.",
        .status = FieldStatus::ReadOnly,
        .source = "Marathon 1.11 group answers (GroupInfo)",
    },
};

} // namespace

std::span<const FieldSpec> group()
{
    return Rows;
}

} // namespace Pinion::SchemaTables
