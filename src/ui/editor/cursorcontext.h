// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "json/textedit.h"

namespace Pinion {

/// What may be written at one place of a JSON text. It is read from the bytes before the place
/// alone and not from a JsonTree, because it is asked for in the middle of typing, when the text is
/// rarely JSON.
struct CursorContext
{
    enum class Place : quint8 { Key, Value, Other };

    Place place = Place::Other;
    JsonPointer container; ///< the innermost open object or array
    qsizetype containerBegin = -1; ///< offset of its bracket; -1 outside of all
    QByteArray key; ///< for a value in an object: its key
    qsizetype index = 0; ///< for a value in an array
    TextRange token; ///< the string or word at the place, quotes included; may be empty
    QByteArray typed; ///< what stands between the token's begin and the place, without a quote
    bool isQuoted = false;
};

[[nodiscard]] CursorContext contextAt(QByteArrayView text, qsizetype offset);

} // namespace Pinion
