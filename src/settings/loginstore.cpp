// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/loginstore.h"

namespace Pinion {

LoginStore::LoginStore(std::unique_ptr<CredentialStore> keychain)
    : m_keychain(std::move(keychain))
{ }

Task<std::optional<Credentials>> LoginStore::find(QString server, std::stop_token stop)
{
    Result<std::optional<Credentials>> known = co_await m_session.find(server, stop);
    if ((known && *known) || !m_keychain)
        co_return known;
    Result<std::optional<Credentials>> kept = co_await m_keychain->find(server, stop);
    co_return kept;
}

Task<void> LoginStore::save(QString server, Credentials credentials, std::stop_token stop)
{
    if (!m_keychain) {
        const Result<void> kept = co_await m_session.save(server, credentials, stop);
        co_return kept;
    }
    const Result<void> saved = co_await m_keychain->save(server, credentials, stop);
    if (saved) {
        // Else an older login of this session would win.
        const Result<void> dropped = co_await m_session.remove(server, stop);
        co_return dropped;
    }
    if (saved.error().kind != ErrorKind::Cancelled)
        co_await m_session.save(server, credentials, stop);
    co_return saved;
}

Task<void> LoginStore::saveForSession(QString server, Credentials credentials)
{
    const Result<void> kept
        = co_await m_session.save(server, std::move(credentials), std::stop_token());
    co_return kept;
}

Task<void> LoginStore::makeLasting(QString server, std::stop_token stop)
{
    const Result<std::optional<Credentials>> known = co_await m_session.find(server, stop);
    if (!known || !*known || !m_keychain)
        co_return Result<void>();
    const Credentials login = **known;
    const Result<void> saved = co_await save(server, login, stop);
    co_return saved;
}

Task<void> LoginStore::remove(QString server, std::stop_token stop)
{
    Result<void> removed = co_await m_session.remove(server, stop);
    if (m_keychain)
        removed = co_await m_keychain->remove(server, stop);
    co_return removed;
}

} // namespace Pinion
