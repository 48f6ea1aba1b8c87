// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ruletesting.h"

#include "rules/examples.h"

// What the tests of the practice rules share.

namespace Pinion {

/// A merge patch (RFC 7396) over one of the examples' bases; without a base the text itself.
inline QByteArray patched(ExampleBase base, const QByteArray &patch)
{
    Rule rule;
    rule.exampleBase = base;
    return exampleDocument(rule, std::string_view(patch.constData(), size_t(patch.size())));
}

inline QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// The settings of a .pinion.json; the built-in ones for an empty text.
inline RuleConfig configOf(const QByteArray &json)
{
    if (json.isEmpty())
        return RuleConfig::builtIn();
    const Result<RuleConfig> config
        = RuleConfig::parse(json, QStringLiteral("/project/.pinion.json"));
    if (!config)
        qFatal("%s", qPrintable(config.error().message));
    return *config;
}

/// "image-no-tag E" for each finding that counts, sorted. Families that judge for the server are
/// left out: these tests are about practice.
inline QStringList verdictOf(const Findings &findings)
{
    QStringList verdict;
    for (const Finding &finding : findings) {
        const bool isPractice
            = finding.family == RuleFamily::Practice || finding.family == RuleFamily::Policy;
        if (isPractice && !finding.suppressed)
            verdict.append(finding.rule + u' ' + severityName(finding.severity).at(0).toUpper());
    }
    verdict.sort();
    return verdict;
}

/// What a person might answer to a fix: its suggestion, or something that fits the question.
inline QByteArray answeredText(const QByteArray &text, const Fix &fix)
{
    QStringList answers{QStringLiteral("2.7.1"), QStringLiteral("shop/api:2.7.1"),
        QStringLiteral("/srv/data"), QStringLiteral("site:admin:$5$abc$Zq1"),
        QStringLiteral("$5$abc$Zq1"), QStringLiteral("2"), QStringLiteral("shop"),
        QStringLiteral("sha256:") + QString(64, QLatin1Char('9'))};
    if (fix.question)
        answers.prepend(fix.question->suggestion);
    for (const QString &answer : answers) {
        const QByteArray after = fixedText(text, fix, answer);
        if (!after.isEmpty())
            return after;
    }
    return {};
}

/// What breaks the law of fixes in a document: each one removes a finding of its rule and leaves no
/// rule with more errors than before. Empty if nothing does.
inline QString brokenLawOf(
    const QByteArray &text, const QString &rule, const RuleConfig &config, const Facts &facts = {})
{
    const Findings before = checkText(text, config, facts).findings;
    const auto errorsOf = [](const Findings &findings, const QString &id) {
        return std::count_if(findings.begin(), findings.end(), [&id](const Finding &finding) {
            return finding.rule == id && finding.severity == Severity::Error;
        });
    };
    for (const Finding &finding : before) {
        if (finding.rule != rule)
            continue;
        for (const Fix &fix : finding.fixes) {
            const QByteArray after = answeredText(text, fix);
            if (after.isEmpty())
                return fix.title + QStringLiteral(" gives no edits");
            const Findings now = checkText(after, config, facts).findings;
            const QString shown = QStringLiteral(" in ") + QString::fromUtf8(after);
            if (countOf(now, rule) >= countOf(before, rule))
                return fix.title + QStringLiteral(" leaves the finding") + shown;
            for (const Finding &left : now) {
                if (errorsOf(now, left.rule) > errorsOf(before, left.rule))
                    return fix.title + QStringLiteral(" causes ") + left.rule + shown;
            }
        }
    }
    return {};
}

} // namespace Pinion
