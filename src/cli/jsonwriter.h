// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Pinion {

/// Writes JSON with the keys in the order of the calls, two blanks per level.
class JsonWriter
{
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(QByteArrayView name);

    void value(const QString &text);
    void value(qint64 number);
    void value(bool flag);
    void null();
    void literal(QByteArrayView json); ///< a value that is JSON already

    template <typename T> void member(QByteArrayView name, T thing)
    {
        key(name);
        value(std::move(thing));
    }

    /// What was written, with a newline at the end.
    [[nodiscard]] QByteArray take();

private:
    void separate();
    void breakLine();
    void open(char bracket);
    void close(char bracket);

    QByteArray m_text;
    int m_depth = 0;
    bool m_isFirst = true; ///< nothing stands in the innermost container yet
    bool m_isAfterKey = false;
};

} // namespace Pinion
