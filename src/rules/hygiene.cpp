// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/hygiene.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array UnknownFieldParameters = {
    RuleParameter{"allowedExtraKeys", R"(["^_", "^//", "^\\$schema$", "^x-"])",
        "Regular expressions of keys that are no mistake; they replace the default.", true},
};

constexpr std::array Rows = {
    Rule{
        .id = DuplicateKeyRule,
        .family = RuleFamily::Practice,
        .severity = Severity::Error,
        .title = "Key that stands twice in one object",
        .why = "Parsers keep the last value without a word, while a reviewer reads the first.",
        .remedy = "Keep the one that is meant.",
        .source = "RFC 8259, section 4: names within an object should be unique",
        .failing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "mem": 64, "mem": 256})",
        .passing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "mem": 256})",
        .readsDamagedText = true,
        .check = checkDuplicateKeys,
    },
    Rule{
        .id = UnknownFieldRule,
        .family = RuleFamily::Practice,
        .severity = Severity::Warning,
        .title = "Key that Marathon does not know",
        .why = "Marathon ignores unknown keys without a word. A mistyped field therefore has no "
               "effect: taskKillGracePeriod instead of taskKillGracePeriodSeconds is no grace "
               "period at all.",
        .remedy = "Rename the key to the field that is meant, or remove it. Remarks are best kept "
                  "in a key that starts with an underscore.",
        .exception
        = "Keys of free maps such as env and labels; keys that allowedExtraKeys matches; "
          "values that are null, [] or {}, as exports of old servers carry them.",
        .source = "Marathon's readers skip unknown members; mesosphere/marathon#2164",
        .failing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "instnaces": 5})",
        .passing = R"({"id": "/shop/worker", "cmd": "exec ./worker", "instances": 5})",
        .parameters = UnknownFieldParameters,
        .check = checkSchema,
    },
};

} // namespace

std::span<const Rule> hygieneRules()
{
    return Rows;
}

} // namespace Pinion
