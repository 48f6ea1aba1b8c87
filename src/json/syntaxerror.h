// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <QString>

namespace Pinion {

/// What keeps a text from being JSON as RFC 8259 defines it.
enum class SyntaxProblem : quint8 {
    Empty, ///< nothing but blanks
    Comment, ///< a // or /* */ or # comment
    TrailingComma, ///< a comma before a closing bracket
    MissingComma,
    ExtraComma, ///< a comma with no value before it
    MissingColon,
    MissingKey,
    MissingValue,
    UnclosedContainer, ///< the text ends inside an object or array
    MismatchedBracket, ///< a closing bracket of the wrong kind or too many
    UnterminatedString,
    SingleQuotes,
    BadEscape,
    LoneSurrogate, ///< a \u escape that is half of a pair
    ControlCharacter, ///< a raw character below U+0020 inside a string
    InvalidUtf8,
    BadNumber,
    BadLiteral, ///< a bare word other than true, false and null
    Template, ///< an unquoted {{…}}, ${…}, <%…%> or @…@ placeholder
    UnexpectedCharacter,
    TrailingText, ///< something after the value
};

struct SyntaxError
{
    SyntaxProblem problem = SyntaxProblem::UnexpectedCharacter;
    TextRange range; ///< where it is; may be empty (a place where something is missing)

    friend bool operator==(const SyntaxError &, const SyntaxError &) = default;
};

/// One sentence without a full stop for the user, e.g. "a comma is missing after 512".
/// `text` is the text that was parsed.
[[nodiscard]] QString describe(const SyntaxError &error, QByteArrayView text);

} // namespace Pinion
