// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"

#include <algorithm>
#include <array>

namespace Pinion {

namespace {

constexpr std::array Formats{
    ReportFormat{"text", "for people: compiler-style lines with the source below", textReporter},
    ReportFormat{"json", "for programs: one object, see below", jsonReporter},
    ReportFormat{"sarif", "SARIF 2.1.0, for code scanning and editors", sarifReporter},
    ReportFormat{"junit", "JUnit XML, for Jenkins and other servers", junitReporter},
    ReportFormat{"github", "workflow commands of GitHub Actions", githubReporter},
    ReportFormat{"gitlab", "code quality report of GitLab", gitlabReporter},
    ReportFormat{"checkstyle", "Checkstyle XML, for Jenkins and reviewers", checkstyleReporter},
};

} // namespace

std::span<const ReportFormat> reportFormats()
{
    return Formats;
}

const ReportFormat *findReportFormat(QByteArrayView name)
{
    const auto found
        = std::find_if(Formats.begin(), Formats.end(), [name](const ReportFormat &format) {
              return QByteArrayView(format.name.data(), qsizetype(format.name.size())) == name;
          });
    return found == Formats.end() ? nullptr : &*found;
}

} // namespace Pinion
