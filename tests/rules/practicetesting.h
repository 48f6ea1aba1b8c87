// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ruletesting.h"

#include "rules/examples.h"

#include <QTest>

#include <span>

// What the tests of the practice rules share.

namespace Pinion {

/// A document and the levels at which a rule reports it.
struct PracticeCase
{
    const char *name;
    const char *rule;
    const char *json; ///< a merge patch over the base, or without one a whole document
    const char *levels; ///< a letter for each finding in order, "EW"; empty: silent
    ExampleBase base = ExampleBase::App;
};

inline QByteArray documentOf(const char *json, ExampleBase base)
{
    Rule rule;
    rule.exampleBase = base;
    return exampleDocument(rule, json);
}

inline void addCases(std::span<const PracticeCase> cases)
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("levels");
    for (const PracticeCase &each : cases) {
        QTest::addRow("%s: %s", each.rule, each.name) << documentOf(each.json,
            each.base) << QString::fromUtf8(each.rule) << QString::fromUtf8(each.levels);
    }
}

/// "E", "W" or "I" for each finding of a rule, in their order.
inline QString levelsOf(const Findings &findings, const QString &rule)
{
    QString levels;
    for (const Finding &finding : findings) {
        if (finding.rule == rule)
            levels += severityName(finding.severity).at(0).toUpper();
    }
    return levels;
}

inline QString levelsOf(const Findings &findings, const char *rule)
{
    return levelsOf(findings, QString::fromUtf8(rule));
}

inline const Finding *findingOf(const Findings &findings, const char *rule)
{
    return findingOf(findings, QString::fromUtf8(rule));
}

/// What is wrong with the fixes of a rule's findings: each one must remove a finding of the rule
/// and leave no more errors than before. Empty if nothing is. A question gets `answer`, or its own
/// suggestion where there is none.
inline QString brokenFixOf(const QByteArray &text, const QString &rule, const RuleConfig &config,
    const QString &answer = {})
{
    const Findings before = checkText(text, config).findings;
    for (const Finding &finding : before) {
        if (finding.rule != rule)
            continue;
        for (const Fix &fix : finding.fixes) {
            const QString suggestion = fix.question ? fix.question->suggestion : QString();
            const QByteArray after = fixedText(text, fix, answer.isEmpty() ? suggestion : answer);
            if (after.isEmpty())
                return fix.title + QStringLiteral(" gives no edits");
            const Findings now = checkText(after, config).findings;
            if (countOf(now, rule) >= countOf(before, rule)) {
                return fix.title + QStringLiteral(" leaves the finding in ")
                    + QString::fromUtf8(after);
            }
            if (errorsIn(now) > errorsIn(before))
                return fix.title + QStringLiteral(" causes an error in ")
                    + QString::fromUtf8(after);
        }
    }
    return {};
}

} // namespace Pinion
