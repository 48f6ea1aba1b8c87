// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/check.h"

#include "marathon/schema.h"
#include "rules/policy.h"
#include "rules/practice/workload.h"
#include "rules/precedence.h"
#include "rules/reporter.h"
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
        if (!applies || !isOn(rule))
            return;
        ++m_rulesRun;
        if (rule.check && isFirst(rule.check, m_checked))
            collect(rule.check(m_context));
        if (rule.judge && isFirst(rule.judge, m_judged))
            judgeEach(rule);
    }

    [[nodiscard]] qsizetype rulesRun() const { return m_rulesRun; }
    [[nodiscard]] Findings takeFindings() { return std::move(m_findings); }
    [[nodiscard]] const std::vector<qsizetype> &unjudged() const { return m_unjudged; }

private:
    [[nodiscard]] bool isOn(const Rule &rule) const
    {
        const RuleLevels &levels = m_context.levels;
        return effectiveLevel(rule, rule.severity, levels)
            || (isPolicyTemplate(rule) && levels.hasInstance(text(rule.id)));
    }

    /// False if the function has run already, for another row.
    template <typename Function> static bool isFirst(Function function, std::vector<Function> &done)
    {
        if (std::find(done.begin(), done.end(), function) != done.end())
            return false;
        done.push_back(function);
        return true;
    }

    void judgeEach(const Rule &rule)
    {
        RuleReport report;
        Reporter reporter(m_context, report);
        for (const Workload &workload : workloads())
            rule.judge(workload, reporter);
        collect(std::move(report));
    }

    void collect(RuleReport report)
    {
        std::move(report.findings.begin(), report.findings.end(), std::back_inserter(m_findings));
        m_unjudged.insert(m_unjudged.end(), report.unjudged.begin(), report.unjudged.end());
    }

    /// The document's apps and pods, read once for all rules.
    const std::vector<Workload> &workloads()
    {
        if (m_workloads)
            return *m_workloads;
        m_workloads.emplace();
        for (const Definition &definition : m_context.definitions.items) {
            if (definition.root != SchemaRoot::Group)
                m_workloads->emplace_back(definition, m_context);
        }
        return *m_workloads;
    }

    const RuleContext &m_context;
    const bool m_isValidText;
    std::optional<std::vector<Workload>> m_workloads;
    std::vector<RuleReport (*)(const RuleContext &)> m_checked;
    std::vector<void (*)(const Workload &, Reporter &)> m_judged;
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
        const std::optional<Severity> level = effectiveLevel(*rule, finding.severity, levels,
            finding.rule.contains(u'/') ? finding.rule : QString());
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
    const QString &relativePath, const std::atomic_bool *cancelled, const CheckScope &scope)
{
    const Definitions definitions = findDefinitions(tree);
    const ConfigVariants variants(definitions, config);
    const Facts known = joined(facts, config.facts);
    CheckResult result;
    result.kind = definitions.kind;
    std::vector<qsizetype> unjudged;
    for (size_t i = 0; i < variants.count(); ++i) {
        const RuleConfig &variant = variants.at(i);
        const RuleContext context{tree, definitions, known, variant.parameters, variant.version,
            variant.levels, scope.companions, scope.isComplete};
        Run run(context, tree.isValid());
        for (const Rule &rule : allRules()) {
            if (isCancelled(cancelled))
                return result;
            run.add(rule);
        }
        // Each variant speaks about its own definitions only.
        for (Finding &finding : levelled(run.takeFindings(), definitions, variant.levels)) {
            if (variants.indexAt(finding.range) == i)
                result.findings.push_back(std::move(finding));
        }
        unjudged.insert(unjudged.end(), run.unjudged().begin(), run.unjudged().end());
        result.rulesRun = std::max(result.rulesRun, run.rulesRun());
    }
    std::sort(unjudged.begin(), unjudged.end());
    unjudged.erase(std::unique(unjudged.begin(), unjudged.end()), unjudged.end());
    result.templatedValues = int(unjudged.size());
    result.findings = withoutEchoes(std::move(result.findings), definitions);

    const SuppressionScope suppressions{definitions, variants, known, relativePath, tree.isValid(),
        !scope.companions.empty(), unjudged};
    Findings policy = levelled(applySuppressions(result.findings, suppressions), {}, config.levels);
    std::move(policy.begin(), policy.end(), std::back_inserter(result.findings));
    std::stable_sort(
        result.findings.begin(), result.findings.end(), [](const Finding &a, const Finding &b) {
            return a.range != b.range ? a.range < b.range : a.rule < b.rule;
        });
    return result;
}

} // namespace Pinion
