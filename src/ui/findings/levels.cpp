// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/levels.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Levels)
};

} // namespace

FindingLevel levelOf(const Finding &finding)
{
    const bool isRefused
        = finding.family == RuleFamily::Syntax || finding.family == RuleFamily::Refused;
    if (isRefused && finding.severity == Severity::Error)
        return FindingLevel::Refused;
    return levelOf(finding.severity);
}

FindingLevel levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return FindingLevel::Error;
    case Severity::Warning:
        return FindingLevel::Warning;
    case Severity::Info:
        break;
    }
    return FindingLevel::Advice;
}

QString levelName(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
        return Words::tr("Refused");
    case FindingLevel::Error:
        return Words::tr("Error");
    case FindingLevel::Warning:
        return Words::tr("Warning");
    case FindingLevel::Advice:
        break;
    }
    return Words::tr("Advice");
}

QString levelCount(FindingLevel level, int count)
{
    switch (level) {
    case FindingLevel::Refused:
        return Words::tr("%n refused", nullptr, count);
    case FindingLevel::Error:
        return Words::tr("%n error(s)", nullptr, count);
    case FindingLevel::Warning:
        return Words::tr("%n warning(s)", nullptr, count);
    case FindingLevel::Advice:
        break;
    }
    return Words::tr("%n piece(s) of advice", nullptr, count);
}

Icon levelShape(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
    case FindingLevel::Error:
        return Icon::Error;
    case FindingLevel::Warning:
        return Icon::Warning;
    case FindingLevel::Advice:
        break;
    }
    return Icon::Advice;
}

Theme::Role levelColor(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
    case FindingLevel::Error:
        return Theme::Role::Error;
    case FindingLevel::Warning:
        return Theme::Role::Warning;
    case FindingLevel::Advice:
        break;
    }
    return Theme::Role::Advice;
}

QIcon levelIcon(FindingLevel level)
{
    return themeIcon(levelShape(level), levelColor(level));
}

void LevelCounts::add(const Finding &finding)
{
    if (finding.isInBaseline())
        ++baselined;
    else if (finding.suppressed)
        ++ignored;
    else
        ++active[size_t(levelOf(finding))];
}

int LevelCounts::total() const
{
    return std::accumulate(active.begin(), active.end(), 0);
}

std::optional<FindingLevel> LevelCounts::worst() const
{
    const auto found = std::ranges::find_if(
        WorstFirst, [this](FindingLevel level) { return (*this)[level] > 0; });
    return found == WorstFirst.end() ? std::nullopt : std::optional(*found);
}

LevelCounts countLevels(const Findings &findings)
{
    LevelCounts counts;
    for (const Finding &finding : findings)
        counts.add(finding);
    return counts;
}

QString answerSentence(const ServerAnswer &answer)
{
    const QString said
        = answer.path.isEmpty() ? answer.error : QString(answer.path + u": " + answer.error);
    return Words::tr("Marathon would answer %1, %2").arg(QString::number(answer.status), said);
}

QString suppressionSentence(const Suppression &suppression)
{
    const bool isKnown = suppression.source == SuppressionSource::Baseline;
    QString sentence = isKnown ? Words::tr("In the baseline: %1").arg(suppression.reason)
                               : Words::tr("Ignored: %1").arg(suppression.reason);
    QStringList details;
    if (!suppression.owner.isEmpty())
        details << suppression.owner;
    if (suppression.until.isValid())
        details << Words::tr("until %1").arg(suppression.until.toString(Qt::ISODate));
    if (!details.isEmpty())
        sentence += u" (%1)"_s.arg(details.join(u", "_s));
    return sentence;
}

} // namespace Pinion
