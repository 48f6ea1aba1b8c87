// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <utility>
#include <vector>

namespace Pinion {

/// Values nested deeper than this are compared by their bytes, so that no text exhausts the stack.
inline constexpr int DeepestComparison = 400;

/// Members in order of their keys; of a key that occurs twice only the last counts.
[[nodiscard]] std::vector<std::pair<QByteArray, JsonNode>> sortedMembers(JsonNode object);

/// True for two spellings of one number: 1, 1.0 and 1e0. Integers of any size are told apart.
[[nodiscard]] bool isSameNumber(JsonNode a, JsonNode b);

/// True for two spellings of one JSON value: order of members means nothing.
[[nodiscard]] bool isSameValue(JsonNode a, JsonNode b, int depth = 0);

/// A text that two values share if they are the same, and only then.
[[nodiscard]] QByteArray contentKey(JsonNode value, int depth = 0);

} // namespace Pinion
