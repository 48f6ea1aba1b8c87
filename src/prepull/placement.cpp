// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/placement.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView Unreserved("*");

/// Of an app ["field", "OPERATOR", "value"], of a pod {"fieldName": …}.
std::optional<AppPlacement::Rule> readRule(JsonNode node)
{
    const bool isPod = node.isObject();
    AppPlacement::Rule rule{(isPod ? node["fieldName"] : node.element(0)).stringOr(),
        (isPod ? node["operator"] : node.element(1)).stringOr(),
        (isPod ? node["value"] : node.element(2)).stringOr()};
    if (rule.field.isEmpty() || rule.op.isEmpty())
        return std::nullopt;
    if (rule.field == "@hostname"_L1)
        rule.field = u"hostname"_s;
    return rule;
}

std::optional<QString> valueOn(const Agent &agent, const QString &field)
{
    const auto unlessEmpty
        = [](const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); };
    if (field == "hostname"_L1)
        return agent.hostname;
    if (field == "@region"_L1)
        return unlessEmpty(agent.region);
    if (field == "@zone"_L1)
        return unlessEmpty(agent.zone);
    const auto attribute = agent.attributes.constFind(field);
    return attribute == agent.attributes.constEnd() ? std::nullopt : std::optional(*attribute);
}

/// Marathon matches the whole value.
bool matches(const QString &value, const QString &pattern)
{
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern));
    return !pattern.isEmpty() && whole.match(value).hasMatch();
}

/// Marathon compares numbers with three decimals.
bool isSame(const QString &one, const QString &other)
{
    bool isNumber = false;
    bool isOtherNumber = false;
    const double a = one.toDouble(&isNumber);
    const double b = other.toDouble(&isOtherNumber);
    if (isNumber && isOtherNumber)
        return QString::number(a, 'f', 3) == QString::number(b, 'f', 3);
    return one == other;
}

bool allows(const AppPlacement::Rule &rule, const Agent &agent)
{
    const std::optional<QString> value = valueOn(agent, rule.field);
    if (!value)
        return rule.op == "UNLIKE"_L1;
    if (rule.op == "LIKE"_L1)
        return matches(*value, rule.value);
    if (rule.op == "UNLIKE"_L1)
        return !rule.value.isEmpty() && !matches(*value, rule.value);
    if (rule.op == "IS"_L1)
        return isSame(*value, rule.value);
    if (rule.op == "CLUSTER"_L1)
        return rule.value.isEmpty() || *value == rule.value;
    return true; // UNIQUE, GROUP_BY and MAX_PER count instances
}

bool hasSomethingFor(const QStringList &roles, const Agent &agent)
{
    const AgentResources free = agent.freeFor(roles);
    return free.cpus > 0 || free.mem > 0;
}

} // namespace

AppPlacement AppPlacement::of(JsonNode definition)
{
    const JsonNode pod = definition["scheduling"]["placement"];
    const JsonNode source = pod.isObject() ? pod : definition;
    AppPlacement placement;
    for (const JsonNode constraint : source["constraints"].children()) {
        if (std::optional<Rule> rule = readRule(constraint))
            placement.rules.push_back(*std::move(rule));
    }
    for (const JsonNode role : source["acceptedResourceRoles"].children()) {
        if (const QString name = role.stringOr(); !name.isEmpty())
            placement.roles.append(name);
    }
    return placement;
}

QString AppPlacement::barOf(const Agent &agent) const
{
    const auto rule = std::find_if(
        rules.begin(), rules.end(), [&agent](const Rule &one) { return !allows(one, agent); });
    if (rule != rules.end())
        return u"%1 keeps the app away"_s.arg(
            QStringList{rule->field, rule->op, rule->value}.join(u' ').trimmed());
    if (roles.isEmpty() || hasSomethingFor(roles, agent))
        return {};
    return roles == QStringList{Unreserved}
        ? u"the app takes only what nobody has reserved"_s
        : u"the app takes only what is reserved for "_s + roles.join(u" or "_s);
}

QHash<QString, QString> AppPlacement::barredHosts(const std::vector<Agent> &agents) const
{
    QHash<QString, QString> barred;
    QStringList allowed;
    for (const Agent &agent : agents) {
        const QString bar = barOf(agent);
        if (bar.isEmpty())
            allowed.append(agent.hostname);
        else
            barred.insert(agent.hostname, bar);
    }
    for (const QString &host : allowed)
        barred.remove(host);
    return barred;
}

QStringList helperRoles(const AppPlacement &app, const QString &marathonRole)
{
    const bool hasOwn = !marathonRole.isEmpty() && marathonRole != Unreserved;
    const bool wantsOwn = app.roles.isEmpty() || app.roles.contains(marathonRole);
    return hasOwn && wantsOwn ? QStringList{Unreserved, marathonRole} : QStringList{Unreserved};
}

} // namespace Pinion
