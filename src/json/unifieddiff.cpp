// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/unifieddiff.h"

#include <QList>

#include <algorithm>
#include <vector>

namespace Pinion {

namespace {

constexpr size_t ContextLines = 3;
/// Beyond this many differing lines the shortest script is not worth its memory (quadratic in it);
/// the whole middle is then shown as replaced.
constexpr qsizetype MaximumDistance = 1500;

using Lines = std::vector<QByteArrayView>;

/// One line of the result: ' ' kept, '-' only before, '+' only after.
struct Step
{
    char sign;
    QByteArrayView line;
};

Lines splitLines(const QByteArray &text)
{
    Lines lines;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype newline = text.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        lines.push_back(QByteArrayView(text).sliced(begin, end - begin));
        begin = end;
    }
    return lines;
}

/// E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: the greedy forward search,
/// keeping the frontier of every round for the way back.
class ShortestEdit
{
public:
    ShortestEdit(const Lines &before, const Lines &after)
        : m_before(before)
        , m_after(after)
    { }

    [[nodiscard]] std::vector<Step> steps()
    {
        const auto n = qsizetype(m_before.size());
        const auto m = qsizetype(m_after.size());
        const qsizetype limit = std::min(n + m, MaximumDistance);
        std::vector<qsizetype> frontier(size_t(2 * limit + 3), 0);
        for (qsizetype d = 0; d <= limit; ++d) {
            m_rounds.push_back(frontier);
            for (qsizetype k = -d; k <= d; k += 2) {
                const qsizetype x = advance(frontier, limit, d, k);
                if (x >= n && x - k >= m)
                    return wayBack(limit, d);
            }
        }
        return replaced();
    }

private:
    [[nodiscard]] static bool goesDown(
        const std::vector<qsizetype> &frontier, qsizetype offset, qsizetype d, qsizetype k)
    {
        return k == -d
            || (k != d && frontier[size_t(offset + k)] < frontier[size_t(offset + k + 2)]);
    }

    qsizetype advance(
        std::vector<qsizetype> &frontier, qsizetype limit, qsizetype d, qsizetype k) const
    {
        const qsizetype offset = limit; // index of diagonal k is offset + k + 1
        qsizetype x = goesDown(frontier, offset, d, k) ? frontier[size_t(offset + k + 2)]
                                                       : frontier[size_t(offset + k)] + 1;
        while (x < qsizetype(m_before.size()) && x - k < qsizetype(m_after.size())
            && m_before[size_t(x)] == m_after[size_t(x - k)])
            ++x;
        frontier[size_t(offset + k + 1)] = x;
        return x;
    }

    [[nodiscard]] std::vector<Step> wayBack(qsizetype limit, qsizetype distance) const
    {
        std::vector<Step> steps;
        auto x = qsizetype(m_before.size());
        auto y = qsizetype(m_after.size());
        for (qsizetype d = distance; d >= 0; --d) {
            const std::vector<qsizetype> &frontier = m_rounds[size_t(d)];
            const qsizetype k = x - y;
            const bool isDown = goesDown(frontier, limit, d, k);
            const qsizetype previousK = isDown ? k + 1 : k - 1;
            const qsizetype previousX = d == 0 ? 0 : frontier[size_t(limit + previousK + 1)];
            const qsizetype previousY = d == 0 ? 0 : previousX - previousK;
            while (x > previousX && y > previousY) {
                steps.push_back({' ', m_before[size_t(--x)]});
                --y;
            }
            if (d > 0 && isDown)
                steps.push_back({'+', m_after[size_t(--y)]});
            else if (d > 0)
                steps.push_back({'-', m_before[size_t(--x)]});
        }
        std::reverse(steps.begin(), steps.end());
        return steps;
    }

    [[nodiscard]] std::vector<Step> replaced() const
    {
        std::vector<Step> steps;
        for (const QByteArrayView line : m_before)
            steps.push_back({'-', line});
        for (const QByteArrayView line : m_after)
            steps.push_back({'+', line});
        return steps;
    }

    const Lines &m_before;
    const Lines &m_after;
    std::vector<std::vector<qsizetype>> m_rounds;
};

std::vector<Step> compare(const Lines &before, const Lines &after)
{
    const auto shorter = std::min(before.size(), after.size());
    size_t head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    size_t tail = 0;
    while (
        tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;

    const Lines middleBefore(before.begin() + qsizetype(head), before.end() - qsizetype(tail));
    const Lines middleAfter(after.begin() + qsizetype(head), after.end() - qsizetype(tail));
    std::vector<Step> steps;
    for (size_t i = 0; i < head; ++i)
        steps.push_back({' ', before[i]});
    const std::vector<Step> middle = ShortestEdit(middleBefore, middleAfter).steps();
    steps.insert(steps.end(), middle.begin(), middle.end());
    for (size_t i = before.size() - tail; i < before.size(); ++i)
        steps.push_back({' ', before[i]});
    return steps;
}

/// "12,3", or "12" for one line; an empty range names the line before it.
QByteArray rangeText(qsizetype first, qsizetype count)
{
    if (count == 1)
        return QByteArray::number(first);
    return QByteArray::number(count == 0 ? first - 1 : first) + ',' + QByteArray::number(count);
}

struct Counter
{
    qsizetype before = 1;
    qsizetype after = 1;

    void pass(const Step &step)
    {
        before += step.sign != '+' ? 1 : 0;
        after += step.sign != '-' ? 1 : 0;
    }
};

/// Where the hunk that starts with the change at `begin` ends: after the last change that is not
/// separated from the one before it by more than twice the context.
size_t endOfHunk(const std::vector<Step> &steps, size_t begin)
{
    size_t last = begin;
    for (size_t i = begin; i < steps.size() && i - last <= 2 * ContextLines; ++i)
        last = steps[i].sign != ' ' ? i : last;
    return std::min(steps.size(), last + 1 + ContextLines);
}

QByteArray hunk(const std::vector<Step> &steps, size_t begin, size_t end, Counter &counter)
{
    const Counter start = counter;
    QByteArray body;
    for (size_t i = begin; i < end; ++i) {
        counter.pass(steps[i]);
        body += steps[i].sign;
        body += steps[i].line;
        if (!steps[i].line.endsWith('\n'))
            body += "\n\\ No newline at end of file\n";
    }
    return "@@ -" + rangeText(start.before, counter.before - start.before) + " +"
        + rangeText(start.after, counter.after - start.after) + " @@\n" + body;
}

} // namespace

QByteArray unifiedDiff(const QByteArray &before, const QByteArray &after,
    const QByteArray &beforeName, const QByteArray &afterName)
{
    if (before == after)
        return {};
    const std::vector<Step> steps = compare(splitLines(before), splitLines(after));
    QByteArray result = "--- " + beforeName + "\n+++ " + afterName + '\n';
    Counter counter;
    size_t done = 0;
    for (size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].sign == ' ')
            continue;
        const size_t begin = std::max(done, i < ContextLines ? 0 : i - ContextLines);
        for (; done < begin; ++done)
            counter.pass(steps[done]);
        done = endOfHunk(steps, i);
        result += hunk(steps, begin, done, counter);
        i = done - 1;
    }
    return result;
}

} // namespace Pinion
