// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/findingmarks.h"

#include "ui/editor/editorlook.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/scintilla.h"
#include "ui/editor/scintillamarks.h"
#include "ui/editor/scrollmarks.h"
#include "ui/findings/analysis.h"
#include "ui/findings/levels.h"

#include <QScrollBar>

#include <algorithm>
#include <map>

namespace Pinion {

using Sci = QsciScintillaBase;

namespace {

int indicatorOf(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
    case FindingLevel::Error:
        return Indicator::Error;
    case FindingLevel::Warning:
        return Indicator::Warning;
    case FindingLevel::Advice:
        break;
    }
    return Indicator::Advice;
}

int markerOf(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Refused:
    case FindingLevel::Error:
        return Marker::Error;
    case FindingLevel::Warning:
        return Marker::Warning;
    case FindingLevel::Advice:
        break;
    }
    return Marker::Advice;
}

} // namespace

FindingMarks::FindingMarks(Analysis &analysis, JsonEditor &editor)
    : QObject(&editor)
    , m_analysis(analysis)
    , m_editor(editor)
    , m_scrollMarks(new ScrollMarks(editor.verticalScrollBar()))
{
    connect(&analysis, &Analysis::changed, this, &FindingMarks::refresh);
    connect(&editor, &JsonEditor::lookChanged, this, &FindingMarks::refresh);
    refresh();
}

TextRange FindingMarks::underlined(const Finding &finding, const QByteArray &text)
{
    TextRange range{std::clamp<qsizetype>(finding.range.begin, 0, text.size()),
        std::clamp<qsizetype>(finding.range.end, 0, text.size())};
    if (range.isEmpty()) // something is missing here: mark the byte before, or else the one after
        range = range.begin > 0 ? TextRange{range.begin - 1, range.begin}
                                : TextRange{0, std::min<qsizetype>(1, text.size())};
    const bool isContainer = text.size() > range.begin
        && (text[range.begin] == '{' || text[range.begin] == '[') && range.length() > 2;
    if (isContainer)
        return {range.begin, range.begin + 1};
    const auto lineEnd = std::find_if(text.begin() + range.begin + 1, text.begin() + range.end,
        [](char c) { return c == '\n' || c == '\r'; });
    range.end = std::max(range.begin, std::min<qsizetype>(range.end, lineEnd - text.begin()));
    return range;
}

void FindingMarks::refresh()
{
    if (!m_analysis.isCurrent())
        return;
    const QByteArray &text = m_analysis.document().bytes();
    std::map<int, std::vector<TextRange>> ranges{{Indicator::Stale, {}}, {Indicator::Advice, {}},
        {Indicator::Warning, {}}, {Indicator::Error, {}}};
    std::map<qsizetype, FindingLevel> worstOfLine;
    for (const Finding &finding : m_analysis.findings()) {
        if (finding.suppressed)
            continue;
        const TextRange range = underlined(finding, text);
        const bool isStale = m_analysis.isStale(finding);
        const FindingLevel level = levelOf(finding);
        ranges[isStale ? int(Indicator::Stale) : indicatorOf(level)].push_back(range);
        if (isStale)
            continue;
        const qsizetype line = send(m_editor, Sci::SCI_LINEFROMPOSITION, range.begin);
        const auto [entry, isNew] = worstOfLine.try_emplace(line, level);
        entry->second = std::max(entry->second, level);
    }
    for (const auto &[indicator, marked] : ranges)
        showIndicator(m_editor, indicator, marked);

    std::map<qsizetype, int> markers;
    QList<ScrollMarks::Mark> marks;
    const Theme theme = Theme::of(&m_editor);
    const qreal lineCount = std::max<qreal>(1, m_editor.lines());
    for (const auto &[line, level] : worstOfLine) {
        markers.emplace(line, markerOf(level));
        marks.append({qreal(line) / lineCount, theme.color(levelColor(level))});
    }
    showMarkers(m_editor, {Marker::Advice, Marker::Warning, Marker::Error}, markers);
    m_scrollMarks->setMarks(marks);
}

} // namespace Pinion

#include "moc_findingmarks.cpp"
