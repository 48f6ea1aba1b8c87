// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/diffrows.h"

#include <algorithm>

namespace Pinion {

namespace {

/// One or two rows say more than the line that would stand for them.
constexpr size_t ShortestFold = 3;

std::vector<bool> shownRows(const std::vector<DiffRow> &rows, size_t context)
{
    std::vector<bool> isShown(rows.size(), false);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].kind == RowKind::Same)
            continue;
        const size_t begin = i < context ? 0 : i - context;
        const size_t end = std::min(rows.size(), i + context + 1);
        std::fill(isShown.begin() + qsizetype(begin), isShown.begin() + qsizetype(end), true);
    }
    return isShown;
}

/// What all rows of a run lie in: the container of the row that is nested least.
QString pathOf(const std::vector<DiffRow> &rows, size_t begin, size_t end)
{
    const auto outermost
        = std::min_element(rows.begin() + qsizetype(begin), rows.begin() + qsizetype(end),
            [](const DiffRow &a, const DiffRow &b) { return a.depth < b.depth; });
    const JsonNode node = outermost->after.node ? outermost->after.node : outermost->before.node;
    return node.parent().pointer().toBreadcrumb();
}

} // namespace

std::vector<RowRun> folded(const std::vector<DiffRow> &rows, size_t context)
{
    const std::vector<bool> isShown = shownRows(rows, context);
    std::vector<RowRun> runs;
    for (size_t begin = 0; begin < rows.size();) {
        size_t end = begin + 1;
        while (end < rows.size() && isShown[end] == isShown[begin])
            ++end;
        const bool isFold = !isShown[begin] && end - begin >= ShortestFold;
        const bool joins = !isFold && !runs.empty() && !runs.back().isFold;
        if (joins)
            runs.back().end = end;
        else
            runs.push_back({begin, end, isFold, isFold ? pathOf(rows, begin, end) : QString()});
        begin = end;
    }
    return runs;
}

} // namespace Pinion
