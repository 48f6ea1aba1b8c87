// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ConfigReader that reads "suppressions".
#include "marathon/schema.h"
#include "rules/configreader.h"
#include "rules/ruleset.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype MinimumReason = 10;

/// Words that people write to be rid of a compulsory field.
bool isExcuse(const QString &reason)
{
    static const QRegularExpression excuse(
        u"^(?:[^\\pL]*(?:to ?do|fix ?me|ignored?|suppress(?:ed)?|later|tbd|none|n/a))*[^\\pL]*$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return excuse.match(reason).hasMatch();
}

QString whyInvalid(const SuppressionEntry &entry, const QString &dateProblem)
{
    if (entry.rule.isEmpty())
        return u"it names no rule"_s;
    if (!findRule(entry.rule))
        return u"there is no such rule"_s;
    if (entry.id.isEmpty() && entry.files.isEmpty())
        return u"it needs an id or files; \"rules\" turns a rule off everywhere"_s;
    if (!entry.id.isEmpty() && !entry.id.startsWith(u'/') && !entry.id.startsWith(u'*'))
        return u"an id starts with /"_s;
    if (!entry.pointer.isEmpty() && !entry.pointer.startsWith(u'/'))
        return u"a pointer starts with /"_s;
    const QString unreasoned = reasonProblem(entry.suppression.reason);
    return unreasoned.isEmpty() ? dateProblem : unreasoned;
}

} // namespace

QString reasonProblem(const QString &reason)
{
    const QString text = reason.trimmed();
    if (text.isEmpty())
        return u"it gives no reason"_s;
    if (text.size() < MinimumReason || isExcuse(text))
        return u"its reason does not say why the finding is acceptable"_s;
    return {};
}

Result<void> ConfigReader::readSuppressions(JsonNode node)
{
    static constexpr Key Keys[] = {
        {"rule", &ConfigReader::readEntryRule},
        {"id", &ConfigReader::readEntryId},
        {"files", &ConfigReader::readEntryFiles},
        {"pointer", &ConfigReader::readEntryPointer},
        {"reason", &ConfigReader::readEntryReason},
        {"expires", &ConfigReader::readEntryExpires},
        {"by", &ConfigReader::readEntryBy},
    };
    if (!node.isArray())
        return failAt(node, u"\"suppressions\" must be a list"_s);
    for (const JsonNode element : node.children()) {
        m_entry = {};
        m_entry.source = m_file.path;
        m_entry.index = element.indexInParent();
        if (const Result<void> result = readObject(element, Keys); !result)
            return result;
        m_entry.invalidBecause = whyInvalid(m_entry, m_entry.invalidBecause);
        m_file.suppressions.push_back(std::move(m_entry));
    }
    return {};
}

Result<void> ConfigReader::readEntryRule(JsonNode node)
{
    const Result<void> result = readText(node, m_entry.rule);
    if (const Rule *rule = findRule(m_entry.rule); rule && !m_entry.rule.contains(u'/'))
        m_entry.rule = text(rule->id); // an earlier id is read as today's
    return result;
}

Result<void> ConfigReader::readEntryId(JsonNode node)
{
    return readText(node, m_entry.id);
}

Result<void> ConfigReader::readEntryFiles(JsonNode node)
{
    return readTexts(node, m_entry.files);
}

Result<void> ConfigReader::readEntryPointer(JsonNode node)
{
    return readText(node, m_entry.pointer);
}

Result<void> ConfigReader::readEntryReason(JsonNode node)
{
    return readText(node, m_entry.suppression.reason);
}

Result<void> ConfigReader::readEntryExpires(JsonNode node)
{
    m_entry.suppression.until = QDate::fromString(node.stringOr(), Qt::ISODate);
    if (!m_entry.suppression.until.isValid())
        m_entry.invalidBecause = u"\"expires\" must be a date such as 2027-01-31"_s;
    return {};
}

Result<void> ConfigReader::readEntryBy(JsonNode node)
{
    return readText(node, m_entry.suppression.owner);
}

} // namespace Pinion
