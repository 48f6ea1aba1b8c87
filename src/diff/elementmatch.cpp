// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/elementmatch.h"

#include <QHash>

#include <algorithm>

namespace Pinion {

namespace {

/// Beyond this many comparisons the longest common part is not worth its time; equal elements are
/// then matched in the order in which they occur.
constexpr size_t MostComparisons = 4'000'000;

class Matcher
{
public:
    explicit Matcher(const ElementKeys &keys)
        : m_keys(keys)
        , m_partnerOfBefore(keys.before.size(), -1)
        , m_partnerOfAfter(keys.after.size(), -1)
        , m_isMoved(keys.after.size(), false)
    { }

    std::vector<ElementPair> run()
    {
        matchEnds();
        matchMiddle();
        matchMoved();
        markMoved();
        matchAlike();
        return inOrder();
    }

private:
    [[nodiscard]] bool isSame(size_t before, size_t after) const
    {
        const QByteArray &key = m_keys.before[before];
        return !key.isEmpty() && key == m_keys.after[after];
    }

    void join(size_t before, size_t after)
    {
        m_partnerOfBefore[before] = int(after);
        m_partnerOfAfter[after] = int(before);
    }

    void matchEnds()
    {
        const size_t shorter = std::min(m_keys.before.size(), m_keys.after.size());
        while (m_head < shorter && isSame(m_head, m_head)) {
            join(m_head, m_head);
            ++m_head;
        }
        m_endBefore = m_keys.before.size();
        m_endAfter = m_keys.after.size();
        while (
            m_endBefore > m_head && m_endAfter > m_head && isSame(m_endBefore - 1, m_endAfter - 1))
            join(--m_endBefore, --m_endAfter);
    }

    /// The longest common subsequence, by the textbook's table.
    void matchMiddle()
    {
        const size_t rows = m_endBefore - m_head;
        const size_t columns = m_endAfter - m_head;
        if (rows == 0 || columns == 0 || rows > MostComparisons / columns)
            return;
        std::vector<int> table((rows + 1) * (columns + 1), 0);
        const auto at
            = [columns](size_t row, size_t column) { return row * (columns + 1) + column; };
        for (size_t row = rows; row-- > 0;) {
            for (size_t column = columns; column-- > 0;) {
                table[at(row, column)] = isSame(m_head + row, m_head + column)
                    ? table[at(row + 1, column + 1)] + 1
                    : std::max(table[at(row + 1, column)], table[at(row, column + 1)]);
            }
        }
        for (size_t row = 0, column = 0; row < rows && column < columns;) {
            if (isSame(m_head + row, m_head + column))
                join(m_head + row++, m_head + column++);
            else if (table[at(row + 1, column)] >= table[at(row, column + 1)])
                ++row;
            else
                ++column;
        }
    }

    /// What is left with equal keys stands elsewhere now.
    void matchMoved()
    {
        QHash<QByteArray, QList<size_t>> left;
        for (size_t i = m_head; i < m_endBefore; ++i) {
            if (m_partnerOfBefore[i] < 0 && !m_keys.before[i].isEmpty())
                left[m_keys.before[i]].append(i);
        }
        for (size_t i = m_head; i < m_endAfter; ++i) {
            if (m_partnerOfAfter[i] >= 0)
                continue;
            const auto same = left.find(m_keys.after[i]);
            if (same == left.end() || same->isEmpty())
                continue;
            join(same->takeFirst(), i);
        }
    }

    /// Moved are those that are not in the longest run of partners in rising order.
    void markMoved()
    {
        if (m_keys.isSet)
            return;
        std::vector<size_t> ends; // of the best run of each length, by index in `after`
        std::vector<qsizetype> previous(m_keys.after.size(), -1);
        for (size_t i = m_head; i < m_endAfter; ++i) {
            if (m_partnerOfAfter[i] < 0)
                continue;
            const auto end = std::lower_bound(ends.begin(), ends.end(), i,
                [this](size_t a, size_t b) { return m_partnerOfAfter[a] < m_partnerOfAfter[b]; });
            if (end != ends.begin())
                previous[i] = qsizetype(*(end - 1));
            m_isMoved[i] = true;
            if (end == ends.end())
                ends.push_back(i);
            else
                *end = i;
        }
        for (qsizetype i = ends.empty() ? -1 : qsizetype(ends.back()); i >= 0;
             i = previous[size_t(i)])
            m_isMoved[size_t(i)] = false;
    }

    [[nodiscard]] bool isAnchor(size_t after) const
    {
        return m_partnerOfAfter[after] >= 0 && !m_isMoved[after] && !m_keys.isSet;
    }

    /// Between two elements that stay, what is gone and what is new may be one thing, changed.
    void matchAlike()
    {
        size_t beginBefore = m_head;
        size_t beginAfter = m_head;
        for (size_t i = m_head; i <= m_endAfter; ++i) {
            if (i < m_endAfter && !isAnchor(i))
                continue;
            const size_t endBefore = i < m_endAfter ? size_t(m_partnerOfAfter[i]) : m_endBefore;
            matchGap(beginBefore, endBefore, beginAfter, i);
            beginBefore = endBefore + 1;
            beginAfter = i + 1;
        }
    }

    void matchGap(size_t beginBefore, size_t endBefore, size_t beginAfter, size_t endAfter)
    {
        for (size_t i = beginBefore; i < endBefore; ++i) {
            if (m_partnerOfBefore[i] >= 0)
                continue;
            for (size_t j = beginAfter; j < endAfter; ++j) {
                if (m_partnerOfAfter[j] >= 0 || !isAlike(i, j))
                    continue;
                join(i, j);
                break;
            }
        }
    }

    [[nodiscard]] bool isAlike(size_t before, size_t after) const
    {
        return m_keys.isAlike && m_keys.isAlike(int(before), int(after));
    }

    [[nodiscard]] std::vector<ElementPair> inOrder() const
    {
        // What is gone follows the element that stood before it, or begins the list.
        std::vector<std::vector<int>> goneAfter(m_keys.after.size() + 1);
        size_t place = 0;
        for (size_t i = 0; i < m_keys.before.size(); ++i) {
            if (m_partnerOfBefore[i] < 0)
                goneAfter[place].push_back(int(i));
            else
                place = size_t(m_partnerOfBefore[i]) + 1;
        }
        std::vector<ElementPair> pairs;
        for (size_t i = 0; i <= m_keys.after.size(); ++i) {
            for (const int gone : goneAfter[i])
                pairs.push_back({gone, -1, false});
            if (i < m_keys.after.size())
                pairs.push_back({m_partnerOfAfter[i], int(i), m_isMoved[i]});
        }
        return pairs;
    }

    const ElementKeys &m_keys;
    std::vector<int> m_partnerOfBefore;
    std::vector<int> m_partnerOfAfter;
    std::vector<bool> m_isMoved; ///< by index in `after`
    size_t m_head = 0; ///< elements at the beginning that are the same
    size_t m_endBefore = 0; ///< where those at the end that are the same begin
    size_t m_endAfter = 0;
};

} // namespace

std::vector<ElementPair> matchElements(const ElementKeys &keys)
{
    return Matcher(keys).run();
}

} // namespace Pinion
