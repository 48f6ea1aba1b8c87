// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/nearest.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cstdlib>

namespace Pinion {

namespace {

constexpr int MaximumDistance = 2;

bool isJoiner(char c)
{
    return c == '_' || c == '-';
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

} // namespace

int editDistance(QByteArrayView a, QByteArrayView b, int limit)
{
    if (std::abs(a.size() - b.size()) > limit)
        return limit + 1;
    QVarLengthArray<int, 64> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return std::min(row[b.size()], limit + 1);
}

bool differsInSpellingOnly(QByteArrayView a, QByteArrayView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    for (;;) {
        while (i < a.size() && isJoiner(a[i]))
            ++i;
        while (j < b.size() && isJoiner(b[j]))
            ++j;
        if (i == a.size() || j == b.size())
            return i == a.size() && j == b.size();
        if (lowered(a[i++]) != lowered(b[j++]))
            return false;
    }
}

std::optional<QByteArray> nearestName(QByteArrayView name, const QList<QByteArray> &candidates)
{
    std::optional<QByteArray> best;
    int bestDistance = MaximumDistance + 1;
    for (const QByteArray &candidate : candidates) {
        if (differsInSpellingOnly(name, candidate))
            return candidate;
        const int distance = editDistance(name, candidate, MaximumDistance);
        if (distance > MaximumDistance || distance >= std::max(name.size(), candidate.size()))
            continue;
        if (distance == bestDistance)
            best.reset();
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace Pinion
