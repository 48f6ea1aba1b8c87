// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configschema.h"

#include "marathon/schema.h"
#include "rules/configtarget.h"
#include "rules/profiles.h"
#include "rules/ruleset.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Keeps the order in which members are added: that of the tables.
using Json = nlohmann::ordered_json;

std::string standard(std::string_view text)
{
    return std::string(text);
}

Json texts()
{
    return {{"type", "array"}, {"items", {{"type", "string"}}}};
}

Json profileNames()
{
    Json names = Json::array();
    for (const Profile &profile : profiles())
        names.push_back(standard(profile.name));
    return {{"enum", names}};
}

Json choices(const SettingSpec &spec)
{
    Json values = Json::array();
    for (const QString &literal : text(spec.choices).split(u'|'))
        values.push_back(Json::parse(literal.toStdString()));
    return {{"enum", values}};
}

Json typeOf(const SettingSpec &spec)
{
    switch (spec.type) {
    case SettingType::Flag:
        return {{"type", "boolean"}};
    case SettingType::Count:
        return {{"type", "integer"}, {"minimum", 0}};
    case SettingType::Amount:
        return {{"type", "number"}, {"minimum", 0}};
    case SettingType::Text:
        return {{"type", "string"}};
    case SettingType::Texts:
    case SettingType::RuleIds:
        return texts();
    case SettingType::Patterns:
        return {{"type", "array"}, {"items", {{"type", "string"}, {"format", "regex"}}}};
    case SettingType::Choice:
        return choices(spec);
    case SettingType::Version:
        return {{"type", "string"}, {"pattern", "^v?1\\.[0-9]+"}};
    case SettingType::Days:
        return {{"type", "string"}, {"pattern", "^[0-9]{1,4}[dw]$"}};
    case SettingType::PortRanges:
        return {{"type", "array"},
            {"items", {{"type", "string"}, {"pattern", "^[0-9]{1,5}(-[0-9]{1,5})?$"}}}};
    case SettingType::PortPair:
        return {{"type", "array"},
            {"items", {{"type", "integer"}, {"minimum", 1}, {"maximum", 65535}}}, {"minItems", 2},
            {"maxItems", 2}};
    case SettingType::Features:
        return {{"type", "object"}, {"additionalProperties", {{"type", "boolean"}}}};
    case SettingType::Profile:
        return profileNames();
    }
    Q_UNREACHABLE();
}

/// Adds "cluster.agents" as a property of the object "cluster".
void addSetting(Json &properties, const SettingSpec &spec)
{
    Json *place = &properties;
    QStringList path = text(spec.key).split(u'.');
    const std::string name = path.takeLast().toStdString();
    for (const QString &step : path) {
        Json &group = (*place)[step.toStdString()];
        if (group.is_null())
            group = {{"type", "object"}, {"additionalProperties", false},
                {"properties", Json::object()}};
        place = &group["properties"];
    }
    Json schema = typeOf(spec);
    schema["description"] = standard(spec.help);
    if (!spec.defaultLiteral.empty())
        schema["default"] = Json::parse(spec.defaultLiteral);
    (*place)[name] = std::move(schema);
}

Json settings(SettingReach reach)
{
    Json properties = Json::object();
    for (const SettingSpec &spec : settingSpecs()) {
        if (spec.reach >= reach)
            addSetting(properties, spec);
    }
    return properties;
}

Json parameterType(const RuleParameter &parameter)
{
    const Json initial = Json::parse(parameter.defaultLiteral, nullptr, false);
    Json schema = Json::object();
    if (initial.is_boolean())
        schema["type"] = "boolean";
    else if (initial.is_number())
        schema["type"] = "number";
    else if (initial.is_string())
        schema["type"] = "string";
    else if (initial.is_array())
        schema["type"] = "array";
    else if (initial.is_object())
        schema["type"] = "object";
    schema["description"] = standard(parameter.help);
    if (!initial.is_discarded())
        schema["default"] = initial;
    return schema;
}

Json ruleSchema(const Rule &rule)
{
    Json members{{"severity", {{"$ref", "#/definitions/level"}}},
        {"minorSeverity", {{"$ref", "#/definitions/level"}}}, {"locked", {{"type", "boolean"}}}};
    for (const RuleParameter &parameter : rule.parameters)
        members[standard(parameter.name)] = parameterType(parameter);
    return {{"description", standard(rule.title)},
        {"anyOf",
            {{{"$ref", "#/definitions/level"}},
                {{"type", "object"}, {"additionalProperties", false},
                    {"properties", std::move(members)}}}}};
}

Json rules()
{
    Json named = Json::object();
    Json instances = Json::object();
    for (const Rule &rule : allRules()) {
        if (isPolicyTemplate(rule))
            instances['^' + standard(rule.id) + "/[A-Za-z0-9_-]+$"] = ruleSchema(rule);
        else
            named[standard(rule.id)] = ruleSchema(rule);
    }
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(named)},
        {"patternProperties", std::move(instances)}};
}

Json listOf(Json properties, Json required)
{
    return {{"type", "array"},
        {"items",
            {{"type", "object"}, {"additionalProperties", false},
                {"properties", std::move(properties)}, {"required", std::move(required)}}}};
}

Json overrides()
{
    Json properties = settings(SettingReach::Document);
    properties["files"] = texts();
    properties["ids"] = texts();
    properties["rules"] = {{"$ref", "#/definitions/rules"}};
    properties["reason"] = {{"type", "string"}};
    return listOf(std::move(properties), Json::array());
}

Json suppressions()
{
    const Json text{{"type", "string"}};
    return listOf({{"rule", text}, {"id", text}, {"files", texts()}, {"pointer", text},
                      {"reason", {{"type", "string"}, {"minLength", 10}}},
                      {"expires", {{"type", "string"}, {"format", "date"}}}, {"by", text}},
        {"rule", "reason"});
}

Json targets()
{
    Json properties = Json::object();
    for (const SettingSpec &spec : targetSpecs())
        addSetting(properties, spec);
    return listOf(std::move(properties), {"name", "urls"});
}

} // namespace

QByteArray configSchema()
{
    Json properties{
        {"$schema", {{"type", "string"}}}, {"pinion", {{"const", 1}}}, {"extends", texts()}};
    properties.update(settings(SettingReach::Project));
    properties["rules"] = {{"$ref", "#/definitions/rules"}};
    properties["overrides"] = overrides();
    properties["scopes"] = listOf(
        {{"name", {{"type", "string"}}}, {"files", texts()}, {"complete", {{"type", "boolean"}}}},
        {"files"});
    properties["suppressions"] = suppressions();
    properties["targets"] = targets();
    const Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
        {"title", "Configuration of Pinion (.pinion.json)"}, {"type", "object"},
        {"additionalProperties", false}, {"properties", std::move(properties)},
        {"definitions",
            {{"level", {{"enum", {"off", "info", "warning", "error"}}}}, {"rules", rules()}}}};
    return QByteArray::fromStdString(schema.dump(2)) + '\n';
}

} // namespace Pinion
