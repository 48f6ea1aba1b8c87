// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/policytemplates.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

// Every instance may have these two.
constexpr RuleParameter Text{
    "text", R"("")", "What a finding says, instead of Pinion's own words."};
constexpr RuleParameter Link{"link", R"("")", "Address of the page that explains the policy."};

constexpr std::array LabelParameters = {
    RuleParameter{"keys", "[]", "Labels that every app and pod must have."},
    RuleParameter{
        "valuePattern", R"("")", "Regular expression that their values must match.", true},
    Text,
    Link,
};
constexpr std::array RegistryParameters = {
    RuleParameter{
        "allow", "[]", "Globs over host and path; an image without a host is one of docker.io."},
    Text,
    Link,
};
constexpr std::array IdParameters = {
    RuleParameter{"pattern", R"("")", "Regular expression that absolute ids must match.", true},
    Text,
    Link,
};
constexpr std::array EnvParameters = {
    RuleParameter{"key", R"("")", "Regular expression of forbidden names; empty: any name.", true},
    RuleParameter{
        "value", R"("")", "Regular expression of forbidden values; empty: any value.", true},
    Text,
    Link,
};
constexpr std::array InstancesParameters = {
    RuleParameter{"min", "0", "Least number of instances."},
    RuleParameter{"max", "0", "Greatest number of instances; 0: no limit."},
    Text,
    Link,
};
constexpr std::array ConstraintParameters = {
    RuleParameter{"field", R"("")", "What a constraint must be on, such as @zone."},
    RuleParameter{"operators", "[]", "Operators that will do; empty: any."},
    RuleParameter{"exposedOnly", "false", "Only for workloads that are reached from outside."},
    Text,
    Link,
};
constexpr std::array FieldParameters = {
    RuleParameter{"pointer", R"("")", "JSON Pointer of the value within an app or pod."},
    RuleParameter{"condition", R"("present")", "One of present, absent, equals and matches."},
    RuleParameter{"value", R"("")",
        "For equals the text, or the number as written; for matches a regular expression."},
    RuleParameter{"kind", R"("")", "app or pod; empty: both."},
    Text,
    Link,
};

constexpr std::string_view Source = "A project's own policy";
constexpr std::string_view Why = "The project has agreed on it.";
constexpr std::string_view Silent = "Until .pinion.json names an instance with its parameters.";

constexpr std::array Rows = {
    Rule{
        .id = PolicyRequiredLabel,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Label that the project asks for",
        .why = Why,
        .remedy = "Write the label with a value that fits.",
        .exception = Silent,
        .source = Source,
        .failing = R"({})",
        .passing = R"({"labels": {"owner": "shop"}})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-required-label/owner": )"
                         R"({"severity": "warning", "keys": ["owner"]}}})",
        .fixKind = FixKind::Guided,
        .parameters = LabelParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
    Rule{
        .id = PolicyAllowedRegistry,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Image from another registry",
        .why = Why,
        .remedy = "Take the image from one of the project's registries.",
        .exception = Silent,
        .source = Source,
        .failing = R"({"container": {"docker": {"image": "python:3.12.4"}}})",
        .passing = R"({})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-allowed-registry/own": )"
                         R"({"severity": "warning", "allow": ["registry.example.com/**"]}}})",
        .parameters = RegistryParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
    Rule{
        .id = PolicyIdPattern,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Id outside the project's scheme",
        .why = Why,
        .remedy = "Choose an id that fits, before the first deployment.",
        .exception = Silent,
        .source = Source,
        .failing = R"({"id": "/api"})",
        .passing = R"({})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-id-pattern/shop": )"
                         R"({"severity": "warning", "pattern": "^/shop/"}}})",
        .parameters = IdParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
    Rule{
        .id = PolicyForbiddenEnv,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Variable that the project forbids",
        .why = Why,
        .remedy = "Remove the variable or change its value.",
        .exception = Silent,
        .source = Source,
        .failing = R"({"env": {"DEBUG": "true"}})",
        .passing = R"({"env": {"DEBUG": "false"}})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-forbidden-env/debug": )"
                         R"({"severity": "warning", "key": "^DEBUG$", "value": "^true$"}}})",
        .fixKind = FixKind::Guided,
        .parameters = EnvParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
    Rule{
        .id = PolicyInstancesRange,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Number of instances outside the project's range",
        .why = Why,
        .remedy = "Run as many instances as the project asks for.",
        .exception = Silent,
        .source = Source,
        .failing = R"({"instances": 1})",
        .passing = R"({})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-instances-range/two": )"
                         R"({"severity": "warning", "min": 2}}})",
        .fixKind = FixKind::Guided,
        .parameters = InstancesParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
    Rule{
        .id = PolicyRequiredConstraint,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Constraint that the project asks for",
        .why = Why,
        .remedy = "Add a constraint on the field.",
        .exception = Silent,
        .source = Source,
        .failing = R"({})",
        .passing = R"({"constraints": [["@zone", "GROUP_BY", "3"]]})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-required-constraint/zone": )"
                         R"({"severity": "warning", "field": "@zone"}}})",
        .parameters = ConstraintParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
    Rule{
        .id = PolicyField,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Field that is not as the project asks",
        .why = Why,
        .remedy = "Write what the project asks for.",
        .exception = Silent,
        .source = Source,
        .failing = R"({"container": {"type": "DOCKER"}})",
        .passing = R"({"container": {"type": "MESOS"}})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "rules": {"policy-field/ucr": )"
                         R"({"severity": "warning", "pointer": "/container/type", )"
                         R"("condition": "equals", "value": "MESOS"}}})",
        .parameters = FieldParameters,
        .isOnByDefault = false,
        .check = checkPolicies,
    },
};

} // namespace

std::span<const Rule> policyTemplates()
{
    return Rows;
}

} // namespace Pinion
