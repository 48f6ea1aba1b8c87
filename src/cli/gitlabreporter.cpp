// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/jsonwriter.h"
#include "cli/reportplace.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// GitLab's scale is info, minor, major, critical, blocker.
QString gitlabSeverity(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"critical"_s;
    case Severity::Warning:
        return u"minor"_s;
    case Severity::Info:
        return u"info"_s;
    }
    Q_UNREACHABLE();
}

/// A code quality report: the array of issues that GitLab's widget reads.
class GitlabReporter : public CheckReporter
{
public:
    explicit GitlabReporter(const ReportStyle &style)
        : m_style(style)
    {
        m_json.beginArray();
    }

    void add(const FileReport &report) override
    {
        const QString path = repositoryPath(report.path, m_style.root);
        if (report.problem)
            addProblem(path, *report.problem);
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed)
                addFinding(path, report, finding);
        }
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &) override
    {
        m_json.endArray();
        return m_json.take();
    }

private:
    struct Issue
    {
        QString description;
        QString check;
        QString fingerprint;
        QString severity;
        QString path;
        qsizetype firstLine = 1;
        qsizetype lastLine = 1;
    };

    void addIssue(const Issue &issue)
    {
        m_json.beginObject();
        m_json.member("description", issue.description);
        m_json.member("check_name", issue.check);
        m_json.member("fingerprint", issue.fingerprint);
        m_json.member("severity", issue.severity);
        m_json.key("location");
        m_json.beginObject();
        m_json.member("path", issue.path);
        m_json.key("lines");
        m_json.beginObject();
        m_json.member("begin", qint64(issue.firstLine));
        m_json.member("end", qint64(issue.lastLine));
        m_json.endObject();
        m_json.endObject();
        m_json.endObject();
    }

    void addProblem(const QString &path, const FileProblem &problem)
    {
        const QByteArray name = path.toUtf8() + '\n' + problemName(problem.kind).toUtf8();
        const qsizetype line = problem.position ? problem.position->line : 1;
        const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex();
        addIssue({problem.message, problemName(problem.kind), QString::fromLatin1(hash),
            u"blocker"_s, path, line, line});
    }

    void addFinding(const QString &path, const FileReport &report, const Finding &finding)
    {
        addIssue({finding.message, finding.rule, m_fingerprints.of(finding, path),
            gitlabSeverity(finding.severity), path, report.lines.position(finding.range.begin).line,
            report.lines.position(finding.range.end).line});
    }

    const ReportStyle m_style;
    JsonWriter m_json;
    Fingerprints m_fingerprints;
};

} // namespace

std::unique_ptr<CheckReporter> gitlabReporter(const ReportStyle &style)
{
    return std::make_unique<GitlabReporter>(style);
}

} // namespace Pinion
