// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configreader.h"

#include "json/lineindex.h"
#include "marathon/schema.h"
#include "rules/ruleset.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;

/// The members that an object of settings may have: "agents" below "cluster.".
QList<QByteArray> settingNames(const QString &prefix, SettingReach reach)
{
    QList<QByteArray> names;
    for (const SettingSpec &spec : settingSpecs()) {
        const QString key = text(spec.key);
        if (!key.startsWith(prefix) || spec.reach < reach)
            continue;
        const QByteArray name = key.sliced(prefix.size()).section(u'.', 0, 0).toUtf8();
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

bool isGroupOfSettings(const QString &key)
{
    const auto specs = settingSpecs();
    return std::any_of(specs.begin(), specs.end(),
        [&key](const SettingSpec &spec) { return text(spec.key).startsWith(key + u'.'); });
}

} // namespace

ConfigReader::ConfigReader(const JsonTree &tree, QString path, QString shownName)
    : m_tree(tree)
    , m_name(std::move(shownName))
    , m_settings(&m_file.settings)
{
    m_file.path = std::move(path);
}

Result<ConfigFile> ConfigReader::read()
{
    static constexpr Key Keys[] = {
        {"$schema", &ConfigReader::readSchema},
        {"pinion", &ConfigReader::readFormat},
        {"extends", &ConfigReader::readExtends},
        {"rules", &ConfigReader::readRules},
        {"overrides", &ConfigReader::readOverrides},
        {"scopes", &ConfigReader::readScopes},
        {"suppressions", &ConfigReader::readSuppressions},
        {"targets", &ConfigReader::readTargets},
    };
    if (!m_tree.isValid()) {
        const SyntaxError &error = m_tree.errors().front();
        return failAt(error.range, describe(error, m_tree.bytes()));
    }
    if (const Result<void> result = readSettings(m_tree.root(), {}, Keys); !result)
        return tl::make_unexpected(result.error());
    m_file.isRoot = m_tree.root()["root"].toBool().value_or(false);
    return std::move(m_file);
}

Result<void> ConfigReader::readObject(JsonNode object, std::span<const Key> keys)
{
    if (!object.isObject())
        return failAt(object, u"an object is expected here"_s);
    QList<QByteArray> known;
    for (const Key &key : keys)
        known.append(bytes(key.name));
    for (const JsonNode member : object.children()) {
        if (const Result<void> once = checkOnce(member); !once)
            return once;
        const qsizetype index = known.indexOf(member.key());
        if (index < 0) {
            return failAt(member.keyRange(),
                u"\"%1\" is not a setting%2"_s.arg(
                    QString::fromUtf8(member.key()), nearestHint(member.key(), known)));
        }
        if (member.isNull())
            continue;
        if (const Result<void> result = (this->*keys[size_t(index)].reader)(member); !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readSettings(
    JsonNode object, const QString &prefix, std::span<const Key> keys)
{
    if (!object.isObject())
        return failAt(object, u"an object is expected here"_s);
    for (const JsonNode member : object.children()) {
        if (const Result<void> once = checkOnce(member); !once)
            return once;
        const QByteArray name = member.key();
        const auto special = std::find_if(
            keys.begin(), keys.end(), [&name](const Key &key) { return bytes(key.name) == name; });
        if (special != keys.end()) {
            const Result<void> result
                = member.isNull() ? Result<void>() : (this->*special->reader)(member);
            if (!result)
                return result;
            continue;
        }
        QList<QByteArray> known = settingNames(prefix, m_reach);
        if (!known.contains(name)) {
            for (const Key &key : keys)
                known.append(bytes(key.name));
            const bool isElsewhere = settingNames(prefix, SettingReach::Project).contains(name);
            return failAt(member.keyRange(),
                isElsewhere ? u"\"%1\" cannot differ here"_s.arg(QString::fromUtf8(name))
                            : u"\"%1\" is not a setting%2"_s.arg(
                                QString::fromUtf8(name), nearestHint(name, known)));
        }
        if (const Result<void> result = readSetting(member, prefix + QString::fromUtf8(name));
            !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readSetting(JsonNode node, const QString &key)
{
    if (node.isNull())
        return {};
    if (isGroupOfSettings(key))
        return readSettings(node, key + u'.', {});
    return accept(valueProblem(*findSetting(key), node)).map([this, &key, node] {
        add(key, node);
    });
}

Result<void> ConfigReader::readFormat(JsonNode node)
{
    if (node.toInteger() != FormatVersion)
        return failAt(node, u"\"pinion\" must be 1, the form that this version reads"_s);
    return {};
}

Result<void> ConfigReader::readSchema(JsonNode node)
{
    QString ignored; // it is for editors
    return readText(node, ignored);
}

Result<void> ConfigReader::readExtends(JsonNode node)
{
    QStringList names;
    if (const Result<void> result = readTexts(node, names); !result)
        return result;
    for (qsizetype i = 0; i < names.size(); ++i)
        m_file.extends.push_back({names[i], placeOf(node.element(i).range())});
    return {};
}

Result<void> ConfigReader::readOverrides(JsonNode node)
{
    static constexpr Key Keys[] = {
        {"files", &ConfigReader::readOverrideFiles},
        {"ids", &ConfigReader::readOverrideIds},
        {"reason", &ConfigReader::readOverrideReason},
        {"rules", &ConfigReader::readRules},
    };
    if (!node.isArray())
        return failAt(node, u"\"overrides\" must be a list"_s);
    m_settings = &m_override.settings;
    for (const JsonNode element : node.children()) {
        m_override = {};
        const bool isByFile = element["ids"].isAbsent();
        if (isByFile && element.isObject() && element["files"].isAbsent())
            return failAt(element, u"an override needs files or ids"_s);
        m_reach = isByFile ? SettingReach::Document : SettingReach::Definition;
        if (const Result<void> result = readSettings(element, {}, Keys); !result)
            return result;
        m_file.overrides.push_back(std::move(m_override));
    }
    m_settings = &m_file.settings;
    m_reach = SettingReach::Project;
    return {};
}

Result<void> ConfigReader::readOverrideFiles(JsonNode node)
{
    return readTexts(node, m_override.files);
}

Result<void> ConfigReader::readOverrideIds(JsonNode node)
{
    if (const Result<void> result = readTexts(node, m_override.ids); !result)
        return result;
    for (qsizetype i = 0; i < m_override.ids.size(); ++i) {
        const QString &id = m_override.ids[i];
        if (!id.startsWith(u'/') && !id.startsWith(u'*'))
            return failAt(node.element(i), u"an id starts with /"_s);
    }
    return {};
}

Result<void> ConfigReader::readOverrideReason(JsonNode node)
{
    return readText(node, m_override.reason);
}

Result<void> ConfigReader::readScopes(JsonNode node)
{
    static constexpr Key Keys[] = {
        {"name", &ConfigReader::readScopeName},
        {"files", &ConfigReader::readScopeFiles},
        {"complete", &ConfigReader::readScopeComplete},
    };
    if (!node.isArray())
        return failAt(node, u"\"scopes\" must be a list"_s);
    for (const JsonNode element : node.children()) {
        m_scope = {};
        if (const Result<void> result = readObject(element, Keys); !result)
            return result;
        if (m_scope.files.isEmpty())
            return failAt(element, u"a scope needs files"_s);
        m_file.scopes.push_back(std::move(m_scope));
    }
    return {};
}

Result<void> ConfigReader::readScopeName(JsonNode node)
{
    return readText(node, m_scope.name);
}

Result<void> ConfigReader::readScopeFiles(JsonNode node)
{
    return readTexts(node, m_scope.files);
}

Result<void> ConfigReader::readScopeComplete(JsonNode node)
{
    if (!node.isBoolean())
        return failAt(node, u"\"complete\" must be true or false"_s);
    m_scope.isComplete = *node.toBool();
    return {};
}

Result<void> ConfigReader::readText(JsonNode node, QString &target)
{
    if (!node.isString())
        return failAt(node, u"\"%1\" must be text"_s.arg(QString::fromUtf8(node.key())));
    target = node.stringOr();
    return {};
}

Result<void> ConfigReader::readTexts(JsonNode node, QStringList &target)
{
    QStringList texts;
    for (const JsonNode element : node.children()) {
        if (element.isString())
            texts.append(element.stringOr());
    }
    if (!node.isArray() || texts.size() != node.childCount())
        return failAt(node, u"\"%1\" must be a list of text"_s.arg(QString::fromUtf8(node.key())));
    target = texts;
    return {};
}

Result<void> ConfigReader::accept(const std::optional<ValueProblem> &problem) const
{
    if (problem)
        return failAt(problem->place, problem->text);
    return {};
}

void ConfigReader::add(const QString &key, JsonNode node, bool isLocked)
{
    const TextRange at = node.hasKey() ? node.keyRange() : node.range();
    const qsizetype line = LineIndex(m_tree.bytes()).position(at.begin).line;
    m_settings->push_back({key, jsonValue(node.literal()), {m_file.path, line}, isLocked});
}

Result<void> ConfigReader::checkOnce(JsonNode member) const
{
    const QByteArray name = member.key();
    if (member.parent().member(name) != member)
        return failAt(member.keyRange(), u"\"%1\" occurs twice"_s.arg(QString::fromUtf8(name)));
    return {};
}

QString ConfigReader::placeOf(TextRange range) const
{
    const TextPosition at = LineIndex(m_tree.bytes()).position(range.begin);
    return u"%1, line %2, column %3"_s.arg(
        m_name, QString::number(at.line), QString::number(at.column));
}

tl::unexpected<Error> ConfigReader::failAt(JsonNode node, const QString &what) const
{
    return failAt(node.range(), what);
}

tl::unexpected<Error> ConfigReader::failAt(TextRange range, const QString &what) const
{
    return fail(ErrorKind::Invalid,
        u"%1: %2%3"_s.arg(placeOf(range), what, what.endsWith(u'?') ? QString() : u"."_s));
}

} // namespace Pinion
