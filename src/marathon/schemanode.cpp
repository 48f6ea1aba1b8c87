// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schemanode.h"

#include <algorithm>

namespace Pinion {

const SchemaNode *SchemaNode::child(QByteArrayView key) const
{
    const auto found = m_members.find({key.data(), size_t(key.size())});
    return found != m_members.end() ? found->second.get() : m_wildcard.get();
}

void SchemaNode::insert(const FieldSpec &spec)
{
    Q_ASSERT(spec.pointer.find('~') == std::string_view::npos); // no field's key needs an escape
    SchemaNode *parent = nullptr;
    SchemaNode *node = this;
    for (size_t slash = 0; slash < spec.pointer.size();) {
        const size_t next = std::min(spec.pointer.find('/', slash + 1), spec.pointer.size());
        parent = node;
        node = &parent->makeChild(spec.pointer.substr(slash + 1, next - slash - 1));
        slash = next;
    }
    Q_ASSERT(parent && !node->m_spec);
    node->m_spec = &spec;
    parent->m_fields.push_back(&spec);
}

SchemaNode &SchemaNode::makeChild(std::string_view token)
{
    std::unique_ptr<SchemaNode> &child = token == "*" ? m_wildcard : m_members[token];
    if (!child)
        child = std::make_unique<SchemaNode>();
    return *child;
}

} // namespace Pinion
