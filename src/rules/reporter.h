// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

#include <QJsonValue>

namespace Pinion {

/// Where the rules that judge one app or pod at a time write down what they found.
class Reporter
{
public:
    Reporter(const RuleContext &context, RuleReport &report)
        : m_context(context)
        , m_report(report)
    { }

    [[nodiscard]] const RuleContext &context() const { return m_context; }

    /// A finding about a value, marked at the whole of it, at the rule's own severity. The
    /// reference is valid until the next call.
    Finding &add(std::string_view rule, JsonNode node, QString message);
    /// The same, marked at the value's key: for what is missing from an object, or for a member
    /// whose presence is the fault. At the value where it has no key.
    Finding &addAtKey(std::string_view rule, JsonNode node, QString message);
    /// The same for what is missing from an object: marked at its key, else at its opening brace.
    Finding &addMissing(std::string_view rule, JsonNode object, QString message);

    /// True for a text that holds a placeholder; it counts as not judged.
    [[nodiscard]] bool skipTemplated(JsonNode text);
    /// The same for a line that a shell reads, where $… is no placeholder.
    [[nodiscard]] bool skipTemplatedShell(JsonNode text);

    /// A rule's parameter: as configured, else the default of its row.
    [[nodiscard]] QJsonValue parameter(std::string_view rule, std::string_view name) const;
    [[nodiscard]] double number(std::string_view rule, std::string_view name) const;
    [[nodiscard]] QStringList texts(std::string_view rule, std::string_view name) const;

private:
    const RuleContext &m_context;
    RuleReport &m_report;
};

} // namespace Pinion
