// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "json/textstyle.h"

namespace Pinion {

/// The value laid out over several lines, `depth` levels in. Numbers and strings keep their
/// spelling, members their order, duplicate keys stay. Empty containers stay on one line, and so do
/// arrays of at most four scalars that fit 60 bytes (`["hostname", "UNIQUE"]`).
[[nodiscard]] QByteArray formatted(JsonNode node, const TextStyle &style, qsizetype depth = 0);

/// The whole text laid out anew. Errors: Invalid when the text does not parse.
[[nodiscard]] Result<QByteArray> formattedText(const JsonTree &tree);

/// Like formattedText, but with the members of every object in order of their keys.
[[nodiscard]] Result<QByteArray> sortedText(const JsonTree &tree);

/// The value on one line without blanks.
[[nodiscard]] QByteArray compact(JsonNode node);

} // namespace Pinion
