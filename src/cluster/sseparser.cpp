// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/sseparser.h"

#include <utility>

namespace Pinion {

namespace {

constexpr QByteArrayView ByteOrderMark("\xef\xbb\xbf");

} // namespace

std::vector<SseMessage> SseParser::feed(QByteArrayView bytes)
{
    std::vector<SseMessage> messages;
    for (const char byte : bytes) {
        const bool isSecondHalf = m_isAfterCr && byte == '\n';
        m_isAfterCr = byte == '\r';
        if (isSecondHalf)
            continue;
        if (byte == '\r' || byte == '\n')
            endLine(messages);
        else
            m_line.append(byte);
    }
    return messages;
}

void SseParser::reset()
{
    *this = SseParser();
}

void SseParser::endLine(std::vector<SseMessage> &messages)
{
    QByteArray line = std::exchange(m_line, QByteArray());
    if (std::exchange(m_isAtStart, false) && line.startsWith(ByteOrderMark))
        line.remove(0, ByteOrderMark.size());
    if (line.isEmpty()) {
        if (m_hasData)
            messages.push_back({m_event.isEmpty() ? QByteArray("message") : m_event, m_data});
        m_event.clear();
        m_data.clear();
        m_hasData = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArray field = line.mid(0, colon);
    QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "event") {
        m_event = value;
    } else if (field == "data") {
        if (m_hasData)
            m_data += '\n';
        m_data += value;
        m_hasData = true;
    }
}

} // namespace Pinion
