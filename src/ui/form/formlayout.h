// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/fieldspec.h"

#include <QList>
#include <QString>

namespace Pinion {

/// One row of a form: a field, where it is, and under which heading.
struct RowPlan
{
    const FieldSpec *spec = nullptr;
    JsonPointer pointer; ///< relative to the app
    QString heading; ///< of the group it belongs to; empty for none
    bool isMore = false; ///< in the part that is closed at first
};

/// The rows of a section, in the order of the schema.
[[nodiscard]] QList<RowPlan> rowsOfSection(Section section);
/// The rows for one card or table row: the fields below `pattern` (which ends in a star), as they
/// are found below `pointer`.
[[nodiscard]] QList<RowPlan> rowsBelow(std::string_view pattern, const JsonPointer &pointer);
/// The essential fields that fit into one row each, for the first page.
[[nodiscard]] QList<RowPlan> essentialRows();
/// The section whose page holds the field, and None if no page does.
[[nodiscard]] Section sectionOf(const JsonPointer &pointer);

/// The fields of a table's row that become columns, and those that do not fit into one.
[[nodiscard]] QList<const FieldSpec *> columnFields(const FieldSpec &table);
[[nodiscard]] QList<RowPlan> detailRows(const FieldSpec &table, const JsonPointer &row);

} // namespace Pinion
