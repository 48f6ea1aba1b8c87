// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <vector>

namespace Pinion {

/// A half-open range of byte offsets into a UTF-8 text: `begin` is inside, `end` is not.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] qsizetype length() const { return end - begin; }
    [[nodiscard]] bool isEmpty() const { return begin == end; }
    [[nodiscard]] bool contains(qsizetype offset) const { return offset >= begin && offset < end; }
    [[nodiscard]] bool overlaps(TextRange other) const
    {
        return begin < other.end && other.begin < end;
    }

    friend bool operator==(const TextRange &, const TextRange &) = default;
    friend auto operator<=>(const TextRange &, const TextRange &) = default;
};

/// Replaces the bytes of `range` by `text`. The only way in which Pinion changes a document.
struct TextEdit
{
    TextRange range;
    QByteArray text;

    friend bool operator==(const TextEdit &, const TextEdit &) = default;
};

using TextEdits = std::vector<TextEdit>;

/// The edits in order of position. Errors: Invalid when two overlap or one lies outside `size`
/// bytes.
[[nodiscard]] Result<TextEdits> sortedEdits(TextEdits edits, qsizetype size);

/// `bytes` after one edit, which must lie inside.
[[nodiscard]] QByteArray applied(const QByteArray &bytes, const TextEdit &edit);

/// `bytes` after several edits, whose ranges all refer to `bytes` as it is now. Errors: as
/// sortedEdits.
[[nodiscard]] Result<QByteArray> applied(const QByteArray &bytes, const TextEdits &edits);

/// The edit that takes `edit` back, given the bytes before it.
[[nodiscard]] TextEdit inverse(const TextEdit &edit, const QByteArray &before);

/// The smallest single edit that turns `before` into `after`; empty range and text when equal.
[[nodiscard]] TextEdit difference(const QByteArray &before, const QByteArray &after);

} // namespace Pinion
