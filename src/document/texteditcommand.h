// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <QUndoCommand>

#include <optional>

namespace Pinion {

class AppDocument;

/// One step of a document's undo stack. Undo and redo are the same swap: apply the edits, keep
/// their inverse.
class TextEditCommand : public QUndoCommand
{
public:
    /// Groups of keystrokes are numbered from 1; equal numbers merge into one step where they
    /// touch.
    static constexpr int NoTyping = 0;

    TextEditCommand(AppDocument &document, const QString &title, TextEdits edits,
        const QObject *origin, int typingGroup = NoTyping);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override;
    bool mergeWith(const QUndoCommand *other) override;

private:
    void swap(const QObject *origin);

    AppDocument &m_document;
    TextEdits m_edits; ///< what the next undo or redo applies
    const QObject *m_origin; ///< for the first redo only; may be gone later
    int m_typingGroup;
};

/// The edits that take sorted `edits` back, given the bytes before them.
[[nodiscard]] TextEdits inverse(const TextEdits &edits, const QByteArray &before);

/// One edit for `first` followed by `second`, or nothing if they do not touch. The ranges of
/// `second` refer to the text after `first`.
[[nodiscard]] std::optional<TextEdit> composed(const TextEdit &first, const TextEdit &second);

} // namespace Pinion
