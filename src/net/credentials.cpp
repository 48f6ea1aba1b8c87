// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/credentials.h"

namespace Pinion {

Credentials::Credentials(Kind kind, QString user, QByteArray secret)
    : m_kind(kind)
    , m_user(std::move(user))
    , m_secret(std::move(secret))
{ }

Credentials Credentials::basic(QString user, QByteArray password)
{
    return {Kind::Basic, std::move(user), std::move(password)};
}

Credentials Credentials::bearer(QByteArray token)
{
    return {Kind::Bearer, QString(), std::move(token)};
}

Credentials Credentials::refresh(QString user, QByteArray token)
{
    return {Kind::Refresh, std::move(user), std::move(token)};
}

Secret Credentials::authorization() const
{
    switch (m_kind) {
    case Kind::Basic:
        return Secret("Basic " + QByteArray(m_user.toUtf8() + ':' + m_secret.reveal()).toBase64());
    case Kind::Bearer:
        return Secret("Bearer " + m_secret.reveal());
    case Kind::None:
    case Kind::Refresh:
        break;
    }
    return Secret();
}

QDebug operator<<(QDebug debug, const Credentials &credentials)
{
    switch (credentials.kind()) {
    case Credentials::Kind::None:
        return debug << "Credentials(none)";
    case Credentials::Kind::Basic:
        return debug << "Credentials(user and password)";
    case Credentials::Kind::Bearer:
        return debug << "Credentials(token)";
    case Credentials::Kind::Refresh:
        break;
    }
    return debug << "Credentials(refresh token)";
}

} // namespace Pinion
