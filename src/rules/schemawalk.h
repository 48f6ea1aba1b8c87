// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/schemanode.h"
#include "rules/rule.h"

#include <QRegularExpression>

namespace Pinion {

/// Walks definitions and their schema side by side, one step in each at a time, and reports what
/// the reader of Marathon would refuse or ignore. Builds pointers and texts for findings only.
class SchemaWalk
{
public:
    explicit SchemaWalk(const RuleContext &context);

    void definition(const Definition &definition);
    /// Elements of a list of apps that are no apps.
    void listOfApps(JsonNode array);
    [[nodiscard]] RuleReport takeReport() { return std::move(m_report); }

private:
    void object(JsonNode object, const SchemaNode &schema);
    void array(JsonNode array, const SchemaNode &schema);
    void bodies(JsonNode array);
    void member(JsonNode member, JsonNode object, const SchemaNode &schema);
    void value(JsonNode node, const SchemaNode &schema);
    void wrongType(JsonNode node, const SchemaNode &schema);
    void rejected(JsonNode node, const FieldSpec &spec);
    void required(JsonNode object, const SchemaNode &schema);
    void missing(JsonNode object, const QString &fact);
    void unknown(JsonNode member, JsonNode object, const SchemaNode &schema);
    void tooNew(JsonNode member, const FieldSpec &spec);
    /// `isPlain`: nothing else can be meant.
    [[nodiscard]] std::vector<Fix> renames(
        JsonNode member, const SchemaNode &schema, const QByteArray &target, bool isPlain) const;
    [[nodiscard]] bool isAllowedExtra(const QByteArray &key) const;
    [[nodiscard]] bool isNewer(MarathonVersion since) const;
    [[nodiscard]] bool skipTemplated(JsonNode node);

    const RuleContext &m_context;
    std::vector<QRegularExpression> m_allowedExtraKeys;
    RuleReport m_report;
    JsonNode m_body; ///< the definition that is being walked
};

/// Walks every app, pod and group beside its schema.
[[nodiscard]] RuleReport walkSchema(const RuleContext &context);

/// Last part of a field's pointer: the key it has in its object.
[[nodiscard]] std::string_view fieldKey(const FieldSpec &spec);

} // namespace Pinion
