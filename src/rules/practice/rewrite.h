// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "rules/finding.h"

#include <memory>

namespace Pinion {

/// Several edits of one app, pod or group in a row, given as edits of the whole document. Works on
/// a copy of the part's bytes and holds no node, so that it may wait for the answer to a question
/// long after the tree has gone. The steps are taken when their outcome is asked for; once one
/// fails, so does the whole.
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
    [[nodiscard]] JsonNode at(const JsonPointer &pointer) const;
    /// Errors: that of the first step that failed.
    [[nodiscard]] Result<TextEdits> edits() const;

private:
    struct Step
    {
        Result<TextEdit> (*edit)(const JsonTree &, const JsonPointer &, const QByteArray &);
        JsonPointer place;
        QByteArray text; ///< a literal or a key
    };

    void take() const;

    QByteArray m_document; ///< the text that holds the part; shared with the tree, not copied
    TextRange m_part; ///< in m_document
    qsizetype m_offset = 0; ///< of the part in the document
    std::vector<Step> m_steps;

    // What the steps taken so far have led to.
    mutable std::shared_ptr<const JsonTree> m_tree;
    mutable size_t m_taken = 0;
    mutable std::optional<Error> m_error;
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
/// Adds a fix whose edits are worked out when they are asked for. The steps must be able to
/// succeed.
void offer(Finding &finding, const QString &title, bool isSafe, Rewrite rewrite);
/// Adds a guided fix that asks.
void offer(Finding &finding, const QString &title, FixQuestion question);

} // namespace Pinion
