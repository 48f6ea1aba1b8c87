// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/wordmarks.h"

#include "diff/elementmatch.h"

#include <algorithm>

namespace Pinion {

namespace {

bool isWordByte(char c)
{
    const auto byte = uchar(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')
        || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

std::vector<TextRange> wordsOf(QByteArrayView line)
{
    std::vector<TextRange> words;
    for (qsizetype begin = 0; begin < line.size();) {
        qsizetype end = begin + 1;
        while (isWordByte(line[begin]) && end < line.size() && isWordByte(line[end]))
            ++end;
        words.push_back({begin, end});
        begin = end;
    }
    return words;
}

std::vector<QByteArray> textsOf(QByteArrayView line, const std::vector<TextRange> &words)
{
    std::vector<QByteArray> texts;
    for (const TextRange &word : words)
        texts.push_back(line.sliced(word.begin, word.length()).toByteArray());
    return texts;
}

/// Neighbours become one mark, with the blank between them.
void add(std::vector<TextRange> &marks, TextRange word, QByteArrayView line)
{
    const bool joins = !marks.empty()
        && (marks.back().end == word.begin
            || (marks.back().end + 1 == word.begin && line[marks.back().end] == ' '));
    if (joins)
        marks.back().end = word.end;
    else
        marks.push_back(word);
}

std::vector<TextRange> whole(QByteArrayView line)
{
    return line.isEmpty() ? std::vector<TextRange>() : std::vector<TextRange>{{0, line.size()}};
}

/// Below this share of letters and digits in common, marks in between only confuse.
constexpr double LeastInCommon = 0.3;

} // namespace

WordMarks wordMarks(QByteArrayView before, QByteArrayView after)
{
    const std::vector<TextRange> left = wordsOf(before);
    const std::vector<TextRange> right = wordsOf(after);
    std::vector<bool> stays(left.size(), false);
    std::vector<bool> isKept(right.size(), false);
    qsizetype common = 0;
    for (const ElementPair &pair : matchElements({textsOf(before, left), textsOf(after, right)})) {
        if (pair.before < 0 || pair.after < 0 || pair.isMoved)
            continue;
        const TextRange &word = left[size_t(pair.before)];
        stays[size_t(pair.before)] = true;
        isKept[size_t(pair.after)] = true;
        common += isWordByte(before[word.begin]) ? word.length() : 0;
    }
    const auto letters
        = [](QByteArrayView line) { return std::count_if(line.begin(), line.end(), isWordByte); };
    const auto most = std::max(letters(before), letters(after));
    if (most > 0 && double(common) < LeastInCommon * double(most))
        return {whole(before), whole(after)};
    WordMarks marks;
    for (size_t i = 0; i < left.size(); ++i) {
        if (!stays[i])
            add(marks.before, left[i], before);
    }
    for (size_t i = 0; i < right.size(); ++i) {
        if (!isKept[i])
            add(marks.after, right[i], after);
    }
    return marks;
}

} // namespace Pinion
