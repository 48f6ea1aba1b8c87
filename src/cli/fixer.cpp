// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fixer.h"

#include <QSet>

#include <algorithm>

namespace Pinion {

namespace {

// Each round cures at least one finding; a fix that failed to would go on for ever.
constexpr int MostRounds = 1000;

// Edits that touch are put off too: two members inserted at one place need each other's comma.
bool touches(const TextEdits &accepted, const TextEdits &edits)
{
    return std::any_of(edits.begin(), edits.end(), [&](const TextEdit &edit) {
        return std::any_of(accepted.begin(), accepted.end(), [&](const TextEdit &other) {
            return edit.range.begin <= other.range.end && other.range.begin <= edit.range.end;
        });
    });
}

const Fix *safeFix(const Finding &finding)
{
    if (finding.suppressed)
        return nullptr;
    for (const Fix &fix : finding.fixes) {
        if (fix.isSafe && !fix.edits.empty())
            return &fix;
    }
    return nullptr;
}

class Fixer
{
public:
    Fixer(const QString &path, const QByteArray &bytes, const RuleConfig &config)
        : m_config(config)
        , m_report(examine(path, bytes, config))
    { }

    [[nodiscard]] Result<FixOutcome> run(const Chooser &choose)
    {
        for (int round = 0; round < MostRounds; ++round) {
            if (applySafeFixes())
                continue;
            const Result<bool> isChanged = applyChoice(choose);
            if (!isChanged)
                return tl::make_unexpected(isChanged.error());
            if (!*isChanged)
                break;
        }
        return FixOutcome{std::move(m_applied), std::move(m_report)};
    }

private:
    bool applySafeFixes()
    {
        TextEdits accepted;
        std::vector<AppliedFix> names;
        for (const Finding &finding : m_report.check.findings) {
            const Fix *fix = safeFix(finding);
            if (!fix || touches(accepted, fix->edits))
                continue;
            accepted.insert(accepted.end(), fix->edits.begin(), fix->edits.end());
            names.push_back({finding.rule, fix->title});
        }
        return take(accepted, names);
    }

    Result<bool> applyChoice(const Chooser &choose)
    {
        for (const Finding &finding : m_report.check.findings) {
            if (finding.suppressed || guidedFixes(finding).empty() || !isNew(finding))
                continue;
            const Result<std::optional<Choice>> choice = choose(m_report, finding);
            if (!choice)
                return tl::make_unexpected(choice.error());
            if (*choice && take((*choice)->edits, {{finding.rule, (*choice)->title}}))
                return true; // the findings are new ones now
        }
        return false;
    }

    // Nobody is asked twice about the same thing.
    bool isNew(const Finding &finding)
    {
        const std::pair key{finding.rule, finding.pointer};
        const qsizetype before = m_considered.size();
        m_considered.insert(key);
        return m_considered.size() > before;
    }

    bool take(const TextEdits &edits, const std::vector<AppliedFix> &names)
    {
        Result<QByteArray> after = applied(m_report.bytes(), edits);
        if (!after || *after == m_report.bytes())
            return false;
        m_applied.insert(m_applied.end(), names.begin(), names.end());
        m_report = examine(m_report.path, std::move(*after), m_config);
        return true;
    }

    const RuleConfig &m_config;
    FileReport m_report;
    std::vector<AppliedFix> m_applied;
    QSet<std::pair<QString, JsonPointer>> m_considered;
};

} // namespace

std::vector<const Fix *> guidedFixes(const Finding &finding)
{
    std::vector<const Fix *> result;
    for (const Fix &fix : finding.fixes) {
        if (!fix.isSafe && (fix.question || !fix.edits.empty()))
            result.push_back(&fix);
    }
    return result;
}

Result<FixOutcome> fixAll(
    const QString &path, const QByteArray &bytes, const RuleConfig &config, const Chooser &choose)
{
    return Fixer(path, bytes, config).run(choose);
}

} // namespace Pinion
