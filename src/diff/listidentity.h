// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/fieldspec.h"

#include <optional>
#include <string>

namespace Pinion {

/// How the elements of one list are told apart.
struct ListIdentity
{
    SchemaRoot root = SchemaRoot::App;
    std::string_view list; ///< pointer with '*' for indices
    /// Members that make the identity, separated by blanks; "a|b" is the first of them that is
    /// written. Empty: the content.
    std::string_view key;
    /// Members that name an element for people and in places; the same notation.
    std::string_view name;
    bool isSet = false; ///< order means nothing to the server
};

/// The row of a list; null for one whose elements are known by content and named by index.
[[nodiscard]] const ListIdentity *listIdentity(
    std::optional<SchemaRoot> root, std::string_view list);

/// What an element is matched by; empty where nothing but the place tells it.
[[nodiscard]] QByteArray elementKey(const ListIdentity *identity, JsonNode element);

/// What an element is called: "http", "HTTP /health", "hostname UNIQUE"; empty where only its place
/// tells it. Never holds what may be a secret: no queries, logins or commands.
[[nodiscard]] QByteArray elementName(const ListIdentity *identity, JsonNode element);

/// True if more speaks for one element having been changed than for two different ones.
[[nodiscard]] bool isAlike(JsonNode before, JsonNode after);

} // namespace Pinion
