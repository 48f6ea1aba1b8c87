// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/reporter.h"

#include "rules/ruleset.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// Literals are JSON values, which QJsonDocument takes only as elements.
QJsonValue readLiteral(std::string_view utf8)
{
    const QByteArray literal(utf8.data(), qsizetype(utf8.size()));
    return QJsonDocument::fromJson('[' + literal + ']').array().at(0);
}

/// The default of a row; all of them are read once.
QJsonValue defaultOf(const RuleParameter &parameter)
{
    static const QHash<const RuleParameter *, QJsonValue> defaults = [] {
        QHash<const RuleParameter *, QJsonValue> all;
        for (const Rule &rule : allRules()) {
            for (const RuleParameter &each : rule.parameters)
                all.insert(&each, readLiteral(each.defaultLiteral));
        }
        return all;
    }();
    return defaults.value(&parameter);
}

} // namespace

Finding &Reporter::add(std::string_view rule, JsonNode node, QString message)
{
    return m_report.findings.emplace_back(makeFinding(rule, node, std::move(message)));
}

Finding &Reporter::addAtKey(std::string_view rule, JsonNode node, QString message)
{
    const TextRange range = node.hasKey() ? node.keyRange() : node.range();
    return m_report.findings.emplace_back(makeFinding(rule, node, range, std::move(message)));
}

Finding &Reporter::addMissing(std::string_view rule, JsonNode object, QString message)
{
    const qsizetype begin = object.range().begin;
    const TextRange range = object.hasKey() ? object.keyRange() : TextRange{begin, begin + 1};
    return m_report.findings.emplace_back(makeFinding(rule, object, range, std::move(message)));
}

bool Reporter::skipTemplated(JsonNode node)
{
    if (!node.isString() || !m_context.parameters.placeholders.areIn(node.stringOr()))
        return false;
    m_report.unjudged.push_back(node.range().begin);
    return true;
}

bool Reporter::skipTemplatedShell(JsonNode node)
{
    if (!node.isString() || !m_context.parameters.placeholders.areInShell(node.stringOr()))
        return false;
    m_report.unjudged.push_back(node.range().begin);
    return true;
}

QJsonValue Reporter::parameter(std::string_view rule, std::string_view name) const
{
    const QString id = text(rule);
    const QJsonObject own = m_context.parameters.own.value(id);
    if (const auto found = own.constFind(text(name)); found != own.constEnd())
        return *found;
    const Rule *row = findRule(id);
    Q_ASSERT(row);
    for (const RuleParameter &parameter : row->parameters) {
        if (parameter.name == name)
            return defaultOf(parameter);
    }
    Q_UNREACHABLE();
}

double Reporter::number(std::string_view rule, std::string_view name) const
{
    return parameter(rule, name).toDouble();
}

QStringList Reporter::texts(std::string_view rule, std::string_view name) const
{
    QStringList texts;
    for (const QJsonValue &value : parameter(rule, name).toArray())
        texts.append(value.toString());
    return texts;
}

} // namespace Pinion
