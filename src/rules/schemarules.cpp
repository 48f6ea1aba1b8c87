// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/families.h"
#include "rules/hygiene.h"
#include "rules/schemavalue.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::string_view Source
    = "Marathon's typed readers, generated from its RAML; the answer is 422";
constexpr std::string_view TemplateException
    = "Text with a placeholder such as {{port}} is not judged.";

constexpr std::array Rows = {
    Rule{
        .id = TypeRule,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = "Value of the wrong type",
        .why
        = "Marathon converts nothing: \"2\" is not a number, 1 is not text and \"true\" is not "
          "true. It refuses the whole definition, or takes an object for an empty one.",
        .remedy = "Write a value of the type that the field has.",
        .exception = TemplateException,
        .source = Source,
        .failing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "cpus": "0.5"})",
        .passing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "cpus": 0.5})",
        .check = checkSchema,
    },
    Rule{
        .id = RangeRule,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = "Value outside its limits",
        .why = "Marathon refuses numbers below or above their limits, and text or lists that are "
               "too short or too long.",
        .remedy = "Choose a value inside the limits that the message names.",
        .exception = TemplateException,
        .source = Source,
        .failing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "instances": -1})",
        .passing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "instances": 0})",
        .check = checkSchema,
    },
    Rule{
        .id = ValueRule,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = "Word that the field does not know",
        .why = "The field takes one of a few words, and Marathon refuses any other. It accepts "
               "upper and lower case alike, but for the kind of a pod's scaling.",
        .remedy = "Use one of the words that the message names.",
        .exception = TemplateException,
        .source = Source,
        .failing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "killSelection": "RANDOM"})",
        .passing
        = R"({"id": "/shop/worker", "cmd": "exec ./worker", "killSelection": "oldest_first"})",
        .check = checkSchema,
    },
    Rule{
        .id = PatternRule,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = "Name with characters that are not allowed",
        .why = "Ids and names become paths and host names, so Marathon allows few characters in "
               "them and refuses the definition otherwise.",
        .remedy = "Use lower-case letters, digits and inner dashes. An app with another id is "
                  "another app: the old one must be removed.",
        .exception = TemplateException,
        .source = Source,
        .failing = R"({"id": "/shop/Order_Worker", "cmd": "exec ./worker"})",
        .passing = R"({"id": "/shop/order-worker", "cmd": "exec ./worker"})",
        .check = checkSchema,
    },
    Rule{
        .id = RequiredRule,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = "Missing member",
        .why = "Marathon refuses an object without a member that it must have. The value null "
               "counts as missing.",
        .remedy = "Add the member, or remove the object that needs it.",
        .source = Source,
        .failing = R"({"id": "/shop/api", "container": {"type": "DOCKER", "docker": {}}})",
        .passing = R"({"id": "/shop/api", "container": {"type": "DOCKER",)"
                   R"( "docker": {"image": "shop/api:2.7.1"}}})",
        .check = checkSchema,
    },
    Rule{
        .id = RejectedRule,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = "Member that is always refused",
        .why = "Marathon still reads the member, but only to refuse the definition.",
        .remedy = "Remove it; the message names the member that took over, if there is one.",
        .source = "Marathon's AppValidation",
        .failing = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:2.7.1",)"
                   R"( "credential": {"principal": "shop"}}}})",
        .passing = R"({"id": "/shop/api", "container": {"docker": {"image": "shop/api:2.7.1"}}})",
        .check = checkSchema,
    },
};

} // namespace

std::span<const Rule> schemaRules()
{
    return Rows;
}

} // namespace Pinion
