// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schematables.h"

namespace Pinion::SchemaTables {

namespace {

using enum FieldType;

constexpr FieldSpec Rows[] = {
    {
        .pointer = "/constraints",
        .types = Array,
        .label = "Rules",
        .help = "Which nodes are allowed and how instances spread over them: field, operator, "
                "value. An instance without a fitting node waits forever.",
        .defaultLiteral = "[]",
        .section = Section::Placement,
        .presentation = Presentation::Table,
        .source = AppSource,
    },
    {
        .pointer = "/constraints/*",
        .types = Array,
        .label = "Rule",
        .help = "One rule, as in [\"hostname\", \"MAX_PER\", \"1\"]. Operators: UNIQUE, CLUSTER, "
                "GROUP_BY, LIKE, UNLIKE, MAX_PER, IS.",
        .minimumLength = 2,
        .maximumLength = 3,
        .section = Section::Placement,
        .source = "app.raml; MAX_PER since 1.3, IS since 1.6",
    },
    {
        .pointer = "/constraints/*/*",
        .types = String,
        .label = "Part of a rule",
        .help = "A field (hostname, @region, @zone or an attribute of the node), an operator in "
                "capitals, or a value. Numbers need quotes.",
        .section = Section::Placement,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/acceptedResourceRoles",
        .types = Array,
        .label = "Accept resources of roles",
        .help = "Which reserved resources may be used: * for unreserved ones, and the app's own "
                "role. Not empty when given.",
        .minimumLength = 1,
        .since = {0, 9},
        .section = Section::Placement,
        .presentation = Presentation::StringList,
        .source = AppSource,
    },
    {
        .pointer = "/acceptedResourceRoles/*",
        .types = String,
        .label = "Role",
        .help = "* or the app's role; any other is refused.",
        .since = {0, 9},
        .section = Section::Placement,
        .presentation = Presentation::Text,
        .source = AppSource,
    },
    {
        .pointer = "/role",
        .types = String,
        .label = "Run under role",
        .help = "Mesos role whose resources the app uses: that of the server or of its top-level "
                "group. Left out, the group decides.",
        .minimumLength = 1,
        .since = {1, 9},
        .section = Section::Placement,
        .tier = Tier::More,
        .presentation = Presentation::OpenChoice,
        .source = "app.raml, RoleSettings",
    },
    {
        .pointer = "/dependencies",
        .types = Array,
        .label = "Start after",
        .help = "Apps or groups that must run before this one is deployed. Relative names count "
                "from the group in a group file, else from the root.",
        .defaultLiteral = "[]",
        .section = Section::Placement,
        .presentation = Presentation::StringList,
        .source = AppSource,
    },
    {
        .pointer = "/dependencies/*",
        .types = String,
        .label = "App or group",
        .help = "Path of an app or group.",
        .minimumLength = 1,
        .pattern = PathIdPattern,
        .section = Section::Placement,
        .presentation = Presentation::Text,
        .source = "app.raml; checked by AppValidation",
    },
};

} // namespace

std::span<const FieldSpec> placement()
{
    return Rows;
}

} // namespace Pinion::SchemaTables
