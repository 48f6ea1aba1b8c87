// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "json/textedit.h"

#include <QByteArray>

#include <iterator>
#include <optional>

namespace Pinion {
class JsonTree;

enum class JsonType : quint8 {
    Invalid, ///< a place where a value should be, holding something that is none
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
};

/// A value inside a JsonTree (include that header): a cheap handle, valid as long as its tree
/// lives. One that was looked up and not found does not exist: every reader answers "nothing", so
/// look-ups chain unchecked.
class JsonNode
{
public:
    JsonNode() = default;

    [[nodiscard]] bool exists() const { return m_tree != nullptr; }
    explicit operator bool() const { return exists(); }
    [[nodiscard]] JsonType type() const; ///< Invalid if it does not exist
    [[nodiscard]] bool isObject() const { return type() == JsonType::Object; }
    [[nodiscard]] bool isArray() const { return type() == JsonType::Array; }
    [[nodiscard]] bool isContainer() const { return isObject() || isArray(); }
    [[nodiscard]] bool isString() const { return type() == JsonType::String; }
    [[nodiscard]] bool isNumber() const { return type() == JsonType::Number; }
    [[nodiscard]] bool isBoolean() const { return type() == JsonType::Boolean; }
    [[nodiscard]] bool isNull() const { return type() == JsonType::Null; } ///< the JSON value null
    /// True if this very value, or the commas and brackets directly inside it, has a syntax error.
    [[nodiscard]] bool isDamaged() const;
    /// Absent or the JSON value null, which Marathon reads alike.
    [[nodiscard]] bool isAbsent() const { return !exists() || isNull(); }

    [[nodiscard]] TextRange range() const; ///< the value, brackets and quotes included
    [[nodiscard]] bool hasKey() const; ///< true for members of an object
    [[nodiscard]] TextRange keyRange() const; ///< the key with its quotes; empty for array elements
    [[nodiscard]] TextRange memberRange() const; ///< key and value; the value alone without a key
    [[nodiscard]] QByteArray key() const; ///< decoded UTF-8
    /// The key's bytes between its quotes; nothing where they are not the key as decoded.
    [[nodiscard]] std::optional<QByteArrayView> plainKey() const;
    [[nodiscard]] QByteArrayView literal() const; ///< the value's bytes as written

    [[nodiscard]] JsonNode parent() const;
    [[nodiscard]] qsizetype childCount() const;
    [[nodiscard]] JsonNode firstChild() const;
    [[nodiscard]] JsonNode nextSibling() const;
    [[nodiscard]] JsonNode lastChild() const;
    [[nodiscard]] JsonNode previousSibling() const;
    [[nodiscard]] qsizetype indexInParent() const; ///< counts members and elements from 0
    [[nodiscard]] JsonNode element(qsizetype index) const; ///< array element or n-th member
    /// The member with this key; the last one where a key occurs twice, as parsers take it.
    [[nodiscard]] JsonNode member(QByteArrayView utf8Key) const;
    JsonNode operator[](QByteArrayView utf8Key) const { return member(utf8Key); }
    /// False only if all keys of the object differ; true where a closer look is worth while.
    [[nodiscard]] bool mayRepeatKeys() const;
    [[nodiscard]] JsonNode at(const JsonPointer &relative) const;
    [[nodiscard]] JsonPointer pointer() const;

    [[nodiscard]] std::optional<bool> toBool() const;
    /// The nearest double of a number; infinite when too large.
    [[nodiscard]] std::optional<double> toDouble() const;
    /// A number without fraction (2, 2.0 and 2e0 alike) that fits 64 bits.
    [[nodiscard]] std::optional<qint64> toInteger() const;
    [[nodiscard]] std::optional<QByteArray> toUtf8() const; ///< a string's decoded text
    [[nodiscard]] std::optional<QString> toString() const;
    /// A string's text, or `otherwise` for anything else.
    [[nodiscard]] QString stringOr(const QString &otherwise = {}) const;

    [[nodiscard]] const JsonTree *tree() const { return m_tree; }

    friend bool operator==(const JsonNode &, const JsonNode &) = default;

    /// Iterates over members or elements: `for (JsonNode child : node.children())`.
    class Children;
    [[nodiscard]] Children children() const;

private:
    friend class JsonTree;
    friend class JsonParser;
    [[nodiscard]] bool hasThatKey(QByteArrayView utf8Key) const;
    [[nodiscard]] bool hasBefore(JsonNode child, quint8 tag) const;
    JsonNode(const JsonTree *tree, qint32 index)
        : m_tree(tree)
        , m_index(index)
    { }

    const JsonTree *m_tree = nullptr;
    qint32 m_index = -1;
};

class JsonNode::Children
{
public:
    struct Iterator
    {
        using iterator_category = std::input_iterator_tag;
        using value_type = JsonNode;
        using difference_type = qsizetype;
        using pointer = const JsonNode *;
        using reference = JsonNode;

        JsonNode node;

        JsonNode operator*() const { return node; }
        Iterator &operator++()
        {
            node = node.nextSibling();
            return *this;
        }
        friend bool operator==(const Iterator &, const Iterator &) = default;
    };

    explicit Children(JsonNode parent)
        : m_parent(parent)
    { }
    [[nodiscard]] Iterator begin() const { return {m_parent.firstChild()}; }
    [[nodiscard]] static Iterator end() { return {}; }

private:
    JsonNode m_parent;
};

inline JsonNode::Children JsonNode::children() const
{
    return Children(*this);
}

} // namespace Pinion
