// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/difflines.h"

#include <algorithm>

namespace Pinion {

void DiffLines::setTexts(std::shared_ptr<const ComparedTexts> texts)
{
    m_texts = std::move(texts);
    m_expanded.clear();
    layOut();
}

void DiffLines::setColumns(bool areTwo)
{
    if (m_areTwo == areTwo)
        return;
    m_areTwo = areTwo;
    layOut();
}

void DiffLines::setShowsFilledIn(bool shows)
{
    m_showsFilledIn = shows;
    m_expanded.clear();
    layOut();
}

void DiffLines::expand(const DiffLine &fold)
{
    m_expanded.insert({fold.difference, fold.fold.begin});
    layOut();
}

void DiffLines::setExpandsAll(bool expands)
{
    m_expandsAll = expands;
    m_expanded.clear();
    layOut();
}

int DiffLines::lineOf(ChangeIndex change) const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(), [&](const DiffLine &candidate) {
        if (candidate.difference != change.difference)
            return false;
        if (change.change < 0)
            return true;
        const bool isRow
            = candidate.type != DiffLine::Type::Title && candidate.type != DiffLine::Type::Fold;
        return isRow && row(candidate).change == change.change;
    });
    return line == m_lines.end() ? -1 : int(line - m_lines.begin());
}

std::optional<ChangeIndex> DiffLines::changeAt(int line) const
{
    if (line < 0 || line >= int(m_lines.size()))
        return std::nullopt;
    const DiffLine &at = m_lines[size_t(line)];
    const auto &differences = m_texts->comparison().differences;
    if (differences[size_t(at.difference)].kind != ChangeKind::Changed)
        return ChangeIndex{at.difference, -1};
    if (at.type == DiffLine::Type::Title || at.type == DiffLine::Type::Fold || row(at).change < 0)
        return std::nullopt;
    return ChangeIndex{at.difference, row(at).change};
}

bool DiffLines::isChanged(size_t line) const
{
    const DiffLine &at = m_lines[line];
    return at.type != DiffLine::Type::Title && at.type != DiffLine::Type::Fold
        && row(at).kind != RowKind::Same;
}

int DiffLines::nextChanged(int from, int direction) const
{
    const int count = int(m_lines.size());
    for (int i = from + direction; i >= 0 && i < count; i += direction) {
        const bool begins = isChanged(size_t(i)) && (i == 0 || !isChanged(size_t(i - 1)));
        if (begins)
            return i;
    }
    return -1;
}

void DiffLines::layOut()
{
    m_lines.clear();
    m_rows.clear();
    m_longest = 0;
    if (!m_texts)
        return;
    const auto &differences = m_texts->comparison().differences;
    for (const DefinitionDifference &difference : differences)
        m_rows.push_back(diffRows(difference.comparison, {m_showsFilledIn, m_texts->isHidden()}));
    for (size_t i = 0; i < differences.size(); ++i) {
        if (differences.size() > 1 || m_texts->comparison().same > 0)
            m_lines.push_back({DiffLine::Type::Title, int(i)});
        addRows(int(i));
    }
}

void DiffLines::addRows(int difference)
{
    const std::vector<DiffRow> &rows = m_rows[size_t(difference)];
    for (const RowRun &run : folded(rows)) {
        const bool isOpen = m_expandsAll || m_expanded.contains({difference, run.begin});
        if (run.isFold && !isOpen) {
            m_lines.push_back({DiffLine::Type::Fold, difference, run.begin, run});
            continue;
        }
        for (size_t i = run.begin; i < run.end; ++i)
            addRow(difference, i);
    }
}

void DiffLines::addRow(int difference, size_t row)
{
    const DiffRow &content = m_rows[size_t(difference)][row];
    const auto length = std::max(content.before.text.size(), content.after.text.size());
    m_longest = std::max(m_longest, content.depth * DiffIndent + int(length));
    using enum DiffLine::Type;
    if (m_areTwo) {
        m_lines.push_back({Both, difference, row});
        return;
    }
    const bool hasTwo = content.kind == RowKind::Changed;
    if (hasTwo || content.kind == RowKind::Removed)
        m_lines.push_back({Before, difference, row});
    if (content.kind != RowKind::Removed)
        m_lines.push_back({After, difference, row});
}

} // namespace Pinion
