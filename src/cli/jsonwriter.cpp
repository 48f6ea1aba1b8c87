// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/jsonwriter.h"

#include "json/jsonstring.h"

namespace Pinion {

void JsonWriter::key(QByteArrayView name)
{
    separate();
    m_text.append('"').append(name).append("\": ");
    m_isAfterKey = true;
}

void JsonWriter::value(const QString &text)
{
    separate();
    m_text.append(encodeString(text));
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_text.append(QByteArray::number(number));
}

void JsonWriter::value(bool flag)
{
    separate();
    m_text.append(flag ? "true" : "false");
}

void JsonWriter::null()
{
    separate();
    m_text.append("null");
}

void JsonWriter::literal(QByteArrayView json)
{
    separate();
    m_text.append(json);
}

QByteArray JsonWriter::take()
{
    m_text.append('\n');
    return std::exchange(m_text, {});
}

void JsonWriter::separate()
{
    if (std::exchange(m_isAfterKey, false) || m_depth == 0)
        return;
    if (!std::exchange(m_isFirst, false))
        m_text.append(',');
    breakLine();
}

void JsonWriter::breakLine()
{
    m_text.append('\n').append(qsizetype(m_depth) * 2, ' ');
}

void JsonWriter::open(char bracket)
{
    separate();
    m_text.append(bracket);
    ++m_depth;
    m_isFirst = true;
}

void JsonWriter::close(char bracket)
{
    --m_depth;
    if (!std::exchange(m_isFirst, false))
        breakLine();
    m_text.append(bracket);
}

} // namespace Pinion
