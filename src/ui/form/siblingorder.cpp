// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/siblingorder.h"

#include "marathon/schema.h"

namespace Pinion {

namespace {

QByteArray lastKey(std::string_view pattern)
{
    return JsonPointer::of(QByteArrayView(pattern.data(), qsizetype(pattern.size()))).last();
}

} // namespace

QList<QByteArray> precedingSiblings(const JsonPointer &pointer)
{
    const FieldSpec *spec = findField(SchemaRoot::App, pointer);
    if (!spec || lastKey(spec->pointer) == "*")
        return {};
    const std::string_view parent = spec->pointer.substr(0, spec->pointer.rfind('/'));
    QList<QByteArray> keys;
    for (const FieldSpec *sibling : childFields(SchemaRoot::App, parent)) {
        if (sibling == spec)
            break;
        keys.prepend(lastKey(sibling->pointer));
    }
    return keys;
}

} // namespace Pinion
