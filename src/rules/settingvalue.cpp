// SPDX-License-Identifier: GPL-3.0-or-later
// What settings and parameters of rules accept.
#include "marathon/schema.h"
#include "rules/nearest.h"
#include "rules/profiles.h"
#include "rules/ruleset.h"
#include "rules/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion OldestVersion{1, 4, 0};
constexpr int HighestPort = 65535;

using Problem = std::optional<ValueProblem>;

QString named(JsonNode node, const QString &must)
{
    return u"\"%1\" must be %2"_s.arg(QString::fromUtf8(node.key()), must);
}

Problem unless(bool isFine, JsonNode node, const QString &must)
{
    return isFine ? Problem() : ValueProblem{node, named(node, must)};
}

/// "1, 2 or 3"
QString listed(const QStringList &choices)
{
    if (choices.size() < 2)
        return choices.join(QString());
    return choices.mid(0, choices.size() - 1).join(u", "_s) + u" or "_s + choices.last();
}

Problem textsProblem(JsonNode node)
{
    bool areTexts = node.isArray();
    for (const JsonNode element : node.children())
        areTexts = areTexts && element.isString();
    return unless(areTexts, node, u"a list of text"_s);
}

/// The first element that a test refuses.
template <typename Test> Problem elementsProblem(JsonNode node, Test test)
{
    if (const Problem problem = textsProblem(node))
        return problem;
    for (const JsonNode element : node.children()) {
        if (const QString text = test(element.stringOr()); !text.isEmpty())
            return ValueProblem{element, text};
    }
    return {};
}

QString patternProblem(const QString &pattern)
{
    const QRegularExpression expression(pattern);
    return expression.isValid()
        ? QString()
        : u"this is not a regular expression (%1)"_s.arg(expression.errorString());
}

Problem choiceProblem(const SettingSpec &spec, JsonNode node)
{
    const QStringList choices = text(spec.choices).split(u'|');
    const QString literal = QString::fromUtf8(node.literal());
    return unless(choices.contains(literal), node, listed(choices));
}

Problem versionProblem(JsonNode node)
{
    const std::optional<MarathonVersion> version = MarathonVersion::parse(node.stringOr());
    if (!version)
        return ValueProblem{node, named(node, u"a release such as \"1.9\""_s)};
    if (*version < OldestVersion)
        return ValueProblem{node, u"Marathon 1.4 is the oldest that Pinion knows"_s};
    return {};
}

QString portRangeProblem(const QString &range)
{
    static const QRegularExpression form(u"^(\\d{1,5})(?:-(\\d{1,5}))?$"_s);
    const QRegularExpressionMatch match = form.match(range);
    const int first = match.captured(1).toInt();
    const int last = match.captured(2).isEmpty() ? first : match.captured(2).toInt();
    const bool isFine = match.hasMatch() && first <= last && last <= HighestPort;
    return isFine ? QString() : u"a range of ports is written \"31000-32000\""_s;
}

bool isPortPair(JsonNode node)
{
    const qint64 first = node.element(0).toInteger().value_or(-1);
    const qint64 last = node.element(1).toInteger().value_or(-1);
    return node.isArray() && node.childCount() == 2 && 1 <= first && first <= last
        && last <= HighestPort;
}

bool isFlags(JsonNode node)
{
    bool areFlags = node.isObject();
    for (const JsonNode member : node.children())
        areFlags = areFlags && member.isBoolean();
    return areFlags;
}

Problem daysProblem(JsonNode node)
{
    static const QRegularExpression form(u"^[0-9]{1,4}[dw]$"_s);
    return unless(form.match(node.stringOr()).hasMatch(), node,
        u"a number of days or weeks such as \"30d\" or \"4w\""_s);
}

Problem profileProblem(JsonNode node)
{
    if (!node.isString())
        return ValueProblem{node, named(node, u"text"_s)};
    const QString name = node.stringOr();
    return findProfile(name) ? Problem() : ValueProblem{node, noSuchProfile(name)};
}

bool isSameType(JsonNode node, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return node.isBoolean();
    case QJsonValue::Double:
        return node.isNumber();
    case QJsonValue::String:
        return node.isString();
    case QJsonValue::Array:
        return node.isArray();
    case QJsonValue::Object:
        return node.isObject();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return true; // a row without a default takes what comes
    }
    Q_UNREACHABLE();
}

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    default:
        return u"a list"_s;
    }
}

} // namespace

std::optional<ValueProblem> valueProblem(const SettingSpec &spec, JsonNode node)
{
    switch (spec.type) {
    case SettingType::Flag:
        return unless(node.isBoolean(), node, u"true or false"_s);
    case SettingType::Count: {
        const qint64 count = node.toInteger().value_or(-1);
        return unless(count >= 0 && count <= std::numeric_limits<int>::max(), node,
            u"a whole number, 0 or more"_s);
    }
    case SettingType::Amount:
        return unless(node.toDouble().value_or(-1) >= 0, node, u"a number, 0 or more"_s);
    case SettingType::Text:
        return unless(node.isString(), node, u"text"_s);
    case SettingType::Texts:
        return textsProblem(node);
    case SettingType::Patterns:
        return elementsProblem(node, patternProblem);
    case SettingType::Choice:
        return choiceProblem(spec, node);
    case SettingType::Version:
        return versionProblem(node);
    case SettingType::Days:
        return daysProblem(node);
    case SettingType::PortRanges:
        return elementsProblem(node, portRangeProblem);
    case SettingType::PortPair:
        return unless(
            isPortPair(node), node, u"the first and the last port, as in [10000, 10100]"_s);
    case SettingType::Features:
        return unless(isFlags(node), node, u"an object of feature names, each true or false"_s);
    case SettingType::RuleIds:
        return elementsProblem(
            node, [](const QString &id) { return findRule(id) ? QString() : noSuchRule(id); });
    case SettingType::Profile:
        return profileProblem(node);
    }
    Q_UNREACHABLE();
}

std::optional<ValueProblem> valueProblem(const RuleParameter &parameter, JsonNode node)
{
    const QJsonValue initial = jsonValue(bytes(parameter.defaultLiteral));
    if (!isSameType(node, initial))
        return ValueProblem{node, named(node, typeName(initial))};
    const bool areTexts = initial.isArray()
        && (initial.toArray().isEmpty() || initial.toArray().first().isString());
    if (parameter.isPattern) {
        if (areTexts)
            return elementsProblem(node, patternProblem);
        const QString problem = patternProblem(node.stringOr());
        return problem.isEmpty() ? Problem() : ValueProblem{node, problem};
    }
    return areTexts ? textsProblem(node) : Problem();
}

QJsonValue jsonValue(QByteArrayView literal)
{
    // QJsonDocument takes values only as elements.
    return QJsonDocument::fromJson('[' + literal.toByteArray() + ']').array().at(0);
}

QByteArray literalOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

QString nearestHint(QByteArrayView name, const QList<QByteArray> &known)
{
    const std::optional<QByteArray> nearest = nearestName(name, known);
    return nearest ? u"; did you mean \"%1\"?"_s.arg(QString::fromUtf8(*nearest)) : QString();
}

QString noSuchRule(const QString &id)
{
    QList<QByteArray> ids;
    for (const Rule &rule : allRules())
        ids.append(bytes(rule.id));
    const qsizetype slash = id.indexOf(u'/');
    if (const Rule *row = findRule(id.left(slash)); row && slash >= 0) {
        return isPolicyTemplate(*row)
            ? u"\"%1\" needs a name of letters, digits and - behind the /"_s.arg(id)
            : u"there is no rule \"%1\"; only policy-… rules have names behind a /"_s.arg(id);
    }
    return u"there is no rule \"%1\"%2"_s.arg(
        id, nearestHint(id.section(u'/', 0, 0).toUtf8(), ids));
}

} // namespace Pinion
