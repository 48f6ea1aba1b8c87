// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/tablecolumns.h"

#include "marathon/schema.h"
#include "ui/form/formlayout.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::TableColumns)
};

using Kind = TableColumn::Kind;

TableColumn memberColumn(const FieldSpec *spec)
{
    return {Kind::Member, JsonPointer::of(bytes(spec->pointer)).last(), text(spec->label), spec};
}

bool isConstraints(const FieldSpec &spec)
{
    return spec.pointer.ends_with("onstraints");
}

QList<TableColumn> mapColumns(const FieldSpec &spec, const FieldSpec *value)
{
    QList<TableColumn> columns{{Kind::Name, "name", Words::tr("Name"), nullptr}};
    const QList<const FieldSpec *> members = columnFields(spec);
    if (spec.pointer != "/env" && value && !value->accepts(FieldType::String)
        && !members.isEmpty()) {
        for (const FieldSpec *member : members)
            columns.append(memberColumn(member));
        return columns;
    }
    columns.append({Kind::Value, "*", Words::tr("Value"), value});
    if (spec.pointer == "/env")
        columns.append({Kind::Kind, "secret", Words::tr("Kind"), nullptr});
    return columns;
}

} // namespace

QList<TableColumn> tableColumns(const FieldSpec &spec)
{
    const FieldSpec *element = fieldByPattern(SchemaRoot::App, std::string(spec.pointer) + "/*");
    if (spec.accepts(FieldType::Object))
        return mapColumns(spec, element);
    if (isConstraints(spec)) {
        const FieldSpec *part = fieldByPattern(SchemaRoot::App, std::string(spec.pointer) + "/*/*");
        return {
            {Kind::Member, "0", Words::tr("Attribute"), part},
            {Kind::Member, "1", Words::tr("Rule"), part},
            {Kind::Member, "2", Words::tr("Value"), part},
        };
    }
    QList<TableColumn> columns;
    const std::string_view path = spec.pointer;
    const bool isPorts
        = path.ends_with("ortMappings") || path == "/portDefinitions" || path == "/ports";
    if (isPorts)
        columns.append({Kind::Index, "#", Words::tr("#"), nullptr});
    const QList<const FieldSpec *> members = columnFields(spec);
    for (const FieldSpec *member : members)
        columns.append(memberColumn(member));
    if (members.isEmpty())
        columns.append({Kind::Value, "*", text(spec.label), element});
    return columns;
}

} // namespace Pinion
