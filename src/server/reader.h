// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <span>

namespace Pinion {

// What Marathon's typed readers say to a body, by the schema's rows: all faults of types, ranges,
// patterns and required members at once. They answer 422 with "Invalid JSON". Readers ignore
// members that they do not know, members that are newer than `version` among them.

/// An app that is created or replaced.
[[nodiscard]] std::vector<Violation> readApp(
    JsonNode body, MarathonVersion version = DefaultMarathonVersion);
/// An app that is changed in part: nothing has to be there.
[[nodiscard]] std::vector<Violation> readAppUpdate(
    JsonNode body, MarathonVersion version = DefaultMarathonVersion);
/// A list of apps or of changes to them.
[[nodiscard]] std::vector<Violation> readApps(
    JsonNode array, MarathonVersion version = DefaultMarathonVersion);
[[nodiscard]] std::vector<Violation> readPod(
    JsonNode body, MarathonVersion version = DefaultMarathonVersion);
/// A group with its apps and the groups inside. Pods in it are not read.
[[nodiscard]] std::vector<Violation> readGroup(
    JsonNode body, MarathonVersion version = DefaultMarathonVersion);

/// What the server says to bytes that are no JSON (400), and to no bytes at all.
[[nodiscard]] Verdict readText(const JsonTree &tree);

inline constexpr std::string_view ReadEmptyRule = "server-body-empty";
inline constexpr std::string_view ReadTextRule = "server-body-not-json";
inline constexpr std::string_view ReadTypeRule = "server-read-type";
inline constexpr std::string_view ReadValueRule = "server-read-value";
inline constexpr std::string_view ReadMissingRule = "server-read-missing";
inline constexpr std::string_view ReadFormRule = "server-read-form";
inline constexpr std::string_view ReadDateRule = "server-read-date";

/// The rows of the rules that the readers answer.
[[nodiscard]] std::span<const ServerRule> readerServerRules();

} // namespace Pinion
