// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/reports.h"

#include "base/textfile.h"
#include "cli/reportplace.h"
#include "cli/textlayout.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QList<QByteArray> formatNames()
{
    QList<QByteArray> names;
    for (const ReportFormat &format : reportFormats())
        names.append(QByteArray(format.name.data(), qsizetype(format.name.size())));
    return names;
}

Error badOutput(const QByteArray &value, const QString &problem)
{
    return Error{ErrorKind::Invalid, u"--output %1: %2"_s.arg(QString::fromUtf8(value), problem)};
}

} // namespace

Result<Reports> Reports::make(const Arguments &arguments, const Console &console)
{
    ReportStyle style;
    style.omitsSuppressed = arguments.has("--omit-suppressed");
    style.root = repositoryRoot(QDir::currentPath());
    Reports reports;
    for (const QByteArray &value : arguments.values("--output")) {
        const qsizetype equals = value.indexOf('=');
        if (equals <= 0 || equals == value.size() - 1)
            return tl::make_unexpected(badOutput(
                value, u"wants a format and a file, as in --output sarif=findings.sarif"_s));
        const ReportFormat *format = findReportFormat(value.first(equals));
        if (!format)
            return tl::make_unexpected(badOutput(value,
                u"there is no such format."_s + didYouMean(value.first(equals), formatNames())));
        const QString file = QFile::decodeName(value.sliced(equals + 1));
        if (std::any_of(reports.m_reports.begin(), reports.m_reports.end(),
                [&file](const Report &report) { return report.file == file; }))
            return tl::make_unexpected(badOutput(value, u"the file is named twice"_s));
        reports.m_reports.push_back({file, format->make(style)});
    }
    style.hasColours = console.hasColours();
    style.hasLinks = arguments.has("--hyperlinks");
    const QByteArray shown = arguments.has("--format") ? arguments.value("--format") : "text"_ba;
    reports.m_reports.push_back({QString(), findReportFormat(shown)->make(style)});
    return reports;
}

void Reports::add(const FileReport &report, Console &console)
{
    for (Report &each : m_reports) {
        each.reporter->add(report);
        if (each.file.isEmpty())
            console.stream(each.reporter->takeReady());
    }
}

Result<void> Reports::finish(const CheckSummary &summary, Console &console)
{
    Result<void> outcome;
    for (Report &each : m_reports) {
        const QByteArray text = each.reporter->finish(summary);
        if (each.file.isEmpty()) {
            console.print(text);
        } else if (Result<void> written = writeFile(each.file, text); !written && outcome) {
            outcome = std::move(written);
        }
    }
    return outcome;
}

} // namespace Pinion
