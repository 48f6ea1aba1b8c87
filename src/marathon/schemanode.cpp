// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schemanode.h"

#include "json/jsonpointer.h"

#include <algorithm>

namespace Pinion {

namespace {

/// By size first: nobody reads the members in order, and sizes tell most keys apart.
constexpr auto comesBefore = [](const auto &member, QByteArrayView key) {
    const QByteArrayView own = member.first;
    return own.size() != key.size() ? own.size() < key.size() : own < key;
};

} // namespace

const SchemaNode *SchemaNode::child(QByteArrayView key) const
{
    const auto found = std::lower_bound(m_members.begin(), m_members.end(), key, comesBefore);
    if (found != m_members.end() && QByteArrayView(found->first) == key)
        return found->second.get();
    return m_wildcard.get();
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
    auto place
        = std::lower_bound(m_members.begin(), m_members.end(), QByteArrayView(token), comesBefore);
    if (place == m_members.end() || place->first != token)
        place = m_members.emplace(place, token, std::make_unique<SchemaNode>());
    return *place->second;
}

} // namespace Pinion
