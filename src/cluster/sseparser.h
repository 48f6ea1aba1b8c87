// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace Pinion {

/// One event of a stream.
struct SseMessage
{
    QByteArray event; ///< "message" where the stream names none
    QByteArray data;

    friend bool operator==(const SseMessage &, const SseMessage &) = default;
};

/// Takes server-sent events (the WHATWG's HTML standard, 9.2.6) apart. The bytes may be cut
/// anywhere, within a character or between CR and LF: the events are the same. What the end of a
/// stream leaves incomplete is no event.
class SseParser
{
public:
    /// The events that these bytes complete.
    [[nodiscard]] std::vector<SseMessage> feed(QByteArrayView bytes);
    /// A new stream begins.
    void reset();

private:
    void endLine(std::vector<SseMessage> &messages);

    QByteArray m_line;
    QByteArray m_event;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_isAfterCr = false;
    bool m_isAtStart = true; ///< a byte order mark may come
};

} // namespace Pinion
