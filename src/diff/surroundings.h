// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QString>

#include <optional>

namespace Pinion {

/// What the groups around a definition add to its meaning.
struct Surroundings
{
    QString base = QStringLiteral("/"); ///< absolute id that relative ones start from
    std::optional<bool> enforcesRole; ///< what the text says of the top-level group; nothing: none

    friend bool operator==(const Surroundings &, const Surroundings &) = default;
};

[[nodiscard]] Surroundings surroundingsOf(JsonNode definition);

} // namespace Pinion
