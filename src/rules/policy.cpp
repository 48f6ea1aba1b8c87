// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/policy.h"

#include "rules/families.h"
#include "rules/ruleset.h"

#include <QDateTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::string_view SuppressInvalid = "suppress-invalid";
constexpr std::string_view SuppressUnused = "suppress-unused";
constexpr std::string_view SuppressExpired = "suppress-expired";

constexpr std::array Rows = {
    Rule{
        .id = SuppressInvalid,
        .family = RuleFamily::Policy,
        .severity = Severity::Error,
        .title = "Suppression that is not valid",
        .why = "A suppression with an unknown rule, without a place or without a reason suppresses "
               "nothing. Its author believes that the matter is settled, and nobody can check why.",
        .remedy
        = "Correct the entry in .pinion.json: a known rule, an id or files, and a reason of "
          "at least ten characters that tells why the finding is acceptable.",
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
        .remedy = "Mend the definition and remove the entry, or agree on a new end date.",
        .source = "Pinion",
    },
    Rule{
        .id = SuppressUnused,
        .family = RuleFamily::Policy,
        .severity = Severity::Warning,
        .title = "Suppression that is not needed",
        .why
        = "An entry that matches nothing hides the next mistake of the same kind without a word.",
        .remedy
        = "Remove the entry. Where one id is defined in several files, name in \"files\" the "
          "one that needs it.",
        .exception
        = "Entries with wildcards, or for several files: one document alone cannot tell.",
        .source = "Pinion",
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

class Matcher
{
public:
    explicit Matcher(const SuppressionScope &scope)
        : m_scope(scope)
        , m_today(scope.config.today.isValid() ? scope.config.today
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

    [[nodiscard]] bool isExpired(const SuppressionEntry &entry) const
    {
        return entry.suppression.until.isValid() && entry.suppression.until < m_today;
    }

    /// True when this very document is all that the entry speaks about, and the rule has looked at
    /// it.
    [[nodiscard]] bool isDecidable(const SuppressionEntry &entry) const
    {
        const Rule *rule = findRule(entry.rule);
        const bool hasRun = rule && (m_scope.isValidText || rule->readsDamagedText)
            && effectiveLevel(*rule, rule->severity, m_scope.config.levels);
        const bool hasFacts = entry.rule != u"image-tag-moved" || !m_scope.facts.images.isEmpty();
        if (!hasRun || !hasFacts)
            return false;
        if (!entry.files.isEmpty()) {
            return entry.files.size() == 1 && !hasWildcard(entry.files.first())
                && entry.files.first() == m_scope.relativePath;
        }
        const auto &items = m_scope.definitions.items;
        return !hasWildcard(entry.id)
            && std::any_of(items.begin(), items.end(),
                [&entry](const Definition &item) { return item.id == entry.id; });
    }

private:
    [[nodiscard]] bool fileMatches(const SuppressionEntry &entry) const
    {
        return entry.files.isEmpty()
            || std::any_of(entry.files.begin(), entry.files.end(),
                [this](const QString &glob) { return globMatches(glob, m_scope.relativePath); });
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

Finding policyFinding(std::string_view rule, const QString &message)
{
    return makeFinding(rule, JsonNode(), TextRange{}, message);
}

} // namespace

std::span<const Rule> policyRules()
{
    return Rows;
}

const Definition *definitionAt(const Definitions &definitions, TextRange range)
{
    const auto &items = definitions.items;
    auto next = std::upper_bound(items.begin(), items.end(), range.begin,
        [](qsizetype offset, const Definition &item) { return offset < item.node.range().begin; });
    // A group stands before its members, so the last one that holds the place is the innermost.
    while (next != items.begin()) {
        --next;
        if (next->node.range().end >= range.end)
            return &*next;
    }
    return nullptr;
}

Findings applySuppressions(Findings &findings, const SuppressionScope &scope)
{
    const Matcher matcher(scope);
    Findings about;
    for (const SuppressionEntry &entry : scope.config.suppressions) {
        const QString name = nameOf(entry);
        if (!entry.invalidBecause.isEmpty()) {
            about.push_back(policyFinding(SuppressInvalid,
                u"The suppression of %1 has no effect: %2."_s.arg(name, entry.invalidBecause)));
            continue;
        }
        bool isUsed = false;
        const bool isExpired = matcher.isExpired(entry);
        for (Finding &finding : findings) {
            if (!matcher.matches(entry, finding))
                continue;
            isUsed = true;
            if (!isExpired && !finding.suppressed)
                finding.suppressed = entry.suppression;
        }
        if (isUsed && isExpired) {
            about.push_back(policyFinding(SuppressExpired,
                u"The suppression of %1 ended on %2; the finding counts again."_s.arg(
                    name, entry.suppression.until.toString(Qt::ISODate))));
        } else if (!isUsed && matcher.isDecidable(entry)) {
            about.push_back(policyFinding(SuppressUnused,
                u"The suppression of %1 matches nothing here; it would hide the next mistake."_s
                    .arg(name)));
        }
    }
    return about;
}

} // namespace Pinion
