// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace Pinion {

/// A place in a text as people count it: line and column from 1, the column in UTF-8 bytes.
struct TextPosition
{
    qsizetype line = 1;
    qsizetype column = 1;

    friend bool operator==(const TextPosition &, const TextPosition &) = default;
};

/// Maps byte offsets to lines and columns and back. LF, CR LF and a lone CR each end a line.
class LineIndex
{
public:
    LineIndex() = default;
    explicit LineIndex(QByteArrayView text);

    [[nodiscard]] qsizetype lineCount() const;
    /// Offsets outside the text are clamped to its ends.
    [[nodiscard]] TextPosition position(qsizetype offset) const;
    /// Offset of the first byte of a line counted from 1; clamped.
    [[nodiscard]] qsizetype lineStart(qsizetype line) const;
    [[nodiscard]] qsizetype offset(TextPosition position) const;

private:
    std::vector<qsizetype> m_starts{0};
    qsizetype m_size = 0;
};

} // namespace Pinion
