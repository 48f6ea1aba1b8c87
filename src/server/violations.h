// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <utility>

namespace Pinion {

/// What the checks of one phase have found so far.
using Violations = std::vector<Violation>;

inline void refuse(Violations &found, std::string_view rule, QString path, QString message,
    JsonNode place, bool isAtKey = false)
{
    found.push_back({rule, std::move(path), std::move(message), place, isAtKey});
}

} // namespace Pinion
