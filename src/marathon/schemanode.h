// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/fieldspec.h"

#include <QByteArray>

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Pinion {

/// One place of a body's schema, for walking a document and its schema side by side: one step here
/// per step in the JSON tree costs far less than a look-up of the whole pointer for each value.
///
///     const SchemaNode *schema = &schemaNode(definition.root);
///     for (JsonNode child : object.children())
///         check(child, schema ? schema->child(child.key()) : nullptr);
///
/// The nodes are built once, live as long as the program and may be read from any thread.
class SchemaNode
{
public:
    /// The row of this place; null for the root of a body.
    [[nodiscard]] const FieldSpec *spec() const { return m_spec; }
    /// The place of a member: the one named so, else that of any key, else null. `key` is decoded.
    [[nodiscard]] const SchemaNode *child(QByteArrayView key) const;
    /// The place of any element of an array or any key of a map, or null.
    [[nodiscard]] const SchemaNode *element() const { return m_wildcard.get(); }
    /// The rows one level below, in the order of the table.
    [[nodiscard]] const std::vector<const FieldSpec *> &fields() const { return m_fields; }

    /// Adds a row, whose parent's row must be there already.
    void insert(const FieldSpec &spec);

private:
    [[nodiscard]] SchemaNode &makeChild(const QByteArray &token);

    const FieldSpec *m_spec = nullptr;
    QByteArray m_key; ///< decoded
    /// The keys are views of the members' own.
    std::unordered_map<std::string_view, std::unique_ptr<SchemaNode>> m_members;
    std::unique_ptr<SchemaNode> m_wildcard;
    std::vector<const FieldSpec *> m_fields;
};

/// The root of a body's schema.
[[nodiscard]] const SchemaNode &schemaNode(SchemaRoot root);

} // namespace Pinion
