// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diff/comparedtexts.h"

#include <set>

namespace Pinion {

/// One line on screen.
struct DiffLine
{
    enum class Type : quint8 {
        Title, ///< of a definition, where there are several
        Both, ///< one row, both sides
        Before, ///< the left side of a row, by itself
        After,
        Fold,
    };

    Type type = Type::Both;
    int difference = -1;
    size_t row = 0; ///< index of the definition's rows; of a fold the first
    RowRun fold = {};
};

/// The lines that show a comparison, in one column or two, with equal parts folded.
class DiffLines
{
public:
    void setTexts(std::shared_ptr<const ComparedTexts> texts);
    void setColumns(bool areTwo);
    void setShowsFilledIn(bool shows);
    /// Unfolds one fold, or all.
    void expand(const DiffLine &fold);
    void setExpandsAll(bool expands);
    [[nodiscard]] bool expandsAll() const { return m_expandsAll; }

    [[nodiscard]] const ComparedTexts *texts() const { return m_texts.get(); }
    [[nodiscard]] const std::vector<DiffLine> &lines() const { return m_lines; }
    [[nodiscard]] const DiffRow &row(const DiffLine &line) const
    {
        return m_rows[size_t(line.difference)][line.row];
    }
    [[nodiscard]] bool areTwoColumns() const { return m_areTwo; }
    /// The first line of a change; -1 if it is not shown.
    [[nodiscard]] int lineOf(ChangeIndex change) const;
    /// The change that a line belongs to; nothing for equal lines.
    [[nodiscard]] std::optional<ChangeIndex> changeAt(int line) const;
    /// The first line of the run of changed lines after (1) or before (-1) this one; -1: none.
    [[nodiscard]] int nextChanged(int from, int direction) const;
    /// Characters of the longest line, its indentation included.
    [[nodiscard]] int longest() const { return m_longest; }

private:
    void layOut();
    void addRows(int difference);
    void addRow(int difference, size_t row);
    [[nodiscard]] bool isChanged(size_t line) const;

    std::shared_ptr<const ComparedTexts> m_texts;
    bool m_areTwo = true;
    bool m_showsFilledIn = false;
    bool m_expandsAll = false;
    std::set<std::pair<int, size_t>> m_expanded; ///< definition and first row
    std::vector<std::vector<DiffRow>> m_rows; ///< by definition
    std::vector<DiffLine> m_lines;
    int m_longest = 0;
};

/// Blanks of one level of indentation.
inline constexpr int DiffIndent = 2;

} // namespace Pinion
