// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/onceonly.h"

#include <algorithm>

namespace Pinion {

OnceOnly::OnceOnly(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceOnly::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min(maxSize, bytesAvailable());
    if (count == 0)
        return -1;
    std::copy_n(m_bytes.cbegin() + m_read, count, data);
    m_read += count;
    return count;
}

qint64 OnceOnly::writeData(const char * /*data*/, qint64 /*maxSize*/)
{
    return -1;
}

} // namespace Pinion
