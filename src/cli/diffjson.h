// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/diffrows.h"
#include "diff/documentcomparison.h"

namespace Pinion {
class JsonWriter;

/// The differences as an array of objects: docs in the help of the diff command.
void writeDifferences(
    JsonWriter &writer, const DocumentComparison &comparison, const IsHidden &isHidden);

/// The whole comparison as one object, ended by a newline.
[[nodiscard]] QByteArray diffJson(const DocumentComparison &comparison, const IsHidden &isHidden);

} // namespace Pinion
