// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

namespace Pinion {

/// What the author wrote for a value of a canonical form: mostly what stands at the same place, but
/// members of the time before 1.5 have moved, and repeated elements of sets are gone. `body` is the
/// author's text. Does not exist where the server fills the value in.
[[nodiscard]] JsonNode sourceOf(JsonNode canonicalValue, JsonNode body);

} // namespace Pinion
