// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/policy.h"

#include "json/jsonedit.h"
#include "rules/families.h"
#include "rules/labelsuppressions.h"
#include "rules/ruleset.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::string_view SuppressInvalid = "suppress-invalid";
constexpr std::string_view SuppressUnused = "suppress-unused";
constexpr std::string_view SuppressExpired = "suppress-expired";
constexpr std::string_view TemporaryExpired = "temporary-expired";
constexpr char TemporaryLabel[] = "pinion.temporary";

constexpr std::array Rows = {
    Rule{
        .id = SuppressInvalid,
        .family = RuleFamily::Policy,
        .severity = Severity::Error,
        .title = "Suppression that is not valid",
        .why = "A suppression with an unknown rule, without a place or without a reason suppresses "
               "nothing. Its author believes that the matter is settled, and nobody can check why.",
        .remedy = "Correct it: a known rule, in .pinion.json also an id or files, and a reason of "
                  "at least ten characters that tells why the finding is acceptable. Rules that "
                  "\"never\" lists are suppressed in .pinion.json only.",
        .source = "Pinion",
    },
    Rule{
        .id = SuppressExpired,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Suppression that has expired",
        .why
        = "The end date that somebody set for living with a finding has passed, so the finding "
          "counts again.",
        .remedy = "Mend the definition and remove the entry or label, or agree on a new end date.",
        .source = "Pinion",
    },
    Rule{
        .id = SuppressUnused,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Suppression that is not needed",
        .why
        = "An entry or label that matches nothing hides the next mistake of the same kind without "
          "a word.",
        .remedy = "Remove it. Where one id is defined in several files, name in \"files\" the "
                  "one that needs it.",
        .exception
        = "Entries with wildcards, or for several files: one document alone cannot tell. Rules "
          "that are off or lack their facts, and places with placeholders.",
        .source = "Pinion",
    },
    Rule{
        .id = TemporaryExpired,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Temporary app that has outlived its date",
        .why = "Somebody marked this with a last day, which has passed. What was put up for a "
               "while takes resources, and nobody looks after it.",
        .remedy = "Delete it from the cluster and its file from the repository, or set a new date.",
        .source = "Pinion",
        .failing = R"({"id": "/shop/probe", "cmd": "exec ./probe",
 "labels": {"pinion.temporary": "2020-01-31"}})",
        .passing = R"({"id": "/shop/probe", "cmd": "exec ./probe",
 "labels": {"pinion.temporary": "2099-12-31"}})",
    },
};

bool hasWildcard(const QString &glob)
{
    return glob.contains(u'*');
}

bool pointerMatches(const QString &pattern, const QString &pointer)
{
    if (!pattern.endsWith("/**"_L1))
        return pattern == pointer;
    const QStringView subtree = QStringView(pattern).chopped(3);
    return pointer == subtree
        || (pointer.startsWith(subtree) && pointer.at(subtree.size()) == u'/');
}

bool holds(TextRange outer, TextRange inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// Rules that cannot speak without something that only the project can tell.
bool hasFacts(const QString &rule, const SuppressionScope &scope)
{
    const ClusterFacts &cluster = scope.facts.cluster;
    if (rule == u"image-tag-moved")
        return !scope.facts.images.isEmpty();
    if (rule == u"place-unique-exceeds-agents")
        return cluster.agents >= 0 || cluster.publicAgents >= 0;
    if (rule == u"res-cannot-fit")
        return cluster.largestAgent.cpus >= 0 || cluster.largestAgent.mem >= 0;
    return scope.hasCompanions || !rule.startsWith("group-"_L1);
}

/// Tells which findings a suppression is about, and whether one document can tell that it is about
/// none.
class Matcher
{
public:
    explicit Matcher(const SuppressionScope &scope)
        : m_scope(scope)
        , m_today(scope.variants.at(0).today.isValid() ? scope.variants.at(0).today
                                                       : QDateTime::currentDateTimeUtc().date())
    { }

    [[nodiscard]] bool matches(const SuppressionEntry &entry, const Finding &finding) const
    {
        if (entry.rule != finding.rule || !fileMatches(entry))
            return false;
        if (!entry.id.isEmpty() && !globMatches(entry.id, finding.app))
            return false;
        return entry.pointer.isEmpty() || placeMatches(entry, finding);
    }

    [[nodiscard]] static bool matches(const LabelSuppression &label, const Finding &finding)
    {
        return label.rule == finding.rule && holds(label.place.range(), finding.range);
    }

    [[nodiscard]] bool isPast(QDate date) const { return date.isValid() && date < m_today; }

    /// True when this very document is all that the entry speaks about, and the rule has looked at
    /// it.
    [[nodiscard]] bool isDecidable(const SuppressionEntry &entry) const
    {
        if (!entry.files.isEmpty()) {
            return entry.files.size() == 1 && !hasWildcard(entry.files.first())
                && entry.files.first() == pathFor(entry)
                && hasRun(entry.rule, m_scope.variants.at(0)) && m_scope.unjudged.empty();
        }
        const auto &items = m_scope.definitions.items;
        const auto item = std::find_if(items.begin(), items.end(),
            [&entry](const Definition &definition) { return definition.id == entry.id; });
        return !hasWildcard(entry.id) && item != items.end()
            && hasRun(entry.rule, m_scope.variants.at(*item)) && isJudged(item->node.range());
    }

    [[nodiscard]] bool isDecidable(const LabelSuppression &label) const
    {
        return hasRun(label.rule, m_scope.variants.at(*label.definition))
            && isJudged(label.place.range());
    }

private:
    [[nodiscard]] bool hasRun(const QString &id, const RuleConfig &config) const
    {
        const Rule *rule = findRule(id);
        const QString instance = id.contains(u'/') ? id : QString();
        return rule && (m_scope.isValidText || rule->readsDamagedText)
            && effectiveLevel(*rule, rule->severity, config.levels, instance)
            && hasFacts(id, m_scope);
    }

    [[nodiscard]] bool isJudged(TextRange range) const
    {
        return std::none_of(m_scope.unjudged.begin(), m_scope.unjudged.end(),
            [range](qsizetype offset) { return range.begin <= offset && offset < range.end; });
    }

    [[nodiscard]] QString pathFor(const SuppressionEntry &entry) const
    {
        return entry.base + m_scope.relativePath;
    }

    [[nodiscard]] bool fileMatches(const SuppressionEntry &entry) const
    {
        return entry.files.isEmpty()
            || std::any_of(entry.files.begin(), entry.files.end(),
                [path = pathFor(entry)](const QString &glob) { return globMatches(glob, path); });
    }

    /// A pointer counts from the document's root or, so that it survives a move into a group, from
    /// the definition that holds the place.
    [[nodiscard]] bool placeMatches(const SuppressionEntry &entry, const Finding &finding) const
    {
        if (pointerMatches(entry.pointer, finding.pointer.toString()))
            return true;
        const Definition *definition = definitionAt(m_scope.definitions, finding.range);
        if (!definition)
            return false;
        const JsonPointer base = definition->node.pointer();
        return base.contains(finding.pointer)
            && pointerMatches(entry.pointer, base.relative(finding.pointer).toString());
    }

    const SuppressionScope &m_scope;
    QDate m_today;
};

QString nameOf(const SuppressionEntry &entry)
{
    const QString place = entry.id.isEmpty() ? entry.files.join(u", "_s) : entry.id;
    const QString rule = entry.rule.isEmpty() ? u"an unnamed rule"_s : entry.rule;
    return place.isEmpty() ? rule : QString(rule + u" for "_s + place);
}

QString invalidMessage(const QString &name, const QString &why)
{
    // A question mark ends a sentence by itself.
    return u"The suppression of %1 has no effect: %2%3"_s.arg(
        name, why, why.endsWith(u'?') ? QString() : u"."_s);
}

QString expiredMessage(const QString &name, QDate until)
{
    return u"The suppression of %1 ended on %2; the finding counts again."_s.arg(
        name, until.toString(Qt::ISODate));
}

QString unusedMessage(const QString &name)
{
    return u"The suppression of %1 matches nothing here; it would hide the next mistake."_s.arg(
        name);
}

class Suppressor
{
public:
    Suppressor(Findings &findings, const SuppressionScope &scope)
        : m_findings(findings)
        , m_matcher(scope)
    { }

    void apply(const SuppressionEntry &entry, qsizetype index)
    {
        const QString name = nameOf(entry);
        if (!entry.invalidBecause.isEmpty()) {
            report(SuppressInvalid, invalidMessage(name, entry.invalidBecause));
            return;
        }
        Suppression suppression = entry.suppression;
        suppression.entry = index;
        const bool isExpired = m_matcher.isPast(suppression.until);
        const bool isUsed = mark(entry, suppression, isExpired);
        if (isUsed && isExpired)
            report(SuppressExpired, expiredMessage(name, suppression.until));
        else if (!isUsed && m_matcher.isDecidable(entry))
            report(SuppressUnused, unusedMessage(name));
    }

    void apply(const LabelSuppression &label)
    {
        if (!label.invalidBecause.isEmpty()) {
            report(SuppressInvalid, invalidMessage(label.rule, label.invalidBecause), label,
                label.range);
            return;
        }
        const bool isExpired = m_matcher.isPast(label.suppression.until);
        const bool isUsed = mark(label, label.suppression, isExpired);
        if (isUsed && isExpired) {
            report(SuppressExpired, expiredMessage(label.rule, label.suppression.until), label,
                label.range);
        } else if (!isUsed && m_matcher.isDecidable(label)) {
            report(SuppressUnused, unusedMessage(label.rule), label, label.label.keyRange());
        }
    }

    void judgeTemporary(const Definition &definition)
    {
        const JsonNode label = definition.node["labels"][TemporaryLabel];
        if (!label.isString())
            return;
        // A bare date, or until= as in the labels that suppress.
        static const QRegularExpression form(
            u"(?:^|;)\\s*(?:until\\s*=)?\\s*(\\d{4}-\\d{2}-\\d{2})"_s);
        const QDate date = QDate::fromString(form.match(label.stringOr()).captured(1), Qt::ISODate);
        if (!m_matcher.isPast(date))
            return;
        Finding finding = makeFinding(TemporaryExpired, label,
            u"This was to be there until %1 only; delete it, or set a new date."_s.arg(
                date.toString(Qt::ISODate)));
        finding.app = definition.id;
        m_about.push_back(std::move(finding));
    }

    [[nodiscard]] Findings take() { return std::move(m_about); }

private:
    /// True if anything matches.
    template <typename Source>
    bool mark(const Source &source, const Suppression &suppression, bool isExpired)
    {
        bool isUsed = false;
        for (Finding &finding : m_findings) {
            if (!m_matcher.matches(source, finding))
                continue;
            isUsed = true;
            if (!isExpired && !finding.suppressed)
                finding.suppressed = suppression;
        }
        return isUsed;
    }

    void report(std::string_view rule, const QString &message)
    {
        m_about.push_back(makeFinding(rule, JsonNode(), TextRange{}, message));
    }

    void report(std::string_view rule, const QString &message, const LabelSuppression &label,
        TextRange range)
    {
        Finding finding = makeFinding(rule, label.label, range, message);
        finding.app = label.definition->id;
        if (const Result<TextEdit> removal = removeNode(label.label))
            finding.fixes.push_back({u"Remove the label"_s, false, {*removal}, {}});
        m_about.push_back(std::move(finding));
    }

    Findings &m_findings;
    const Matcher m_matcher;
    Findings m_about;
};

} // namespace

std::span<const Rule> policyRules()
{
    return Rows;
}

Findings applySuppressions(Findings &findings, const SuppressionScope &scope)
{
    Suppressor suppressor(findings, scope);
    const RuleConfig &config = scope.variants.at(0);
    for (qsizetype i = 0; i < qsizetype(config.suppressions.size()); ++i)
        suppressor.apply(config.suppressions[size_t(i)], i);
    for (const LabelSuppression &label :
        labelSuppressions(scope.definitions, config.inlineSuppressions))
        suppressor.apply(label);
    for (const Definition &definition : scope.definitions.items)
        suppressor.judgeTemporary(definition);
    return suppressor.take();
}

} // namespace Pinion
