// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/appview.h"

#include <nlohmann/json.hpp>

namespace Pinion {

// How the parts of a canonical app are rendered. A node that does not exist gives the default.

using CanonicalJson = nlohmann::ordered_json;

/// A value as written: null is kept, of repeated keys the last counts, 1.0 and 1 are one number.
[[nodiscard]] CanonicalJson plainValue(JsonNode node);
[[nodiscard]] CanonicalJson valueOr(JsonNode node, CanonicalJson otherwise);
/// An enum value in the server's spelling: one of `words`, compared without case.
[[nodiscard]] CanonicalJson wordOr(
    JsonNode node, std::initializer_list<const char *> words, const char *otherwise);
/// Copies members that are there, and nothing where they are not.
void copyPresent(CanonicalJson &target, JsonNode source, std::initializer_list<const char *> keys);
/// An array without the repetitions that a set does not have.
[[nodiscard]] CanonicalJson setOf(CanonicalJson array);
[[nodiscard]] CanonicalJson text(const QString &value);

[[nodiscard]] CanonicalJson canonicalContainer(const AppView &view, const ServerSettings &settings);
[[nodiscard]] CanonicalJson canonicalNetworks(const AppView &view, const ServerSettings &settings);
[[nodiscard]] CanonicalJson canonicalPortDefinitions(const AppView &view);
[[nodiscard]] CanonicalJson canonicalHealthChecks(
    const AppView &view, const ServerSettings &settings);
[[nodiscard]] CanonicalJson canonicalReadinessChecks(JsonNode checks);
[[nodiscard]] CanonicalJson canonicalCheck(JsonNode check);
[[nodiscard]] CanonicalJson canonicalFetch(JsonNode app);

} // namespace Pinion
