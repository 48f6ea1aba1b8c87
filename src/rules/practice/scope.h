// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"

namespace Pinion {

/// An app, pod or group of the checked document or of a companion.
struct ScopeItem
{
    Definition definition;
    QString base; ///< id of the group around it, against which relative ids count; "/" for none
    const ScopedDocument *document = nullptr; ///< null: the checked document

    [[nodiscard]] bool isOwn() const { return document == nullptr; }
    [[nodiscard]] bool isGroup() const { return definition.root == SchemaRoot::Group; }
    [[nodiscard]] JsonNode node() const { return definition.node; }
    [[nodiscard]] const QString &id() const { return definition.id; }
    /// Where it is named; the whole of it where it has no id.
    [[nodiscard]] JsonNode idNode() const;
};

/// An app or pod of a scope.
struct ScopeMember
{
    const ScopeItem *item = nullptr;
    const Workload &workload;
};

/// Everything that is deployed together. What belongs to companions stands first, so that of two
/// things which clash the one in the checked document comes second.
class Scope
{
public:
    explicit Scope(const RuleContext &context);

    [[nodiscard]] const std::vector<ScopeItem> &items() const { return m_items; }
    [[nodiscard]] const std::vector<ScopeMember> &members() const { return m_members; }
    [[nodiscard]] const Placeholders &placeholders() const { return m_placeholders; }
    /// The app or pod with this id, or null.
    [[nodiscard]] const ScopeMember *member(const QString &id) const;

private:
    void add(const Definitions &definitions, const ScopedDocument *document);

    Placeholders m_placeholders;
    std::vector<ScopeItem> m_items;
    std::vector<Workload> m_workloads; ///< those that the context does not have
    std::vector<ScopeMember> m_members;
    QHash<QString, size_t> m_memberById;
};

/// A place of the scope, named with its file unless that is the checked one.
[[nodiscard]] RelatedPlace placeIn(const ScopeItem &item, JsonNode node, const QString &message);

} // namespace Pinion
