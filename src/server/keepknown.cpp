// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonicalpod.h"
#include "server/readerwalk.h"

#include "marathon/schema.h"
#include "marathon/schemanode.h"

#include <nlohmann/json.hpp>

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

void spell(Json &value, const FieldSpec &spec)
{
    if (!value.is_string() || spec.presentation == Presentation::OpenChoice)
        return;
    const QByteArray written = QByteArray::fromStdString(value.get<std::string>());
    for (const std::string_view word : spec.values) {
        if (written.compare(bytes(word), Qt::CaseInsensitive) == 0)
            value = std::string(word);
    }
}

void keep(Json &value, const SchemaNode &schema, MarathonVersion version)
{
    if (value.is_array() && schema.element()) {
        for (Json &child : value)
            keep(child, *schema.element(), version);
        return;
    }
    if (!value.is_object()) {
        if (schema.spec())
            spell(value, *schema.spec());
        return;
    }
    if (schema.fields().empty())
        return;
    for (auto member = value.begin(); member != value.end();) {
        const SchemaNode *child = schema.child(QByteArray::fromStdString(member.key()));
        const bool isKnown = child && child->spec() && !member.value().is_null()
            && child->spec()->status != FieldStatus::ReadOnly
            && knowsField(version, child->spec()->since);
        if (!isKnown) {
            member = value.erase(member);
            continue;
        }
        keep(member.value(), *child, version);
        ++member;
    }
}

} // namespace

void keepKnown(Json &body, SchemaRoot root, MarathonVersion version)
{
    keep(body, schemaNode(root), version);
}

} // namespace Pinion
