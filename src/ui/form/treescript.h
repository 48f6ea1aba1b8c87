// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QList>

namespace Pinion {

/// Several changes to one app that together are one step for the user. Each change sees the text as
/// the changes before it left it; nothing reaches a document before the caller takes `bytes()`.
/// Pointers are relative to the app. New members go where the schema has them.
class TreeScript
{
public:
    TreeScript(QByteArray bytes, JsonPointer app);

    [[nodiscard]] const QByteArray &bytes() const { return m_tree.bytes(); }
    [[nodiscard]] JsonNode at(const JsonPointer &pointer) const;
    /// Objects that did not exist and were made to hold a value, outermost first.
    [[nodiscard]] const QList<JsonPointer> &created() const { return m_created; }

    /// Sets a value, making what is missing on the way; a null on the way becomes an object.
    Result<void> set(const JsonPointer &pointer, const QByteArray &literal);
    /// Inserts an element, making the array if it is missing.
    Result<void> insert(const JsonPointer &array, qsizetype index, const QByteArray &literal);
    /// Moves an element or a member to another place in its array or object.
    Result<void> move(const JsonPointer &container, qsizetype from, qsizetype to);
    Result<void> rename(const JsonPointer &member, const QByteArray &key);
    /// Removes a value if it is there.
    Result<void> remove(const JsonPointer &pointer);

private:
    [[nodiscard]] QByteArray laidOut(const QByteArray &literal, qsizetype depth) const;
    Result<void> addBelow(
        const JsonPointer &holder, const JsonPointer &target, const QByteArray &literal);
    Result<void> take(const Result<TextEdit> &edit);

    JsonTree m_tree;
    JsonPointer m_app;
    QList<JsonPointer> m_created;
};

} // namespace Pinion
