// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/reportplace.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString commandOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        return u"notice"_s;
    }
    Q_UNREACHABLE();
}

/// Escapes as the runner's command parser undoes them: per cent first, then line breaks.
QString escapedData(QString text)
{
    return text.replace(u'%', "%25"_L1).replace(u'\r', "%0D"_L1).replace(u'\n', "%0A"_L1);
}

QString escapedProperty(const QString &text)
{
    return escapedData(text).replace(u':', "%3A"_L1).replace(u',', "%2C"_L1);
}

/// One command a line. GitHub shows at most ten of each level for a step; the rest is in the log.
class GithubReporter : public CheckReporter
{
public:
    explicit GithubReporter(const ReportStyle &style)
        : m_style(style)
    { }

    void add(const FileReport &report) override
    {
        const QString file = repositoryPath(report.path, m_style.root);
        if (report.problem)
            addProblem(file, *report.problem);
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed)
                addFinding(file, report, finding);
        }
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &) override { return m_text; }

private:
    void addCommand(const QString &command, const QStringList &properties, const QString &message)
    {
        const QString line = u"::%1 %2::%3\n"_s;
        m_text += line.arg(command, properties.join(u','), escapedData(message)).toUtf8();
    }

    void addProblem(const QString &file, const FileProblem &problem)
    {
        QStringList properties{u"file="_s + escapedProperty(file)};
        if (problem.position) {
            properties.append(u"line=%1"_s.arg(problem.position->line));
            properties.append(u"col=%1"_s.arg(problem.position->column));
        }
        addCommand(u"error"_s, properties, problem.message);
    }

    void addFinding(const QString &file, const FileReport &report, const Finding &finding)
    {
        const TextPosition begin = utf16Position(report, finding.range.begin);
        const TextPosition end = utf16Position(report, finding.range.end);
        const QStringList properties{u"file="_s + escapedProperty(file),
            u"line=%1"_s.arg(begin.line), u"endLine=%1"_s.arg(end.line),
            u"col=%1"_s.arg(begin.column), u"endColumn=%1"_s.arg(end.column),
            u"title="_s + escapedProperty(finding.rule)};
        addCommand(commandOf(finding.severity), properties, finding.message);
    }

    const ReportStyle m_style;
    QByteArray m_text;
};

} // namespace

std::unique_ptr<CheckReporter> githubReporter(const ReportStyle &style)
{
    return std::make_unique<GithubReporter>(style);
}

} // namespace Pinion
