// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QByteArray>

#include <memory>

namespace Pinion {

/// How a text is laid out, so that what is added looks like what is there.
struct TextStyle
{
    QByteArray lineEnd = "\n"; ///< the most frequent of LF, CR LF and CR
    QByteArray indent = "  "; ///< one level; two blanks where the text does not tell
    QByteArray colon = ": "; ///< what stands between a key and its value
    bool isMultiLine = true; ///< false for a text written on one line
    bool hasByteOrderMark = false;
    bool hasMixedLineEnds = false;
    bool endsWithNewline = true;

    /// For the status bar: "2 spaces", "tabs", "one line".
    [[nodiscard]] QString indentName() const;
    [[nodiscard]] QString
    lineEndName() const; ///< "LF", "CRLF", "CR", with " (mixed)" where it applies

    friend bool operator==(const TextStyle &, const TextStyle &) = default;
};

/// Looked up once per tree, in whatever thread asks first.
[[nodiscard]] TextStyle detectStyle(const JsonTree &tree);

/// For the parser: an empty place for the style of a new tree.
[[nodiscard]] std::shared_ptr<TextStyleCache> makeStyleCache();

} // namespace Pinion
