// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/fieldspec.h"
#include "rules/rule.h"

namespace Pinion {

inline constexpr std::string_view TypeRule = "schema-type";
inline constexpr std::string_view RangeRule = "schema-range";
inline constexpr std::string_view ValueRule = "schema-value";
inline constexpr std::string_view PatternRule = "schema-pattern";
inline constexpr std::string_view RequiredRule = "schema-required";
inline constexpr std::string_view RejectedRule = "schema-rejected";

/// True if the value has one of the JSON types of its field. Whole numbers may be written 2.0.
[[nodiscard]] bool hasAcceptedType(JsonNode node, const FieldSpec &spec);

/// What to say about a value of the wrong type, with a fix where its text tells what was meant.
/// `isReadAsEmpty` is for objects that Marathon takes for empty instead of refusing them.
[[nodiscard]] Finding typeFinding(JsonNode node, const FieldSpec &spec, bool isReadAsEmpty);

/// What keeps a value of the right type from being accepted: its length, range, spelling.
[[nodiscard]] std::optional<Finding> valueFinding(JsonNode node, const FieldSpec &spec);

/// How a sentence names a value: "cpus", or "an entry of args".
[[nodiscard]] QString shownName(JsonNode node);

/// "Marathon refuses this: cpus must be a number."
[[nodiscard]] QString refusal(const QString &fact);

} // namespace Pinion
