// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <vector>

namespace Pinion {

enum class PatchOperation : quint8 { Add, Remove, Replace, Move };

/// One operation of a JSON Patch (RFC 6902).
struct PatchStep
{
    PatchOperation operation = PatchOperation::Add;
    JsonPointer path;
    JsonPointer from; ///< of a move
    QByteArray value; ///< of an add or replace: JSON on one line
};

/// The steps that turn one JSON value into another, to be taken in this order. Exact and about the
/// JSON alone: defaults and the meaning of fields play no part. Numbers are the same when their
/// values are, members that occur twice count as their last one, order of members means nothing.
[[nodiscard]] std::vector<PatchStep> patch(JsonNode before, JsonNode after);

/// The steps as RFC 6902 writes them: an array, one operation to a line.
[[nodiscard]] QByteArray patchText(const std::vector<PatchStep> &steps);

} // namespace Pinion
