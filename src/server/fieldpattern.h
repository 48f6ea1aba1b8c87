// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/fieldspec.h"

#include <QString>

namespace Pinion {

/// True if the whole text fits the pattern of a row of the schema, which must have one.
[[nodiscard]] bool fitsPattern(const QString &text, const FieldSpec &spec);

} // namespace Pinion
