// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ReaderWalk that reads values of several forms.
#include "server/readerwalk.h"
#include "server/servertext.h"

#include "marathon/schema.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

bool ReaderWalk::unionValue(JsonNode node, const SchemaNode &schema)
{
    const FieldSpec &spec = *schema.spec();
    if (spec.types == (FieldTypes(FieldType::String) | FieldType::Object)) {
        // Variables and unreachableStrategy: any text is taken as it is.
        if (!node.isString())
            object(node, schema);
        return true;
    }
    if (spec.types == (FieldTypes(FieldType::Number) | FieldType::String)) {
        // Limits of resources: the words and the range are judged later.
        if (!node.isString() && !node.isNumber())
            add(ReadTypeRule, node, u"error.expected.jsnumber"_s);
        return true;
    }
    if (spec.types != FieldType::Object)
        return false;
    if (spec.pointer == "/container/volumes/*")
        appVolume(node, schema);
    else if (spec.pointer == "/container/volumes/*/external")
        external(node, schema);
    else if (m_root == SchemaRoot::Pod && spec.pointer == "/volumes/*")
        podVolume(node, schema);
    else if (spec.pointer == "/scaling")
        scaling(node, schema);
    else if (spec.pointer.ends_with("/exec/command"))
        command(node, schema);
    else
        return false;
    return true;
}

void ReaderWalk::command(JsonNode node, const SchemaNode &schema)
{
    if (!node["shell"].isAbsent() && fitsForm(node, schema, {"shell"}))
        return;
    m_formRule = node["argv"].exists() ? std::string_view() : ReadFormRule;
    form(node, schema, {"argv"});
    m_formRule = {};
}

void ReaderWalk::appVolume(JsonNode node, const SchemaNode &schema)
{
    const bool isKnown = (!node["persistent"].isAbsent()
                             && fitsForm(node, schema, {"containerPath", "mode", "persistent"}))
        || (!node["external"].isAbsent()
            && fitsForm(node, schema, {"containerPath", "mode", "external"}))
        || fitsForm(node, schema, {"containerPath", "secret"});
    if (isKnown)
        return;
    m_formRule = ReadFormRule;
    form(node, schema, {"containerPath", "hostPath", "mode"});
    m_formRule = {};
}

void ReaderWalk::podVolume(JsonNode node, const SchemaNode &schema)
{
    // A volume that fits no other form is one that lives as long as the pod: only its name counts.
    form(node, schema, {"name"});
}

void ReaderWalk::external(JsonNode node, const SchemaNode &schema)
{
    const JsonNode options = node["options"];
    const QByteArray provider = node["provider"].toUtf8().value_or(QByteArray());
    const SchemaNode &optionsSchema = *schema.child("options");
    const bool isCsi
        = provider == "csi" && !isNewer(optionsSchema.child("pluginName")->spec()->since);
    for (const char *key : {"name", "provider", "size", "shared"}) {
        const JsonNode member = node[key];
        const bool isRead = !member.isAbsent() && !isNewer(schema.child(key)->spec()->since);
        if (isRead)
            value(member, *schema.child(key), false);
    }
    if (isCsi) {
        form(node, schema, {"name"});
        csiOptions(options, optionsSchema);
    } else if (!options.isAbsent() && !options.isObject()) {
        add(ReadTypeRule, options, u"error.expected.jsobject"_s);
    } else {
        for (const JsonNode option : options.children()) {
            if (!option.isNull() && !option.isString())
                add(ReadTypeRule, option, u"error.expected.jsstring"_s);
        }
    }
}

void ReaderWalk::csiOptions(JsonNode options, const SchemaNode &schema)
{
    form(options, schema, {"pluginName", "capability"});
    for (const char *key : {"nodeStageSecret", "nodePublishSecret", "volumeContext"}) {
        if (const JsonNode member = options[key]; !member.isAbsent())
            value(member, *schema.child(key), false);
    }
}

void ReaderWalk::scaling(JsonNode node, const SchemaNode &schema)
{
    if (node["kind"].toUtf8() != QByteArray("fixed")) {
        add(ReadTypeRule, node, u"error.expected.jsstring"_s);
        return;
    }
    form(node, schema, {"instances"});
}

void ReaderWalk::form(
    JsonNode object, const SchemaNode &schema, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (const JsonNode member = object[key])
            value(member, *schema.child(key), false);
        else
            missing(object, key, schema.spec());
    }
}

bool ReaderWalk::fitsForm(
    JsonNode object, const SchemaNode &schema, std::initializer_list<const char *> keys) const
{
    ReaderWalk trial(m_root, m_body, m_version);
    trial.form(object, schema, keys);
    return trial.m_violations.empty();
}

} // namespace Pinion
