// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonformat.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype ShortArrayItems = 4;
constexpr qsizetype ShortArrayBytes = 60;

/// Writes a value anew. Keeps its own stack, so that depth is limited by memory only.
class Formatter
{
public:
    Formatter(const TextStyle &style, qsizetype depth, bool sortsKeys)
        : m_style(style)
        , m_depth(depth)
        , m_sortsKeys(sortsKeys)
    { }

    /// Nothing for a value that does not exist.
    QByteArray run(JsonNode node)
    {
        const JsonTree *tree = node.tree();
        if (!tree)
            return {};
        open(node);
        while (!m_frames.empty()) {
            Frame &frame = m_frames.back();
            if (frame.next == frame.children.size()) {
                close();
                continue;
            }
            const JsonNode child = frame.children[frame.next++];
            if (frame.next > 1)
                m_text.append(',');
            newLine();
            if (child.hasKey()) {
                m_text.append(tree->text(child.keyRange()));
                m_text.append(m_style.colon);
            }
            open(child);
        }
        return std::move(m_text);
    }

private:
    struct Frame
    {
        JsonNode container;
        std::vector<JsonNode> children;
        size_t next = 0;
    };

    void open(JsonNode node)
    {
        if (!node.isContainer()) {
            m_text.append(node.literal());
        } else if (node.childCount() == 0) {
            m_text.append(node.isObject() ? "{}" : "[]");
        } else if (isShortArray(node)) {
            writeShortArray(node);
        } else {
            m_text.append(node.isObject() ? '{' : '[');
            m_frames.push_back({node, childrenOf(node)});
        }
    }

    void close()
    {
        const bool isObject = m_frames.back().container.isObject();
        m_frames.pop_back();
        newLine();
        m_text.append(isObject ? '}' : ']');
    }

    [[nodiscard]] std::vector<JsonNode> childrenOf(JsonNode node) const
    {
        std::vector<JsonNode> children;
        children.reserve(size_t(node.childCount()));
        for (const JsonNode child : node.children())
            children.push_back(child);
        if (m_sortsKeys && node.isObject())
            std::stable_sort(children.begin(), children.end(),
                [](JsonNode a, JsonNode b) { return a.key() < b.key(); });
        return children;
    }

    static bool isShortArray(JsonNode node)
    {
        if (!node.isArray() || node.childCount() > ShortArrayItems)
            return false;
        qsizetype size = 2;
        for (const JsonNode child : node.children()) {
            size += child.range().length() + 2;
            if (child.isContainer() || size > ShortArrayBytes)
                return false;
        }
        return true;
    }

    void writeShortArray(JsonNode node)
    {
        m_text.append('[');
        for (JsonNode child = node.firstChild(); child; child = child.nextSibling()) {
            m_text.append(child.literal());
            if (child.nextSibling())
                m_text.append(", ");
        }
        m_text.append(']');
    }

    void newLine()
    {
        m_text.append(m_style.lineEnd);
        m_text.append(m_style.indent.repeated(m_depth + qsizetype(m_frames.size())));
    }

    const TextStyle &m_style;
    qsizetype m_depth;
    bool m_sortsKeys;
    QByteArray m_text;
    std::vector<Frame> m_frames;
};

Result<QByteArray> laidOut(const JsonTree &tree, bool sortsKeys)
{
    if (!tree.isValid())
        return fail(ErrorKind::Invalid, u"Only valid JSON can be laid out anew."_s,
            u"Mend the mistakes in the text first."_s);
    TextStyle style = detectStyle(tree);
    if (!style.isMultiLine)
        style.colon = ": ";
    QByteArray text = style.hasByteOrderMark ? "\xEF\xBB\xBF" : "";
    text.append(Formatter(style, 0, sortsKeys).run(tree.root()));
    if (style.endsWithNewline)
        text.append(style.lineEnd);
    return text;
}

} // namespace

QByteArray formatted(JsonNode node, const TextStyle &style, qsizetype depth)
{
    return Formatter(style, depth, false).run(node);
}

Result<QByteArray> formattedText(const JsonTree &tree)
{
    return laidOut(tree, false);
}

Result<QByteArray> sortedText(const JsonTree &tree)
{
    return laidOut(tree, true);
}

QByteArray compact(JsonNode node)
{
    // Outside strings every blank is layout, so copying the rest is enough.
    QByteArray text;
    bool isInString = false;
    const QByteArrayView literal = node.literal();
    for (qsizetype i = 0; i < literal.size(); ++i) {
        const char c = literal[i];
        const bool isBlank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (isInString || !isBlank)
            text.append(c);
        if (isInString && c == '\\')
            text.append(literal[++i]);
        else if (c == '"')
            isInString = !isInString;
    }
    return text;
}

} // namespace Pinion
