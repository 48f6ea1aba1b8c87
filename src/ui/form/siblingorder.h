// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"

#include <QList>

namespace Pinion {

/// Behind which members a new member of an app belongs: the keys that stand before it in the
/// schema, the nearest first. Empty for keys that the schema does not know and for free keys of
/// maps.
[[nodiscard]] QList<QByteArray> precedingSiblings(const JsonPointer &pointer);

} // namespace Pinion
