// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/check.h"
#include "rules/ruleset.h"

#include <QStringList>

#include <algorithm>

// What the tests of the rules share.

namespace Pinion {

inline CheckResult checkText(const QByteArray &text,
    const RuleConfig &config = RuleConfig::builtIn(), const Facts &facts = {},
    const QString &relativePath = {})
{
    const JsonTree tree = JsonTree::parse(text);
    return check(tree, config, facts, relativePath);
}

/// The ids of the findings, in their order.
inline QStringList idsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings)
        ids.append(finding.rule);
    return ids;
}

inline const Finding *findingOf(const Findings &findings, const QString &rule)
{
    const auto found = std::find_if(findings.begin(), findings.end(),
        [&rule](const Finding &finding) { return finding.rule == rule; });
    return found == findings.end() ? nullptr : &*found;
}

inline qsizetype countOf(const Findings &findings, const QString &rule)
{
    return std::count_if(findings.begin(), findings.end(),
        [&rule](const Finding &finding) { return finding.rule == rule; });
}

inline qsizetype errorsIn(const Findings &findings)
{
    return countFindings(findings).errors;
}

/// The text after a fix; `answer` is for guided ones. Empty if the fix has nothing to say.
inline QByteArray fixedText(const QByteArray &text, const Fix &fix, const QString &answer)
{
    TextEdits edits = fix.edits;
    if (fix.question) {
        const Result<TextEdits> answered = fix.question->edits(answer);
        if (!answered)
            return {};
        edits = *answered;
    }
    const Result<QByteArray> after = applied(text, edits);
    return after ? *after : QByteArray();
}

/// The law of fixes: each one removes its finding and leaves no more errors than before. Answers
/// what breaks the law, or an empty text.
inline QString brokenFixLaw(const QByteArray &text,
    const RuleConfig &config = RuleConfig::builtIn(), const Facts &facts = {},
    const QString &answer = QStringLiteral("2.7.1"))
{
    const Findings before = checkText(text, config, facts).findings;
    for (const Finding &finding : before) {
        for (const Fix &fix : finding.fixes) {
            const QString name = finding.rule + QStringLiteral(": ") + fix.title;
            QByteArray after = fixedText(text, fix, answer);
            if (after.isEmpty() && fix.question)
                after = fixedText(text, fix, fix.question->suggestion);
            if (after.isEmpty())
                return name + QStringLiteral(" gives no edits");
            const Findings now = checkText(after, config, facts).findings;
            if (countOf(now, finding.rule) >= countOf(before, finding.rule))
                return name + QStringLiteral(" leaves the finding in ") + QString::fromUtf8(after);
            for (const Rule &rule : allRules()) {
                const QString id = QString::fromUtf8(rule.id.data(), qsizetype(rule.id.size()));
                const bool isError = rule.severity == Severity::Error;
                if (isError && countOf(now, id) > countOf(before, id))
                    return name + QStringLiteral(" causes ") + id;
            }
        }
    }
    return {};
}

} // namespace Pinion
