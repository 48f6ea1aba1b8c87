// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/sourcesnippet.h"
#include "cli/textlayout.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Tone::Error;
    case Severity::Warning:
        return Tone::Warning;
    case Severity::Info:
        return Tone::Info;
    }
    return Tone::Plain;
}

QString fixText(const Fix &fix)
{
    if (fix.question)
        return u"%1 (asks: %2)"_s.arg(fix.title, fix.question->prompt);
    return fix.isSafe ? fix.title + u" (safe)"_s : fix.title;
}

QString suppressionText(const Suppression &suppression)
{
    QString result = suppression.reason;
    if (!suppression.owner.isEmpty())
        result += u", "_s + suppression.owner;
    if (suppression.until.isValid())
        result += u", until "_s + suppression.until.toString(Qt::ISODate);
    return result;
}

QString summaryText(const CheckSummary &summary)
{
    const FindingCounts &counts = summary.counts;
    QStringList parts;
    if (counts.errors + counts.warnings + counts.infos == 0) {
        parts.append(u"no findings"_s);
    } else {
        parts.append(counted(counts.errors, u"error"_s));
        parts.append(counted(counts.warnings, u"warning"_s));
    }
    if (counts.infos > 0)
        parts.append(counted(counts.infos, u"info"_s));
    if (counts.suppressed > 0)
        parts.append(u"%1 suppressed"_s.arg(counts.suppressed));
    QString result = parts.join(", "_L1) + u" in "_s + counted(summary.files, u"file"_s);
    if (summary.filesWithProblem > 0)
        result += u", %1 of which could not be checked"_s.arg(summary.filesWithProblem);
    return result;
}

class TextReporter : public CheckReporter
{
public:
    explicit TextReporter(Console &console)
        : m_console(console)
    { }

    void add(const FileReport &report) override
    {
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed)
                addFinding(report, finding);
        }
        for (const Finding &finding : report.check.findings) {
            if (finding.suppressed)
                addSuppressed(report, finding);
        }
    }

    void finish(const CheckSummary &summary) override
    {
        m_console.printLine(summaryText(summary));
        if (summary.templatedValues > 0)
            m_console.printLine(
                counted(summary.templatedValues, u"value"_s) + u" with placeholders not checked"_s);
    }

private:
    [[nodiscard]] QString place(const FileReport &report, TextRange range) const
    {
        const TextPosition position = report.lines.position(range.begin);
        return u"%1:%2:%3:"_s.arg(printable(report.path)).arg(position.line).arg(position.column);
    }

    [[nodiscard]] QByteArray headline(const FileReport &report, const Finding &finding) const
    {
        return m_console.toned(Tone::Strong, place(report, finding.range)) + ' '
            + m_console.toned(toneOf(finding.severity), severityName(finding.severity) + u':') + ' '
            + printable(finding.message).toUtf8() + ' '
            + m_console.toned(Tone::Faint, u'[' + finding.rule + u']') + '\n';
    }

    void addSource(const FileReport &report, TextRange range)
    {
        const SourceSnippet source = snippet(report.bytes(), range);
        const QString number = QString::number(report.lines.position(range.begin).line);
        const QString margin = number.rightJustified(5) + u" | "_s;
        m_console.print(m_console.toned(Tone::Faint, margin) + source.line.toUtf8() + '\n');
        m_console.print(m_console.toned(Tone::Faint, u"|"_s.rightJustified(7) + u' ')
            + m_console.toned(Tone::Mark, source.underline) + '\n');
    }

    void addFinding(const FileReport &report, const Finding &finding)
    {
        m_console.print(headline(report, finding));
        addSource(report, finding.range);
        for (const RelatedPlace &related : finding.related)
            m_console.printLine(
                u"      see "_s + place(report, related.range) + u' ' + printable(related.message));
        for (const Fix &fix : finding.fixes)
            m_console.print("      fix: " + printable(fixText(fix)).toUtf8() + '\n');
        m_console.printLine();
    }

    void addSuppressed(const FileReport &report, const Finding &finding)
    {
        m_console.print(headline(report, finding));
        m_console.printLine(
            u"      suppressed: "_s + printable(suppressionText(*finding.suppressed)));
        m_console.printLine();
    }

    Console &m_console;
};

} // namespace

std::unique_ptr<CheckReporter> textReporter(Console &console)
{
    return std::make_unique<TextReporter>(console);
}

} // namespace Pinion
