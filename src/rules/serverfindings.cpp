// SPDX-License-Identifier: GPL-3.0-or-later
// Joins what the schema finds and what the server would answer: one finding for each cause.
#include "server/reader.h"

#include "marathon/schema.h"
#include "rules/hygiene.h"
#include "rules/ruleset.h"
#include "rules/schemavalue.h"
#include "rules/schemawalk.h"
#include "rules/serverrules.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView EmptyClause{"; Marathon takes this for an empty one."};
constexpr QLatin1StringView RefusesWords{"Marathon refuses this:"};
constexpr QLatin1StringView OverlooksWords{"Marathon overlooks this:"};

/// What the schema knows of these fields the server judges after reading, so that nothing follows
/// from its silence where it has refused the definition before.
constexpr std::array JudgedLater = {
    std::string_view{"/acceptedResourceRoles"},
    std::string_view{"/constraints/*"},
    std::string_view{"/container/docker/credential"},
    std::string_view{"/container/volumes/*/external"},
    std::string_view{"/container/volumes/*/external/name"},
    std::string_view{"/container/volumes/*/external/provider"},
    std::string_view{"/container/volumes/*/persistent/constraints/*"},
    std::string_view{"/containers/*/resourceLimits/cpus"},
    std::string_view{"/containers/*/resourceLimits/mem"},
    std::string_view{"/dependencies/*"},
    std::string_view{"/readinessChecks"},
    std::string_view{"/resourceLimits/cpus"},
    std::string_view{"/resourceLimits/mem"},
    std::string_view{"/user"},
};

bool isOfSchema(const Finding &finding)
{
    return finding.rule.startsWith("schema-"_L1);
}

ServerAnswer answerOf(const Refusal &refusal)
{
    return {refusal.status, refusal.violation.path, refusal.violation.message};
}

/// Where a missing member is best shown: at its parent's key, or at the opening brace.
TextRange markOf(const Violation &violation)
{
    const JsonNode place = violation.place;
    if (violation.isAtKey && place.hasKey())
        return place.keyRange();
    const bool isLarge = place.isObject() && place.childCount() > 0;
    if (violation.isAtKey || (isLarge && !place.hasKey()))
        return {place.range().begin, place.range().begin + 1};
    return place.range();
}

QString factOf(const Violation &violation)
{
    if (violation.message == u"error.expected.int"_s)
        return shownName(violation.place) + u" must be a whole number below 2147483648"_s;
    const Rule *rule = findRule(text(violation.rule));
    QString title = text(rule->title);
    const bool isWord = title.size() > 1 && !title[1].isUpper();
    if (isWord)
        title[0] = title[0].toLower();
    return title;
}

class Joiner
{
public:
    Joiner(const RuleContext &context, RuleReport report)
        : m_context(context)
        , m_report(std::move(report))
        , m_schemaFindings(m_report.findings.size())
    {
        for (size_t i = 0; i < m_schemaFindings; ++i)
            m_places[m_report.findings[i].pointer].push_back(i);
    }

    void join(const std::vector<Refusal> &refusals)
    {
        for (const Refusal &refusal : refusals) {
            // A null where a member must be counts as missing from its object here.
            const JsonNode place = refusal.violation.place;
            m_refused.insert(place.range().begin);
            const JsonPointer pointer
                = place.isNull() && place.hasKey() ? place.parent().pointer() : place.pointer();
            if (Finding *finding = sameCause(refusal, pointer))
                answer(*finding, refusal);
            else
                add(refusal, pointer);
        }
        for (size_t i = 0; i < m_schemaFindings; ++i)
            overlook(m_report.findings[i]);
    }

    [[nodiscard]] RuleReport takeReport()
    {
        std::erase_if(
            m_report.findings, [](const Finding &finding) { return finding.rule.isEmpty(); });
        return std::move(m_report);
    }

private:
    /// The finding that speaks of the same fault already.
    Finding *sameCause(const Refusal &refusal, const JsonPointer &pointer)
    {
        const QString rule = text(refusal.violation.rule);
        const QString key = refusal.violation.path.section(u'/', -1);
        Finding *best = nullptr;
        for (const size_t i : findingsAt(pointer, refusal.violation.rule == ReadFormRule)) {
            Finding &finding = m_report.findings[i];
            if (finding.rule != rule && !isOfSchema(finding))
                continue;
            const bool namesKey = finding.message.contains(u' ' + key + u" is missing"_s);
            if (!best || (namesKey && !finding.answer))
                best = &finding;
        }
        return best;
    }

    /// Indices of the findings about a place; `isForm`: and of the schema's about what is below.
    [[nodiscard]] std::vector<size_t> findingsAt(const JsonPointer &pointer, bool isForm) const
    {
        std::vector<size_t> indices;
        // Pointers are ordered by their tokens: those below a place follow it without a gap.
        for (auto place = m_places.lower_bound(pointer);
             place != m_places.end() && pointer.contains(place->first); ++place) {
            for (const size_t i : place->second) {
                if (place->first == pointer || (isForm && isOfSchema(m_report.findings[i])))
                    indices.push_back(i);
            }
            if (!isForm)
                break;
        }
        std::sort(indices.begin(), indices.end());
        return indices;
    }

    void answer(Finding &finding, const Refusal &refusal) const
    {
        // "must be empty" is but one half of rules that allow nothing or something else.
        const bool saysLittle = finding.answer && finding.answer->error == u"must be empty"_s;
        if (!finding.answer || saysLittle)
            finding.answer = answerOf(refusal);
        if (finding.fixes.empty())
            finding.fixes = serverFixes(refusal, m_context);
        if (finding.message.endsWith(EmptyClause)) {
            finding.message.chop(EmptyClause.size());
            finding.message = Pinion::refusal(finding.message);
        }
    }

    void add(const Refusal &refusal, const JsonPointer &pointer)
    {
        // A key without effect that is refused has one after all.
        for (const size_t i : findingsAt(pointer, false)) {
            if (m_report.findings[i].rule == text(UnknownFieldRule))
                m_report.findings[i].rule.clear();
        }
        Finding finding = makeFinding(refusal.violation.rule, refusal.violation.place,
            markOf(refusal.violation), Pinion::refusal(factOf(refusal.violation)));
        finding.answer = answerOf(refusal);
        finding.fixes = serverFixes(refusal, m_context);
        m_places[finding.pointer].push_back(m_report.findings.size());
        m_report.findings.push_back(std::move(finding));
    }

    /// What the schema finds and the server does not is wrong all the same, but not refused.
    void overlook(Finding &finding) const
    {
        const Definition *definition = m_context.definitions.enclosing(finding.pointer);
        if (finding.answer || !isOfSchema(finding) || !finding.message.startsWith(RefusesWords)
            || !definition || isInPodOfGroup(*definition))
            return;
        const FieldSpec *spec
            = findField(definition->root, definition->node.pointer().relative(finding.pointer));
        const bool isLate = spec
            && std::find(JudgedLater.begin(), JudgedLater.end(), spec->pointer)
                != JudgedLater.end();
        const TextRange own = definition->node.range();
        const auto refused = m_refused.lower_bound(own.begin);
        const bool isRefused = refused != m_refused.end() && *refused < own.end;
        if (!isLate || !isRefused)
            finding.message.replace(0, RefusesWords.size(), OverlooksWords);
    }

    /// Pods that a group lists are not read with it; sent by themselves they would be judged.
    [[nodiscard]] static bool isInPodOfGroup(const Definition &definition)
    {
        // GET of a group shows each pod's definition inside the pod's state.
        const JsonNode list = definition.node.parent();
        const bool isListed = list.key() == "pods" || list.parent().key() == "pods";
        return definition.root == SchemaRoot::Pod && isListed;
    }

    const RuleContext &m_context;
    RuleReport m_report;
    size_t m_schemaFindings;
    std::map<JsonPointer, std::vector<size_t>> m_places; ///< the findings by their pointers
    std::set<qsizetype> m_refused; ///< where the places of the refusals begin
};

} // namespace

RuleReport checkSchema(const RuleContext &context)
{
    RuleReport report = walkSchema(context);
    if (!ServerJudge::knows(context.version))
        return report;
    const std::vector<Refusal> refusals = ServerJudge(context).judge();
    if (refusals.empty() && report.findings.empty())
        return report;
    Joiner joiner(context, std::move(report));
    joiner.join(refusals);
    return joiner.takeReport();
}

} // namespace Pinion
