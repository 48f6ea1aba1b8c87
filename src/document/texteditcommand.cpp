// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/texteditcommand.h"

#include "document/appdocument.h"

#include <algorithm>

namespace Pinion {

namespace {

constexpr int TypingId = 1;

} // namespace

TextEdits inverse(const TextEdits &edits, const QByteArray &before)
{
    TextEdits result;
    result.reserve(edits.size());
    qsizetype shift = 0;
    for (const TextEdit &edit : edits) {
        const qsizetype begin = edit.range.begin + shift;
        result.push_back({{begin, begin + edit.text.size()},
            before.sliced(edit.range.begin, edit.range.length())});
        shift += edit.text.size() - edit.range.length();
    }
    return result;
}

std::optional<TextEdit> composed(const TextEdit &first, const TextEdit &second)
{
    // In the text between the two, `first` has left its new text at `middle`.
    const TextRange middle{first.range.begin, first.range.begin + first.text.size()};
    if (second.range.begin > middle.end || second.range.end < middle.begin)
        return std::nullopt;
    const TextRange hull{
        std::min(middle.begin, second.range.begin), std::max(middle.end, second.range.end)};

    const qsizetype before = std::max<qsizetype>(0, second.range.begin - middle.begin);
    const qsizetype after = std::max<qsizetype>(0, middle.end - second.range.end);
    const QByteArray text = first.text.first(before) + second.text + first.text.last(after);
    const qsizetype growth = first.text.size() - first.range.length();
    return TextEdit{{hull.begin, hull.end - growth}, text};
}

TextEditCommand::TextEditCommand(AppDocument &document, const QString &title, TextEdits edits,
    const QObject *origin, int typingGroup)
    : QUndoCommand(title)
    , m_document(document)
    , m_edits(std::move(edits))
    , m_origin(origin)
    , m_typingGroup(typingGroup)
{ }

void TextEditCommand::undo()
{
    swap(nullptr);
}

void TextEditCommand::redo()
{
    swap(std::exchange(m_origin, nullptr));
}

void TextEditCommand::swap(const QObject *origin)
{
    TextEdits back = inverse(m_edits, m_document.bytes());
    m_document.applyNow(m_edits, origin);
    m_edits = std::move(back);
}

int TextEditCommand::id() const
{
    return m_typingGroup == NoTyping ? -1 : TypingId;
}

bool TextEditCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = dynamic_cast<const TextEditCommand *>(other);
    if (!next || next->m_typingGroup != m_typingGroup || m_edits.size() != 1
        || next->m_edits.size() != 1)
        return false;
    // Both have been applied, so each holds its way back, and the ways back are walked in reverse.
    const std::optional<TextEdit> back = composed(next->m_edits.front(), m_edits.front());
    if (!back)
        return false;
    m_edits.front() = *back;
    setText(next->text()); // "Change memory to 512", not "… to 5"
    return true;
}

} // namespace Pinion
