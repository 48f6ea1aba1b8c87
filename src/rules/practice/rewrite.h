// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "rules/finding.h"

#include <memory>

namespace Pinion {

/// Several edits of one app, pod or group in a row, given as edits of the whole document. Works on
/// a copy of the part's bytes and holds no node, so that it may wait for the answer to a question
/// long after the tree has gone. Once a step fails, so does the whole.
class Rewrite
{
public:
    explicit Rewrite(JsonNode part);
    /// For bytes that were kept; `offset` is where they begin in the document.
    Rewrite(const QByteArray &part, qsizetype offset);

    // The steps of jsonedit.h; pointers count from the part.
    Rewrite &set(const JsonPointer &pointer, const QByteArray &literal);
    Rewrite &setText(const JsonPointer &pointer, const QString &text);
    /// Adds an element to an array, which is made if it does not exist.
    Rewrite &append(const JsonPointer &array, const QByteArray &literal);
    Rewrite &remove(const JsonPointer &pointer);
    Rewrite &rename(const JsonPointer &member, const QByteArray &key);

    /// The value as it is after the steps so far; valid until the next step.
    [[nodiscard]] JsonNode at(const JsonPointer &pointer) const { return m_tree->at(pointer); }
    /// Errors: that of the first step that failed.
    [[nodiscard]] Result<TextEdits> edits() const;

private:
    Rewrite &take(const Result<TextEdit> &edit);

    qsizetype m_offset = 0; ///< of the part in the document
    QByteArray m_before;
    std::shared_ptr<const JsonTree> m_tree; ///< after the steps so far
    std::optional<Error> m_error;
};

/// Where a value stands in the part that holds it.
[[nodiscard]] JsonPointer pointerWithin(JsonNode part, JsonNode node);

/// The edit that gives a string another text and leaves the bytes that both share.
[[nodiscard]] TextEdit textEdit(JsonNode string, const QString &text);

/// The bytes of a piece of a string's text, counted in UTF-16 units; the whole value if the string
/// holds escapes, which do not map one to one.
[[nodiscard]] TextRange rangeInString(JsonNode string, qsizetype begin, qsizetype end);

/// Adds a fix unless its edits could not be made.
void offer(Finding &finding, const QString &title, bool isSafe, const Result<TextEdits> &edits);
void offer(Finding &finding, const QString &title, bool isSafe, const Result<TextEdit> &edit);
/// Adds a guided fix that asks.
void offer(Finding &finding, const QString &title, FixQuestion question);

} // namespace Pinion
