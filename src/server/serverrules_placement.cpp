// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rules{
    ServerRule{
        .id = "server-constraint-length",
        .phase = Phase::Canonical,
        .title = "Constraint of the wrong length",
        .why = "A constraint is [field, operator] or [field, operator, value].",
        .remedy = "Write two or three strings.",
        .failing = R"({"constraints": [["hostname"]]})",
        .passing = R"({"constraints": [["hostname", "UNIQUE"]]})",
    },
    ServerRule{
        .id = "server-constraint-field",
        .phase = Phase::Canonical,
        .title = "Constraint without a field",
        .why = "The first item names what is compared: hostname, @zone, @region or an attribute of "
               "the agents.",
        .remedy = "Name the field.",
        .failing = R"({"constraints": [["", "UNIQUE"]]})",
        .passing = R"({"constraints": [["hostname", "UNIQUE"]]})",
    },
    ServerRule{
        .id = "server-constraint-operator",
        .phase = Phase::Canonical,
        .title = "Unknown operator",
        .why = "Operators are UNIQUE, CLUSTER, GROUP_BY, LIKE, UNLIKE, MAX_PER and, since 1.6, IS.",
        .remedy = "Use one of them.",
        .failing = R"({"constraints": [["hostname", "NEAR"]]})",
        .passing = R"({"constraints": [["hostname", "CLUSTER"]]})",
    },
    ServerRule{
        .id = "server-constraint-case",
        .phase = Phase::Conversion,
        .title = "Operator not in capitals",
        .why = "The rules take an operator in any case, the server's inside only in capitals. "
               "Marathon notices it too late and answers 500, as if the fault were its own; "
               "nothing is deployed.",
        .remedy = "Write the operator in capitals.",
        .failing = R"({"constraints": [["hostname", "unique"]]})",
        .passing = R"({"constraints": [["hostname", "UNIQUE"]]})",
    },
    ServerRule{
        .id = "server-constraint-unique-value",
        .phase = Phase::Canonical,
        .title = "UNIQUE with a value",
        .why = "UNIQUE means one instance per value of the field; there is nothing to compare "
               "with.",
        .remedy = "Remove the third item, or use another operator.",
        .failing = R"({"constraints": [["hostname", "UNIQUE", "a"]]})",
        .passing = R"({"constraints": [["hostname", "UNIQUE"]]})",
    },
    ServerRule{
        .id = "server-constraint-group-by-value",
        .phase = Phase::Canonical,
        .title = "GROUP_BY with something else than a number",
        .why = "The optional third item says over how many values to spread: a whole number in "
               "quotes.",
        .remedy = "Write a number such as \"3\", or leave it out.",
        .failing = R"({"constraints": [["rack", "GROUP_BY", "two"]]})",
        .passing = R"({"constraints": [["rack", "GROUP_BY", "2"]]})",
    },
    ServerRule{
        .id = "server-constraint-max-per-value",
        .phase = Phase::Canonical,
        .title = "MAX_PER without a number",
        .why = "The third item says how many instances one value may have: a whole number in "
               "quotes.",
        .remedy = "Write a number such as \"1\".",
        .failing = R"({"constraints": [["rack", "MAX_PER"]]})",
        .passing = R"({"constraints": [["rack", "MAX_PER", "2"]]})",
    },
    ServerRule{
        .id = "server-constraint-pattern-missing",
        .phase = Phase::Canonical,
        .title = "LIKE without a regular expression",
        .why = "LIKE and UNLIKE compare the field with the regular expression in the third item.",
        .remedy = "Add the expression.",
        .failing = R"({"constraints": [["rack", "LIKE"]]})",
        .passing = R"({"constraints": [["rack", "LIKE", "r[12]"]]})",
    },
    ServerRule{
        .id = "server-constraint-pattern",
        .phase = Phase::Canonical,
        .title = "Broken regular expression",
        .why = "The third item must be a regular expression of Java.",
        .remedy = "Mend the expression; use IS for a plain text.",
        .failing = R"({"constraints": [["rack", "LIKE", "r[1"]]})",
        .passing = R"({"constraints": [["rack", "LIKE", "r[1]"]]})",
    },
    ServerRule{
        .id = "server-constraint-is-value",
        .phase = Phase::Canonical,
        .title = "IS with other characters",
        .why = "IS compares with a text or number of Mesos, which is made of letters, digits and "
               "the characters _ / . - only.",
        .remedy = "Use only those characters, or LIKE.",
        .failing = R"({"constraints": [["os", "IS", "{a,b}"]]})",
        .passing = R"({"constraints": [["os", "IS", "linux"]]})",
        .since = {1, 6},
    },
    ServerRule{
        .id = "server-accepted-roles-empty",
        .phase = Phase::Canonical,
        .title = "Empty list of accepted roles",
        .why = "An empty list would accept no resources at all.",
        .remedy = "List the roles, or remove the member.",
        .failing = R"({"acceptedResourceRoles": []})",
        .passing = R"({"acceptedResourceRoles": ["*"]})",
    },
    // What is no role name at all is never the role of the app: the server adds a sentence.
    ServerRule{
        .id = "server-accepted-role-foreign",
        .phase = Phase::Canonical,
        .title = "Accepted role that is not the app's",
        .why = "Since 1.10 an app may only use unreserved resources (*) and those of its own role. "
               "Marathon 1.9 dropped other roles silently.",
        .remedy = "Remove the role, or make it the app's own role.",
        .failing = R"({"acceptedResourceRoles": ["slave_public"]})",
        .passing = R"({"acceptedResourceRoles": ["*"]})",
        .since = {1, 10},
    },
    ServerRule{
        .id = "server-resident-accepted-roles",
        .phase = Phase::Canonical,
        .title = "Persistent volume with other roles",
        .why = "An app with persistent volumes, or with a residency, accepts exactly [\"*\"] if it "
               "says anything: its reserved resources are found anyway.",
        .remedy = "Write [\"*\"], or remove the member.",
        .failing = R"({"role": "t", "residency": {}, "acceptedResourceRoles": ["t"]})",
        .passing = R"({"role": "t", "residency": {}, "acceptedResourceRoles": ["*"]})",
    },
    ServerRule{
        .id = "server-role-foreign",
        .phase = Phase::Canonical,
        .title = "Role that the app may not have",
        .why = "An app runs in the server's role, or in the role named like its top-level group "
               "(the first part of its id). If that group enforces its role, nothing else is "
               "taken.",
        .remedy = "Use one of the roles that the message lists.",
        .failing = R"({"role": "prod"})",
        .passing = R"({"role": "t"})",
        .since = {1, 9},
    },
};

} // namespace

std::span<const ServerRule> placementServerRules()
{
    return Rules;
}

} // namespace Pinion
