// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/fieldspec.h"

#include <QString>

namespace Pinion {

/// "app", "group", "pod".
[[nodiscard]] QString rootName(SchemaRoot root);

/// All that the schema says about a field, laid out for a terminal.
[[nodiscard]] QString explanation(SchemaRoot root, const FieldSpec &field);

} // namespace Pinion
