// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/check.h"

#include "base/inparallel.h"
#include "marathon/schema.h"
#include "rules/policy.h"
#include "rules/practice/workload.h"
#include "rules/precedence.h"
#include "rules/reporter.h"
#include "rules/ruleset.h"

#include <algorithm>
#include <ranges>

namespace Pinion {

namespace {

bool isCancelled(const std::atomic_bool *cancelled)
{
    return cancelled && cancelled->load(std::memory_order_relaxed);
}

/// Texts from here on, in bytes, are worth the start of threads.
constexpr qsizetype LargeText = 128 * 1024;

/// A function of the table with the rows that share it.
struct Job
{
    RuleReport (*check)(const RuleContext &) = nullptr;
    void (*judge)(const Workload &, Reporter &) = nullptr;
    std::vector<const Rule *> rows = {};
    qsizetype usual = 0; ///< how many rows run where a project sets no level
    qsizetype usualDamaged = 0; ///< the same for a text with syntax errors
};

/// In the order of the first row of each. Rows without a function are one job that does nothing:
/// they count as run all the same.
std::vector<Job> makeJobs()
{
    std::vector<Job> jobs;
    for (const Rule &rule : allRules()) {
        const auto isSame = [&rule](const Job &job) {
            return job.check == rule.check && job.judge == rule.judge;
        };
        auto job = std::ranges::find_if(jobs, isSame);
        if (job == jobs.end())
            job = jobs.insert(jobs.end(), Job{rule.check, rule.judge});
        job->rows.push_back(&rule);
        job->usual += rule.isOnByDefault ? 1 : 0;
        job->usualDamaged += rule.isOnByDefault && rule.readsDamagedText ? 1 : 0;
    }
    return jobs;
}

/// Runs the rows' check functions, each once, and collects what they answer.
class Run
{
public:
    Run(const RuleContext &context, const std::atomic_bool *cancelled)
        : m_context(context)
        , m_cancelled(cancelled)
    {
        static const std::vector<Job> jobs = makeJobs();
        for (const Job &job : jobs)
            add(job);
    }

    /// Rules that are on and apply to the text.
    [[nodiscard]] qsizetype rulesRun() const { return m_rulesRun; }

    /// In the order of the rules; incomplete when cancelled.
    [[nodiscard]] RuleReport report() const
    {
        RuleReport whole;
        const auto outcome = [this](size_t index) { return outcomeOf(*m_jobs[index]); };
        const auto collect = [&whole](RuleReport part) {
            std::ranges::move(part.findings, std::back_inserter(whole.findings));
            std::ranges::move(part.unjudged, std::back_inserter(whole.unjudged));
        };
        if (m_context.tree.bytes().size() >= LargeText) {
            inParallel(m_jobs.size(), outcome, collect);
        } else {
            for (size_t i = 0; i < m_jobs.size(); ++i)
                collect(outcome(i));
        }
        return whole;
    }

private:
    void add(const Job &job)
    {
        const qsizetype runs = rowsOn(job);
        m_rulesRun += runs;
        if (runs == 0 || (!job.check && !job.judge))
            return;
        m_jobs.push_back(&job);
        if (job.judge)
            readWorkloads();
    }

    [[nodiscard]] qsizetype rowsOn(const Job &job) const
    {
        const bool isValid = m_context.tree.isValid();
        if (m_context.levels.isEmpty())
            return isValid ? job.usual : job.usualDamaged;
        return std::ranges::count_if(job.rows, [this, isValid](const Rule *row) {
            return (isValid || row->readsDamagedText) && isOn(*row);
        });
    }

    [[nodiscard]] bool isOn(const Rule &rule) const
    {
        const RuleLevels &levels = m_context.levels;
        return effectiveLevel(rule, rule.severity, levels)
            || (isPolicyTemplate(rule) && levels.hasInstance(text(rule.id)));
    }

    /// The document's apps and pods, read once for all rules.
    void readWorkloads()
    {
        if (m_workloads)
            return;
        m_workloads.emplace();
        for (const Definition &definition : m_context.definitions.items) {
            if (definition.root != SchemaRoot::Group)
                m_workloads->emplace_back(definition, m_context);
        }
        m_context.workloads = *m_workloads;
    }

    /// Called from several threads at once.
    [[nodiscard]] RuleReport outcomeOf(const Job &job) const
    {
        if (isCancelled(m_cancelled))
            return {};
        if (job.check)
            return job.check(m_context);
        RuleReport report;
        Reporter reporter(m_context, report);
        for (const Workload &workload : *m_workloads)
            job.judge(workload, reporter);
        return report;
    }

    RuleContext m_context;
    const std::atomic_bool *m_cancelled;
    std::optional<std::vector<Workload>> m_workloads;
    std::vector<const Job *> m_jobs;
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
        const Run run(context, cancelled);
        RuleReport report = run.report();
        if (isCancelled(cancelled))
            return result;
        // Each variant speaks about its own definitions only.
        for (Finding &finding : levelled(std::move(report.findings), definitions, variant.levels)) {
            if (variants.indexAt(finding.range) == i)
                result.findings.push_back(std::move(finding));
        }
        unjudged.insert(unjudged.end(), report.unjudged.begin(), report.unjudged.end());
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
