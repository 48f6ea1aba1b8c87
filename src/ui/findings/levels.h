// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/finding.h"
#include "ui/theme/icons.h"

#include <array>

namespace Pinion {

/// A finding's weight as users read it. Refused is what Marathon itself would answer with.
enum class FindingLevel : quint8 { Advice, Warning, Error, Refused };

inline constexpr std::array WorstFirst
    = {FindingLevel::Refused, FindingLevel::Error, FindingLevel::Warning, FindingLevel::Advice};

[[nodiscard]] FindingLevel levelOf(const Finding &finding);
/// Of a finding about something that Marathon accepts.
[[nodiscard]] FindingLevel levelOf(Severity severity);

/// "Refused", "Error", "Warning", "Advice": the word that always goes with shape and colour.
[[nodiscard]] QString levelName(FindingLevel level);
/// "2 refused", "1 error", "3 warnings", "1 piece of advice".
[[nodiscard]] QString levelCount(FindingLevel level, int count);
[[nodiscard]] Icon levelShape(FindingLevel level);
[[nodiscard]] Theme::Role levelColor(FindingLevel level);
/// The level's shape in its colour.
[[nodiscard]] QIcon levelIcon(FindingLevel level);

/// How many findings have each level. Those that the project lives with are counted apart.
struct LevelCounts
{
    std::array<int, WorstFirst.size()> active{};
    int ignored = 0;
    int baselined = 0;

    void add(const Finding &finding);
    [[nodiscard]] int operator[](FindingLevel level) const { return active[size_t(level)]; }
    [[nodiscard]] int total() const;
    /// The worst level that occurs; nothing where all is well.
    [[nodiscard]] std::optional<FindingLevel> worst() const;
};
[[nodiscard]] LevelCounts countLevels(const Findings &findings);

/// "Marathon would answer 422, /container/docker: not defined"
[[nodiscard]] QString answerSentence(const ServerAnswer &answer);
/// "Ignored: the registry rewrites this tag (ops, until 2027-01-31)"
[[nodiscard]] QString suppressionSentence(const Suppression &suppression);

} // namespace Pinion
