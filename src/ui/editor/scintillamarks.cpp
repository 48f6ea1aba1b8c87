// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/scintillamarks.h"

#include "ui/editor/scintilla.h"

#include <algorithm>

namespace Pinion {

using Sci = QsciScintillaBase;

namespace {

/// The ranges in order, those that touch as one, which is how Scintilla keeps them.
std::vector<TextRange> joined(std::vector<TextRange> ranges)
{
    std::erase_if(ranges, [](TextRange range) { return range.isEmpty(); });
    std::ranges::sort(ranges);
    std::vector<TextRange> runs;
    for (const TextRange range : ranges) {
        if (runs.empty() || runs.back().end < range.begin)
            runs.push_back(range);
        else
            runs.back().end = std::max(runs.back().end, range.end);
    }
    return runs;
}

std::vector<TextRange> presentRuns(const QsciScintillaBase &editor, int indicator)
{
    std::vector<TextRange> runs;
    const qsizetype size = send(editor, Sci::SCI_GETLENGTH);
    for (qsizetype begin = 0; begin < size;) {
        const qsizetype end = send(editor, Sci::SCI_INDICATOREND, indicator, begin);
        if (end <= begin)
            break; // this indicator has never been used
        if (send(editor, Sci::SCI_INDICATORVALUEAT, indicator, begin) != 0)
            runs.push_back({begin, end});
        begin = end;
    }
    return runs;
}

} // namespace

void showIndicator(
    const QsciScintillaBase &editor, int indicator, const std::vector<TextRange> &ranges)
{
    const std::vector<TextRange> wanted = joined(ranges);
    const std::vector<TextRange> present = presentRuns(editor, indicator);
    send(editor, Sci::SCI_SETINDICATORCURRENT, indicator);
    for (const TextRange run : present) {
        if (!std::ranges::binary_search(wanted, run))
            send(editor, Sci::SCI_INDICATORCLEARRANGE, run.begin, run.length());
    }
    for (const TextRange run : wanted) {
        if (!std::ranges::binary_search(present, run))
            send(editor, Sci::SCI_INDICATORFILLRANGE, run.begin, run.length());
    }
}

void showMarkers(const QsciScintillaBase &editor, std::initializer_list<int> kinds,
    const std::map<qsizetype, int> &markerOfLine)
{
    qsizetype mask = 0;
    for (const int kind : kinds)
        mask |= qsizetype(1) << kind;
    const auto has = [&editor](qsizetype line, int kind) {
        return (send(editor, Sci::SCI_MARKERGET, line) & (qsizetype(1) << kind)) != 0;
    };
    for (qsizetype line = 0; (line = send(editor, Sci::SCI_MARKERNEXT, line, mask)) >= 0; ++line) {
        const auto wanted = markerOfLine.find(line);
        for (const int kind : kinds) {
            if (wanted != markerOfLine.end() && wanted->second == kind)
                continue;
            while (has(line, kind)) // a line joined from several has its marker several times
                send(editor, Sci::SCI_MARKERDELETE, line, kind);
        }
    }
    for (const auto &[line, kind] : markerOfLine) {
        if (!has(line, kind))
            send(editor, Sci::SCI_MARKERADD, line, kind);
    }
}

} // namespace Pinion
