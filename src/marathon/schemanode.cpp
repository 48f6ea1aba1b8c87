// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schemanode.h"

#include "json/jsonpointer.h"

namespace Pinion {

namespace {

std::string_view view(QByteArrayView key)
{
    return {key.data(), size_t(key.size())};
}

} // namespace

const SchemaNode *SchemaNode::child(QByteArrayView key) const
{
    const auto found = m_members.find(view(key));
    return found != m_members.end() ? found->second.get() : m_wildcard.get();
}

void SchemaNode::insert(const FieldSpec &spec)
{
    const auto pointer
        = JsonPointer::of(QByteArrayView(spec.pointer.data(), qsizetype(spec.pointer.size())));
    SchemaNode *parent = nullptr;
    SchemaNode *node = this;
    for (const QByteArray &token : pointer.tokens()) {
        parent = node;
        node = &parent->makeChild(token);
    }
    Q_ASSERT(parent && !node->m_spec);
    node->m_spec = &spec;
    parent->m_fields.push_back(&spec);
}

SchemaNode &SchemaNode::makeChild(const QByteArray &token)
{
    if (token == "*") {
        if (!m_wildcard)
            m_wildcard = std::make_unique<SchemaNode>();
        return *m_wildcard;
    }
    if (const auto known = m_members.find(view(token)); known != m_members.end())
        return *known->second;
    auto child = std::make_unique<SchemaNode>();
    child->m_key = token;
    const std::string_view key = view(child->m_key);
    return *m_members.emplace(key, std::move(child)).first->second;
}

} // namespace Pinion
