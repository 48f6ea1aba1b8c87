// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkreporter.h"
#include "cli/sourcesnippet.h"
#include "cli/textlayout.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <string>

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

    [[nodiscard]] QByteArray takeReady() override
    {
        QByteArray ready(m_text.data(), qsizetype(m_text.size()));
        m_text.clear();
        return ready;
    }

    [[nodiscard]] QByteArray finish(const CheckSummary &summary) override
    {
        addLine(summaryText(summary));
        return takeReady();
    }

private:
    // A report has thousands of pieces, so each is written where it belongs and none is joined
    // to others first.

    void addLine(const QString &text = {})
    {
        addText(text);
        m_text += '\n';
    }

    void addText(QStringView text)
    {
        const auto *const isOther
            = std::find_if(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x80; });
        const size_t size = m_text.size();
        m_text.resize(size + size_t(isOther - text.begin()));
        std::transform(text.begin(), isOther, m_text.begin() + std::ptrdiff_t(size),
            [](QChar c) { return char(c.unicode()); });
        if (isOther != text.end())
            addBytes(text.sliced(isOther - text.begin()).toUtf8());
    }

    void addBytes(QByteArrayView utf8) { m_text.append(utf8.data(), size_t(utf8.size())); }

    void addNumber(qsizetype number)
    {
        std::array<char, std::numeric_limits<qsizetype>::digits10 + 2> digits;
        const char *end = std::to_chars(digits.begin(), digits.end(), number).ptr;
        addBytes({digits.data(), end});
    }

    void beginTone(Tone tone)
    {
        if (m_style.hasColours)
            addBytes(toneBegin(tone));
    }

    void endTone(Tone tone)
    {
        if (m_style.hasColours)
            addBytes(toneEnd(tone));
    }

    /// "orders.json:3:5:", or "orders.json:" for a place in another file of the same scope.
    void addPlace(const FileReport &report, TextRange range, const QString &otherFile = {})
    {
        if (!otherFile.isEmpty()) {
            addText(printable(otherFile));
        } else {
            const TextPosition position = report.lines.position(range.begin);
            addBytes(m_path);
            m_text += ':';
            addNumber(position.line);
            m_text += ':';
            addNumber(position.column);
        }
        m_text += ':';
    }

    void addLinkedPlace(const FileReport &report, TextRange range)
    {
        if (m_style.hasLinks) {
            const QUrl url = QUrl::fromLocalFile(QFileInfo(report.path).absoluteFilePath());
            addBytes(QByteArray("\x1b]8;;" + url.toEncoded() + "\x1b\\"));
        }
        beginTone(Tone::Strong);
        addPlace(report, range);
        endTone(Tone::Strong);
        if (m_style.hasLinks)
            m_text.append("\x1b]8;;\x1b\\");
    }

    void addHeadline(const FileReport &report, const Finding &finding)
    {
        addLinkedPlace(report, finding.range);
        m_text += ' ';
        const Tone tone = toneOf(finding.severity);
        beginTone(tone);
        addText(severityName(finding.severity));
        m_text += ':';
        endTone(tone);
        m_text += ' ';
        addText(printable(finding.message));
        m_text += ' ';
        beginTone(Tone::Faint);
        m_text += '[';
        addText(finding.rule);
        m_text += ']';
        endTone(Tone::Faint);
        m_text += '\n';
    }

    void addSource(const FileReport &report, TextRange range)
    {
        constexpr qsizetype NumberWidth = 5;
        const SourceSnippet source = snippet(m_shown, range);
        beginTone(Tone::Faint);
        const qsizetype line = report.lines.position(range.begin).line;
        for (qsizetype limit = 10, width = 1; width < NumberWidth; ++width, limit *= 10)
            if (line < limit)
                m_text += ' ';
        addNumber(line);
        m_text.append(" | ");
        endTone(Tone::Faint);
        addLine(source.line);
        beginTone(Tone::Faint);
        m_text.append("      | ");
        endTone(Tone::Faint);
        beginTone(Tone::Mark);
        addText(source.underline);
        endTone(Tone::Mark);
        m_text += '\n';
    }

    void addRelated(const FileReport &report, const RelatedPlace &related)
    {
        m_text.append("      see ");
        addPlace(report, related.range, related.file);
        m_text += ' ';
        addLine(printable(related.message));
    }

    void addFinding(const FileReport &report, const Finding &finding)
    {
        addHeadline(report, finding);
        addSource(report, finding.range);
        const qsizetype places = qsizetype(finding.related.size());
        const qsizetype shown = places <= MostPlaces ? places : MostPlaces - 1;
        for (const RelatedPlace &related : std::span(finding.related).first(size_t(shown)))
            addRelated(report, related);
        if (shown < places)
            addBytes(
                QByteArray("      … and " + QByteArray::number(places - shown) + " more places\n"));
        for (const Fix &fix : finding.fixes) {
            m_text.append("      fix: ");
            addLine(printable(fixText(fix)));
        }
        m_text += '\n';
    }

    void addSuppressed(const FileReport &report, const Finding &finding)
    {
        addHeadline(report, finding);
        addLine(u"      suppressed: "_s + printable(suppressionText(*finding.suppressed)));
        addLine();
    }

    const ReportStyle m_style;
    /// UTF-8, what has not been taken yet. Grows by thousands of pieces, which QByteArray does
    /// slowly.
    std::string m_text;
    QByteArray m_path; ///< of the present file, as it is shown
    QByteArray m_shown; ///< the present file's text without its secrets
};

} // namespace

std::unique_ptr<CheckReporter> textReporter(const ReportStyle &style)
{
    return std::make_unique<TextReporter>(style);
}

} // namespace Pinion
