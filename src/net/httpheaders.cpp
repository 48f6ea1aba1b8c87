// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpheaders.h"

namespace Pinion {

namespace {

bool isCalled(const HttpHeaders::Field &field, const QByteArray &name)
{
    return field.name.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

void HttpHeaders::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    append(name, value);
}

void HttpHeaders::append(const QByteArray &name, const QByteArray &value)
{
    Field field{name, value};
    m_fields.append(std::move(field));
}

void HttpHeaders::remove(const QByteArray &name)
{
    m_fields.removeIf([&name](const Field &field) { return isCalled(field, name); });
}

bool HttpHeaders::contains(const QByteArray &name) const
{
    return std::any_of(m_fields.cbegin(), m_fields.cend(),
        [&name](const Field &field) { return isCalled(field, name); });
}

QByteArray HttpHeaders::value(const QByteArray &name) const
{
    QByteArrayList values;
    for (const Field &field : m_fields) {
        if (isCalled(field, name))
            values += field.value;
    }
    return values.join(", ");
}

} // namespace Pinion
