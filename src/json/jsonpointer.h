// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

namespace Pinion {

/// A JSON Pointer (RFC 6901): the path from a document's root to one value.
/// Tokens are decoded UTF-8 keys, or decimal indices for array elements. The empty pointer is the
/// root.
class JsonPointer
{
public:
    JsonPointer() = default;
    explicit JsonPointer(QList<QByteArray> tokens);

    /// Errors: Invalid when the text is neither empty nor starts with '/', or has a stray '~'.
    [[nodiscard]] static Result<JsonPointer> parse(QByteArrayView text);
    /// For literals in code; asserts that the text parses.
    [[nodiscard]] static JsonPointer of(QByteArrayView text);

    [[nodiscard]] const QList<QByteArray> &tokens() const { return m_tokens; }
    [[nodiscard]] bool isRoot() const { return m_tokens.isEmpty(); }
    [[nodiscard]] qsizetype depth() const { return m_tokens.size(); }
    /// The last token; the root has none and gives an empty one.
    [[nodiscard]] QByteArray last() const
    {
        return m_tokens.isEmpty() ? QByteArray() : m_tokens.last();
    }
    [[nodiscard]] JsonPointer parent() const;
    [[nodiscard]] JsonPointer child(const QByteArray &key) const;
    [[nodiscard]] JsonPointer child(qsizetype index) const;
    /// This pointer followed by another.
    [[nodiscard]] JsonPointer joined(const JsonPointer &tail) const;
    /// True for the pointer itself and everything below it.
    [[nodiscard]] bool contains(const JsonPointer &other) const;
    /// What remains of `other` below this pointer; `other` must be contained.
    [[nodiscard]] JsonPointer relative(const JsonPointer &other) const;

    /// RFC 6901 text, with '~' and '/' escaped.
    [[nodiscard]] QByteArray toUtf8() const;
    [[nodiscard]] QString toString() const { return QString::fromUtf8(toUtf8()); }
    /// For people: "container › docker › image"; indices appear as "[0]".
    [[nodiscard]] QString toBreadcrumb() const;

    friend bool operator==(const JsonPointer &, const JsonPointer &) = default;
    friend bool operator<(const JsonPointer &a, const JsonPointer &b)
    {
        return a.m_tokens < b.m_tokens;
    }
    friend size_t qHash(const JsonPointer &pointer, size_t seed = 0)
    {
        return qHash(pointer.m_tokens, seed);
    }

private:
    QList<QByteArray> m_tokens;
};

} // namespace Pinion
