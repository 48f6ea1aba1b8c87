// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/fieldspec.h"

#include <QString>

#include <vector>

namespace Pinion {

/// Every field of one body, in the order in which the form and the reference show them. An object's
/// row stands before the rows of its members. The root itself has no row.
[[nodiscard]] const std::vector<const FieldSpec *> &fields(SchemaRoot root);

/// The row that describes the value at a concrete pointer (`/env/JAVA_OPTS` → `/env/*`), or null.
/// Where both fit, a named member wins over '*'.
[[nodiscard]] const FieldSpec *findField(SchemaRoot root, const JsonPointer &pointer);
/// The row with exactly this pattern, or null.
[[nodiscard]] const FieldSpec *fieldByPattern(SchemaRoot root, std::string_view pattern);

/// The rows one level below a pattern (empty: the root), the '*' row included.
[[nodiscard]] const std::vector<const FieldSpec *> &childFields(
    SchemaRoot root, std::string_view pattern);

/// True for an object with free keys (env, labels): it has a '*' row below it.
[[nodiscard]] bool isMap(SchemaRoot root, const FieldSpec &spec);

[[nodiscard]] inline QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}
[[nodiscard]] inline QByteArray bytes(std::string_view view)
{
    return {view.data(), qsizetype(view.size())};
}
/// "text", "whole number", "text or object" – the types in words.
[[nodiscard]] QString typeNames(FieldTypes types);
/// The section's title as on screen: "Container & image".
[[nodiscard]] QString title(Section section);
/// The field reference (docs/fields.md) as Markdown.
[[nodiscard]] QString fieldReference();

} // namespace Pinion
