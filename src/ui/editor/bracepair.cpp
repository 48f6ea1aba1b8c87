// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bracepair.h"

#include <optional>

namespace Pinion {

namespace {

std::optional<BracePair> pairOf(const JsonTree &tree, qsizetype offset)
{
    const QByteArray &text = tree.bytes();
    if (offset < 0 || offset >= text.size() || !QByteArrayView("{}[]").contains(text[offset]))
        return std::nullopt;
    JsonNode node = tree.nodeAt(offset);
    while (node && !node.memberRange().contains(offset))
        node = node.parent();
    const bool isInText
        = node.keyRange().contains(offset) || (node.isString() && node.range().contains(offset));
    if (isInText)
        return std::nullopt;
    if (!node.isContainer())
        return BracePair{offset, -1};
    const TextRange range = node.range();
    const char closing = node.isObject() ? '}' : ']';
    const bool isClosed = range.length() > 1 && text[range.end - 1] == closing;
    if (isClosed && offset == range.begin)
        return BracePair{offset, range.end - 1};
    if (isClosed && offset == range.end - 1)
        return BracePair{offset, range.begin};
    return BracePair{offset, -1};
}

} // namespace

BracePair bracePairAt(const JsonTree &tree, qsizetype cursor)
{
    const std::optional<BracePair> before = pairOf(tree, cursor - 1);
    return before ? *before : pairOf(tree, cursor).value_or(BracePair());
}

} // namespace Pinion
