// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/syntaxerror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype MaximumQuote = 24;

/// The bytes of a range as one short piece of text for a sentence; control characters are dotted.
QString quoted(QByteArrayView text, TextRange range)
{
    QString piece = QString::fromUtf8(text.sliced(range.begin, range.length()));
    if (piece.size() > MaximumQuote)
        piece = piece.first(MaximumQuote - 1) + u'…';
    for (QChar &c : piece) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            c = u'·';
    }
    return piece;
}

/// The token that ends right before `offset`, for "… is missing after 512".
QString tokenBefore(QByteArrayView text, qsizetype offset)
{
    qsizetype begin = offset;
    const auto isPart = [&text](qsizetype at) {
        const char c = text[at];
        return c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != ',' && c != ':';
    };
    while (begin > 0 && offset - begin < MaximumQuote && isPart(begin - 1))
        --begin;
    return quoted(text, {begin, offset});
}

} // namespace

QString describe(const SyntaxError &error, QByteArrayView text)
{
    const QString what = quoted(text, error.range);
    const QString before = tokenBefore(text, error.range.begin);
    switch (error.problem) {
    case SyntaxProblem::Empty:
        return u"the text is empty; JSON needs a value, such as {}"_s;
    case SyntaxProblem::Comment:
        return u"Marathon does not accept comments"_s;
    case SyntaxProblem::TrailingComma:
        return u"a comma stands before the closing bracket; JSON does not allow it"_s;
    case SyntaxProblem::MissingComma:
        return u"a comma is missing after %1"_s.arg(before);
    case SyntaxProblem::ExtraComma:
        return u"a comma stands where a value is expected"_s;
    case SyntaxProblem::MissingColon:
        return u"a colon is missing after %1"_s.arg(before);
    case SyntaxProblem::MissingKey:
        return error.range.isEmpty() ? u"a key is missing before the colon"_s
                                     : u"the key %1 needs double quotes"_s.arg(what);
    case SyntaxProblem::MissingValue:
        return u"a value is missing after %1"_s.arg(before);
    case SyntaxProblem::UnclosedContainer:
        return what == u"{"_s ? u"this object is not closed: a } is missing"_s
                              : u"this list is not closed: a ] is missing"_s;
    case SyntaxProblem::MismatchedBracket:
        return u"%1 closes nothing that is open here"_s.arg(what);
    case SyntaxProblem::UnterminatedString:
        return u"the closing quote is missing"_s;
    case SyntaxProblem::SingleQuotes:
        return u"JSON text needs double quotes, not single ones"_s;
    case SyntaxProblem::BadEscape:
        return u"%1 is not an escape that JSON knows; write \\\\ for a backslash"_s.arg(what);
    case SyntaxProblem::LoneSurrogate:
        return u"%1 is half of a surrogate pair; the other half is missing"_s.arg(what);
    case SyntaxProblem::ControlCharacter:
        return u"a control character (U+%1) must be written as an escape"_s.arg(
            uint(uchar(text[error.range.begin])), 4, 16, QChar(u'0'));
    case SyntaxProblem::InvalidUtf8:
        return u"byte 0x%1 is not valid UTF-8; save the file in UTF-8"_s.arg(
            uint(uchar(text[error.range.begin])), 2, 16, QChar(u'0'));
    case SyntaxProblem::BadNumber:
        return u"%1 is not a number as JSON writes it"_s.arg(what);
    case SyntaxProblem::BadLiteral:
        return u"%1 is not a JSON value; text needs double quotes"_s.arg(what);
    case SyntaxProblem::Template:
        return u"%1 is a placeholder outside quotes, so this is a template and not yet JSON"_s.arg(
            what);
    case SyntaxProblem::UnexpectedCharacter:
        return u"%1 is not expected here"_s.arg(what);
    case SyntaxProblem::TrailingText:
        return u"%1 follows after the end of the JSON value"_s.arg(what);
    }
    Q_UNREACHABLE();
}

} // namespace Pinion
