// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QString>

namespace Pinion {

/// How the server names a place: "/container/portMappings(0)/hostPort"; empty for `body` itself.
[[nodiscard]] QString serverPath(JsonNode node, JsonNode body);

/// A value as the server's JSON library prints it: no blanks, numbers in their shortest form,
/// the last of equal keys.
[[nodiscard]] QString compactJson(JsonNode node);

/// A number as Java prints a double: "1.0", "0.5", "1.0E10".
[[nodiscard]] QString javaDouble(double value);

/// The whole text is an integer as Java reads one: optional sign, decimal digits, 32 bits.
[[nodiscard]] bool isJavaInt(const QString &text);

} // namespace Pinion
