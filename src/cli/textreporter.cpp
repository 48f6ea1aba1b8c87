// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/sourcesnippet.h"
#include "cli/textlayout.h"

#include <QFileInfo>
#include <QUrl>

#include <span>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Of related places below a finding; an answer of the API may have dozens.
constexpr qsizetype MostPlaces = 4;

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
    if (counts.baselined > 0)
        parts.append(u"%1 in baseline"_s.arg(counts.baselined));
    if (summary.templatedValues > 0)
        parts.append(counted(summary.templatedValues, u"check"_s) + u" skipped (templates)"_s);
    QString result = parts.join(", "_L1) + u" in "_s + counted(summary.files, u"file"_s);
    if (summary.filesWithProblem > 0)
        result += u", %1 of which could not be checked"_s.arg(summary.filesWithProblem);
    return result;
}

class TextReporter : public CheckReporter
{
public:
    explicit TextReporter(const ReportStyle &style)
        : m_style(style)
    { }

    void add(const FileReport &report) override
    {
        m_path = printable(report.path).toUtf8();
        if (report.tree)
            m_shown = withoutSecrets(report);
        for (const Finding &finding : report.check.findings) {
            if (!finding.suppressed)
                addFinding(report, finding);
        }
        for (const Finding &finding : report.check.findings) {
            if (finding.suppressed && !finding.isInBaseline()) // those are counted only
                addSuppressed(report, finding);
        }
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &summary) override
    {
        addLine(summaryText(summary));
        return m_text;
    }

private:
    void addLine(const QString &text = {}) { m_text.append(text.toUtf8()).append('\n'); }

    [[nodiscard]] QByteArray toned(Tone tone, const QByteArray &utf8) const
    {
        return Pinion::toned(tone, utf8, m_style.hasColours);
    }

    /// "orders.json:3:5:", or "orders.json:" for a place in another file of the same scope.
    [[nodiscard]] QByteArray place(
        const FileReport &report, TextRange range, const QString &otherFile = {}) const
    {
        if (!otherFile.isEmpty())
            return printable(otherFile).toUtf8() + ':';
        const TextPosition position = report.lines.position(range.begin);
        return m_path + ':' + QByteArray::number(position.line) + ':'
            + QByteArray::number(position.column) + ':';
    }

    [[nodiscard]] QByteArray linked(const FileReport &report, const QByteArray &shown) const
    {
        if (!m_style.hasLinks)
            return shown;
        const QUrl url = QUrl::fromLocalFile(QFileInfo(report.path).absoluteFilePath());
        return "\x1b]8;;" + url.toEncoded() + "\x1b\\" + shown + "\x1b]8;;\x1b\\";
    }

    [[nodiscard]] QByteArray headline(const FileReport &report, const Finding &finding) const
    {
        return linked(report, toned(Tone::Strong, place(report, finding.range))) + ' '
            + toned(toneOf(finding.severity), severityName(finding.severity).toUtf8() + ':') + ' '
            + printable(finding.message).toUtf8() + ' '
            + toned(Tone::Faint, '[' + finding.rule.toUtf8() + ']') + '\n';
    }

    void addSource(const FileReport &report, TextRange range)
    {
        const SourceSnippet source = snippet(m_shown, range);
        const QByteArray number = QByteArray::number(report.lines.position(range.begin).line);
        m_text.append(toned(Tone::Faint, number.rightJustified(5) + " | ") + source.line.toUtf8());
        m_text.append('\n' + toned(Tone::Faint, "      | ")
            + toned(Tone::Mark, source.underline.toLatin1()) + '\n');
    }

    void addFinding(const FileReport &report, const Finding &finding)
    {
        m_text.append(headline(report, finding));
        addSource(report, finding.range);
        const qsizetype places = qsizetype(finding.related.size());
        const qsizetype shown = places <= MostPlaces ? places : MostPlaces - 1;
        for (const RelatedPlace &related : std::span(finding.related).first(size_t(shown)))
            m_text.append("      see " + place(report, related.range, related.file) + ' '
                + printable(related.message).toUtf8() + '\n');
        if (shown < places)
            m_text.append("      … and " + QByteArray::number(places - shown) + " more places\n");
        for (const Fix &fix : finding.fixes)
            m_text.append("      fix: " + printable(fixText(fix)).toUtf8() + '\n');
        addLine();
    }

    void addSuppressed(const FileReport &report, const Finding &finding)
    {
        m_text.append(headline(report, finding));
        addLine(u"      suppressed: "_s + printable(suppressionText(*finding.suppressed)));
        addLine();
    }

    const ReportStyle m_style;
    QByteArray m_text;
    QByteArray m_path; ///< of the present file, as it is shown
    QByteArray m_shown; ///< the present file's text without its secrets
};

} // namespace

std::unique_ptr<CheckReporter> textReporter(const ReportStyle &style)
{
    return std::make_unique<TextReporter>(style);
}

} // namespace Pinion
