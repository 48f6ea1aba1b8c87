// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Pinion {

/// Header fields in their order; names compare without regard to case (RFC 9110, 5.1).
class HttpHeaders
{
public:
    struct Field
    {
        QByteArray name;
        QByteArray value;
    };

    /// Replaces what is there under the name.
    void set(const QByteArray &name, const QByteArray &value);
    void append(const QByteArray &name, const QByteArray &value);
    void remove(const QByteArray &name);

    [[nodiscard]] bool contains(const QByteArray &name) const;
    /// Several fields of one name are joined by ", ". Empty when there is none.
    [[nodiscard]] QByteArray value(const QByteArray &name) const;
    [[nodiscard]] const QList<Field> &fields() const { return m_fields; }

private:
    QList<Field> m_fields;
};

} // namespace Pinion
