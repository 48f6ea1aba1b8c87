// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/lineindex.h"

#include <algorithm>
#include <cstring>

namespace Pinion {

LineIndex::LineIndex(QByteArrayView text)
    : m_size(text.size())
{
    // Lone carriage returns are rare enough that a search for one decides between two loops.
    if (text.isEmpty())
        return; // no data pointer to search from
    if (!text.contains('\r')) {
        const char *const begin = text.data();
        const char *const end = begin + text.size();
        for (const char *at = begin;
             (at = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at))));)
            m_starts.push_back(++at - begin);
        return;
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isLoneReturn = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (text[i] == '\n' || isLoneReturn)
            m_starts.push_back(i + 1);
    }
}

qsizetype LineIndex::lineCount() const
{
    return qsizetype(m_starts.size());
}

TextPosition LineIndex::position(qsizetype offset) const
{
    offset = std::clamp<qsizetype>(offset, 0, m_size);
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    const qsizetype line = next - m_starts.begin();
    return {line, offset - m_starts[size_t(line - 1)] + 1};
}

qsizetype LineIndex::lineStart(qsizetype line) const
{
    return m_starts[size_t(std::clamp<qsizetype>(line, 1, lineCount()) - 1)];
}

qsizetype LineIndex::offset(TextPosition position) const
{
    return std::clamp<qsizetype>(lineStart(position.line) + position.column - 1, 0, m_size);
}

} // namespace Pinion
