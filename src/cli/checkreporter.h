// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/filereport.h"

namespace Pinion {

/// What the checked files have in common at the end.
struct CheckSummary
{
    qsizetype files = 0;
    qsizetype filesWithProblem = 0;
    FindingCounts counts;
    int templatedValues = 0;
};

/// Writes the outcome of a check to standard output, file by file.
class CheckReporter
{
public:
    CheckReporter() = default;
    CheckReporter(const CheckReporter &) = delete;
    CheckReporter &operator=(const CheckReporter &) = delete;
    virtual ~CheckReporter() = default;

    virtual void add(const FileReport &report) = 0;
    virtual void finish(const CheckSummary &summary) = 0;
};

/// For people: compiler-style lines with the source below them.
[[nodiscard]] std::unique_ptr<CheckReporter> textReporter(Console &console);
/// For programs: one JSON object; see the manual of check.
[[nodiscard]] std::unique_ptr<CheckReporter> jsonReporter(Console &console);

} // namespace Pinion
