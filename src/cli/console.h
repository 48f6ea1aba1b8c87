// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Pinion {

enum class Tone : quint8 {
    Plain,
    Strong,
    Error,
    Warning,
    Info,
    Mark,
    Faint,
    Added,
    Removed,
    AddedWord,
    RemovedWord,
};

/// The text with the escape codes of its tone around it if there are to be colours.
[[nodiscard]] QByteArray toned(Tone tone, const QByteArray &utf8, bool hasColours);
/// The escape codes that toned() puts before and behind a text; none for plain text.
[[nodiscard]] QByteArrayView toneBegin(Tone tone);
[[nodiscard]] QByteArrayView toneEnd(Tone tone);
[[nodiscard]] inline QByteArray toned(Tone tone, const QString &text, bool hasColours)
{
    return toned(tone, text.toUtf8(), hasColours);
}

/// The two output streams and the keyboard. Output is collected and written by `flush`, results
/// before complaints; tones show only on a terminal, and not when NO_COLOR is set.
class Console
{
public:
    Console();

    /// Adds to standard output.
    void print(const QByteArray &utf8) { m_out.append(utf8); }
    /// The same for a long text that comes in pieces: does not wait for `flush`.
    void stream(const QByteArray &utf8);
    void printLine(const QString &text = {});
    /// Adds one line to standard error.
    void complain(const QString &text);
    /// True for a terminal that shows colours.
    [[nodiscard]] bool hasColours() const { return m_hasColours; }
    [[nodiscard]] QByteArray toned(Tone tone, const QString &text) const
    {
        return Pinion::toned(tone, text, m_hasColours);
    }

    /// True when somebody sits at the keyboard.
    [[nodiscard]] bool canAsk() const { return m_canAsk; }
    /// One line typed by the user; nothing at the end of input.
    [[nodiscard]] std::optional<QString> ask(const QString &prompt);

    /// The same for a secret, which does not show while it is typed.
    [[nodiscard]] std::optional<QString> askSecret(const QString &prompt);

    /// False when standard output could not take it all (disk full, closed).
    bool flush();

private:
    QByteArray m_out;
    QByteArray m_err;
    bool m_hasColours = false;
    bool m_canAsk = false;
    bool m_isBroken = false;
};

/// C0, DEL and C1, which Unicode puts into the category Cc.
[[nodiscard]] constexpr bool isControl(char32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

/// The text without characters that would act on a terminal or break the line.
[[nodiscard]] QString printable(const QString &text);

} // namespace Pinion
