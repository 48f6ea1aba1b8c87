// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/textedit.h"

#include <QByteArray>
#include <Qsci/qsciscintilla.h>

namespace Pinion {

/// Sends a message with plain numbers. QScintilla's own function has a dozen overloads between
/// which ordinary integers are ambiguous.
inline qsizetype send(
    const QsciScintillaBase &editor, unsigned int message, qsizetype w = 0, qsizetype l = 0)
{
    return editor.SendScintilla(message, static_cast<unsigned long>(w), static_cast<long>(l));
}

/// Sends bytes with their length, NUL included.
inline qsizetype sendBytes(
    const QsciScintillaBase &editor, unsigned int message, QByteArrayView bytes)
{
    // Scintilla wants a pointer even to no bytes.
    const char *data = bytes.isNull() ? "" : bytes.data();
    return editor.SendScintilla(message, static_cast<uintptr_t>(bytes.size()), data);
}

/// The bytes of a range, NUL included.
[[nodiscard]] inline QByteArray textOf(const QsciScintillaBase &editor, TextRange range)
{
    if (range.isEmpty())
        return {};
    // Scintilla ends what it copies with a NUL, for which QByteArray has room behind its data.
    QByteArray text(range.length(), '\0');
    editor.SendScintilla(QsciScintillaBase::SCI_GETTEXTRANGE, static_cast<long>(range.begin),
        static_cast<long>(range.end), text.data());
    return text;
}

/// The bytes of a range where Scintilla has them, until the next change. Those on both sides of its
/// gap (SCI_GETGAPPOSITION) cost a copy. Not through SendScintilla, which cuts pointers on Windows.
[[nodiscard]] inline QByteArrayView viewOf(const QsciScintillaBase &editor, TextRange range)
{
    using Call = qintptr (*)(qintptr, unsigned int, quintptr, qintptr);
    const auto call = reinterpret_cast<Call>(
        editor.SendScintillaPtrResult(QsciScintillaBase::SCI_GETDIRECTFUNCTION));
    const auto self = reinterpret_cast<qintptr>(
        editor.SendScintillaPtrResult(QsciScintillaBase::SCI_GETDIRECTPOINTER));
    const qintptr data
        = call(self, QsciScintillaBase::SCI_GETRANGEPOINTER, quintptr(range.begin), range.length());
    return {reinterpret_cast<const char *>(data), range.length()};
}

inline void sendColor(
    const QsciScintillaBase &editor, unsigned int message, qsizetype w, const QColor &color)
{
    editor.SendScintilla(message, static_cast<unsigned long>(w), color);
}

} // namespace Pinion
