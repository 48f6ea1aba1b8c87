// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

namespace Pinion {

// Edits that touch no more bytes than they must. Each reads the layout of the neighbours
// (indentation, colon, line ends) and copies it. None changes anything: they answer the edit to
// apply. All refuse with Invalid to edit inside a value with a syntax error of its own.

/// Replaces the value at `pointer` by `literal` (any JSON value, written as given), or adds it,
/// with the objects missing on the way. A number as last token, or "-", appends to an array when it
/// equals the array's length. Errors: Invalid when `literal` is not JSON, when the way leads
/// through a scalar, or past an array's end.
[[nodiscard]] Result<TextEdit> setValue(
    const JsonTree &tree, const JsonPointer &pointer, const QByteArray &literal);

/// Adds a member after the first member of `after` that exists, else at the end.
/// `key` is decoded text. Errors: Invalid when the key exists or `object` is none.
[[nodiscard]] Result<TextEdit> insertMember(JsonNode object, const QByteArray &key,
    const QByteArray &literal, const QList<QByteArray> &after = {});

/// Adds an element before `index`; `index` equal to the length appends.
[[nodiscard]] Result<TextEdit> insertElement(
    JsonNode array, qsizetype index, const QByteArray &literal);

/// Removes a member or an element with exactly one comma. Errors: Invalid for the root.
[[nodiscard]] Result<TextEdit> removeNode(JsonNode node);

/// Gives a member another key; its value and place stay.
[[nodiscard]] Result<TextEdit> renameKey(JsonNode member, const QByteArray &key);

/// Moves an element of an array, or a member of an object with its key; the layout between them
/// stays where it is, they change places.
[[nodiscard]] Result<TextEdit> moveElement(JsonNode container, qsizetype from, qsizetype to);

} // namespace Pinion
