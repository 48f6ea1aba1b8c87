// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/jsonstyler.h"

#include <Qsci/qsciscintillabase.h>

#include <algorithm>

namespace Pinion {

namespace {

/// Calls `visit` for each value whose member touches the range, in document order.
template <typename Visitor> void forEachNode(const JsonTree &tree, TextRange range, Visitor visit)
{
    JsonNode node = tree.root();
    while (node && node.memberRange().begin < range.end) {
        const bool isInside = node.memberRange().end > range.begin;
        if (isInside)
            visit(node);
        JsonNode next = isInside ? node.firstChild() : JsonNode();
        while (!next && node) {
            next = node.nextSibling();
            if (!next)
                node = node.parent();
        }
        node = next;
    }
}

TextStyleId styleOf(JsonType type)
{
    switch (type) {
    case JsonType::String:
        return TextStyleId::String;
    case JsonType::Number:
        return TextStyleId::Number;
    case JsonType::Null:
    case JsonType::Boolean:
        return TextStyleId::Literal;
    case JsonType::Invalid:
        return TextStyleId::Damaged;
    case JsonType::Array:
    case JsonType::Object:
        break;
    }
    return TextStyleId::Plain;
}

void paint(QByteArray &styles, TextRange window, TextRange range, TextStyleId style)
{
    const qsizetype begin = std::max(range.begin, window.begin);
    const qsizetype end = std::min(range.end, window.end);
    if (begin < end)
        std::fill_n(styles.begin() + (begin - window.begin), end - begin, char(style));
}

struct LineDepth
{
    int atStart = 0;
    int lowest = 0;
    int atEnd = 0;
};

int foldLevel(const LineDepth &depth)
{
    const bool isHeader = depth.atEnd > depth.lowest;
    const int level
        = QsciScintillaBase::SC_FOLDLEVELBASE + (isHeader ? depth.lowest : depth.atStart);
    return isHeader ? level | QsciScintillaBase::SC_FOLDLEVELHEADERFLAG : level;
}

struct Bracket
{
    qsizetype offset = 0;
    int step = 0;
};

} // namespace

QByteArray jsonStyles(const JsonTree &tree, TextRange range)
{
    QByteArray styles(range.length(), char(TextStyleId::Plain));
    forEachNode(tree, range, [&](JsonNode node) {
        if (node.hasKey())
            paint(styles, range, node.keyRange(), TextStyleId::Key);
        if (!node.isContainer())
            paint(styles, range, node.range(), styleOf(node.type()));
    });
    for (const SyntaxError &error : tree.errors())
        paint(styles, range, error.range, TextStyleId::Damaged);
    return styles;
}

std::vector<int> foldLevels(
    const JsonTree &tree, const LineIndex &lines, qsizetype firstLine, qsizetype count)
{
    const qsizetype lastLine = std::min(firstLine + count - 1, lines.lineCount());
    const TextRange range{lines.lineStart(firstLine),
        lastLine < lines.lineCount() ? lines.lineStart(lastLine + 1) : tree.bytes().size()};

    LineDepth depth;
    std::vector<Bracket> brackets;
    forEachNode(tree, range, [&](JsonNode node) {
        if (!node.isContainer())
            return;
        if (node.range().begin < range.begin)
            depth.atEnd += node.range().end > range.begin ? 1 : 0;
        else if (node.range().begin < range.end)
            brackets.push_back({node.range().begin, 1});
        if (node.range().end > range.begin && node.range().end <= range.end)
            brackets.push_back({node.range().end - 1, -1});
    });
    std::ranges::sort(brackets, {}, &Bracket::offset);

    std::vector<int> levels;
    auto bracket = brackets.begin();
    for (qsizetype line = firstLine; line <= lastLine; ++line) {
        const qsizetype end
            = line < lines.lineCount() ? lines.lineStart(line + 1) : tree.bytes().size() + 1;
        depth.atStart = depth.lowest = depth.atEnd;
        for (; bracket != brackets.end() && bracket->offset < end; ++bracket) {
            depth.atEnd += bracket->step;
            depth.lowest = std::min(depth.lowest, depth.atEnd);
        }
        levels.push_back(foldLevel(depth));
    }
    return levels;
}

} // namespace Pinion
