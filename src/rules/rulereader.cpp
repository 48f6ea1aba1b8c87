// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ConfigReader that reads "rules".
#include "json/lineindex.h"
#include "marathon/schema.h"
#include "rules/configreader.h"
#include "rules/ruleset.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The id under which a rule's settings are kept: today's, and with its name for an instance.
QString currentId(const Rule &rule, const QString &written)
{
    const qsizetype slash = written.indexOf(u'/');
    return slash < 0 ? text(rule.id) : QString(text(rule.id) + written.sliced(slash));
}

} // namespace

Result<void> ConfigReader::readRules(JsonNode node)
{
    if (!node.isObject())
        return failAt(node, u"\"rules\" must be an object of rule ids"_s);
    for (const JsonNode member : node.children()) {
        const QString written = QString::fromUtf8(member.key());
        const Rule *rule = findRule(written);
        if (!rule)
            return failAt(member.keyRange(), noSuchRule(written));
        if (const Result<void> once = checkOnce(member); !once)
            return once;
        if (member.isNull())
            continue;
        m_rule = u"rules."_s + currentId(*rule, written);
        if (const Result<void> result = readRule(member, *rule); !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readRule(JsonNode node, const Rule &rule)
{
    if (!node.isObject())
        return readLevel(node, rule, m_rule + u".severity"_s);
    const JsonNode lock = node["locked"];
    if (!lock.isAbsent() && !lock.isBoolean())
        return failAt(lock, u"\"locked\" must be true or false"_s);
    // Naming an instance is what turns it on.
    if (m_rule.contains(u'/') && node["severity"].isAbsent()) {
        const SettingOrigin origin{
            m_file.path, LineIndex(m_tree.bytes()).position(node.keyRange().begin).line};
        m_settings->push_back({m_rule + u".severity"_s, severityName(rule.severity), origin,
            lock.toBool().value_or(false), true});
    }
    const bool isLocked = lock.toBool().value_or(false);
    // In this order: a level that is set takes back a milder one from below.
    for (const QByteArrayView name :
        {QByteArrayView("severity"), QByteArrayView("minorSeverity")}) {
        const JsonNode level = node[name];
        if (level.isAbsent())
            continue;
        const Result<void> result = readLevel(level, rule, m_rule + u'.' + QString::fromUtf8(name));
        if (!result)
            return result;
        m_settings->back().isLocked = isLocked;
    }
    for (const JsonNode member : node.children()) {
        if (const Result<void> result = readRuleMember(member, rule, isLocked); !result)
            return result;
    }
    return {};
}

Result<void> ConfigReader::readRuleMember(JsonNode member, const Rule &rule, bool isLocked)
{
    if (const Result<void> once = checkOnce(member); !once)
        return once;
    QList<QByteArray> known{"severity", "minorSeverity", "locked"};
    const QByteArray name = member.key();
    if (known.contains(name))
        return {};
    const auto parameter = std::find_if(rule.parameters.begin(), rule.parameters.end(),
        [&name](const RuleParameter &row) { return bytes(row.name) == name; });
    if (parameter == rule.parameters.end()) {
        for (const RuleParameter &row : rule.parameters)
            known.append(bytes(row.name));
        return failAt(member.keyRange(),
            u"\"%1\" is not a setting of %2%3"_s.arg(
                QString::fromUtf8(name), text(rule.id), nearestHint(name, known)));
    }
    if (member.isNull())
        return {};
    return accept(valueProblem(*parameter, member)).map([this, member, isLocked] {
        add(m_rule + u'.' + QString::fromUtf8(member.key()), member, isLocked);
    });
}

Result<void> ConfigReader::readLevel(JsonNode node, const Rule &rule, const QString &key)
{
    const QString word = node.stringOr();
    const bool isOff = word == u"off";
    if (!severityFromName(word) && !isOff)
        return failAt(node, u"a level must be \"off\", \"info\", \"warning\" or \"error\""_s);
    if (isOff && rule.family == RuleFamily::Syntax) {
        return failAt(node,
            u"\"%1\" cannot be off: a text that is not JSON cannot be checked"_s.arg(
                text(rule.id)));
    }
    add(key, node);
    return {};
}

} // namespace Pinion
