// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/filereport.h"

#include <span>
#include <string_view>

namespace Pinion {

/// What the checked files have in common at the end.
struct CheckSummary
{
    qsizetype files = 0;
    qsizetype filesWithProblem = 0;
    FindingCounts counts;
    int templatedValues = 0;
};

/// How a report looks where its format leaves a choice.
struct ReportStyle
{
    bool hasColours = false; ///< text: escape codes of a terminal
    bool hasLinks = false; ///< text: places are hyperlinks of the terminal (OSC 8)
    bool omitsSuppressed = false; ///< all but text and JSON: leave suppressed findings out
    /// Folder that paths count from in the formats that a forge reads; see repositoryRoot().
    QString root;
};

/// Collects the outcome of a check, file by file, and lays it out in one format.
class CheckReporter
{
public:
    CheckReporter() = default;
    CheckReporter(const CheckReporter &) = delete;
    CheckReporter &operator=(const CheckReporter &) = delete;
    virtual ~CheckReporter() = default;

    /// The report's data is used during the call only.
    virtual void add(const FileReport &report) = 0;
    /// Takes the beginning of the document that is complete by now, UTF-8; may be empty.
    [[nodiscard]] virtual QByteArray takeReady() { return {}; }
    /// The whole document, UTF-8, with a newline at the end, but for what was taken already. To be
    /// called once, last.
    [[nodiscard]] virtual QByteArray finish(const CheckSummary &summary) = 0;
};

/// One row of the table of formats.
struct ReportFormat
{
    std::string_view name; ///< as in --format and --output
    std::string_view summary; ///< who reads it
    std::unique_ptr<CheckReporter> (*make)(const ReportStyle &style) = nullptr;
};

[[nodiscard]] std::span<const ReportFormat> reportFormats();
/// Null for an unknown name.
[[nodiscard]] const ReportFormat *findReportFormat(QByteArrayView name);

// Each is made in the file named after it; reportFormats() lists them.
[[nodiscard]] std::unique_ptr<CheckReporter> textReporter(const ReportStyle &style);
[[nodiscard]] std::unique_ptr<CheckReporter> jsonReporter(const ReportStyle &style);
[[nodiscard]] std::unique_ptr<CheckReporter> sarifReporter(const ReportStyle &style);
[[nodiscard]] std::unique_ptr<CheckReporter> junitReporter(const ReportStyle &style);
[[nodiscard]] std::unique_ptr<CheckReporter> githubReporter(const ReportStyle &style);
[[nodiscard]] std::unique_ptr<CheckReporter> gitlabReporter(const ReportStyle &style);
[[nodiscard]] std::unique_ptr<CheckReporter> checkstyleReporter(const ReportStyle &style);

} // namespace Pinion
