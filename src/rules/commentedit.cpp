// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/commentedit.h"

namespace Pinion {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

bool isSeparator(char c)
{
    return isBlank(c) || isLineEnd(c) || c == ',' || c == ':' || c == '[' || c == ']' || c == '{'
        || c == '}';
}

/// The offset right behind the line end at `at`, which may be CR LF.
qsizetype afterLineEnd(QByteArrayView text, qsizetype at)
{
    if (at < text.size() && text[at] == '\r')
        ++at;
    return at < text.size() && text[at] == '\n' ? at + 1 : at;
}

} // namespace

bool isClosedComment(QByteArrayView text, TextRange comment)
{
    const QByteArrayView written = text.sliced(comment.begin, comment.length());
    return !written.startsWith("/*") || (written.size() >= 4 && written.endsWith("*/"));
}

TextEdit commentRemoval(QByteArrayView text, TextRange comment)
{
    qsizetype begin = comment.begin;
    qsizetype end = comment.end;
    while (begin > 0 && isBlank(text[begin - 1]))
        --begin;
    while (end < text.size() && isBlank(text[end]))
        ++end;
    const bool startsLine = begin == 0 || isLineEnd(text[begin - 1]);
    const bool endsLine = end == text.size() || isLineEnd(text[end]);
    if (startsLine && endsLine)
        return {{begin, afterLineEnd(text, end)}, {}};
    if (endsLine)
        return {{begin, end}, {}};
    // The blanks in front of a second comment are left to that one: edits may not overlap.
    const bool isFollowedByComment = text[end] == '/' || text[end] == '#';
    if (startsLine && !isFollowedByComment)
        return {{comment.begin, end}, {}};
    const bool joins = begin == comment.begin && begin > 0 && !isSeparator(text[begin - 1])
        && !isSeparator(text[comment.end]);
    return {comment, joins ? " " : ""};
}

} // namespace Pinion
