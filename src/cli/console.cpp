// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <algorithm>
#include <array>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isTerminal(std::FILE *stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

/// Turns the echo of the keyboard off, and on again at its end.
class Silence
{
public:
#ifdef Q_OS_WIN
    Silence()
        : m_input(GetStdHandle(STD_INPUT_HANDLE))
    {
        m_isOff = GetConsoleMode(m_input, &m_before) != 0
            && SetConsoleMode(m_input, m_before & ~DWORD(ENABLE_ECHO_INPUT)) != 0;
    }
    ~Silence()
    {
        if (m_isOff)
            SetConsoleMode(m_input, m_before);
    }
#else
    Silence()
    {
        termios silent{};
        m_isOff = tcgetattr(STDIN_FILENO, &m_before) == 0;
        silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        m_isOff = m_isOff && tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Silence()
    {
        if (m_isOff)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
#endif
    Silence(const Silence &) = delete;
    Silence &operator=(const Silence &) = delete;

private:
#ifdef Q_OS_WIN
    HANDLE m_input;
    DWORD m_before = 0;
#else
    termios m_before{};
#endif
    bool m_isOff = false;
};

bool writeAll(std::FILE *stream, QByteArray &bytes)
{
    const auto size = size_t(bytes.size());
    const bool isWritten = std::fwrite(bytes.constData(), 1, size, stream) == size;
    bytes.clear();
    return std::fflush(stream) == 0 && isWritten;
}

} // namespace

Console::Console()
    : m_hasColours(
        isTerminal(stdout) && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb")
    , m_canAsk(isTerminal(stdin) && isTerminal(stderr))
{ }

void Console::stream(const QByteArray &utf8)
{
    constexpr qsizetype Chunk = 64 * 1024; // what a pipe holds
    m_out.append(utf8);
    if (m_out.size() >= Chunk && !writeAll(stdout, m_out))
        m_isBroken = true;
}

void Console::printLine(const QString &text)
{
    m_out.append(text.toUtf8()).append('\n');
}

void Console::complain(const QString &text)
{
    m_err.append(text.toUtf8()).append('\n');
}

QByteArrayView toneBegin(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return "";
    case Tone::Strong:
        return "\x1b[1m";
    case Tone::Error:
        return "\x1b[1;31m";
    case Tone::Warning:
        return "\x1b[1;33m";
    case Tone::Info:
        return "\x1b[1;36m";
    case Tone::Mark:
        return "\x1b[32m";
    case Tone::Faint:
        return "\x1b[2m";
    case Tone::Added:
        return "\x1b[32m";
    case Tone::Removed:
        return "\x1b[31m";
    case Tone::AddedWord: // underlined as well, so that it does not depend on colour
        return "\x1b[1;4;32m";
    case Tone::RemovedWord:
        return "\x1b[1;4;31m";
    }
    return "";
}

QByteArrayView toneEnd(Tone tone)
{
    return tone == Tone::Plain ? QByteArrayView("") : QByteArrayView("\x1b[0m");
}

QByteArray toned(Tone tone, const QByteArray &utf8, bool hasColours)
{
    if (!hasColours)
        return utf8;
    return toneBegin(tone).toByteArray() + utf8 + toneEnd(tone).toByteArray();
}

std::optional<QString> Console::ask(const QString &prompt)
{
    flush();
    m_err.append(prompt.toUtf8());
    writeAll(stderr, m_err);

    QByteArray line;
    std::array<char, 512> piece = {};
    while (std::fgets(piece.data(), int(piece.size()), stdin)) {
        line.append(piece.data());
        if (line.endsWith('\n'))
            return QString::fromLocal8Bit(line).trimmed();
    }
    return line.isEmpty() ? std::nullopt : std::optional(QString::fromLocal8Bit(line).trimmed());
}

std::optional<QString> Console::askSecret(const QString &prompt)
{
    std::optional<QString> secret;
    {
        const Silence silence;
        secret = ask(prompt);
    }
    complain(QString()); // the line end that was typed did not show
    return secret;
}

bool Console::flush()
{
    if (!m_out.isEmpty() && !writeAll(stdout, m_out))
        m_isBroken = true;
    if (!m_err.isEmpty())
        writeAll(stderr, m_err);
    return !m_isBroken;
}

QString printable(const QString &text)
{
    const auto isControlUnit = [](QChar character) { return isControl(character.unicode()); };
    // Most have none. A loop that does not stop at the first looks at many at a time.
    int controls = 0;
    for (const QChar character : text)
        controls += int(isControlUnit(character));
    if (controls == 0)
        return text;
    QString result = text;
    std::replace_if(
        result.begin(), result.end(), isControlUnit, QChar(QChar::ReplacementCharacter));
    return result;
}

} // namespace Pinion
