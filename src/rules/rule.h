// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/definition.h"
#include "marathon/facts.h"
#include "marathon/marathonversion.h"
#include "marathon/tagclass.h"
#include "rules/finding.h"

#include <QHash>

#include <string_view>

namespace Pinion {

/// Parameters of rules that a project may set; see docs/configuration.md.
struct RuleParameters
{
    TagPolicy images;
    QStringList allowedExtraKeys; ///< regular expressions; defaults are in ruleconfig.cpp
};

/// Levels that differ from a rule's own, by rule id; no severity means off.
using RuleLevels = QHash<QString, std::optional<Severity>>;

/// Everything a rule may look at. Rules are pure: the same context gives the same findings.
struct RuleContext
{
    const JsonTree &tree;
    const Definitions &definitions;
    const Facts &facts;
    const RuleParameters &parameters;
    MarathonVersion version = DefaultMarathonVersion;
    const RuleLevels &levels;
};

/// What one look at a document yields.
struct RuleReport
{
    Findings findings;
    std::vector<qsizetype> unjudged; ///< offsets of values that hold placeholders and were skipped
};

/// One row of the rule catalogue. What users read of a rule is generated from here.
struct Rule
{
    std::string_view id; ///< stable kebab-case
    RuleFamily family = RuleFamily::Practice;
    Severity severity = Severity::Warning; ///< its highest level by default
    std::string_view title; ///< "Image tag latest"
    std::string_view why; ///< which failure it prevents
    std::string_view remedy; ///< how to fix it, in words
    std::string_view exception = {}; ///< when it stays silent on purpose
    std::string_view source; ///< where the knowledge comes from
    std::string_view failing = {}; ///< a JSON example that yields the rule
    std::string_view passing = {}; ///< the same, mended
    bool isOnByDefault = true;
    bool readsDamagedText = false; ///< also runs on a text with syntax errors
    /// Looks at a whole document. Rows may share one function, which the engine then runs once;
    /// each finding names its rule and has that rule's severity or a lower one. Null for rules that
    /// the engine itself reports.
    RuleReport (*check)(const RuleContext &context) = nullptr;
};

/// The level of a rule's findings when the rule itself says `own`: the configured one, but never
/// raised above a deliberately lower `own`. Nothing if the rule is off.
[[nodiscard]] std::optional<Severity> effectiveLevel(
    const Rule &rule, Severity own, const RuleLevels &levels);

/// A finding of the rule `id` about a value, marked at `range`, at the rule's own severity.
[[nodiscard]] Finding makeFinding(
    std::string_view id, JsonNode node, TextRange range, QString message);
/// The same, marked at the whole value.
[[nodiscard]] Finding makeFinding(std::string_view id, JsonNode node, QString message);

} // namespace Pinion
