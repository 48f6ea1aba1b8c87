// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/textstyle.h"

#include <algorithm>
#include <mutex>
#include <vector>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Enough nodes to know a file's habit; the rest need not be looked at on every key stroke.
constexpr qsizetype SampledMembers = 400;

struct LineEnds
{
    qsizetype lf = 0;
    qsizetype crlf = 0;
    qsizetype cr = 0;
};

LineEnds countLineEnds(QByteArrayView text)
{
    LineEnds ends;
    if (!text.contains('\r')) {
        ends.lf = text.contains('\n') ? 1 : 0; // one kind only: its number does not matter
        return ends;
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            ++ends.lf;
        else if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++ends.crlf, ++i;
        else if (text[i] == '\r')
            ++ends.cr;
    }
    return ends;
}

void setLineEnd(TextStyle &style, const LineEnds &ends)
{
    const int kinds = int(ends.lf > 0) + int(ends.crlf > 0) + int(ends.cr > 0);
    style.hasMixedLineEnds = kinds > 1;
    if (ends.crlf > 0 && ends.crlf >= ends.lf && ends.crlf >= ends.cr)
        style.lineEnd = "\r\n";
    else if (ends.cr > ends.lf)
        style.lineEnd = "\r";
}

/// The blanks in front of a node if it is the first thing on its line.
std::optional<QByteArrayView> indentation(QByteArrayView text, qsizetype begin)
{
    qsizetype lineStart = begin;
    while (lineStart > 0 && (text[lineStart - 1] == ' ' || text[lineStart - 1] == '\t'))
        --lineStart;
    const bool isBehindMark = lineStart == 3 && text.startsWith("\xEF\xBB\xBF");
    const bool isFirst = lineStart == 0 || isBehindMark || text[lineStart - 1] == '\n'
        || text[lineStart - 1] == '\r';
    return isFirst ? std::optional(text.sliced(lineStart, begin - lineStart)) : std::nullopt;
}

/// Counts how often a few different pieces of a text occur. A file has one or two habits, so a
/// list is quicker than a table.
class Tally
{
public:
    void add(QByteArrayView piece)
    {
        for (Entry &entry : m_entries) {
            if (entry.piece == piece) {
                ++entry.count;
                return;
            }
        }
        m_entries.push_back({piece, 1});
    }

    /// Of equally frequent ones the first in the order of bytes; empty if there are none.
    [[nodiscard]] QByteArray mostFrequent() const
    {
        const auto best = std::max_element(
            m_entries.begin(), m_entries.end(), [](const Entry &left, const Entry &right) {
                return left.count != right.count ? left.count < right.count
                                                 : left.piece > right.piece;
            });
        return best == m_entries.end() ? QByteArray() : best->piece.toByteArray();
    }

private:
    struct Entry
    {
        QByteArrayView piece;
        int count = 0;
    };
    std::vector<Entry> m_entries;
};

/// Counts what one level of indentation and a colon look like, over a sample of the tree.
class StyleSampler
{
public:
    explicit StyleSampler(const JsonTree &tree)
        : m_text(tree.bytes())
    {
        sample(tree.root());
    }

    [[nodiscard]] QByteArray indent() const { return m_indents.mostFrequent(); }
    [[nodiscard]] QByteArray colon() const { return m_colons.mostFrequent(); }

private:
    void sample(JsonNode root)
    {
        // Children of sampled nodes join the queue, so the walk is breadth first and bounded.
        std::vector<JsonNode> queue{root};
        for (size_t i = 0; i < queue.size() && m_seen < SampledMembers; ++i) {
            for (const JsonNode child : queue[i].children()) {
                if (++m_seen > SampledMembers)
                    break;
                look(queue[i], child);
                if (child.childCount() > 0)
                    queue.push_back(child);
            }
        }
    }

    void look(JsonNode parent, JsonNode child)
    {
        if (child.hasKey()) {
            const qsizetype keyEnd = child.keyRange().end;
            const QByteArrayView colon = m_text.sliced(keyEnd, child.range().begin - keyEnd);
            if (colon.count(':') == 1 && !colon.contains('\n') && !colon.contains('\r'))
                m_colons.add(colon);
        }
        const auto inner = indentation(m_text, child.memberRange().begin);
        const auto outer = indentation(m_text, parent.memberRange().begin);
        if (inner && outer && inner->size() > outer->size() && inner->startsWith(*outer))
            m_indents.add(inner->sliced(outer->size()));
    }

    QByteArrayView m_text;
    qsizetype m_seen = 0;
    Tally m_indents;
    Tally m_colons;
};

TextStyle lookAt(const JsonTree &tree)
{
    TextStyle style;
    const QByteArrayView text = tree.bytes();
    style.hasByteOrderMark = text.startsWith("\xEF\xBB\xBF");
    style.endsWithNewline = text.isEmpty() || text.endsWith('\n') || text.endsWith('\r');
    setLineEnd(style, countLineEnds(text));

    const JsonNode root = tree.root();
    if (root.childCount() > 0) {
        const QByteArrayView body = root.literal();
        style.isMultiLine = body.contains('\n') || body.contains('\r');
    }
    const StyleSampler sampler(tree);
    if (const QByteArray indent = sampler.indent(); !indent.isEmpty())
        style.indent = indent;
    if (const QByteArray colon = sampler.colon(); !colon.isEmpty())
        style.colon = colon;
    return style;
}

} // namespace

struct TextStyleCache
{
    std::once_flag isLookedAt;
    TextStyle style;
};

std::shared_ptr<TextStyleCache> makeStyleCache()
{
    return std::make_shared<TextStyleCache>();
}

TextStyle detectStyle(const JsonTree &tree)
{
    if (!tree.m_styleCache)
        return lookAt(tree); // a tree that was never parsed
    TextStyleCache &cache = *tree.m_styleCache;
    std::call_once(cache.isLookedAt, [&cache, &tree] { cache.style = lookAt(tree); });
    return cache.style;
}

QString TextStyle::indentName() const
{
    if (!isMultiLine)
        return u"one line"_s;
    if (indent.startsWith('\t'))
        return indent.size() == 1 ? u"tabs"_s : u"%1 tabs"_s.arg(indent.size());
    return indent.size() == 1 ? u"1 space"_s : u"%1 spaces"_s.arg(indent.size());
}

QString TextStyle::lineEndName() const
{
    const QString name = lineEnd == "\r\n" ? u"CRLF"_s : lineEnd == "\r" ? u"CR"_s : u"LF"_s;
    return hasMixedLineEnds ? QString(name + u" (mixed)") : name;
}

} // namespace Pinion
