// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fullapp.h"

#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "marathon/schema.h"

namespace Pinion {

namespace {

bool isBelowReadOnly(const JsonPointer &pointer)
{
    for (JsonPointer part = pointer; !part.isRoot(); part = part.parent()) {
        const FieldSpec *spec = findField(SchemaRoot::App, part);
        if (spec && spec->status == FieldStatus::ReadOnly)
            return true;
    }
    return false;
}

} // namespace

JsonPointer examplePointer(const FieldSpec &spec)
{
    QList<QByteArray> tokens = JsonPointer::of(bytes(spec.pointer)).tokens();
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (tokens[i] != "*")
            continue;
        const FieldSpec *parent = findField(SchemaRoot::App, JsonPointer(tokens.first(i)));
        tokens[i] = parent && parent->accepts(FieldType::Array) ? "0" : "name";
    }
    return JsonPointer(tokens);
}

QByteArray exampleLiteral(const FieldSpec &spec)
{
    if (!spec.values.empty())
        return encodeString(
            QByteArrayView(spec.values.front().data(), qsizetype(spec.values.front().size())));
    if (!spec.defaultLiteral.empty() && !spec.accepts(FieldType::Object)
        && !spec.accepts(FieldType::Array))
        return bytes(spec.defaultLiteral);
    if (spec.accepts(FieldType::Integer) || spec.accepts(FieldType::Number))
        return QByteArray::number(qint64(std::max(1.0, spec.minimum.value_or(1))));
    if (spec.accepts(FieldType::Boolean))
        return "true";
    if (spec.accepts(FieldType::String))
        return "\"text\"";
    return spec.accepts(FieldType::Array) ? "[]" : "{}";
}

QList<const FieldSpec *> writableLeaves()
{
    QList<const FieldSpec *> leaves;
    for (const FieldSpec *spec : fields(SchemaRoot::App)) {
        const bool isLeaf = childFields(SchemaRoot::App, spec->pointer).empty();
        if (isLeaf && spec->status != FieldStatus::Rejected
            && !isBelowReadOnly(examplePointer(*spec)))
            leaves.append(spec);
    }
    return leaves;
}

QByteArray appWithEveryField()
{
    QByteArray text = "{\n  \"id\": \"/shop/everything\"\n}\n";
    for (const FieldSpec *spec : writableLeaves()) {
        const JsonTree tree = JsonTree::parse(text);
        const JsonPointer pointer = examplePointer(*spec);
        if (tree.at(pointer))
            continue;
        const Result<TextEdit> edit = setValue(tree, pointer, exampleLiteral(*spec));
        if (edit)
            text = applied(text, *edit);
    }
    return text;
}

} // namespace Pinion
