// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secret.h"

#include <QString>

namespace Pinion {

/// What a server wants to see before it answers. Prints only its kind.
class Credentials
{
public:
    enum class Kind {
        None,
        Basic, ///< user and password (RFC 7617, UTF-8)
        Bearer, ///< a token that is sent as it is (RFC 6750)
        Refresh, ///< a long-lived token that is exchanged for short-lived ones (RFC 6749, 6)
    };

    Credentials() = default;
    [[nodiscard]] static Credentials basic(QString user, QByteArray password);
    [[nodiscard]] static Credentials bearer(QByteArray token);
    [[nodiscard]] static Credentials refresh(QString user, QByteArray token);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isEmpty() const { return m_kind == Kind::None; }
    [[nodiscard]] const QString &user() const { return m_user; }
    /// The password or the token.
    [[nodiscard]] const Secret &secret() const { return m_secret; }
    /// The value of the header Authorization; empty for None and Refresh.
    [[nodiscard]] Secret authorization() const;

    friend bool operator==(const Credentials &, const Credentials &) = default;

private:
    Credentials(Kind kind, QString user, QByteArray secret);

    Kind m_kind = Kind::None;
    QString m_user;
    Secret m_secret;
};

QDebug operator<<(QDebug debug, const Credentials &credentials);

} // namespace Pinion
