// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsontree.h"

#include "json/jsonparser.h"
#include "json/jsonstring.h"
#include "json/textstyle.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <limits>

namespace Pinion {

namespace {

bool isQuoted(QByteArrayView literal)
{
    return literal.size() >= 2 && literal.front() == '"' && literal.back() == '"';
}

QByteArrayView unquoted(QByteArrayView literal)
{
    return literal.sliced(1, literal.size() - 2);
}

} // namespace

JsonTree JsonTree::parse(QByteArray bytes)
{
    JsonTree tree;
    tree.m_bytes = std::move(bytes);
    JsonParser(tree).run();
    tree.m_styleCache = makeStyleCache();
    return tree;
}

std::optional<QByteArrayView> JsonTree::plainKey(const Record &record) const
{
    if (!record.isKeyPlain)
        return {};
    return text({record.keyBegin + 1, record.keyEnd - 1});
}

JsonNode JsonTree::root() const
{
    return m_nodes.empty() ? JsonNode() : JsonNode(this, 0);
}

JsonNode JsonTree::at(const JsonPointer &pointer) const
{
    return root().at(pointer);
}

JsonNode JsonTree::nodeAt(qsizetype offset) const
{
    JsonNode deepest = root();
    for (bool isDeeper = deepest.exists(); isDeeper;) {
        isDeeper = false;
        for (const JsonNode child : deepest.children()) {
            const TextRange range = child.memberRange();
            if (range.begin > offset)
                break;
            // A cursor right behind a value still belongs to it.
            if (offset <= range.end) {
                deepest = child;
                isDeeper = true;
                break;
            }
        }
    }
    return deepest;
}

bool JsonNode::isDamaged() const
{
    return m_tree && m_tree->m_nodes[size_t(m_index)].isDamaged;
}

bool JsonNode::hasKey() const
{
    return parent().isObject();
}

TextRange JsonNode::memberRange() const
{
    return hasKey() ? TextRange{keyRange().begin, range().end} : range();
}

QByteArray JsonNode::key() const
{
    if (!hasKey())
        return {};
    if (const auto plain = m_tree->plainKey(m_tree->m_nodes[size_t(m_index)]))
        return plain->toByteArray();
    const QByteArrayView literal = m_tree->text(keyRange());
    const std::optional<QByteArray> decoded = decodeString(literal);
    return decoded ? *decoded : literal.toByteArray(); // a damaged key stands for itself
}

QByteArrayView JsonNode::literal() const
{
    return m_tree ? m_tree->text(range()) : QByteArrayView();
}

JsonNode JsonNode::lastChild() const
{
    JsonNode last;
    for (const JsonNode child : children())
        last = child;
    return last;
}

JsonNode JsonNode::previousSibling() const
{
    JsonNode previous;
    for (const JsonNode sibling : parent().children()) {
        if (sibling == *this)
            return previous;
        previous = sibling;
    }
    return {};
}

qsizetype JsonNode::indexInParent() const
{
    if (parent().isArray())
        return m_tree->m_nodes[size_t(m_index)].keyBegin;
    qsizetype index = 0;
    for (const JsonNode sibling : parent().children()) {
        if (sibling == *this)
            return index;
        ++index;
    }
    return 0;
}

JsonNode JsonNode::element(qsizetype index) const
{
    if (index < 0 || index >= childCount())
        return {};
    JsonNode child = firstChild();
    while (index-- > 0)
        child = child.nextSibling();
    return child;
}

/// Almost every key is written without escapes, and then its bytes can be compared in place.
std::optional<QByteArrayView> JsonNode::plainKey() const
{
    return hasKey() ? m_tree->plainKey(m_tree->m_nodes[size_t(m_index)]) : std::nullopt;
}

bool JsonNode::hasThatKey(QByteArrayView utf8Key) const
{
    const auto plain = m_tree->plainKey(m_tree->m_nodes[size_t(m_index)]);
    return plain ? *plain == utf8Key : key() == utf8Key;
}

/// True if a member with the key of `child`, which has this tag, stands before it.
bool JsonNode::hasBefore(JsonNode child, quint8 tag) const
{
    const QByteArray key = child.key();
    for (const JsonNode earlier : children()) {
        if (earlier == child)
            return false;
        if (m_tree->m_nodes[size_t(earlier.m_index)].keyTag == tag && earlier.hasThatKey(key))
            return true;
    }
    return false;
}

bool JsonNode::mayRepeatKeys() const
{
    constexpr qsizetype Many = 256; // beyond them pairs cost more than a table of the keys
    if (childCount() > Many)
        return true;
    if (!m_tree || !m_tree->m_nodes[size_t(m_index)].hasLikeTags)
        return false;
    std::bitset<256> seen;
    for (const JsonNode child : children()) {
        const quint8 tag = m_tree->m_nodes[size_t(child.m_index)].keyTag;
        if (seen.test(tag) && hasBefore(child, tag))
            return true;
        seen.set(tag);
    }
    return false;
}

JsonNode JsonNode::member(QByteArrayView utf8Key) const
{
    if (!isObject())
        return {};
    // Rules look up dozens of members of each object, so this walks over the bare records.
    const std::vector<JsonTree::Record> &nodes = m_tree->m_nodes;
    const quint8 tag = JsonTree::tagOf(utf8Key);
    if (!(nodes[size_t(m_index)].memberTags & JsonTree::tagBit(tag)))
        return {}; // as most of them end
    const qint32 end = nodes[size_t(m_index)].subtreeEnd;
    const bool isOnly = !nodes[size_t(m_index)].hasLikeTags;
    qint32 found = -1;
    for (qint32 i = m_index + 1; i < end; i = nodes[size_t(i)].subtreeEnd) {
        if (nodes[size_t(i)].keyTag != tag)
            continue;
        if (JsonNode(m_tree, i).hasThatKey(utf8Key))
            found = i;
        if (isOnly)
            break;
    }
    return found < 0 ? JsonNode() : JsonNode(m_tree, found);
}

JsonNode JsonNode::at(const JsonPointer &relative) const
{
    JsonNode node = *this;
    for (const QByteArray &token : relative.tokens()) {
        if (node.isObject()) {
            node = node.member(token);
        } else if (node.isArray()) {
            const bool isCanonical = token == "0" || (!token.startsWith('0') && !token.isEmpty());
            const bool isDigits = std::all_of(
                token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
            node = isCanonical && isDigits && token.size() < 10 ? node.element(token.toInt())
                                                                : JsonNode();
        } else {
            return {};
        }
    }
    return node;
}

JsonPointer JsonNode::pointer() const
{
    qsizetype depth = 0;
    for (JsonNode node = parent(); node; node = node.parent())
        ++depth;
    QList<QByteArray> tokens(depth);
    for (JsonNode node = *this; depth > 0; node = node.parent())
        tokens[--depth] = node.hasKey() ? node.key() : QByteArray::number(node.indexInParent());
    return JsonPointer(std::move(tokens));
}

std::optional<bool> JsonNode::toBool() const
{
    return isBoolean() ? std::optional(literal() == "true") : std::nullopt;
}

std::optional<double> JsonNode::toDouble() const
{
    if (!isNumber())
        return std::nullopt;
    const QByteArrayView text = literal();
    double value = 0;
    const auto result = std::from_chars(text.begin(), text.end(), value);
    if (result.ec == std::errc::result_out_of_range) {
        if (text.contains("e-") || text.contains("E-"))
            return 0.0; // too small to be told from nothing
        const double infinity = std::numeric_limits<double>::infinity();
        return text.startsWith('-') ? -infinity : infinity;
    }
    return value;
}

std::optional<qint64> JsonNode::toInteger() const
{
    if (!isNumber())
        return std::nullopt;
    const QByteArrayView text = literal();
    qint64 value = 0;
    const auto [rest, error] = std::from_chars(text.begin(), text.end(), value);
    if (error == std::errc() && rest == text.end())
        return value;

    const double number = *toDouble();
    constexpr double Limit = 9007199254740992.0; // 2^53: every whole double below is exact
    if (std::floor(number) != number || std::abs(number) > Limit)
        return std::nullopt;
    return qint64(number);
}

std::optional<QByteArray> JsonNode::toUtf8() const
{
    return isString() ? decodeString(literal()) : std::nullopt;
}

std::optional<QString> JsonNode::toString() const
{
    if (!isString())
        return std::nullopt;
    // Without escapes the bytes are the text, and one copy is enough.
    if (const QByteArrayView text = literal(); isQuoted(text) && !text.contains('\\'))
        return QString::fromUtf8(unquoted(text));
    const std::optional<QByteArray> utf8 = toUtf8();
    return utf8 ? std::optional(QString::fromUtf8(*utf8)) : std::nullopt;
}

QString JsonNode::stringOr(const QString &otherwise) const
{
    return toString().value_or(otherwise);
}

} // namespace Pinion
