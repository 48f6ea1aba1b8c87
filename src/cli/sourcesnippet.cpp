// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sourcesnippet.h"

#include "cli/console.h"

#include <QList>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr size_t MostColumns = 100;
constexpr size_t ColumnsBefore = 40;
constexpr qsizetype LongestCharacter = 4; // bytes in UTF-8
// More than can be shown; keeps lines of megabytes cheap.
constexpr qsizetype Reach = qsizetype(MostColumns + 1) * LongestCharacter;

bool isLineEnd(char byte)
{
    return byte == '\n' || byte == '\r';
}

bool isContinuation(char byte)
{
    return (quint8(byte) & 0xc0U) == 0x80U;
}

// The part of the line around `mark` that can matter, cut between characters.
TextRange surroundings(QByteArrayView text, qsizetype mark)
{
    TextRange range{mark, mark};
    while (range.begin > 0 && mark - range.begin < Reach && !isLineEnd(text[range.begin - 1]))
        --range.begin;
    while (range.begin < mark && isContinuation(text[range.begin]))
        ++range.begin;
    while (range.end < text.size() && range.end - mark < Reach && !isLineEnd(text[range.end]))
        ++range.end;
    while (range.end < text.size() && range.end > mark && isContinuation(text[range.end]))
        --range.end;
    return range;
}

std::u32string shown(QByteArrayView utf8)
{
    constexpr char32_t ByteOrderMark = 0xfeff;
    std::u32string result;
    for (const uint character : QString::fromUtf8(utf8).toUcs4()) {
        if (character == U'\t')
            result += U"    ";
        else if (isControl(character))
            result += char32_t(QChar::ReplacementCharacter);
        else if (character != ByteOrderMark)
            result += char32_t(character);
    }
    return result;
}

// Columns of a terminal: none for combining marks, two for East Asian wide characters and pictures.
size_t columns(char32_t character)
{
    struct Span
    {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array Wide{Span{0x1100, 0x115f}, Span{0x2e80, 0xa4cf},
        Span{0xac00, 0xd7a3}, Span{0xf900, 0xfaff}, Span{0xfe30, 0xfe6f}, Span{0xff00, 0xff60},
        Span{0xffe0, 0xffe6}, Span{0x1f300, 0x1f64f}, Span{0x1f900, 0x1f9ff},
        Span{0x20000, 0x3fffd}};
    constexpr char32_t FirstMark = 0x300;
    if (character < FirstMark)
        return 1;
    const QChar::Category category = QChar::category(character);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    for (const Span span : Wide) {
        if (character >= span.first && character <= span.last)
            return 2;
    }
    return 1;
}

size_t columns(const std::u32string &text)
{
    return std::accumulate(text.begin(), text.end(), size_t(0),
        [](size_t sum, char32_t character) { return sum + columns(character); });
}

/// A byte that is one character and takes one column.
bool isPlain(char byte)
{
    return byte >= ' ' && byte <= '~';
}

QString underline(qsizetype indent, qsizetype width)
{
    return QString(indent, u' ') + u'^' + QString(width > 1 ? width - 1 : 0, u'~');
}

void keepStart(std::u32string &text, size_t length)
{
    if (text.size() > length)
        text = text.substr(0, length - 1) + U'…';
}

void keepEnd(std::u32string &text, size_t length)
{
    if (text.size() > length)
        text = U'…' + text.substr(text.size() - length + 1);
}

} // namespace

SourceSnippet snippet(QByteArrayView text, TextRange range)
{
    const qsizetype mark = std::clamp<qsizetype>(range.begin, 0, text.size());
    const TextRange line = surroundings(text, mark);
    const qsizetype markEnd = std::clamp(range.end, mark, line.end);
    // Most lines are this simple, and a report has thousands of them.
    const QByteArrayView whole = text.sliced(line.begin, line.length());
    if (whole.size() <= qsizetype(MostColumns) && std::all_of(whole.begin(), whole.end(), isPlain))
        return {QString::fromLatin1(whole), underline(mark - line.begin, markEnd - mark)};

    std::u32string before = shown(text.sliced(line.begin, mark - line.begin));
    std::u32string marked = shown(text.sliced(mark, markEnd - mark));
    std::u32string after = shown(text.sliced(markEnd, line.end - markEnd));
    if (before.size() + marked.size() + after.size() > MostColumns) {
        const size_t wanted = std::min(marked.size() + after.size(), MostColumns - ColumnsBefore);
        keepEnd(before, MostColumns - wanted);
        const size_t room = MostColumns - before.size();
        if (marked.size() > room)
            after.clear();
        keepStart(marked, room);
        // At least the sign that something was cut away.
        keepStart(after, std::max<size_t>(room - marked.size(), 1));
    }

    return {QString::fromStdU32String(before + marked + after),
        underline(qsizetype(columns(before)), qsizetype(columns(marked)))};
}

} // namespace Pinion
