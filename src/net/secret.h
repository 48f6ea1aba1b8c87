// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>

namespace Pinion {

/// A password, token or key. It can be used, but not printed: QDebug writes a fixed word, and there
/// is no conversion to a text.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray value)
        : m_value(std::move(value))
    { }

    [[nodiscard]] bool isEmpty() const { return m_value.isEmpty(); }
    /// The only way to the value: what calls this must not write it anywhere but to its server.
    [[nodiscard]] const QByteArray &reveal() const { return m_value; }

    friend bool operator==(const Secret &, const Secret &) = default;

private:
    QByteArray m_value;
};

inline QDebug operator<<(QDebug debug, const Secret &secret)
{
    return debug << (secret.isEmpty() ? "(no secret)" : "(secret)");
}

} // namespace Pinion
