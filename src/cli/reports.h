// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/checkreporter.h"

namespace Pinion {

/// The reports that one check writes: one to standard output, the others to files.
class Reports
{
public:
    /// As --format, --output and the options of style ask. Errors: Invalid for an --output that
    /// is not FORMAT=FILE, or names an unknown format or one file twice.
    [[nodiscard]] static Result<Reports> make(const Arguments &arguments, const Console &console);

    /// Prints what can be said by now, so that a long check shows its findings while it runs.
    void add(const FileReport &report, Console &console);
    /// Prints the rest of the one report and writes the files. Errors: Io, with the file's name;
    /// the report on standard output is printed all the same.
    [[nodiscard]] Result<void> finish(const CheckSummary &summary, Console &console);

private:
    struct Report
    {
        QString file; ///< empty: standard output
        std::unique_ptr<CheckReporter> reporter;
    };

    std::vector<Report> m_reports;
};

} // namespace Pinion
