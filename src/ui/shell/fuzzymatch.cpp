// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzymatch.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace Pinion {

namespace {

bool startsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber()
        || (text[at].isUpper() && text[at - 1].isLower());
}

std::optional<int> scoreLetters(QStringView word, QStringView text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar letter : word) {
        while (at < text.size() && text[at].toCaseFolded() != letter.toCaseFolded())
            ++at;
        if (at == text.size())
            return std::nullopt;
        score += 1 + (at == previous + 1 ? 4 : 0) + (startsWord(text, at) ? 6 : 0);
        previous = at++;
    }
    return score;
}

std::optional<int> scoreWord(QStringView word, QStringView text)
{
    const qsizetype whole = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (whole < 0)
        return scoreLetters(word, text);
    return int(word.size()) * 12 + (startsWord(text, whole) ? 20 : 0);
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView text)
{
    int score = 0;
    for (const QStringView word : typed.split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<int> part = scoreWord(word, text);
        if (!part)
            return std::nullopt;
        score += *part;
    }
    return score * 4 - int(std::min<qsizetype>(text.size(), 80));
}

} // namespace Pinion
