// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/scope.h"

namespace Pinion {

JsonNode ScopeItem::idNode() const
{
    const JsonNode id = definition.node["id"];
    return id ? id : definition.node;
}

Scope::Scope(const RuleContext &context)
    : m_placeholders(context.parameters.placeholders)
{
    for (const ScopedDocument &companion : context.companions) {
        if (companion.definitions && companion.tree != &context.tree)
            add(*companion.definitions, &companion);
    }
    add(context.definitions, nullptr);
    m_workloads.reserve(m_items.size()); // members refer to them
    auto known = context.workloads.begin();
    for (const ScopeItem &item : m_items) {
        if (item.isGroup())
            continue;
        const bool isKnown = item.isOwn() && known != context.workloads.end();
        const Workload &workload
            = isKnown ? *known++ : m_workloads.emplace_back(item.definition, context);
        m_memberById.insert(item.id(), m_members.size());
        m_members.push_back({&item, workload});
    }
}

void Scope::add(const Definitions &definitions, const ScopedDocument *document)
{
    // A group stands before its members, so those around an item are a stack.
    std::vector<const Definition *> around;
    for (const Definition &definition : definitions.items) {
        const qsizetype begin = definition.node.range().begin;
        while (!around.empty() && around.back()->node.range().end <= begin)
            around.pop_back();
        m_items.push_back({definition,
            around.empty() || around.back()->id.isEmpty() ? QStringLiteral("/") : around.back()->id,
            document});
        if (definition.root == SchemaRoot::Group)
            around.push_back(&definition);
    }
}

const ScopeMember *Scope::member(const QString &id) const
{
    const auto found = m_memberById.constFind(id);
    return found == m_memberById.constEnd() ? nullptr : &m_members[*found];
}

RelatedPlace placeIn(const ScopeItem &item, JsonNode node, const QString &message)
{
    return {message, node.pointer(), node.range(), item.document ? item.document->path : QString()};
}

} // namespace Pinion
