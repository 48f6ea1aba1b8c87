// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/schemawalk.h"

#include "server/keytext.h"

#include "marathon/schema.h"
#include "rules/hygiene.h"
#include "rules/schemavalue.h"
#include "rules/unions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Where a missing member is best shown: at its parent's key, or at the opening brace.
TextRange placeOfMissing(JsonNode object)
{
    if (object.hasKey())
        return object.keyRange();
    return {object.range().begin, object.range().begin + 1};
}

bool isGroupMembers(const FieldSpec &spec)
{
    return spec.pointer == "/apps" || spec.pointer == "/groups" || spec.pointer == "/pods";
}

} // namespace

std::string_view fieldKey(const FieldSpec &spec)
{
    return spec.pointer.substr(spec.pointer.rfind('/') + 1);
}

SchemaWalk::SchemaWalk(const RuleContext &context)
    : m_context(context)
{
    for (const QString &pattern : context.parameters.allowedExtraKeys)
        m_allowedExtraKeys.emplace_back(pattern);
}

void SchemaWalk::definition(const Definition &definition)
{
    m_body = definition.node;
    object(definition.node, schemaNode(definition.root));
    const bool isNestedGroup
        = definition.root == SchemaRoot::Group && definition.node.parent().isArray();
    if (isNestedGroup && definition.node["id"].isAbsent())
        missing(definition.node, u"a group inside a group needs an id"_s);
}

void SchemaWalk::listOfApps(JsonNode array)
{
    bodies(array);
}

void SchemaWalk::object(JsonNode object, const SchemaNode &schema)
{
    for (const JsonNode child : object.children())
        member(child, object, schema);
    required(object, schema);
}

void SchemaWalk::member(JsonNode member, JsonNode object, const SchemaNode &schema)
{
    const KeyText key(member);
    const SchemaNode *child = schema.child(key.view());
    if (!child) {
        if (!schema.fields().empty())
            unknown(member, object, schema);
        return;
    }
    const FieldSpec *spec = child->spec();
    if (member.isNull() || !spec)
        return;
    if (isNewer(spec->since)) {
        tooNew(member, *spec);
        return;
    }
    value(member, *child);
}

void SchemaWalk::value(JsonNode node, const SchemaNode &schema)
{
    const FieldSpec &spec = *schema.spec();
    if (spec.status == FieldStatus::Rejected && !isNewer(spec.deprecated)) {
        rejected(node, spec);
        return;
    }
    const bool isUnread = spec.status == FieldStatus::ReadOnly && fieldKey(spec) != "version";
    if (isUnread)
        return;
    if (!hasAcceptedType(node, spec)) {
        wrongType(node, schema);
        return;
    }
    if (std::optional<Finding> finding = valueFinding(node, spec)) {
        const bool isJudged = !skipTemplated(node) && !isJudgedElsewhere(node, spec);
        if (isJudged)
            m_report.findings.push_back(*std::move(finding));
        return;
    }
    if (node.isObject())
        object(node, schema);
    else if (node.isArray() && isGroupMembers(spec))
        bodies(node);
    else if (node.isArray() && schema.element())
        array(node, *schema.element());
}

void SchemaWalk::array(JsonNode array, const SchemaNode &element)
{
    const FieldSpec *spec = element.spec();
    for (const JsonNode child : array.children()) {
        // Objects may be null, which counts as one without members; a null among strings may not.
        const bool isIgnored = child.isNull() && (!spec || spec->accepts(FieldType::Object));
        if (!isIgnored && spec)
            value(child, element);
    }
}

void SchemaWalk::bodies(JsonNode array)
{
    for (const JsonNode child : array.children()) {
        if (!child.isObject()) {
            m_report.findings.push_back(makeFinding(
                TypeRule, child, refusal(u"%1 must be an object"_s.arg(shownName(child)))));
        }
    }
}

void SchemaWalk::wrongType(JsonNode node, const SchemaNode &schema)
{
    if (skipTemplated(node))
        return;
    const FieldSpec &spec = *schema.spec();
    const auto &members = schema.fields();
    const bool isReadAsEmpty = spec.types == FieldType::Object && !schema.element()
        && !members.empty()
        && std::none_of(members.begin(), members.end(),
            [](const FieldSpec *member) { return member->isRequired; });
    m_report.findings.push_back(typeFinding(node, spec, isReadAsEmpty));
}

void SchemaWalk::rejected(JsonNode node, const FieldSpec &spec)
{
    m_report.findings.push_back(makeFinding(RejectedRule, node, node.keyRange(),
        u"Marathon %1 and newer refuse '%2'%3."_s.arg(spec.deprecated.toString(), shownName(node),
            spec.replacement.empty() ? QString()
                                     : u"; use %1 instead"_s.arg(text(spec.replacement)))));
}

void SchemaWalk::required(JsonNode object, const SchemaNode &schema)
{
    for (const FieldSpec *field : schema.fields()) {
        if (!field->isRequired || isNewer(field->since) || fieldKey(*field) == "*")
            continue;
        const std::string_view key = fieldKey(*field);
        const JsonNode member = object.member(QByteArrayView(key.data(), qsizetype(key.size())));
        if (member.isAbsent())
            missing(object, u"%1 is missing"_s.arg(text(key)));
    }
    for (const QString &fact : missingInForm(object, schema.spec()))
        missing(object, fact);
}

void SchemaWalk::missing(JsonNode object, const QString &fact)
{
    m_report.findings.push_back(
        makeFinding(RequiredRule, object, placeOfMissing(object), refusal(fact)));
}

bool SchemaWalk::isNewer(MarathonVersion since) const
{
    const MarathonVersion &mine = m_context.version;
    // "1.8" stands for every 1.8 release, the newest included.
    const bool isWholeLine = mine.patch == 0;
    if (isWholeLine)
        since.patch = 0;
    return since > mine;
}

bool SchemaWalk::skipTemplated(JsonNode node)
{
    if (!node.isString() || !m_context.parameters.placeholders.areIn(node.stringOr()))
        return false;
    m_report.unjudged.push_back(node.range().begin);
    return true;
}

RuleReport walkSchema(const RuleContext &context)
{
    SchemaWalk walk(context);
    if (context.definitions.kind == DocumentKind::Apps)
        walk.listOfApps(context.tree.root());
    for (const Definition &definition : context.definitions.items)
        walk.definition(definition);
    return walk.takeReport();
}

} // namespace Pinion
