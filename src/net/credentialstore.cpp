// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/credentialstore.h"

namespace Pinion {

Task<std::optional<Credentials>> MemoryCredentialStore::find(
    QString server, std::stop_token /*stop*/)
{
    std::optional<Credentials> known;
    if (const auto login = m_logins.constFind(server); login != m_logins.cend())
        known = *login;
    co_return known;
}

Task<void> MemoryCredentialStore::save(
    QString server, Credentials credentials, std::stop_token /*stop*/)
{
    m_logins.insert(server, std::move(credentials));
    co_return Result<void>();
}

Task<void> MemoryCredentialStore::remove(QString server, std::stop_token /*stop*/)
{
    m_logins.remove(server);
    co_return Result<void>();
}

} // namespace Pinion
