// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/definition.h"
#include "marathon/facts.h"
#include "marathon/marathonversion.h"
#include "marathon/placeholder.h"
#include "marathon/tagclass.h"
#include "rules/finding.h"

#include <QHash>
#include <QJsonObject>

#include <span>
#include <string_view>

namespace Pinion {
class Reporter;
class Workload;

/// What a project says about marathon-lb.
struct LoadBalancerPolicy
{
    QStringList groups; ///< values of HAPROXY_GROUP that a load balancer serves; empty: not told
    PortRange portRange{10000, 10100}; ///< service ports to hand out
    bool wildcardGroup = false; ///< one load balancer serves every group
};

/// How sure a rule can be that what it finds is a fault.
enum class Confidence : quint8 { Certain, Likely, Hint };

/// What a rule's fixes do at best. A safe one never changes what runs except in the stated way.
enum class FixKind : quint8 { None, Guided, Safe };

/// What a rule's examples are patches of (RFC 7396): nothing, the app or the pod of examples.h.
enum class ExampleBase : quint8 { None, App, Pod, Command };

/// A setting of a single rule. The default's JSON type is the type that it accepts.
struct RuleParameter
{
    std::string_view name;
    std::string_view defaultLiteral; ///< JSON
    std::string_view help; ///< one sentence, with unit and range
    bool isPattern = false; ///< text that is a regular expression, or a list of them
};

/// Parameters of rules that a project may set; see docs/configuration.md.
struct RuleParameters
{
    TagPolicy images;
    QStringList allowedExtraKeys; ///< regular expressions; defaults are in ruleconfig.cpp
    LoadBalancerPolicy lb;
    /// What counts as a placeholder besides the usual forms; ask it instead of isTemplated().
    Placeholders placeholders;
    bool isPartial = false; ///< documents are patches: rules that fire on absence stay silent
    /// Parameters of single rules that differ from the default, by rule id.
    QHash<QString, QJsonObject> own;
};

/// A level as a project sets it; nothing means off.
using ConfiguredLevel = std::optional<Severity>;

/// Levels that differ from a rule's own, by rule id or, for instances of policy templates, by the
/// whole id ("policy-required-label/owner").
class RuleLevels
{
public:
    void insert(const QString &id, ConfiguredLevel level) { m_levels.insert(id, level); }
    /// The level of findings that are milder than their rule; without it they are at most as
    /// severe as the rule's configured level.
    void insertMinor(const QString &id, ConfiguredLevel level) { m_minor.insert(id, level); }
    void removeMinor(const QString &id) { m_minor.remove(id); }
    [[nodiscard]] bool isEmpty() const { return m_levels.isEmpty() && m_minor.isEmpty(); }
    [[nodiscard]] bool contains(const QString &id) const { return m_levels.contains(id); }
    [[nodiscard]] ConfiguredLevel value(const QString &id) const { return m_levels.value(id); }
    [[nodiscard]] bool containsMinor(const QString &id) const { return m_minor.contains(id); }
    [[nodiscard]] ConfiguredLevel minor(const QString &id) const { return m_minor.value(id); }
    /// True if an instance of this template is on.
    [[nodiscard]] bool hasInstance(const QString &templateId) const;

private:
    QHash<QString, ConfiguredLevel> m_levels;
    QHash<QString, ConfiguredLevel> m_minor;
};

/// Another document of the same scope.
struct ScopedDocument
{
    QString path; ///< as shown to users
    const JsonTree *tree = nullptr;
    const Definitions *definitions = nullptr;
};

/// Everything a rule may look at. Rules are pure: the same context gives the same findings.
struct RuleContext
{
    const JsonTree &tree;
    const Definitions &definitions;
    const Facts &facts;
    const RuleParameters &parameters;
    MarathonVersion version = DefaultMarathonVersion;
    const RuleLevels &levels;
    /// Documents that are deployed together with this one, for the rules that compare apps.
    std::span<const ScopedDocument> companions = {};
    /// True if the companions are everything that exists: what is not among them does not exist.
    bool isScopeComplete = false;
    /// The document's apps and pods in the order of their definitions; empty while nobody has read
    /// them.
    std::span<const Workload> workloads = {};
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
    ExampleBase exampleBase = ExampleBase::None; ///< what the examples are merged into
    std::string_view exampleConfig = {}; ///< a .pinion.json under which they hold; empty: none
    Confidence confidence = Confidence::Certain;
    FixKind fixKind = FixKind::None;
    std::span<const RuleParameter> parameters = {};
    std::span<const std::string_view> aliases = {}; ///< earlier ids, still understood
    std::string_view since = "0.1"; ///< version of Pinion
    bool isOnByDefault = true;
    bool readsDamagedText = false; ///< also runs on a text with syntax errors
    /// Looks at a whole document. Rows may share one function, which the engine then runs once;
    /// each finding names its rule and has that rule's severity or a lower one. Null for rules that
    /// the engine itself reports.
    RuleReport (*check)(const RuleContext &context) = nullptr;
    /// Looks at one app or pod. Rows may share one function, which then runs once for each. A row
    /// has `check`, `judge` or neither.
    void (*judge)(const Workload &workload, Reporter &reporter) = nullptr;
};

/// The level of a rule's findings when the rule itself says `own`: the configured one, but never
/// raised above a deliberately lower `own` unless the project says so with "minorSeverity". Nothing
/// if the rule is off. `instance` is the whole id of an instance of a policy template.
[[nodiscard]] std::optional<Severity> effectiveLevel(
    const Rule &rule, Severity own, const RuleLevels &levels, const QString &instance = {});

/// A finding of the rule `id` about a value, marked at `range`, at the rule's own severity.
[[nodiscard]] Finding makeFinding(
    std::string_view id, JsonNode node, TextRange range, QString message);
/// The same, marked at the whole value.
[[nodiscard]] Finding makeFinding(std::string_view id, JsonNode node, QString message);

} // namespace Pinion
