// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonnode.h"
#include "json/syntaxerror.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace Pinion {
struct TextStyle;
struct TextStyleCache;

/// A text, its JSON structure with byte ranges, and its syntax errors. Immutable and cheap to move;
/// share it with std::shared_ptr<const JsonTree> where several threads or views read it.
///
/// Parsing never fails and never recurses: whatever the bytes, there is a tree of what could be
/// recognised and a list of what is wrong, in order of position. `isValid()` is exactly "the bytes
/// are JSON by RFC 8259" (a UTF-8 byte order mark in front is tolerated, as section 8.1 allows, and
/// an escaped lone surrogate is refused, since no UTF-8 text can hold it).
class JsonTree
{
public:
    JsonTree() = default;
    [[nodiscard]] static JsonTree parse(QByteArray bytes);

    JsonTree(JsonTree &&) = default;
    JsonTree &operator=(JsonTree &&) = default;
    JsonTree(const JsonTree &) = delete; // nodes point into their tree
    JsonTree &operator=(const JsonTree &) = delete;
    ~JsonTree() = default;

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] QByteArrayView text(TextRange range) const
    {
        return QByteArrayView(m_bytes).sliced(range.begin, range.length());
    }
    [[nodiscard]] bool isValid() const { return m_errors.empty(); }
    /// At most the first 100.
    [[nodiscard]] const std::vector<SyntaxError> &errors() const { return m_errors; }

    [[nodiscard]] JsonNode root() const; ///< does not exist for a text without any value
    [[nodiscard]] JsonNode at(const JsonPointer &pointer) const; ///< may not exist
    /// The deepest value whose member (key to value) holds the offset; the root otherwise.
    [[nodiscard]] JsonNode nodeAt(qsizetype offset) const;
    [[nodiscard]] qsizetype nodeCount() const { return qsizetype(m_nodes.size()); }

private:
    friend class JsonNode;
    friend class JsonParser;
    friend TextStyle detectStyle(const JsonTree &tree);

    // Nodes lie in document order, so a subtree is a contiguous run that ends at subtreeEnd:
    // the first child follows its parent and the next sibling stands at subtreeEnd. 40 bytes each.
    struct Record
    {
        quint32 keyBegin = 0; ///< for an array element, which has no key: its index
        quint32 keyEnd = 0; ///< 0 where there is no key
        quint32 begin = 0;
        quint32 end = 0;
        qint32 parent = -1;
        qint32 subtreeEnd = 0;
        quint32 childCount = 0;
        JsonType type = JsonType::Invalid;
        bool isDamaged : 1 = false;
        bool isKeyPlain : 1 = false; ///< its bytes between the quotes are the key as decoded
        bool hasLikeTags : 1 = false; ///< of an object: two members have one tag
        quint8 keyTag = 0; ///< of the key as decoded; equal keys have equal tags
        quint64 memberTags = 0; ///< of an object: the bits of its members' tags
    };
    [[nodiscard]] static quint64 tagBit(quint8 tag) { return quint64(1) << (tag & 63U); }
    /// A key's bytes between its quotes; nothing where they are not the key as decoded.
    [[nodiscard]] std::optional<QByteArrayView> plainKey(const Record &record) const;
    /// Tells most keys apart at the cost of four bytes of each.
    [[nodiscard]] static quint8 tagOf(QByteArrayView utf8Key)
    {
        if (utf8Key.isEmpty())
            return 0;
        const auto byte = [utf8Key](qsizetype i) { return unsigned(uchar(utf8Key[i])); };
        const qsizetype last = utf8Key.size() - 1;
        return quint8(byte(0) * 7 + byte(last / 2) * 31 + byte(last) * 3 + unsigned(last) * 17);
    }

    QByteArray m_bytes;
    std::vector<Record> m_nodes;
    std::vector<SyntaxError> m_errors;
    std::shared_ptr<TextStyleCache> m_styleCache; ///< see detectStyle()
};

// Small and asked millions of times, hence in the header.

inline JsonType JsonNode::type() const
{
    return m_tree ? m_tree->m_nodes[size_t(m_index)].type : JsonType::Invalid;
}

inline TextRange JsonNode::range() const
{
    if (!m_tree)
        return {};
    const JsonTree::Record &record = m_tree->m_nodes[size_t(m_index)];
    return {record.begin, record.end};
}

inline TextRange JsonNode::keyRange() const
{
    if (!m_tree)
        return {};
    const JsonTree::Record &record = m_tree->m_nodes[size_t(m_index)];
    return record.keyEnd == 0 ? TextRange() : TextRange{record.keyBegin, record.keyEnd};
}

inline JsonNode JsonNode::parent() const
{
    const qint32 index = m_tree ? m_tree->m_nodes[size_t(m_index)].parent : -1;
    return index < 0 ? JsonNode() : JsonNode(m_tree, index);
}

inline qsizetype JsonNode::childCount() const
{
    return m_tree ? m_tree->m_nodes[size_t(m_index)].childCount : 0;
}

inline JsonNode JsonNode::firstChild() const
{
    return childCount() > 0 ? JsonNode(m_tree, m_index + 1) : JsonNode();
}

inline JsonNode JsonNode::nextSibling() const
{
    if (!m_tree)
        return {};
    const JsonTree::Record &record = m_tree->m_nodes[size_t(m_index)];
    if (record.parent < 0 || record.subtreeEnd >= m_tree->m_nodes[size_t(record.parent)].subtreeEnd)
        return {};
    return {m_tree, record.subtreeEnd};
}

} // namespace Pinion
