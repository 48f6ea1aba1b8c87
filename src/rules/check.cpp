// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/check.h"

#include "rules/policy.h"
#include "rules/ruleset.h"

#include <algorithm>

namespace Pinion {

namespace {

bool isCancelled(const std::atomic_bool *cancelled)
{
    return cancelled && cancelled->load(std::memory_order_relaxed);
}

/// Runs the rows' check functions, each once, and collects what they answer.
class Run
{
public:
    Run(const RuleContext &context, bool isValidText)
        : m_context(context)
        , m_isValidText(isValidText)
    { }

    void add(const Rule &rule)
    {
        const bool applies = m_isValidText || rule.readsDamagedText;
        if (!applies || !effectiveLevel(rule, rule.severity, m_context.levels))
            return;
        ++m_rulesRun;
        if (!rule.check || std::find(m_done.begin(), m_done.end(), rule.check) != m_done.end())
            return;
        m_done.push_back(rule.check);
        RuleReport report = rule.check(m_context);
        std::move(report.findings.begin(), report.findings.end(), std::back_inserter(m_findings));
        m_unjudged.insert(m_unjudged.end(), report.unjudged.begin(), report.unjudged.end());
    }

    [[nodiscard]] qsizetype rulesRun() const { return m_rulesRun; }
    [[nodiscard]] Findings takeFindings() { return std::move(m_findings); }
    [[nodiscard]] int templatedValues()
    {
        std::sort(m_unjudged.begin(), m_unjudged.end());
        const auto end = std::unique(m_unjudged.begin(), m_unjudged.end());
        return int(end - m_unjudged.begin());
    }

private:
    const RuleContext &m_context;
    const bool m_isValidText;
    std::vector<RuleReport (*)(const RuleContext &)> m_done;
    Findings m_findings;
    std::vector<qsizetype> m_unjudged;
    qsizetype m_rulesRun = 0;
};

/// Gives each finding its configured level and its app; drops those of rules that are off.
Findings levelled(Findings findings, const Definitions &definitions, const RuleLevels &levels)
{
    Findings kept;
    kept.reserve(findings.size());
    for (Finding &finding : findings) {
        const Rule *rule = findRule(finding.rule);
        Q_ASSERT(rule);
        const std::optional<Severity> level = effectiveLevel(*rule, finding.severity, levels);
        if (!level)
            continue;
        finding.severity = *level;
        finding.family = rule->family;
        if (const Definition *definition = definitionAt(definitions, finding.range))
            finding.app = definition->id;
        kept.push_back(std::move(finding));
    }
    return kept;
}

} // namespace

CheckResult check(const JsonTree &tree, const RuleConfig &config, const Facts &facts,
    const QString &relativePath, const std::atomic_bool *cancelled)
{
    const Definitions definitions = findDefinitions(tree);
    const RuleContext context{
        tree, definitions, facts, config.parameters, config.version, config.levels};
    CheckResult result;
    result.kind = definitions.kind;
    Run run(context, tree.isValid());
    for (const Rule &rule : allRules()) {
        if (isCancelled(cancelled))
            return result;
        run.add(rule);
    }
    result.findings = levelled(run.takeFindings(), definitions, config.levels);

    const SuppressionScope scope{definitions, config, facts, relativePath, tree.isValid()};
    Findings policy = levelled(applySuppressions(result.findings, scope), {}, config.levels);
    std::move(policy.begin(), policy.end(), std::back_inserter(result.findings));
    std::stable_sort(
        result.findings.begin(), result.findings.end(), [](const Finding &a, const Finding &b) {
            return a.range != b.range ? a.range < b.range : a.rule < b.rule;
        });
    result.templatedValues = run.templatedValues();
    result.rulesRun = run.rulesRun();
    return result;
}

} // namespace Pinion
