// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/cursorcontext.h"

#include "json/jsonstring.h"

#include <vector>

namespace Pinion {

namespace {

struct Frame
{
    bool isObject = false;
    bool isAfterColon = false;
    bool hasValue = false;
    QByteArray key;
    qsizetype index = 0;
    qsizetype begin = 0;
};

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '.' || c == '-' || c == '+' || c == '/';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Reads a text up to an offset and remembers the open objects and arrays.
class Scanner
{
public:
    Scanner(QByteArrayView text, qsizetype offset)
        : m_text(text)
        , m_offset(offset)
    {
        qsizetype at = 0;
        while (at < offset && m_openString < 0)
            at = step(at);
    }

    [[nodiscard]] CursorContext context() const;

private:
    qsizetype step(qsizetype at);
    qsizetype readString(qsizetype begin);
    void closeContainer();
    void startNext();
    [[nodiscard]] JsonPointer container() const;

    QByteArrayView m_text;
    qsizetype m_offset;
    qsizetype m_openString = -1;
    std::vector<Frame> m_frames;
};

qsizetype Scanner::step(qsizetype at)
{
    const char c = m_text[at];
    if (c == '"')
        return readString(at);
    if (c == '{' || c == '[')
        m_frames.push_back({c == '{', false, false, {}, 0, at});
    else if (c == '}' || c == ']')
        closeContainer();
    else if (c == ',')
        startNext();
    else if (c == ':' && !m_frames.empty())
        m_frames.back().isAfterColon = true;
    else if (!isBlank(c) && at + 1 < m_offset && !isWordByte(m_text[at + 1]) && !m_frames.empty())
        m_frames.back().hasValue = m_frames.back().isAfterColon;
    return at + 1;
}

qsizetype Scanner::readString(qsizetype begin)
{
    // A string that starts where a value is already complete is a key with its comma missing.
    if (!m_frames.empty() && m_frames.back().isObject && m_frames.back().hasValue)
        startNext();
    qsizetype at = begin + 1;
    while (at < m_offset && m_text[at] != '"' && m_text[at] != '\n' && m_text[at] != '\r')
        at += m_text[at] == '\\' ? 2 : 1;
    if (at >= m_offset) {
        m_openString = begin;
        return m_offset;
    }
    if (m_frames.empty() || m_text[at] != '"')
        return at;
    Frame &frame = m_frames.back();
    if (frame.isAfterColon)
        frame.hasValue = true;
    else if (frame.isObject)
        frame.key = decodeString(m_text.sliced(begin, at + 1 - begin)).value_or(QByteArray());
    return at + 1;
}

void Scanner::closeContainer()
{
    if (!m_frames.empty())
        m_frames.pop_back();
    if (!m_frames.empty())
        m_frames.back().hasValue = m_frames.back().isAfterColon;
}

void Scanner::startNext()
{
    if (m_frames.empty())
        return;
    Frame &frame = m_frames.back();
    frame.isAfterColon = false;
    frame.hasValue = false;
    frame.key.clear();
    ++frame.index;
}

JsonPointer Scanner::container() const
{
    JsonPointer pointer;
    for (size_t i = 0; i + 1 < m_frames.size(); ++i) {
        const Frame &frame = m_frames[i];
        pointer = frame.isObject ? pointer.child(frame.key) : pointer.child(frame.index);
    }
    return pointer;
}

CursorContext Scanner::context() const
{
    CursorContext context;
    context.isQuoted = m_openString >= 0;
    qsizetype begin = context.isQuoted ? m_openString : m_offset;
    while (!context.isQuoted && begin > 0 && isWordByte(m_text[begin - 1]))
        --begin;
    qsizetype end = m_offset;
    while (end < m_text.size() && isWordByte(m_text[end]))
        ++end;
    if (context.isQuoted && end < m_text.size() && m_text[end] == '"')
        ++end;
    context.token = {begin, end};
    const qsizetype typedBegin = begin + (context.isQuoted ? 1 : 0);
    context.typed = m_text.sliced(typedBegin, m_offset - typedBegin).toByteArray();
    if (m_frames.empty())
        return context;
    const Frame &frame = m_frames.back();
    // Behind a complete value the next thing is a key, though its comma may still be missing.
    const bool isKey = frame.isObject && (!frame.isAfterColon || frame.hasValue);
    context.place = isKey ? CursorContext::Place::Key : CursorContext::Place::Value;
    context.container = container();
    context.containerBegin = frame.begin;
    context.key = frame.key;
    context.index = frame.index;
    return context;
}

} // namespace

CursorContext contextAt(QByteArrayView text, qsizetype offset)
{
    return Scanner(text, qBound(qsizetype(0), offset, text.size())).context();
}

} // namespace Pinion
